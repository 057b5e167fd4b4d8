"""Build the starter snapshot of the package from the official files.

Usage: build_starter.py DATA_FOLDER

The folder holds the lists as ``lists/<source>/...`` (see ``INGREDIENTS``). The same files give
the same snapshot again: no clock, no machine and no order of files has a part in it. Facts only
are kept (names, dates, countries, addresses, numbers, references, listing dates); what an
authority writes in prose (reasons, notes, remarks) stays out.
"""

import csv
import io
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from watchfloor.lists.blobs import compressed, sha256, unpack_entities
from watchfloor.lists.importing import Parsed, version_of
from watchfloor.lists.intake import Intake
from watchfloor.lists.raw import RawFile, read_raw
from watchfloor.lists.snapshots import linked_record
from watchfloor.lists.source import parse_source, source_spec
from watchfloor.lists.versions import Version, seal
from watchfloor.model.entity import Address, Entity
from watchfloor.model.identifiers import family_of

TARGET = Path(__file__).resolve().parent.parent / "src/watchfloor/lists/data/starter"
ENGINE = "starter"
"""Stands where an import has the engine's version: the snapshot does not change with each release."""
MAX_BYTES = 1_000_000
COMMENTS = "sdn_comments.csv"
CUT_AFTER = 1000

FACTS = frozenset(
    {
        *("birthDate", "birthPlace", "deathDate", "incorporationDate", "dissolutionDate", "buildDate"),
        *("nationality", "citizenship", "birthCountry", "country", "jurisdiction", "mainCountry"),
        *("flag", "pastFlags", "gender", "abbreviation", "topics"),
    }
)


@dataclass(frozen=True, slots=True)
class Ingredient:
    """One source of the snapshot: its files, each with the authority's date, and what is taken."""

    source: str
    published: str
    files: tuple[tuple[str, str, str], ...]
    """Path under ``lists/``, name as the authority publishes it, date."""
    programmes: frozenset[str] = frozenset()
    """Take the entities under these programmes only; all where it is empty."""


INGREDIENTS = (
    Ingredient(
        source="un_sc_sanctions",
        published="2026-02-27",
        files=(("un_sc_sanctions/UN_2026-02-27.xml.gz", "consolidated.xml", "2026-02-27"),),
    ),
    Ingredient(
        source="us_ofac_sdn",
        published="2023-09-05",
        files=(
            ("us_ofac_sdn/history/sdn_2023-09-05.csv.gz", "sdn.csv", "2023-09-05"),
            ("us_ofac_sdn/alt_2025-12.csv.gz", "alt.csv", "2025-12-24"),
            ("us_ofac_sdn/add_2025-12.csv.gz", "add.csv", "2025-12-24"),
            ("us_ofac_sdn/sdn_comments_2025-12.csv.gz", "sdn_comments.csv", "2025-12-24"),
        ),
        programmes=frozenset({"DPRK", "DPRK2", "DPRK3", "DPRK4", "NPWMD", "RUSSIA-EO14024"}),
    ),
)


def facts_of(entity: Entity) -> Entity:
    """The entity without prose and without what only the full list is good for."""
    fewer = msgspec.structs.replace
    schema = entity.schema
    acts = (fewer(d, reason="", status="", measures=(), url="") for d in entity.designations)
    documents = (fewer(d, note="", issued_at="") for d in entity.documents)
    addresses = (fewer(a, note="") for a in entity.addresses)
    return fewer(
        entity,
        properties={p: v for p, v in entity.properties.items() if p in FACTS or family_of(schema, p)},
        designations=tuple(dict.fromkeys(acts)),
        documents=tuple(dict.fromkeys(documents)),
        addresses=tuple(dict.fromkeys(a for a in addresses if a != Address())),
        relations=(),
    )


def taken(entities: Iterable[Entity], programmes: frozenset[str]) -> list[Entity]:
    """The facts of the entities under the programmes."""
    return [
        facts_of(entity)
        for entity in entities
        if not programmes or any(d.programme in programmes for d in entity.designations)
    ]


def as_published(lists: Path, ingredient: Ingredient) -> list[RawFile]:
    """The files under their official names, hashed unpacked: as the authority published them."""
    found = {}
    for path, name, _ in ingredient.files:
        [packed] = read_raw([lists / path])
        data = packed.data
        found[name] = RawFile(name=name, data=data, original_name=name, original=data, sha256=sha256(data))
    if (comments := found.get(COMMENTS)) is not None:
        found[COMMENTS] = replace(comments, data=fitting_comments(found["sdn.csv"].data, comments.data))
    return list(found.values())


def fitting_comments(entries: bytes, comments: bytes) -> bytes:
    """The rows of OFAC's comments file that go on where a remark of ``sdn.csv`` breaks off.

    Remarks are cut after 1,000 characters, in mid-word. The two files are of different dates
    here: where a remark was rewritten in between, the rest no longer fits, and a number glued
    together from both would be an invention.
    """
    remarks = {row[0]: row[-1] for row in _rows(entries)}
    kept = [row for row in _rows(comments) if _fits(remarks.get(row[0], ""), row[-1])]
    out = io.StringIO(newline="")
    csv.writer(out, quoting=csv.QUOTE_ALL).writerows(kept)
    return out.getvalue().encode("utf-8")


def _rows(data: bytes) -> list[list[str]]:
    text = data.decode("latin-1").rstrip("\x1a\r\n")
    return [row for row in csv.reader(io.StringIO(text, newline="")) if len(row) > 1]


def _fits(remark: str, rest: str) -> bool:
    if len(remark) != CUT_AFTER or not rest:
        return False
    return not rest[0].isalnum() or remark[-1].isalnum() or remark[-1].isspace()


def parsed(ingredient: Ingredient, raw: Sequence[RawFile]) -> Parsed:
    """The source's part of the snapshot, with accounts of its own."""
    entities = taken(parse_source(ingredient.source, raw)[0], ingredient.programmes)
    intake = Intake(source=ingredient.source, published=ingredient.published)
    for _ in entities:
        intake.entity()
    return Parsed.of(entities, source=ingredient.source, parser=ingredient.source, raw=raw, intake=intake)


def built(lists: Path) -> dict[str, bytes]:
    """The snapshot's files by name."""
    made: dict[str, bytes] = {}
    manifest = []
    versions: dict[str, Version] = {}
    for ingredient in INGREDIENTS:
        part = parsed(ingredient, as_published(lists, ingredient))
        version = _version(part, ingredient)
        made[f"{ingredient.source}.version.json"] = seal(version)
        made[f"{ingredient.source}.msgpack.zst"] = compressed(part.blob)
        manifest.append(_told(ingredient, version))
        versions[version.source] = version
    made["snapshot.json"] = seal(linked_record(versions, lambda version: _packed(made, version)))
    made["manifest.json"] = msgspec.json.format(msgspec.json.encode({"sources": manifest}), indent=2) + b"\n"
    return made


def _packed(made: Mapping[str, bytes], version: Version) -> Iterator[Entity]:
    name = f"{version.source}.msgpack.zst"
    return unpack_entities(io.BytesIO(made[name]), at=name)


def _version(part: Parsed, ingredient: Ingredient) -> Version:
    newest = max(date for _, _, date in ingredient.files)
    learned = datetime.fromisoformat(newest).replace(tzinfo=UTC)
    version = version_of(part, published=None, now=learned)
    return msgspec.structs.replace(version, engine=ENGINE)


def _told(ingredient: Ingredient, version: Version) -> dict[str, object]:
    spec = source_spec(ingredient.source)
    dates = {name: date for _, name, date in ingredient.files}
    return {
        "source": ingredient.source,
        "title": spec.title,
        "authority": spec.authority,
        "page": spec.page,
        "published": version.published,
        "entities": version.entities,
        "programmes": sorted(ingredient.programmes),
        "files": [
            {"name": ref.name, "date": dates[ref.name], "sha256": ref.sha256, "bytes": ref.size}
            for ref in version.files
        ],
        "version": version.id,
    }


def main(data: Path) -> int:
    """Write the files; say what they hold."""
    made = built(data / "lists")
    TARGET.mkdir(parents=True, exist_ok=True)
    for old in TARGET.iterdir():
        old.unlink()
    for name, content in made.items():
        (TARGET / name).write_bytes(content)
        print(f"{len(content):>9,}  {name}")
    size = sum(map(len, made.values()))
    print(f"{size:>9,}  bytes in all")
    return 0 if size < MAX_BYTES else 1


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))

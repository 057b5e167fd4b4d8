"""The harmless population: ordinary persons and companies, from files or from popular names."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

from watchfloor.evaluation.cases import seeded
from watchfloor.evaluation.common import common_name, common_names
from watchfloor.evaluation.subjects import Kind
from watchfloor.evaluation.tables import words
from watchfloor.model.errors import InputError
from watchfloor.model.party import Party
from watchfloor.names.countries import country_code
from watchfloor.screening.columns import recognise
from watchfloor.screening.parties import ReadOptions, open_parties
from watchfloor.screening.streams import Notes, open_source

PACKAGED = "popular given and family names by country, and invented companies (packaged, CC0)"
_FACTS = ("birthDate", "nationality", "citizenship", "country", "jurisdiction")
_PERSONAL = frozenset({"birthDate", "firstName", "lastName", "middleName", "gender", "nationality"})


def counted(name: str) -> bool:
    """Does an ordinary name belong to the half on which the frequency of words was counted?

    Decided by the name itself, whatever its case and spaces, so that the halves stay the same as
    files grow and change their order.
    """
    text = " ".join(name.casefold().split())
    return hashlib.blake2b(text.encode(), digest_size=1).digest()[0] % 2 == 0


@dataclass(frozen=True, slots=True)
class Harmless:
    """Ordinary parties of one kind; ``origin`` says in words where they come from."""

    kind: Kind
    origin: str
    parties: tuple[Party, ...]

    def names_only(self) -> list[Party]:
        """The same parties, known by name only."""
        return [Party(schema=p.schema, properties={"name": p.names}) for p in self.parties]

    def with_facts(self) -> list[Party]:
        """The same parties, known by name, birth date and countries, where the file has them."""
        return [
            Party(
                schema=p.schema,
                properties={"name": p.names, **{k: p.properties[k] for k in _FACTS if k in p.properties}},
            )
            for p in self.parties
        ]

    def held_out(self) -> "Harmless":
        """Those on whose names nothing was counted: of the files the package's tables come from, the fair half."""
        return replace(self, parties=tuple(p for p in self.parties if not counted(p.names[0])))

    def drawn(self, count: int, seed: int) -> "Harmless":
        """So many of them; all where there are fewer."""
        if len(self.parties) <= count:
            return self
        places = sorted(seeded(seed, "harmless", self.kind).sample(range(len(self.parties)), count))
        return Harmless(self.kind, self.origin, tuple(self.parties[p] for p in places))


def read_harmless(path: Path, kind: Kind | None = None) -> Harmless:
    """Ordinary parties from a file: any customer file, or names and countries cut at tabs without headings.

    Args:
        path: the file.
        kind: what they are; persons where a column is about persons, else companies.

    Raises:
        InputError: it cannot be read, or holds no names.
    """
    found = list(_headless(path) if _is_headless(path) else _rows(path, kind))
    if not found:
        raise InputError("no names in it", at=str(path))
    if kind is None:
        personal = any(_PERSONAL & set(party.properties) for party in found)
        kind = "person" if personal else "company"
    schema = "Person" if kind == "person" else "Vessel" if kind == "vessel" else "Company"
    parties = tuple(Party(schema=schema, properties=p.properties, row=p.row) for p in found)
    return Harmless(kind, path.name, parties)


def _rows(path: Path, kind: Kind | None) -> Iterator[Party]:
    options = ReadOptions(schema="Person" if kind == "person" else "")
    with open_parties(path, options) as file:
        yield from (row.party for row in file.rows if row.usable and row.party.names)


def _is_headless(path: Path) -> bool:
    """Is it cut at tabs, without a line of column names?"""
    if ".tsv" not in path.suffixes and ".tab" not in path.suffixes:
        return False
    with open_source(path) as source:
        first = source.text_head().split("\n", 1)[0]
    return not any(recognise(cell.strip()) for cell in first.split("\t"))


def _headless(path: Path) -> Iterator[Party]:
    with open_source(path) as source:
        for number, line in enumerate(source.lines(Notes()), start=1):
            name, country, *_ = (*line.text.split("\t"), "")
            code = country_code(country) if country.strip() else None
            facts: dict[str, tuple[str, ...]] = {"name": (name.strip(),)}
            if code:
                facts["country"] = (code,)
            if name.strip():
                yield Party(properties=facts, row=number)


def packaged(kind: Kind, count: int, seed: int) -> Harmless:
    """Invented ordinary parties out of the package's own popular names and everyday words."""
    rng = seeded(seed, "packaged", kind)
    make = _a_person if kind == "person" else _a_company
    return Harmless(kind, PACKAGED, tuple(make(rng) for _ in range(count)))


def _a_person(rng: Random) -> Party:
    country = rng.choice([c for c in common_names("given") if c in common_names("family")])
    codes = frozenset({country})
    given, family = common_name(rng, "given", codes), common_name(rng, "family", codes)
    native = given.written != given.romanised and family.written != family.romanised and rng.random() < 0.5
    name = f"{given.written} {family.written}" if native else f"{given.romanised} {family.romanised}"
    born = f"{rng.randint(1940, 2006)}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}"
    facts: dict[str, tuple[str, ...]] = {"name": (name,), "birthDate": (born,), "nationality": (country,)}
    return Party(schema="Person", properties=facts)


def _a_company(rng: Random) -> Party:
    parts = [
        *rng.sample(words("harmless", "words"), rng.choice([1, 1, 2])),
        rng.choice(words("harmless", "trades")),
        rng.choice(words("harmless", "forms")),
    ]
    country = rng.choice(list(common_names("given")))
    return Party(schema="Company", properties={"name": (" ".join(parts),), "country": (country,)})


def population(files: Sequence[tuple[Path, Kind | None]], *, count: int, seed: int) -> list[Harmless]:
    """The harmless of every kind: those of the files, and packaged ones for persons and companies without a file.

    Raises:
        InputError: a file cannot be read.
    """
    merged: dict[Kind, Harmless] = {}
    for path, kind in files:
        found = read_harmless(path, kind)
        known = merged.get(found.kind)
        if known:
            found = Harmless(found.kind, f"{known.origin}, {found.origin}", known.parties + found.parties)
        merged[found.kind] = found
    for wanted in ("person", "company"):
        if wanted not in merged:
            merged[wanted] = packaged(wanted, count, seed)
    return [merged[kind].drawn(count, seed) for kind in sorted(merged)]

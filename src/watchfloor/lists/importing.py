"""From raw files to a version: parse, date, count, and refuse what cannot be the whole list.

Everything here is a pure function of its arguments; :mod:`watchfloor.lists.store` writes.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import msgspec

from watchfloor._version import __version__
from watchfloor.lists.blobs import pack_entities, sha256
from watchfloor.lists.intake import Intake
from watchfloor.lists.raw import RawFile
from watchfloor.lists.source import SourceSpec, parse_source, source_keys, source_spec
from watchfloor.lists.versions import Dating, RawRef, Rows, Version, stamp
from watchfloor.model.entity import Entity, Relation
from watchfloor.model.errors import ShrunkenFeedError, SourceError, UsageError

MOST_SHRINKAGE = 0.10
"""Part of a list that may go within a year. Real lists stay below it from one publication to the
next; over years they do not: the UN list lost an eighth when its Iran measures ended in 2023."""
_YEAR = timedelta(days=365.25)
FEWEST_ROWS = 100
"""Rows of one kind below which their number says nothing."""
OWN_KEY = re.compile(r"[a-z0-9_]+")
NAMEABLE = ("custom", "ftm")
"""Sources whose format serves many lists, each under a key of its own."""
_ACCEPT = "If the list really is that size, import it again with --accept-shrink."
_TOMORROW = timedelta(days=1)
_NAMED_DAY = re.compile(r"(?<!\d)\d{4}-\d\d-\d\d(?!\d)")


@dataclass(frozen=True, slots=True)
class Parsed:
    """A source's raw files, read: the entities as a packed blob, and the accounts."""

    source: str
    parser: str
    files: tuple[RawRef, ...]
    blob: bytes
    blob_sha256: str
    schemata: dict[str, int]
    entities: int
    intake: Intake

    @classmethod
    def of(
        cls, entities: Sequence[Entity], *, source: str, parser: str, raw: Iterable[RawFile], intake: Intake
    ) -> "Parsed":
        """The entities packed and counted."""
        blob = pack_entities(entities)
        return cls(
            source=source,
            parser=parser,
            files=raw_refs(raw),
            blob=blob,
            blob_sha256=sha256(blob),
            schemata=dict(sorted(Counter(e.schema for e in entities).items())),
            entities=len(entities),
            intake=intake,
        )


def own_key(parser: str, name: str | None) -> str:
    """The source key entities get: the parser's, or the user's own name for a watchlist.

    Raises:
        UsageError: the name is malformed, taken by an official source, or the format has only one list.
    """
    if name is None or name == parser:
        return parser
    if parser not in NAMEABLE:
        raise UsageError(f"--as is for {' and '.join(NAMEABLE)} lists, not for {parser}")
    if not OWN_KEY.fullmatch(name):
        raise UsageError(
            f"{name!r} cannot name a list", hint="Use lower-case letters, digits and underscores."
        )
    if name in source_keys():
        raise UsageError(
            f"{name!r} is the name of an official source", hint="Choose another name for your list."
        )
    return name


def read(parser: str, raw: Sequence[RawFile], *, key: str) -> Parsed:
    """Parse raw files that belong together.

    Args:
        parser: the source whose format they have.
        raw: the files.
        key: the source key the entities get (see :func:`own_key`).

    Raises:
        SourceError: a file cannot be used, or two entities have one id.
    """
    entities, intake = parse_source(parser, raw)
    if key != parser:
        entities = [_rekeyed(entity, key) for entity in entities]
    _refuse_duplicates(entities)
    return Parsed.of(entities, source=key, parser=parser, raw=raw, intake=intake)


def raw_refs(raw: Iterable[RawFile]) -> tuple[RawRef, ...]:
    """The files as received, each once, in the order of their names."""
    refs = {RawRef(name=r.original_name, sha256=r.sha256, size=len(r.original)) for r in raw}
    return tuple(sorted(refs, key=lambda ref: (ref.name, ref.sha256)))


def _refuse_duplicates(entities: Iterable[Entity]) -> None:
    ids = Counter(entity.id for entity in entities)
    if repeated := [entity_id for entity_id, times in ids.most_common(3) if times > 1]:
        raise SourceError(f"several entities have the id {repeated[0]!r}", at=repeated[0])


def _rekeyed(entity: Entity, key: str) -> Entity:
    """The entity under another source key, what refers to its own source included."""
    replace = msgspec.structs.replace
    own = entity.source
    return replace(
        entity,
        source=key,
        designations=tuple(replace(d, source=key) if d.source == own else d for d in entity.designations),
        relations=tuple(_moved(r, own, key) for r in entity.relations),
    )


def _moved(relation: Relation, own: str, key: str) -> Relation:
    if not relation.other_id.startswith(own + ":"):
        return relation
    return msgspec.structs.replace(relation, other_id=key + relation.other_id.removeprefix(own))


def dated(
    given: str | None, intake: Intake, now: datetime, names: Iterable[str] = ()
) -> tuple[str, Dating, tuple[str, ...]]:
    """The authority's date, where it comes from, and what to warn of.

    The date given goes before the one in the file, and that before the one in the files' names
    (``sdn_2023-09-05.csv``), if they agree on a single day that has been; else today is assumed.

    Raises:
        UsageError: the date given is no ``YYYY-MM-DD``, or lies in the future.
    """
    today = now.astimezone(UTC).date()
    if given is not None:
        if _day(given) > today + _TOMORROW:
            raise UsageError(
                f"the date {given} lies in the future", hint="Give the day the list was published."
            )
        differs = intake.published not in ("", given)
        warning = f"the file says {intake.published}, {given} was given"
        return given, "given", (warning,) if differs else ()
    if _is_day(intake.published):
        late = intake.published > (today + _TOMORROW).isoformat()
        return intake.published, "file", ("the file's date lies in the future",) if late else ()
    in_names = {day for name in names for day in _NAMED_DAY.findall(name) if _is_day(day)}
    if len(in_names) == 1 and (day := in_names.pop()) <= (today + _TOMORROW).isoformat():
        return day, "name", (f"the date {day} is taken from the file's name; --date sets another",)
    why = f"{intake.published!r} in the file is none" if intake.published else "the files carry none"
    return today.isoformat(), "assumed", (f"date assumed: {why} and --date was not given",)


def _is_day(text: str) -> bool:
    try:
        return _day(text).isoformat() == text
    except UsageError:
        return False


def _day(text: str) -> date:
    try:
        return datetime.strptime(text, "%Y-%m-%d").replace(tzinfo=UTC).date()
    except ValueError as error:
        raise UsageError(f"{text!r} is no date", hint="Write it as YYYY-MM-DD.") from error


def check_size(parsed: Parsed, version: Version, before: Version | None) -> None:
    """Refuse a feed that cannot be the whole list.

    Args:
        parsed: what was read.
        version: what it would be kept as.
        before: the last version published before it, if there is one.

    Raises:
        ShrunkenFeedError: it is empty, out of the source's bounds, or more than a tenth smaller
            than before for every year begun between the two; or so are the rows of one kind
            (aliases, addresses) in files of the same names.
    """
    spec, count = source_spec(parsed.parser), parsed.entities
    if not count:
        raise ShrunkenFeedError("the list is empty", at=parsed.source, hint=_ACCEPT)
    _check_bounds(spec, count, parsed.source)
    if before is not None and _file_names(before) <= _file_names(version):
        for told in shrunken_rows(version, before):
            raise ShrunkenFeedError(told, at=parsed.source, hint=_ACCEPT)
    if before is not None and count < before.entities * (1 - MOST_SHRINKAGE) ** _years(before, version):
        raise ShrunkenFeedError(
            f"{count:,} entities, down from {before.entities:,} published {before.published}",
            at=parsed.source,
            hint=_ACCEPT,
        )


def shrunken_rows(version: Version, before: Version) -> Iterator[str]:
    """The kinds of rows of which there are far fewer than before, or none, in words.

    Where other files were given (no ``alt.csv`` this time, or XML after CSV) that is no sign of
    a broken feed, but worth a warning: the entities know less than they did.
    """
    for kind, rows in before.rows.items():
        was, now = rows.read - rows.rejected, _usable(version, kind)
        if was >= FEWEST_ROWS and now < was * (1 - MOST_SHRINKAGE) ** _years(before, version):
            yield f"{kind}: {now:,} rows, down from {was:,} published {before.published}"


def warned(version: Version, before: Version | None) -> Version:
    """The version with a warning for every kind of rows that became few."""
    fewer = tuple(shrunken_rows(version, before)) if before else ()
    return msgspec.structs.replace(version, warnings=(*version.warnings, *fewer)) if fewer else version


def _usable(version: Version, kind: str) -> int:
    rows = version.rows.get(kind, Rows())
    return rows.read - rows.rejected


def _file_names(version: Version) -> set[str]:
    """The names of the files, without what packing adds."""
    return {re.sub(r"\.(gz|zst)$", "", file.name.lower()) for file in version.files}


def _years(before: Version, version: Version) -> int:
    """Years begun between two publications, at least one; a date that is only assumed counts for nothing."""
    if "assumed" in (before.dating, version.dating):
        return 1
    apart = date.fromisoformat(version.published) - date.fromisoformat(before.published)
    return max(1, math.ceil(apart / _YEAR))


def _check_bounds(spec: SourceSpec, count: int, source: str) -> None:
    low, high = spec.entities.min, spec.entities.max
    if not low <= count <= high:
        raise ShrunkenFeedError(
            f"{count:,} entities, where a complete list has {low:,} to {high:,}", at=source, hint=_ACCEPT
        )


def version_of(parsed: Parsed, *, published: str | None, now: datetime) -> Version:
    """The version these files make.

    Raises:
        UsageError: see :func:`dated`.
    """
    intake = parsed.intake
    day, dating, warnings = dated(published, intake, now, (file.name for file in parsed.files))
    rows = {
        kind: Rows(
            read=row.read,
            entities=row.entities,
            relations=row.relations,
            attached=row.attached,
            rejected=row.rejected,
        )
        for kind, row in sorted(intake.rows.items())
    }
    return Version(
        source=parsed.source,
        parser=parsed.parser,
        published=day,
        dating=dating,
        learned_at=stamp(now),
        engine=__version__,
        files=parsed.files,
        entities_sha256=parsed.blob_sha256,
        entities=parsed.entities,
        schemata=parsed.schemata,
        rows=rows,
        rejected=sum(row.rejected for row in rows.values()),
        rejections=tuple(intake.rejections),
        unread=dict(sorted(intake.unread.items())),
        repairs=dict(sorted(intake.repairs.items())),
        warnings=warnings,
    ).sealed()

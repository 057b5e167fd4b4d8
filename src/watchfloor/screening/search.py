"""Looking things up in a snapshot: by words, and by what is known of each; no scores, no verdicts.

Words are compared without case and accents, in plain letters (``Путин`` is found by ``putin``). All
words must occur in an entity's names and numbers; ``-word`` must not, ``"several words"`` must follow
one another, and a word ending in ``*`` is the beginning of one.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from anyascii import anyascii

from watchfloor.model.entity import Entity, Value
from watchfloor.model.ftm_record import first_listed, kind_of, last_change
from watchfloor.model.schema import is_a
from watchfloor.screening.index import Index

_WORD = re.compile(r"[^\W_]+")
_TERM = re.compile(r'(-?)(?:"([^"]*)"|(\S+))')
MAX_TERMS = 40
"""Words of a query that are looked at."""


class Row(NamedTuple):
    """What is known at a glance of some linked records: the first id stands for all of them.

    ``genders``, ``topics``, ``countries`` and ``datasets`` without repetitions; dates ISO, empty
    where not known; ``text`` the words of all names and numbers, with a space around each.
    """

    ids: tuple[str, ...]
    caption: str
    schema: str
    datasets: tuple[str, ...]
    topics: tuple[str, ...]
    countries: tuple[str, ...]
    genders: tuple[str, ...]
    first_seen: str
    last_change: str
    delisted: bool
    text: str = ""


class Filter(Value):
    """What is looked at; an empty field lets everything through.

    ``datasets`` are those one of which must hold the entity. ``topics`` and ``countries`` must overlap,
    or with ``every`` all be there; so must ``also``, further data sets. ``changed_since`` is an ISO
    date: what has no date is kept, for it may have changed. ``without`` are ids, any of an entity's.
    """

    schema: str = "Thing"
    datasets: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    without_schemata: tuple[str, ...] = ()
    without: frozenset[str] = frozenset()
    changed_since: str = ""
    delisted: bool = True
    every: bool = False

    def accepts(self, row: Row) -> bool:
        """Is this one looked at?"""
        enough = all if self.every else any
        overlaps = (
            (self.topics, row.topics),
            (self.countries, row.countries),
            (self.also, row.datasets),
        )
        return (
            is_a(row.schema, self.schema)
            and not any(is_a(row.schema, kind) for kind in self.without_schemata)
            and (not self.datasets or any(key in self.datasets for key in row.datasets))
            and all(not wanted or enough(one in there for one in wanted) for wanted, there in overlaps)
            and not (self.changed_since and row.last_change and row.last_change < self.changed_since)
            and self.without.isdisjoint(row.ids)
            and (self.delisted or not row.delisted)
        )


def row_of(records: Sequence[Entity], *, text: bool = True) -> Row:
    """The row of some linked records."""
    first = records[0]
    acts = [act for record in records for act in record.designations]
    return Row(
        ids=tuple(record.id for record in records),
        caption=first.caption,
        schema=kind_of(records),
        datasets=_distinct(record.source for record in records),
        topics=_distinct(topic for record in records for topic in record.get("topics")),
        countries=_distinct(country for record in records for country in record.all_countries()),
        genders=_distinct(gender for record in records for gender in record.get("gender")),
        first_seen=first_listed(records),
        last_change=last_change(records),
        delisted=bool(acts) and all(act.delisted_on for act in acts),
        text=_text(records) if text else "",
    )


@lru_cache(maxsize=1 << 14)
def _kept(values: tuple[str, ...]) -> tuple[str, ...]:
    """One tuple for all rows that have the same values: most have."""
    return values


def _distinct(values: Iterator[str]) -> tuple[str, ...]:
    return _kept(tuple(dict.fromkeys(values)))


_NUMBERS = frozenset(
    "imoNumber registrationNumber idNumber passportNumber taxNumber innCode ogrnCode leiCode swiftBic mmsi"
    " callSign publicKey cryptoAddress isin".split()
)


def _text(records: Sequence[Entity]) -> str:
    texts = [name.text for record in records for name in record.names]
    texts += [
        number
        for record in records
        for prop in record.properties
        if prop in _NUMBERS
        for number in record.get(prop)
    ]
    texts += [document.number for record in records for document in record.documents]
    texts += [record.record for record in records]
    return " " + "  ".join(dict.fromkeys(" ".join(plain_words(text)) for text in texts)) + " "


def plain_words(text: str) -> list[str]:
    """The words of a text in plain lower-case letters."""
    return _WORD.findall(anyascii(text).lower())


class _Term(NamedTuple):
    """What must be found, or must not, between two spaces."""

    needle: str
    wanted: bool


def terms(query: str, *, prefix: bool = False) -> list[_Term]:
    """What a query asks for.

    Args:
        query: as a user writes it.
        prefix: take the last word for the beginning of one, as while it is typed.
    """
    found = []
    for minus, phrase, word in _TERM.findall(query)[:MAX_TERMS]:
        if words := plain_words(phrase or word):
            open_ended = word.endswith("*")
            found.append(_Term(f" {' '.join(words)}{'' if open_ended else ' '}", not minus))
    if prefix and found:
        found[-1] = found[-1]._replace(needle=found[-1].needle.rstrip())
    return found


@dataclass(slots=True)
class Table:
    """All of a snapshot at a glance.

    ``rows`` are in the index's order; ``place`` finds one by any of its ids; ``pointing`` are the
    ids of the entities that have a relation to one, by its id.
    """

    rows: list[Row] = field(default_factory=list)
    place: dict[str, int] = field(default_factory=dict)
    pointing: dict[str, list[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, index: Index) -> "Table":
        """The table of an index."""
        made = cls()
        waiting: dict[str, Entity] = {}
        for entity in index.scan():
            for relation in entity.relations:
                if relation.other_id:
                    made.pointing.setdefault(relation.other_id, []).append(entity.id)
            cluster = index.clusters.get(entity.id, (entity.id,))
            waiting[entity.id] = entity
            if all(i in waiting for i in cluster):
                made._add([waiting.pop(i) for i in cluster])
        return made

    def _add(self, records: Sequence[Entity]) -> None:
        row = row_of(records)
        self.place.update(dict.fromkeys(row.ids, len(self.rows)))
        self.rows.append(row)

    def find(self, query: str, wanted: Filter, *, prefix: bool = False) -> list[Row]:
        """The rows with a query's words, the shortest names first; all that are wanted where it has none."""
        asked = terms(query, prefix=prefix)
        if query.strip() and not asked:
            return []
        found = [
            row
            for row in self.rows
            if all((needle in row.text) is positive for needle, positive in asked) and wanted.accepts(row)
        ]
        if not asked:
            return found
        whole = " " + " ".join(plain_words(query)) + " "
        return sorted(found, key=lambda row: (whole not in row.text, len(row.caption), row.ids))

    def row(self, entity_id: str) -> Row | None:
        """The row of any of an entity's ids."""
        place = self.place.get(entity_id)
        return None if place is None else self.rows[place]


FACETS: dict[str, Callable[[Row], Sequence[str]]] = {
    "datasets": lambda row: row.datasets,
    "schema": lambda row: (row.schema,),
    "countries": lambda row: row.countries,
    "topics": lambda row: row.topics,
    "genders": lambda row: row.genders,
}
"""What can be counted, and how it is told of a row."""


def counted(rows: Sequence[Row], facet: str) -> list[tuple[str, int]]:
    """How many rows have each value of a facet, the most frequent first."""
    counts = Counter(value for row in rows for value in FACETS[facet](row))
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))

"""The accounts of one import: every row in is kept, or rejected with a reason.

A parser is handed an :class:`Intake` and tells it of each row it reads and what became of
it. At the end the books must balance: ``read == entities + relations + attached + rejected``
for every kind of row. What a parser left unread is counted here too, so that a publisher's
new field is seen on the day it appears.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

import msgspec

from watchfloor.model.entity import Value
from watchfloor.model.errors import SourceError

REJECTIONS_KEPT = 1000


class Rejection(Value):
    """One row that could not be used: in which file, which record, and why."""

    file: str
    record: str
    reason: str


class RowCount(msgspec.Struct):
    """What became of the rows of one kind ("entries", "aliases", "addresses"...)."""

    read: int = 0
    entities: int = 0
    relations: int = 0
    attached: int = 0
    rejected: int = 0

    @property
    def balanced(self) -> bool:
        """Is every row read accounted for?"""
        return self.read == self.entities + self.relations + self.attached + self.rejected


@dataclass
class Intake:
    """The running accounts of one import of one source."""

    source: str
    published: str = ""
    """The authority's own date of the list, ISO; parsers fill it where a file says so."""
    rows: dict[str, RowCount] = field(default_factory=dict)
    rejections: list[Rejection] = field(default_factory=list)
    unread: Counter[str] = field(default_factory=Counter)
    repairs: Counter[str] = field(default_factory=Counter)

    def _row(self, kind: str) -> RowCount:
        return self.rows.setdefault(kind, RowCount())

    def entity(self, kind: str = "entries") -> None:
        """A row was read and became an entity."""
        row = self._row(kind)
        row.read += 1
        row.entities += 1

    def relation(self, kind: str = "relations") -> None:
        """A row was read and became a relation between entities."""
        row = self._row(kind)
        row.read += 1
        row.relations += 1

    def attached(self, kind: str) -> None:
        """A row was read and became part of an entity that has its own row."""
        row = self._row(kind)
        row.read += 1
        row.attached += 1

    def reject(self, kind: str, *, file: str, record: str, reason: str) -> None:
        """A row was read and could not be used. The first thousand are kept word for word."""
        row = self._row(kind)
        row.read += 1
        row.rejected += 1
        if len(self.rejections) < REJECTIONS_KEPT:
            self.rejections.append(Rejection(file=file, record=record, reason=reason))

    def repaired(self, what: str, times: int = 1) -> None:
        """Something was wrong in the file and could be put right; say what, it is counted."""
        self.repairs[what] += times

    def left_unread(self, path: str) -> None:
        """A field holds a value no parser reads."""
        self.unread[path] += 1

    @property
    def entities(self) -> int:
        """How many entities came out, over all kinds of rows."""
        return sum(row.entities for row in self.rows.values())

    def unbalanced(self) -> Iterator[str]:
        """The kinds of rows whose accounts do not add up (a fault of the parser)."""
        return (kind for kind, row in self.rows.items() if not row.balanced)

    def close(self) -> None:
        """Check the books.

        Raises:
            SourceError: rows are unaccounted for.
        """
        if kinds := ", ".join(self.unbalanced()):
            raise SourceError(f"{self.source}: rows unaccounted for among {kinds}")

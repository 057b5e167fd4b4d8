"""OFAC's acts on a party: one designation for each programme.

The formats state programmes, legal bases, restrictions and days side by side, and rarely say
which belongs to which. What names the number of a programme's order, or a list that is for
certain programmes alone, is told to those; the rest to all.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from watchfloor.lists.formats.ofac_table import table
from watchfloor.model.entity import Designation

AUTHORITY = "US Treasury, Office of Foreign Assets Control"
AGGREGATE = "Consolidated List"
"""The name for all lists but the SDN List together; it says nothing about a party."""
_MARKS = re.compile(r"\b(?:[A-Z]{3,}|\d{5})\b|(?<=EO)\d{5}\b")


@dataclass
class Acts:
    """What an entry says of the acts on it, in published order."""

    programmes: list[str] = field(default_factory=list)
    bases: list[str] = field(default_factory=list)
    measures: dict[str, None] = field(default_factory=dict)
    days: list[tuple[str, str]] = field(default_factory=list)
    """The day a list or directive has of the party, and which list or directive that is."""

    def on_list(self, name: str, day: str) -> None:
        """The party is on one of OFAC's lists since a day (ISO; empty where unknown)."""
        if name == AGGREGATE or not name:
            return
        self.measures[f"on {name}"] = None
        if day:
            self.days.append((name, day))

    def designations(self, source: str) -> Iterator[Designation]:
        """The designations, one for each programme; a single one where no programme is named."""
        programmes = list(dict.fromkeys(self.programmes)) or [""]
        bases = _paired(programmes, self.bases)
        for programme in programmes:
            yield Designation(
                source=source,
                authority=AUTHORITY,
                programme=programme,
                legal_basis=bases[programme],
                listed_on=_first(self.days, programme, programmes),
                measures=tuple(m for m in self.measures if _is_for(m, programme, programmes)),
            )


def concerns(text: str, programme: str) -> bool:
    """Does a text name a programme, by the number of its order, its acronym or its list?"""
    if prefixes := table().lists.get(text.removeprefix("on ")):
        return programme.startswith(prefixes)
    return not set(_MARKS.findall(programme)).isdisjoint(_MARKS.findall(text))


def _is_for(text: str, programme: str, programmes: Iterable[str]) -> bool:
    """Is a text about this programme, or about none of them in particular?"""
    return concerns(text, programme) or not any(concerns(text, other) for other in programmes)


def _first(days: Sequence[tuple[str, str]], programme: str, programmes: Iterable[str]) -> str:
    """The first day under a programme; failing that, the first that is nobody else's."""
    own = [day for text, day in days if concerns(text, programme)]
    free = [day for text, day in days if _is_for(text, programme, programmes)]
    return min(own or free, default="")


def _paired(programmes: Sequence[str], bases: Sequence[str]) -> dict[str, str]:
    """The legal basis of each programme: the one that names it, then in order; all where that fails."""
    left = list(dict.fromkeys(bases))
    found: dict[str, str] = {}
    for programme in programmes:
        if basis := next((b for b in left if concerns(b, programme)), ""):
            found[programme] = basis
            left.remove(basis)
    open_ = [programme for programme in programmes if programme not in found]
    if len(left) == len(open_):
        return found | dict(zip(open_, left, strict=True))
    return found | dict.fromkeys(open_, "; ".join(left or bases))

"""Many names as arrays of units: what a list and a batch of parties have in common."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from watchfloor.names.tokens import LINEAGE, Token, bodies, cut_word, spans, tokens
from watchfloor.screening.align import MARKS
from watchfloor.screening.hashing import expand
from watchfloor.screening.parts import Parts, parts_of
from watchfloor.screening.runs import Layout, Runs, runs_of
from watchfloor.screening.vocabulary import Interner, Vocabulary, build_vocabulary

Ints = NDArray[np.int64]
_CUT, _BODY = 12, 13
"""Where words cut short, and bodies known by their initials, stand among a name's units."""
_RANKS = 4
"""Bits that hold the rank of a kind of unit."""


@dataclass(frozen=True, slots=True)
class NameSet:
    """Names and their units.

    ``unit``, ``start``, ``span`` have one entry a unit of a name, ``indptr`` (names + 1) says
    which belong to which name; the first ``words`` of each name are its single words in order.
    ``total``, ``solid`` are the name's weight with and without initials; ``strong`` how many
    words can identify somebody; ``syllabic`` marks Korean and Chinese names, ``lineage``
    those that name a father; ``initials`` is how many words are initials, ``marks`` which
    places hold a word of :data:`watchfloor.screening.align.MARKS`, as bits.
    """

    indptr: NDArray[np.int64]
    unit: NDArray[np.int32]
    start: NDArray[np.uint8]
    span: NDArray[np.uint8]
    words: NDArray[np.uint8]
    total: NDArray[np.float64]
    solid: NDArray[np.float64]
    strong: NDArray[np.uint8]
    syllabic: NDArray[np.bool_]
    lineage: NDArray[np.bool_]
    initials: NDArray[np.uint8]
    marks: NDArray[np.uint64]

    @property
    def size(self) -> int:
        """How many names there are."""
        return len(self.total)

    def entries(self, names: Ints) -> tuple[Ints, Ints]:
        """For each unit of some of the names its place in ``names``, and its entry."""
        start = self.indptr[names]
        return expand(start, self.indptr[names + 1] - start)

    def matrix(self, units: int) -> csr_array:
        """How often each unit occurs in each name, as a sparse (names x units) matrix."""
        ones = np.ones(len(self.unit), dtype=np.int64)
        return csr_array((ones, self.unit, self.indptr), shape=(self.size, units))


_Named = tuple[int, int, Sequence[tuple[int, Token]]]
"""A name's number, the rank of a kind of unit, and the units of that kind with their first places."""


@dataclass(frozen=True, slots=True)
class Places:
    """Where units stand; shape ``(entries,)``. ``rank`` orders the kinds of unit within a name."""

    name: Ints
    rank: Ints
    start: Ints
    span: Ints
    unit: Ints


FEW = 48
"""Names below which looking at each by itself is faster than putting all of them through arrays."""


@dataclass(frozen=True, slots=True)
class WordFacts:
    """What a name is told by each of its words; shape ``(words,)``."""

    weight: NDArray[np.float64]
    initial: NDArray[np.bool_]
    strong: NDArray[np.bool_]
    syllabic: NDArray[np.bool_]
    lineage: NDArray[np.bool_]
    mark: NDArray[np.bool_]

    @classmethod
    def of(cls, words: Sequence[Token]) -> "WordFacts":
        """The facts of some words."""
        return cls(
            np.array([word.weight for word in words], dtype=np.float64),
            np.array([word.role == "initial" for word in words], dtype=np.bool_),
            np.array([word.strong for word in words], dtype=np.bool_),
            np.array([word.syllabic for word in words], dtype=np.bool_),
            np.array([word.plain in LINEAGE for word in words], dtype=np.bool_),
            np.array([word.role in MARKS for word in words], dtype=np.bool_),
        )


@dataclass(frozen=True, slots=True)
class Placed:
    """The units of some names, as numbers of an interner; ``runs`` are numbered for themselves.

    ``places`` are those of all units but the runs, ``layout`` has the single words.
    """

    layout: Layout
    places: Places
    runs: Runs | None
    spaced: Ints

    def name_set(self, facts: WordFacts, known: int, number: Ints | None = None) -> NameSet:
        """The names.

        Args:
            facts: of the interner's units.
            known: the number of the first run.
            number: other numbers for the interner's units.
        """
        places = self.places if number is None else replace(self.places, unit=number[self.places.unit])
        if self.runs is not None:
            runs = self.runs
            more = Places(self.spaced[runs.name], runs.rank, runs.start, runs.span, runs.unit + known)
            places = _together([places, more])
        return _name_set(places, self.layout, facts)


def place(names: Sequence[str], interner: Interner, parts: Callable[[], Parts]) -> Placed:
    """The units of each name.

    Args:
        names: any text.
        interner: numbers the units; it may know some already.
        parts: gives the parts of all units the interner knows, once it knows those of the names.
    """
    found = [tokens(name) for name in names]
    words, layout = _singles(found, interner)
    if len(names) < FEW:
        looked_up = _placed([(n, 1, spans(ws)) for n, ws in enumerate(found)], interner)
        return Placed(layout, _together([words, looked_up]), None, words.unit[:0])
    made = parts()
    dense = np.bincount(words.name, weights=made.dense[words.unit], minlength=len(names)) > 0
    spaced = np.flatnonzero(~dense)
    runs = runs_of(layout.some(spaced), made, interner.units)
    # Runs of characters are looked up one by one; the others are put together from their parts.
    looked_up = _placed([(n, 1, spans(found[n])) for n in np.flatnonzero(dense).tolist()], interner)
    more = _placed([*_cuts(found, spaced.tolist()), *_bodies(found, spaced.tolist())], interner)
    return Placed(layout, _together([words, looked_up, more]), runs, spaced)


def analyse(names: Sequence[str]) -> tuple[NameSet, Vocabulary]:
    """The units of each name, and the vocabulary of all of them."""
    interner = Interner()
    placed = place(names, interner, lambda: parts_of(interner.units))
    units = interner.units
    return placed.name_set(WordFacts.of(units), len(units)), build_vocabulary(units, placed.runs)


def _cuts(found: Sequence[tuple[Token, ...]], some: Iterable[int]) -> Iterator[_Named]:
    """The last words of some names as words that may be cut short."""
    for name in some:
        if (words := found[name]) and (cut := cut_word(words[-1])) is not None:
            yield name, _CUT, ((len(words) - 1, cut),)


def _bodies(found: Sequence[tuple[Token, ...]], some: Iterable[int]) -> Iterator[_Named]:
    """The bodies that some names write out."""
    for name in some:
        if units := bodies(found[name]):
            yield name, _BODY, units


def _singles(found: Sequence[tuple[Token, ...]], interner: Interner) -> tuple[Places, Layout]:
    """The single words of names."""
    number = interner.number
    count = np.fromiter((len(words) for words in found), dtype=np.int64, count=len(found))
    unit = np.fromiter((number(w) for words in found for w in words), dtype=np.int64, count=int(count.sum()))
    layout = Layout.of(unit, count)
    owner = layout.owner()
    start = np.arange(len(unit), dtype=np.int64) - layout.first[owner]
    return Places(owner, np.zeros_like(unit), start, np.ones_like(unit), unit), layout


def _placed(names: Iterable[_Named], interner: Interner) -> Places:
    """Units as entries."""
    number = interner.number
    rows = [(name, rank, start, unit.span, number(unit)) for name, rank, us in names for start, unit in us]
    return Places(*np.array(rows, dtype=np.int64).reshape(-1, 5).T)


_TYPES = {"name": np.int32, "rank": np.uint8, "start": np.uint8, "span": np.uint8, "unit": np.int32}
"""A list of a million names has ten million entries: a quarter of the memory is worth the narrow types."""


def _together(parts: Sequence[Places]) -> Places:
    return Places(
        **{
            name: np.concatenate([getattr(part, name).astype(kind, copy=False) for part in parts])
            for name, kind in _TYPES.items()
        }
    )


def _name_set(places: Places, layout: Layout, facts: WordFacts) -> NameSet:
    """The units of each name in order, and what its words say of it."""
    size = len(layout.count)
    order = np.argsort(places.name.astype(np.int64) << _RANKS | places.rank, kind="stable")
    owner, unit = layout.owner(), layout.unit
    weight, initial = facts.weight[unit], facts.initial[unit]

    def summed(values: NDArray[Any]) -> NDArray[np.float64]:
        return np.bincount(owner, weights=values, minlength=size).astype(np.float64)

    total, solid = summed(weight), summed(np.where(initial, 0.0, weight))
    ends = np.cumsum(np.bincount(places.name, minlength=size))
    return NameSet(
        indptr=np.concatenate([[0], ends]).astype(np.int64),
        unit=places.unit[order].astype(np.int32),
        start=places.start[order].astype(np.uint8),
        span=places.span[order].astype(np.uint8),
        words=layout.count.astype(np.uint8),
        total=total,
        solid=np.where(solid > 0, solid, total),
        strong=summed(facts.strong[unit]).astype(np.uint8),
        syllabic=(layout.count > 0) & (summed(facts.syllabic[unit]) == layout.count),
        lineage=summed(facts.lineage[unit]) > 0,
        initials=summed(initial).astype(np.uint8),
        marks=_marks(layout, facts.mark),
    )


def _marks(layout: Layout, marking: NDArray[np.bool_]) -> NDArray[np.uint64]:
    """The places of each name's marks, as bits."""
    owner = layout.owner()
    some = np.flatnonzero(marking[layout.unit])
    found = np.zeros(len(layout.count), dtype=np.uint64)
    place = (some - layout.first[owner[some]]).astype(np.uint64)
    np.bitwise_or.at(found, owner[some], np.uint64(1) << place)
    return found

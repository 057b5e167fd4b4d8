"""Many names as arrays of units: what a list and a batch of parties have in common."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from watchfloor.names.tokens import Token, cut_word, spans, tokens
from watchfloor.screening.parts import ROLES, Parts, parts_of
from watchfloor.screening.runs import Layout, runs_of
from watchfloor.screening.vocabulary import Interner, Vocabulary, build_vocabulary

Ints = NDArray[np.int64]
INITIAL = ROLES.index("initial")
_CUT = 12
"""Where words cut short stand among a name's units."""
_RANKS = 4
"""Bits that hold the rank of a kind of unit."""


@dataclass(frozen=True, slots=True)
class NameSet:
    """Names and their units.

    ``unit``, ``start``, ``span`` have one entry a unit of a name, ``indptr`` (names + 1) says
    which belong to which name; the first ``words`` of each name are its single words in order.
    ``total``, ``solid`` are the name's weight with and without initials; ``strong`` how many
    words can identify somebody; ``syllabic`` marks Korean and Chinese names, ``lineage``
    those that name a father.
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

    @property
    def size(self) -> int:
        """How many names there are."""
        return len(self.total)

    def matrix(self, units: int) -> csr_array:
        """How often each unit occurs in each name, as a sparse (names x units) matrix."""
        ones = np.ones(len(self.unit), dtype=np.float64)
        return csr_array((ones, self.unit, self.indptr), shape=(self.size, units))


_Named = tuple[int, int, Sequence[tuple[int, Token]]]
"""A name's number, the rank of a kind of unit, and the units of that kind with their first places."""


@dataclass(frozen=True, slots=True)
class _Places:
    """Where units stand; shape ``(entries,)``. ``rank`` orders the kinds of unit within a name."""

    name: Ints
    rank: Ints
    start: Ints
    span: Ints
    unit: Ints


def analyse(names: Sequence[str]) -> tuple[NameSet, Vocabulary]:
    """The units of each name, and the vocabulary of all of them."""
    interner = Interner()
    found = [tokens(name) for name in names]
    words = _placed([(n, 0, tuple(enumerate(ws))) for n, ws in enumerate(found)], interner)
    parts = parts_of(interner.units)
    layout = Layout.of(words.unit, np.array([len(ws) for ws in found], dtype=np.int64))
    dense = np.bincount(words.name, weights=parts.dense[words.unit], minlength=len(names)) > 0
    spaced = np.flatnonzero(~dense)
    runs = runs_of(layout.some(spaced), parts, tuple(interner.units))
    # Runs of characters are looked up one by one; the others are put together from their parts.
    looked_up = _placed([(n, 1, spans(found[n])) for n in np.flatnonzero(dense).tolist()], interner)
    cuts = _placed([*_cuts(found, spaced.tolist())], interner)
    vocabulary = build_vocabulary(interner.units, runs)
    joined = _Places(spaced[runs.name], runs.rank, runs.start, runs.span, runs.unit + len(interner.units))
    every = (words, looked_up, joined, cuts)
    places = _Places(*(np.concatenate([getattr(p, n) for p in every]) for n in _Places.__slots__))
    return _name_set(places, layout, parts), vocabulary


def _cuts(found: Sequence[tuple[Token, ...]], some: Iterable[int]) -> Iterator[_Named]:
    """The last words of some names as words that may be cut short."""
    for name in some:
        if (words := found[name]) and (cut := cut_word(words[-1])) is not None:
            yield name, _CUT, ((len(words) - 1, cut),)


def _placed(names: Iterable[_Named], interner: Interner) -> _Places:
    """Units as entries."""
    number = interner.number
    rows = [(name, rank, start, unit.span, number(unit)) for name, rank, us in names for start, unit in us]
    return _Places(*np.array(rows, dtype=np.int64).reshape(-1, 5).T)


def _name_set(places: _Places, layout: Layout, parts: Parts) -> NameSet:
    """The units of each name in order, and what its words say of it."""
    size = len(layout.count)
    order = np.argsort(places.name << _RANKS | places.rank, kind="stable")
    owner, unit = layout.owner(), layout.unit
    weight = parts.weight[unit]

    def summed(values: NDArray[Any]) -> NDArray[np.float64]:
        return np.bincount(owner, weights=values, minlength=size).astype(np.float64)

    total = summed(weight)
    solid = summed(np.where(parts.role[unit] == INITIAL, 0.0, weight))
    ends = np.cumsum(np.bincount(places.name, minlength=size))
    return NameSet(
        indptr=np.concatenate([[0], ends]).astype(np.int64),
        unit=places.unit[order].astype(np.int32),
        start=places.start[order].astype(np.uint8),
        span=places.span[order].astype(np.uint8),
        words=layout.count.astype(np.uint8),
        total=total,
        solid=np.where(solid > 0, solid, total),
        strong=summed(parts.strong[unit]).astype(np.uint8),
        syllabic=(layout.count > 0) & (summed(parts.syllabic[unit]) == layout.count),
        lineage=summed(parts.lineage[unit]) > 0,
    )

"""Which pairs of names are worth a closer look, for a whole batch with sparse products.

``(party names x units) . (units x listed units) . (listed units x listed names)`` sums a figure of
all unit pairs two names share. Of everything alike that figure is the support of
:func:`watchfloor.screening.align.candidates`; where only a likeness of so much counts it is what
:mod:`watchfloor.screening.bounds` needs. Either way a pair left out is not alike (enough) by
definition, and nothing is lost.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from watchfloor.model.policy import NameRules
from watchfloor.names.lexicon import lexicon
from watchfloor.names.tokens import MAX_TOKENS
from watchfloor.screening import figures, products
from watchfloor.screening.align import EPSILON
from watchfloor.screening.bounds import Bound, Met
from watchfloor.screening.hashing import expand
from watchfloor.screening.nameset import NameSet
from watchfloor.screening.vocabulary import UnitPairs, Vocabulary

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

WORK = 3_000_000
"""Meetings of a party's word with a listed name that are looked at at once: memory stays bounded."""
LIGHT = 0.3
"""Weight up to which a word (a legal form, a particle) is looked for in few names only."""
_ROUNDING = 1e-4
"""More than sums of many numbers can be off by."""
FEW_ROWS = 16
"""Names below which looking for light words everywhere is as fast."""


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a comparison: its names and their vocabulary."""

    names: NameSet
    words: Vocabulary


class Listed:
    """The names of a list by unit: units x names, see :meth:`NameSet.matrix` (transposed)."""

    def __init__(self, matrix: csr_array, names: NameSet) -> None:
        self.matrix, self._names = matrix, names

    @cached_property
    def light(self) -> csr_array:
        """The same for the few names with initials only."""
        return products.kept(self.matrix, (self._names.initials > 0)[self.matrix.indices])

    @cached_property
    def solid(self) -> NDArray[np.int16]:
        """The weight of each name without initials, rounded down; shape ``(names,)``."""
        return figures.support_down(self._names.solid)


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of names by number; shape ``(pairs,)``."""

    left: Ints
    right: Ints


@dataclass(frozen=True, slots=True)
class _Meetings:
    """Pairs of alike units with a figure each, and all that is looked for among the listed names."""

    left: Side
    right: Side
    a: NDArray[np.int32]
    b: NDArray[np.int32]
    listed: csr_array

    def table(self, figure: Floats | Ints) -> csr_array:
        shape = (self.left.words.size, self.right.words.size)
        ends = np.searchsorted(self.a, np.arange(shape[0] + 1, dtype=self.a.dtype))  # they are sorted
        return csr_array((figure, self.b, ends), shape=shape)

    def carries(self) -> Floats:
        """How many words each pair may match of those that could identify somebody."""
        left, right = self.left.words, self.right.words
        strong = left.strong[self.a] | right.strong[self.b]
        return np.where(strong, np.where(left.joined[self.a] | right.joined[self.b], MAX_TOKENS, 1.0), 0.0)

    def work(self) -> Floats:
        """How many meetings each unit of the parties has with listed names."""
        postings = self.listed.indptr[self.b + 1] - self.listed.indptr[self.b]
        return np.bincount(self.a, weights=postings, minlength=self.left.words.size).astype(np.float64)


def retrieve(left: Side, right: Side, pairs: UnitPairs, listed: csr_array, gate: float) -> Pairs:
    """All pairs of names whose shared weighted likeness reaches the gate, sorted.

    Args:
        left: the parties' side.
        right: the list's side.
        pairs: the joined vocabularies.
        listed: units x names of the list, see :meth:`NameSet.matrix` (transposed).
        gate: share of the shorter name's weight that must be matched.
    """
    met = _Meetings(left, right, pairs.left[pairs.top], pairs.right[pairs.top], listed)
    weight = np.minimum(left.words.weight[met.a], right.words.weight[met.b])
    table = met.table(pairs.alike[pairs.top] * weight)
    found = []
    for rows in _blocks(left.names, met.work(), np.arange(left.names.size, dtype=np.int64)):
        row, col, support = products.product(_matrix(left, rows), table, listed)
        row = rows[row]
        need = gate * np.minimum(left.names.solid[row], right.names.solid[col]) - EPSILON
        found.append((row[support >= need], col[support >= need].astype(np.int64)))
    return _sorted(found)


def retrieve_alike(
    left: Side, right: Side, pairs: UnitPairs, listed: Listed, rules: NameRules, least: Floats
) -> Pairs:
    """The pairs of names that may be as alike as asked for, sorted, and some others.

    Args:
        left: the parties' side.
        right: the list's side.
        pairs: the joined vocabularies.
        listed: the list by unit.
        rules: the scorecards of the policy.
        least: for each of the parties' names the likeness that counts; shape ``(names,)``.
    """
    met = _Meetings(left, right, pairs.left[pairs.top], pairs.right[pairs.top], listed.matrix)
    work, found = met.work(), []
    reach = np.maximum(left.words.weight[met.a], right.words.weight[met.b])
    support = pairs.alike[pairs.top] * np.minimum(left.words.weight[met.a], right.words.weight[met.b])
    figure = figures.packed(reach, support, met.carries())
    for value in np.unique(least).tolist():
        search = _Search(met, listed, Bound.both(rules, value), rules.gate, figure)
        for rows in _blocks(left.names, work, np.flatnonzero(least == value)):
            found.append(search.alike(rows))
    return _sorted(found)


@dataclass(frozen=True, slots=True)
class _Low:
    """What names must reach at least; what reaches less is alike enough only if the names are equal.

    ``partly`` where fewer words are carried than the name has of those that could identify somebody
    (``words``): some are left over then; ``whole`` elsewhere. Shape ``(rows,)``.
    """

    whole: Floats
    partly: Floats
    words: Floats

    def met(self, row: NDArray[np.signedinteger[Any]], figure: Ints) -> Bools:
        """Whether pairs of the rows do, by their figures."""
        reach, _, carried = figures.unpacked(figure)
        found: Bools = reach >= np.where(carried < self.words[row], self.partly[row], self.whole[row])
        return found


@dataclass(frozen=True, slots=True)
class _Gate:
    """The share of the lighter name that must be matched, and the weights of names rounded down.

    ``left`` is 0 for names whose support is not known.
    """

    share: float
    left: NDArray[np.int16]
    right: NDArray[np.int16]

    def sifted(self, found: csr_array) -> products.Met:
        """Rows, columns and figures of a product that pass.

        Millions of pairs share one word and few two: this must cost little each.
        """
        left, right = (np.floor(side * self.share).astype(np.int16) for side in (self.left, self.right))
        need = np.minimum(np.repeat(left, np.diff(found.indptr)), right[found.indices])
        at = np.flatnonzero(figures.support_steps(found.data) >= need)
        rows = (np.searchsorted(found.indptr, at, side="right") - 1).astype(np.int32)
        return rows, found.indices[at], found.data[at]


@dataclass(frozen=True, slots=True)
class _Search:
    """The figures of pairs of units, see :mod:`watchfloor.screening.figures`, and what they must come to."""

    met: _Meetings
    listed: Listed
    bounds: tuple[Bound, Bound]
    gate: float
    figure: Ints

    def alike(self, rows: Ints) -> tuple[Ints, Ints]:
        """The pairs of some rows that may be alike enough."""
        names, listed = self.met.left.names, self.met.right.names
        spare, low = _spare(names.initials[rows]), self._low(rows)
        matrix, table = _matrix(self.met.left, rows), self.met.table(self.figure)
        often = products.often(matrix)
        slack = np.zeros(len(rows), dtype=np.int64)
        if len(rows) < FEW_ROWS:
            matrix = products.once(matrix)
            row, col, figure = products.product_of_few(matrix, table, self.met.listed)
        else:
            heavy, light, slack = self._split(matrix, spare, low)
            need = np.where((often > 1) | (slack > 0), 0, figures.support_down(names.solid[rows]))
            passes = _Gate(self.gate, need.astype(np.int16), self.listed.solid)
            row, col, figure = self._product_in_two(products.once(heavy), products.once(light), table, passes)
        some = self._share(rows[row], col, figures.support(figure) * often[row], known=slack[row] == 0)
        row, col, figure = row[some], col[some], figure[some]
        figure = figure + (spare + slack)[row] + _spare(listed.initials[col])
        some = low.met(row, figure)
        row, col, figure = row[some], col[some], figure[some]
        figure -= _spare(self._idle(rows[row], col))
        reach, _, carried = figures.unpacked(figure)
        # What names share is no more than they reach.
        some = low.met(row, figure) & self._share(rows[row], col, reach * often[row], known=slack[row] > 0)
        row, col, reach, carried = row[some], col[some], reach[some], carried[some]
        keep = self._may(rows[row], col, reach, carried.astype(np.float64))
        return rows[row[keep]], col[keep].astype(np.int64)

    def _product_in_two(
        self, heavy: csr_array, light: csr_array, table: csr_array, passes: "_Gate"
    ) -> products.Met:
        """The pairs that pass the gate by their heavy words, and all with initials on the list's side."""
        initials = self.met.right.names.initials > 0
        found = (heavy @ table) @ self.met.listed
        row, col, figure = passes.sifted(found)
        if not light.nnz:
            return row, col, figure
        # What light words add to names with initials may bring more of these over the gate.
        special = products.kept(found, initials[found.indices]) + ((light @ table) @ self.listed.light)
        plain = ~initials[col]
        return (
            np.concatenate([row[plain], products.row_of(special)]),
            np.concatenate([col[plain], special.indices]),
            np.concatenate([figure[plain], special.data]),
        )

    def _share(
        self, left: Ints, right: NDArray[np.signedinteger[Any]], support: Floats, *, known: Bools
    ) -> Bools:
        """Which pairs of names may pass the gate: all whose support is not known, for one."""
        solid = np.minimum(self.met.left.names.solid[left], self.met.right.names.solid[right])
        found: Bools = ~known | (support >= self.gate * solid - _ROUNDING)
        return found

    def _idle(self, left: Ints, right: NDArray[np.signedinteger[Any]]) -> NDArray[np.uint8]:
        """How many of a party's initials no word of the listed name begins with, for pairs of names."""
        (names, words), (listed, their) = (
            (side.names, side.words) for side in (self.met.left, self.met.right)
        )
        idle = names.initials[left].copy()
        some = np.flatnonzero(idle)
        if not len(some):
            return idle
        asked, place = np.unique(left[some], return_inverse=True)
        row, slot = names.entries(asked)
        letters = np.zeros((len(asked), 256), dtype=np.bool_)
        letters[row, words.initial[names.unit[slot]]] = True
        letters[:, 0] = False  # what is no word an initial may stand for
        col = right[some].astype(np.int64)
        pair, entry = expand(listed.indptr[col], listed.words[col].astype(np.int64))
        begins = letters[place.reshape(-1)[pair], their.first[listed.unit[entry]]]
        count = np.bincount(pair[begins], minlength=len(some))
        idle[some] -= np.minimum(count, idle[some]).astype(np.uint8)
        return idle

    def _low(self, rows: Ints) -> _Low:
        names = self.met.left.names
        whole, partly = (
            np.minimum(min(least), names.total[rows]) - _ROUNDING
            for least in zip(*((bound.least_reach, bound.least_partly) for bound in self.bounds), strict=True)
        )
        return _Low(whole, partly, names.strong[rows].astype(np.float64))

    def _may(
        self, left: Ints, right: NDArray[np.signedinteger[Any]], reach: Floats, carried: Floats
    ) -> Bools:
        names, listed = self.met.left.names, self.met.right.names
        met = Met(
            reach,
            carried,
            names.total[left],
            listed.total[right],
            names.strong[left].astype(np.float64),
            listed.strong[right].astype(np.float64),
            names.syllabic[left] & listed.syllabic[right],
        )
        # Of persons syllables count as such, of others they do not.
        plain = replace(met, syllabic=np.zeros(len(left), dtype=np.bool_))
        return self.bounds[0].may(met) | self.bounds[1].may(plain)

    def _split(self, matrix: csr_array, spare: Ints, low: _Low) -> tuple[csr_array, csr_array, Ints]:
        """The heavy and the light words of names, and what the light ones may add at most.

        Light words stand in a fifth of all listed names and say next to nothing. Where they alone
        reach too little they are looked for only in names with initials, which may reach more,
        and counted as found in all others.
        """
        words = self.met.left.words
        light = ((words.weight <= LIGHT) & ~words.joined)[matrix.indices]
        slack = np.asarray(products.kept(matrix, light) @ figures.most(self.figure, self.met.a, words.size))
        every = np.arange(matrix.shape[0], dtype=np.int64)
        fits = ~low.met(every, slack + spare)
        light &= np.repeat(fits, np.diff(matrix.indptr))
        return products.kept(matrix, ~light), products.kept(matrix, light), np.where(fits, slack, 0)


def _spare(initials: NDArray[np.uint8]) -> Ints:
    """What names' initials may add at most: each stands for a word they do not share."""
    word = figures.packed(np.array([lexicon().weights["word"]]), np.zeros(1), np.ones(1))
    return word * initials.astype(np.int64)


def _matrix(side: Side, rows: Ints) -> csr_array:
    """How often each unit occurs in some of the names."""
    _, slot = side.names.entries(rows)
    count = side.names.indptr[rows + 1] - side.names.indptr[rows]
    return products.counted(side.names.unit[slot], count, side.words.size)


def _blocks(names: NameSet, work: Floats, rows: Ints) -> Iterator[Ints]:
    """The rows in parts that are about as much work each; a part has one row at least."""
    of_entries = np.concatenate([[0.0], np.cumsum(work[names.unit])])
    done = np.cumsum(of_entries[names.indptr[rows + 1]] - of_entries[names.indptr[rows]])
    part = (done // WORK).astype(np.int64)
    yield from np.split(rows, np.flatnonzero(np.diff(part)) + 1)


def _sorted(found: list[tuple[Ints, Ints]]) -> Pairs:
    none = np.zeros(0, dtype=np.int64)
    left, right = (np.concatenate([none, *(pair[side] for pair in found)]) for side in (0, 1))
    order = np.lexsort((right, left))
    return Pairs(left[order], right[order])

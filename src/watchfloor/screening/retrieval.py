"""Which pairs of names are worth a closer look, for a whole batch with sparse products.

``(party names x units) . (units x listed units) . (listed units x listed names)`` sums a figure of
all unit pairs two names share. Of everything alike that figure is the support of
:func:`watchfloor.screening.align.candidates`; where only a likeness of so much counts it is the gain of
:class:`watchfloor.screening.bounds.Bound`. Either way a pair left out is not alike (enough) by
definition, and nothing is lost.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from watchfloor.model.policy import NameRules
from watchfloor.names.lexicon import lexicon
from watchfloor.screening.align import EPSILON
from watchfloor.screening.bounds import Bound
from watchfloor.screening.hashing import expand
from watchfloor.screening.nameset import NameSet
from watchfloor.screening.vocabulary import UnitPairs, Vocabulary

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

WORK = 3_000_000
"""Meetings of a party's word with a listed name that are looked at at once: memory stays bounded."""
LIGHT = 0.3
"""Weight up to which a word (a legal form, a particle) is looked for in few names only: see :func:`_split`."""
LIGHT_NAME = 0.7
"""Weight up to which a listed name may consist of such words only."""
_ROUNDING = 1e-4
"""More than sums of many numbers can be off by."""
FEW_ROWS = 64
"""Names below which looking for light words everywhere is as fast."""


FEW_MEETINGS = 0.3
"""Meetings for each listed name below which they are best looked at one by one."""


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
        """The same for the few names that may consist of light words and initials only."""
        wanted = (self._names.total <= LIGHT_NAME) | (self._names.initials > 0)
        return _kept(self.matrix, wanted[self.matrix.indices])


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

    def table(self, figure: Floats) -> csr_array:
        return csr_array((figure, (self.a, self.b)), shape=(self.left.words.size, self.right.words.size))

    def carries(self) -> Floats:
        """How many words each pair may carry of the two that matter (:func:`watchfloor.screening.align.align`)."""
        left, right = self.left.words, self.right.words
        strong = left.strong[self.a] | right.strong[self.b]
        return np.where(strong, np.where(left.joined[self.a] | right.joined[self.b], 2.0, 1.0), 0.0)

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
        row, col, support = _product(_matrix(left, rows), table, listed)
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
        rules: prices from the policy.
        least: for each of the parties' names the likeness that counts, above 0; shape ``(names,)``.
    """
    met = _Meetings(left, right, pairs.left[pairs.top], pairs.right[pairs.top], listed.matrix)
    work, found = met.work(), []
    carries = met.carries()
    for value in np.unique(least).tolist():
        bound = Bound.of(rules, value)
        gain = bound.gain(pairs.alike[pairs.top], left.words.weight[met.a], right.words.weight[met.b])
        strict = rules.lone < value
        search = _Search(met, listed, bound, gain, carries * strict, strict)
        for rows in _blocks(left.names, work, np.flatnonzero(least == value)):
            found.append(search.alike(rows))
    return _sorted(found)


_Met = tuple[NDArray[np.signedinteger[Any]], NDArray[np.signedinteger[Any]], Floats]
_CARRY = float(1 << 20)
"""A match that carries counts so much beside the gains, which are far below: one product sums up both."""


@dataclass(frozen=True, slots=True)
class _Search:
    """What pairs of units gain, and whether they carry: could one alone identify somebody?

    ``strict``: names of two such words that share one only cannot be as alike as is asked.
    """

    met: _Meetings
    listed: Listed
    bound: Bound
    gain: Floats
    carries: Floats
    strict: bool

    def alike(self, rows: Ints) -> tuple[Ints, Ints]:
        """The pairs of some rows whose gains may reach the need."""
        names, listed = self.met.left.names, self.met.right.names
        spare, total = self._spare(names.initials[rows]), names.total[rows]
        matrix, table = _matrix(self.met.left, rows), self.met.table(self.gain + _CARRY * self.carries)
        if len(rows) < FEW_ROWS:
            few = self.met.work()[matrix.indices].sum() < listed.size * FEW_MEETINGS
            row, col, figure = (_product_of_few if few else _product)(matrix, table, self.met.listed)
        else:
            heavy, light, slack = self._split(matrix, spare, total)
            spare = spare + slack
            wants = _CARRY * np.minimum(names.strong[rows], 2) - spare - _ROUNDING if self.strict else None
            found = ((heavy @ table) @ self.met.listed) + ((light @ table) @ self.listed.light)
            row, col, figure = _sifted(found, wants, listed.initials)
        figure = figure + spare[row] + self._spare(listed.initials[col])
        carried = np.floor(figure / _CARRY)
        keep = figure - _CARRY * carried + _ROUNDING >= self.bound.need(total[row], listed.total[col])
        if self.strict:
            most = np.maximum(names.strong[rows][row], listed.strong[col])
            keep &= carried >= np.minimum(most, 2)
        return rows[row[keep]], col[keep].astype(np.int64)

    def _spare(self, initials: NDArray[np.uint8]) -> Floats:
        """What names' initials may add at most: they stand for words they do not share."""
        weights = lexicon().weights
        letter = self.bound.initial(weights["initial"], weights["word"])
        return (letter + _CARRY) * initials.astype(np.float64)

    def _split(self, matrix: csr_array, spare: Floats, total: Floats) -> tuple[csr_array, csr_array, Floats]:
        """The heavy and the light words of names, and what the light ones may add at most.

        Light words stand in a fifth of all listed names and say next to nothing. Alone they make
        up a listed name only if that is very light itself: there they are looked for in such
        names only, and counted as found in all others.
        """
        words = self.met.left.words
        gain, carries = np.zeros(words.size), np.zeros(words.size)
        np.maximum.at(gain, self.met.a, self.gain)
        np.maximum.at(carries, self.met.a, self.carries)
        light = ((words.weight <= LIGHT) & ~words.joined)[matrix.indices]
        picked = _kept(matrix, light)
        slack: Floats = np.asarray(picked @ gain)
        fits = self.bound.most_total(slack + np.mod(spare, _CARRY), total) <= LIGHT_NAME
        slack += _CARRY * np.asarray(picked @ carries)
        light &= np.repeat(fits, np.diff(matrix.indptr))
        return _kept(matrix, ~light), _kept(matrix, light), np.where(fits, slack, 0.0)


def _kept(matrix: csr_array, keep: Bools) -> csr_array:
    """The entries of a matrix that are to be kept."""
    ends = np.concatenate([[0], np.cumsum(keep)])[matrix.indptr]
    return csr_array((matrix.data[keep], matrix.indices[keep], ends), shape=matrix.shape)


def _matrix(side: Side, rows: Ints) -> csr_array:
    """How often each unit occurs in some of the names."""
    _, slot = side.names.entries(rows)
    ends = np.concatenate([[0], np.cumsum(side.names.indptr[rows + 1] - side.names.indptr[rows])])
    return csr_array((np.ones(len(slot)), side.names.unit[slot], ends), shape=(len(rows), side.words.size))


def _product(matrix: csr_array, table: csr_array, listed: csr_array) -> _Met:
    """Rows, columns and figures of the product."""
    return _sifted((matrix @ table) @ listed, None, None)


def _sifted(found: csr_array, wants: Floats | None, initials: NDArray[np.uint8] | None) -> _Met:
    """Rows, columns and figures of a product; with ``wants`` only those that reach their row's.

    Millions of pairs share one word and few two: this must cost little each. What has initials is kept.
    """
    if wants is None or initials is None:
        rows = np.repeat(np.arange(found.shape[0], dtype=np.int32), np.diff(found.indptr))
        return rows, found.indices, found.data
    keep = found.data >= np.repeat(wants, np.diff(found.indptr))
    at = np.flatnonzero(keep | (initials[found.indices] > 0))
    rows = (np.searchsorted(found.indptr, at, side="right") - 1).astype(np.int32)
    return rows, found.indices[at], found.data[at]


def _product_of_few(matrix: csr_array, table: csr_array, listed: csr_array) -> _Met:
    """The same where little is met: a sparse product takes time for every column, this for every meeting."""
    row = np.repeat(np.arange(matrix.shape[0], dtype=np.int64), np.diff(matrix.indptr))
    value = matrix.data
    column = matrix.indices
    for step in (table, listed):
        start = step.indptr[column].astype(np.int64)
        which, at = expand(start, step.indptr[column + 1] - start)
        row, column, value = row[which], step.indices[at], value[which] * step.data[at]
    key = row * listed.shape[1] + column
    order = np.argsort(key, kind="stable")
    key, value = key[order], value[order]
    first = np.flatnonzero(np.concatenate([[True], key[1:] != key[:-1]])) if len(key) else order
    return (*np.divmod(key[first], listed.shape[1]), np.add.reduceat(value, first) if len(key) else value)


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

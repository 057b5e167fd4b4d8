"""Which pairs of names are worth a closer look, for a whole batch with sparse products.

``(party names x units) . (units x listed units) . (listed units x listed names)`` sums the weighted
likeness of all unit pairs two names share: the support of
:func:`watchfloor.screening.align.candidates`. A pair below the gate is not alike by definition,
and nothing is lost.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from watchfloor.screening.align import EPSILON
from watchfloor.screening.nameset import NameSet
from watchfloor.screening.vocabulary import UnitPairs, Vocabulary

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

WORK = 3_000_000
"""Meetings of a party's word with a listed name that are looked at at once: memory stays bounded."""


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a comparison: its names and their vocabulary."""

    names: NameSet
    words: Vocabulary


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of names by number; shape ``(pairs,)``."""

    left: Ints
    right: Ints


def retrieve(left: Side, right: Side, pairs: UnitPairs, listed: csr_array, gate: float) -> Pairs:
    """All pairs of names whose shared weighted likeness reaches the gate, sorted.

    Args:
        left: the parties' side.
        right: the list's side.
        pairs: the joined vocabularies.
        listed: units x names of the list, see :meth:`NameSet.matrix` (transposed).
        gate: share of the shorter name's weight that must be matched.
    """
    a, b = pairs.left[pairs.top], pairs.right[pairs.top]
    shared = pairs.alike[pairs.top] * np.minimum(left.words.weight[a], right.words.weight[b])
    table = csr_array((shared, (a, b)), shape=(left.words.size, right.words.size))
    meetings = np.bincount(a, weights=listed.indptr[b + 1] - listed.indptr[b], minlength=left.words.size)
    found = []
    for rows in _blocks(left.names, meetings.astype(np.float64), np.arange(left.names.size, dtype=np.int64)):
        row, col, support = _product(_matrix(left, rows), table, listed)
        row = rows[row]
        need = gate * np.minimum(left.names.solid[row], right.names.solid[col]) - EPSILON
        found.append((row[support >= need], col[support >= need]))
    return _sorted(found)


def _matrix(side: Side, rows: Ints) -> csr_array:
    """How often each unit occurs in some of the names."""
    _, slot = side.names.entries(rows)
    ends = np.concatenate([[0], np.cumsum(side.names.indptr[rows + 1] - side.names.indptr[rows])])
    return csr_array((np.ones(len(slot)), side.names.unit[slot], ends), shape=(len(rows), side.words.size))


def _product(matrix: csr_array, table: csr_array, listed: csr_array) -> tuple[Ints, Ints, Floats]:
    """Rows, columns and figures of the product."""
    found = (matrix @ table) @ listed
    row = np.repeat(np.arange(found.shape[0], dtype=np.int64), np.diff(found.indptr))
    return row, found.indices.astype(np.int64), found.data


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

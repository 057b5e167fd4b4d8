"""Sparse products that sum the figures of all units two names share, and matrices of units for them."""

from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from watchfloor.screening import figures
from watchfloor.screening.hashing import expand

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Met = tuple[NDArray[np.signedinteger[Any]], NDArray[np.signedinteger[Any]], Ints]
"""Rows, columns and figures."""

FEW_MEETINGS = 0.3
"""Meetings for each listed name below which they are best looked at one by one."""


def counted(unit: NDArray[np.int32], count: Ints, units: int) -> csr_array:
    """How often each unit occurs in some names, which have ``count`` each, one behind the other."""
    ends = np.concatenate([[0], np.cumsum(count)])
    return csr_array((np.ones(len(unit), dtype=np.int64), unit, ends), shape=(len(count), units))


def kept(matrix: csr_array, keep: NDArray[np.bool_]) -> csr_array:
    """The entries of a matrix that are to be kept."""
    ends = np.concatenate([[0], np.cumsum(keep)])[matrix.indptr]
    return csr_array((matrix.data[keep], matrix.indices[keep], ends), shape=matrix.shape)


def often(matrix: csr_array) -> Floats:
    """How often each name has the unit it has most often, once at least."""
    matrix.sum_duplicates()
    found = np.ones(matrix.shape[0])
    np.maximum.at(found, row_of(matrix), matrix.data)
    return found


def once(matrix: csr_array) -> csr_array:
    """Each unit once for each name: a listed word is matched once, however often the name has what is like it."""
    return csr_array(
        (np.ones(len(matrix.data), dtype=np.int64), matrix.indices, matrix.indptr), shape=matrix.shape
    )


def product(matrix: csr_array, table: csr_array, listed: csr_array) -> Met:
    """Rows, columns and figures of the product."""
    found = (matrix @ table) @ listed
    return row_of(found), found.indices, found.data


def row_of(found: csr_array) -> NDArray[np.int32]:
    """The row of each entry."""
    return np.repeat(np.arange(found.shape[0], dtype=np.int32), np.diff(found.indptr))


def product_of_few(matrix: csr_array, table: csr_array, listed: csr_array) -> Met:
    """The same of few rows: a sparse product takes time for every column, this for every meeting."""
    row = row_of(matrix)
    value, column = matrix.data, matrix.indices
    for step in (table, listed):
        start = step.indptr[column].astype(np.int64)
        which, at = expand(start, step.indptr[column + 1] - start)
        row, column, value = row[which], step.indices[at], value[which] * step.data[at]
    size = listed.shape[1]
    if len(column) < size * FEW_MEETINGS:
        key, value = figures.summed(row.astype(np.int64) * size + column, value)
        return (*np.divmod(key, size), value)
    ends = np.searchsorted(row, np.arange(1, matrix.shape[0]))
    parts = [
        figures.summed_up(columns, values, size)
        for columns, values in zip(np.split(column, ends), np.split(value, ends), strict=True)
    ]
    rows = np.repeat(np.arange(len(parts), dtype=np.int64), [len(columns) for columns, _ in parts])
    return rows, np.concatenate([part[0] for part in parts]), np.concatenate([part[1] for part in parts])

"""Strings as 64-bit numbers, thousands at a time, with the numbers of all their shortened forms.

A string's hash is ``sum((byte + 1) * B**position)`` modulo 2**64. B is odd, so it has an
inverse, and the hash of the string without some byte follows from prefix sums alone: a word's
whole deletion neighbourhood (Garbe's symmetric delete) costs a few array operations.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

U64 = np.uint64
_BASE = 0x9E3779B97F4A7C15
_INVERSE = pow(_BASE, -1, 1 << 64)
_MASK = (1 << 64) - 1


INVERSE = U64(_INVERSE)
"""What the base is multiplied with to give 1: a string's first letter is taken off with it."""


def _powers(count: int) -> NDArray[np.uint64]:
    values = np.full(count, _BASE, dtype=U64)
    values[:1] = 1
    return np.cumprod(values, dtype=U64)


def powers(exponents: NDArray[np.int64]) -> NDArray[np.uint64]:
    """The base to some powers, none of them negative; what a string's hash is shifted by."""
    return _powers(int(exponents.max(initial=0)) + 1)[exponents]


def _matrix(strings: Sequence[bytes], length: int) -> NDArray[np.uint64]:
    return np.frombuffer(b"".join(strings), dtype=np.uint8).reshape(-1, length).astype(U64) + U64(1)


def hash_strings(strings: Sequence[bytes]) -> NDArray[np.uint64]:
    """The hash of each string; shape ``(len(strings),)``."""
    out = np.zeros(len(strings), dtype=U64)
    length = np.fromiter(map(len, strings), dtype=np.int64, count=len(strings))
    start = np.cumsum(length) - length
    letters = np.frombuffer(b"".join(strings), dtype=np.uint8)
    place = np.arange(len(letters), dtype=np.int64) - np.repeat(start, length)
    some = np.flatnonzero(length)
    if len(some):
        terms = (letters.astype(U64) + U64(1)) * powers(place)
        out[some] = np.add.reduceat(terms, start[some], dtype=U64)
    return out


def sorted_order(hashes: NDArray[np.uint64]) -> NDArray[np.int64]:
    """The stable order of hashes: few are equal, so that the faster unstable sort is put right where some are."""
    order = np.argsort(hashes)
    found = hashes[order]
    again = found[1:] == found[:-1]
    tied = np.flatnonzero(np.concatenate([again, [False]]) | np.concatenate([[False], again]))
    if len(tied):
        group = np.cumsum(np.concatenate([[True], ~again]))[tied]
        order[tied] = order[tied][np.lexsort((order[tied], group))]
    return order


def hash_deletions(
    strings: Sequence[bytes], budgets: Sequence[int]
) -> tuple[NDArray[np.uint64], NDArray[np.int32]]:
    """Hashes of every string and of it with up to ``budgets[i]`` (0, 1 or 2) bytes left out.

    Returns:
        hashes and the index of the string each belongs to, both of shape ``(n,)``; the same
        shortened form may occur more than once.
    """
    hashes: list[NDArray[np.uint64]] = []
    owners: list[NDArray[np.int32]] = []
    groups: dict[tuple[int, int], list[int]] = {}
    for index, (string, budget) in enumerate(zip(strings, budgets, strict=True)):
        if string:
            groups.setdefault((len(string), min(budget, len(string) - 1)), []).append(index)
    for (length, budget), members in groups.items():
        terms = _matrix([strings[i] for i in members], length) * _powers(length)
        for block in _deletions(terms, budget):
            hashes.append(block.ravel())
            owners.append(np.repeat(np.array(members, dtype=np.int32), block.shape[1]))
    if not hashes:
        return np.zeros(0, dtype=U64), np.zeros(0, dtype=np.int32)
    return np.concatenate(hashes), np.concatenate(owners)


def _deletions(terms: NDArray[np.uint64], budget: int) -> list[NDArray[np.uint64]]:
    """Blocks of shape (strings, forms): nothing deleted, one byte, two bytes."""
    count, length = terms.shape
    prefix = np.zeros((count, length + 1), dtype=U64)
    np.cumsum(terms, axis=1, dtype=U64, out=prefix[:, 1:])
    whole = prefix[:, -1:]
    blocks = [whole]
    inverse = U64(_INVERSE)
    if budget >= 1:
        blocks.append(prefix[:, :-1] + (whole - prefix[:, 1:]) * inverse)
    if budget >= 2:
        first, second = np.triu_indices(length, k=1)
        middle = (prefix[:, second] - prefix[:, first + 1]) * inverse
        tail = (whole - prefix[:, second + 1]) * U64(_INVERSE * _INVERSE & _MASK)
        blocks.append(prefix[:, first] + middle + tail)
    return blocks


def expand(
    starts: NDArray[np.int64], counts: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Row numbers repeated by ``counts``, and the running positions ``starts[i] .. starts[i] + counts[i] - 1``."""
    rows = np.repeat(np.arange(len(counts), dtype=np.int64), counts)
    offsets = np.arange(len(rows), dtype=np.int64) - np.repeat(np.cumsum(counts) - counts, counts)
    return rows, np.repeat(starts, counts) + offsets

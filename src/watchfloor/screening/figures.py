"""Three sums of a pair of names in one whole number, so that one sparse product adds up all three.

From the top: the *reach* (of each pair of alike words the heavier one) in steps of 1/256, the *support* (what
:func:`watchfloor.screening.align.candidates` adds up) in steps of 1/64, and how many words are
*carried*. Both weights are rounded up, so the sums are never too low. Sixty words on either side, the
most that are compared, leave room in each field.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

_CARRIED, _SUPPORT = 22, 19
"""Bits of the lower two fields."""
_REACH_STEPS, _SUPPORT_STEPS = 256.0, 64.0


def packed(reach: Floats, shared: Floats, carried: Floats) -> Ints:
    """The figures of some pairs of words; all of shape ``(pairs,)``."""
    high = np.ceil(reach * _REACH_STEPS).astype(np.int64) << _CARRIED + _SUPPORT
    middle = np.ceil(shared * _SUPPORT_STEPS).astype(np.int64) << _CARRIED
    return high + middle + carried.astype(np.int64)


def unpacked(figure: Ints) -> tuple[Floats, Floats, Ints]:
    """Reach, support and how many words are carried."""
    reach = (figure >> _CARRIED + _SUPPORT) / _REACH_STEPS
    return reach, support(figure), figure & (1 << _CARRIED) - 1


def support_steps(figure: Ints) -> Ints:
    """The support in steps."""
    return figure >> _CARRIED & (1 << _SUPPORT) - 1


def support(figure: Ints) -> Floats:
    """The support."""
    return support_steps(figure) / _SUPPORT_STEPS


def support_down(weight: Floats) -> NDArray[np.int16]:
    """Weights in steps of the support, rounded down."""
    return np.floor(weight * _SUPPORT_STEPS).astype(np.int16)


def most(figure: Ints, owner: NDArray[np.int32], count: int) -> Ints:
    """The most each of ``count`` owners has in reach and in words carried, without any support."""
    reach, _, carried = unpacked(figure)
    best = np.zeros((2, count))
    np.maximum.at(best[0], owner, reach)
    np.maximum.at(best[1], owner, carried)
    return packed(best[0], np.zeros(count), best[1])


def summed(place: Ints, figure: Ints) -> tuple[Ints, Ints]:
    """The places there are, sorted, and the sum of the figures at each."""
    if not len(place):
        return place, figure
    order = np.argsort(place, kind="stable")
    place, figure = place[order], figure[order]
    first = np.flatnonzero(np.concatenate([[True], place[1:] != place[:-1]]))
    return place[first], np.add.reduceat(figure, first)


def summed_up(place: NDArray[np.signedinteger[Any]], figure: Ints, count: int) -> tuple[Ints, Ints]:
    """The same, fast where a good part of ``count`` places is there."""
    # In two parts, each of which a float holds exactly.
    high, low = (
        np.bincount(place, weights=part, minlength=count).astype(np.int64)
        for part in (figure >> _CARRIED, figure & (1 << _CARRIED) - 1)
    )
    total = (high << _CARRIED) + low
    found = np.flatnonzero(total)
    return found, total[found]

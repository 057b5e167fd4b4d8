"""What the likeness of two names cannot exceed, from sums over the words they share: nothing is lost by it.

:mod:`watchfloor.screening.scorecard` adds up what tables say of traits. The pairs of alike words of two
names tell two sums, whichever of them an alignment takes: ``reach``, of each pair the heavier word, and
``carried``, the words that could identify somebody. No more than ``reach`` is matched, and on either
side no more is used up; so ``total - reach`` at least is left over of a name, and what follows from
it bounds each trait from one side::

    matched, equal <= reach                conflict >= (min(totals) - reach - SLIGHT) / reach
    extra >= left - right - reach          missing >= right - left - reach
    extra_words >= left words - carried, and so on

A table's best value beyond such a bound is taken, and its best value anywhere for all other traits.
"""

from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from watchfloor.model.policy import Line, NameRules, Scorecard
from watchfloor.screening.scorecard import KNEE, NEARLY, SLIGHT

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

_SLACK = 1e-6
_GRID = np.linspace(0.0, 4.0, 401)


@dataclass(frozen=True, slots=True)
class Met:
    """What pairs of names come to at most, and what is known of them; shape ``(pairs,)``.

    ``left``, ``right`` are the names' weights, ``left_words``, ``right_words`` how many words could
    identify somebody.
    """

    reach: Floats
    carried: Floats
    left: Floats
    right: Floats
    left_words: Floats
    right_words: Floats
    syllabic: Bools


@dataclass(frozen=True)
class Bound:
    """Tells which pairs of names may be as alike as ``least``, by one scorecard."""

    card: Scorecard
    least: float

    @classmethod
    @lru_cache(maxsize=64)
    def both(cls, rules: NameRules, least: float) -> "tuple[Bound, Bound]":
        """The bounds for persons and for everything else."""
        return cls(rules.person, least), cls(rules.other, least)

    @cached_property
    def need(self) -> float:
        """The score that gives the likeness: the scorecard flattens what is above its knee."""
        if self.least <= KNEE:
            return self.least - _SLACK
        share = (self.least - KNEE) / (NEARLY - KNEE)
        return np.inf if share >= 1.0 else KNEE - (NEARLY - KNEE) * float(np.log1p(-share)) - _SLACK

    def may(self, met: Met) -> Bools:
        """Which pairs may reach it; equal names always may."""
        words = np.where(met.syllabic, 0.0, 1.0)
        both = np.maximum(np.minimum(met.left, met.right) - met.reach, 0.0)
        rest = np.maximum(met.left_words, met.right_words) > met.carried
        fewer = np.minimum(met.left_words, met.right_words) - met.carried
        score = self.card.base + self._elsewhere + self._matched(met.reach, rest)
        for name, at_least in (
            ("conflict", (both - SLIGHT) / np.maximum(met.reach, _SLACK)),
            ("extra", words * (met.left - met.right - met.reach)),
            ("missing", words * (met.right - met.left - met.reach)),
            ("extra_words", words * (met.left_words - met.carried)),
            ("missing_words", words * (met.right_words - met.carried)),
            ("other_words", words * fewer),
            ("syllable_conflict", np.where(met.syllabic, both, 0.0)),
        ):
            score = score + _beyond(getattr(self.card, name), np.maximum(at_least, 0.0))
        equal = met.reach >= np.maximum(met.left, met.right) - _SLACK
        found: Bools = equal | (score >= self.need)
        return found

    @cached_property
    def least_reach(self) -> float:
        """A reach below which no pair of names that are not equal gets there, whatever else is so."""
        return self._least(rest=False)

    @cached_property
    def least_partly(self) -> float:
        """The same of names of which words that could identify somebody are certainly left over."""
        return self._least(rest=True)

    def _least(self, *, rest: bool) -> float:
        best = sum(max((y for _, y in getattr(self.card, name)), default=0.0) for name in _BOUNDED)
        score = self.card.base + self._elsewhere + best + self._matched(_GRID, np.full(len(_GRID), rest))
        below = np.flatnonzero(score < self.need)
        return float(_GRID[below[-1]]) if len(below) else 0.0

    @cached_property
    def _elsewhere(self) -> float:
        """The best that the traits nothing is known of can do."""
        lines = self.card.lines()
        return sum(max(y for _, y in line) for name, line in lines.items() if name not in _KNOWN)

    def _matched(self, reach: Floats, rest: Bools) -> Floats:
        """The best of the tables of what is matched; ``rest``: words are certainly left over."""
        card = self.card
        partly = _up_to(card.matched, reach) + _last(card.whole)
        wholly = _last(card.matched) + _up_to(card.whole, reach)
        return _up_to(card.equal, reach) + np.where(rest, partly, np.maximum(partly, wholly))


_BOUNDED = (
    "conflict",
    "extra",
    "missing",
    "extra_words",
    "missing_words",
    "other_words",
    "syllable_conflict",
)
_KNOWN = frozenset({*_BOUNDED, "matched", "whole", "equal"})


def _last(line: Line) -> float:
    return line[-1][1] if line else 0.0


def _up_to(line: Line, most: Floats) -> Floats:
    """The best a table says of a trait of at most so much."""
    return np.interp(most, *_rising(line)) if line else np.zeros(len(most))


def _beyond(line: Line, least: Floats) -> Floats:
    """The best a table says of a trait of at least so much."""
    return np.interp(least, *_falling(line)) if line else np.zeros(len(least))


@lru_cache(maxsize=256)
def _rising(line: Line) -> tuple[Floats, Floats]:
    x, y = np.array(line).T
    return x.copy(), np.maximum.accumulate(y)


@lru_cache(maxsize=256)
def _falling(line: Line) -> tuple[Floats, Floats]:
    x, y = np.array(line).T
    return x.copy(), np.maximum.accumulate(y[::-1])[::-1].copy()

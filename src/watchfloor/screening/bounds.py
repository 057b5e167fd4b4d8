"""What the likeness of two names cannot exceed, from their words' pairs alone: nothing is lost by it.

The likeness is at most ``L / (M + price)`` (:mod:`watchfloor.screening.align`; its factors are at most
1). It reaches a number ``least`` only if ``L - least * M - least * price >= 0``. The price is at least
``extra * rest_left + missing * rest_right + clash * min(rest_left, rest_right)``, and what is left
over is a name's weight less that of its matched words, so both sides fall apart into words::

    sum over matched words of gain >= need
    gain = (alike - least) * weight + least * (extra * left + missing * right + clash * max(left, right))
    need = least * (extra * total_left + missing * total_right + clash * min(total_left, total_right))

One of the factors is ``lone``, where names that have two words that could identify somebody match in
one only: if it is below ``least`` itself, such pairs need no look either.

The gains of a name's words sum up in one sparse product, and most pairs of names need no look.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from watchfloor.model.policy import NameRules
from watchfloor.screening.align import EPSILON, INITIAL_LIKENESS

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Bound:
    """The least likeness that counts, and the least that weight left over costs."""

    least: float
    extra: float
    missing: float
    clash: float

    @classmethod
    def of(cls, rules: NameRules, least: float) -> "Bound":
        """The bound for pairs less alike than ``least`` under a policy's prices."""
        extra, missing = min(rules.extra, rules.syllable), min(rules.missing, rules.syllable)
        clash = 2 * rules.conflict - extra - missing
        if clash < 0:  # a clash costs less than two omissions: all is counted at the lowest price
            extra = missing = min(extra, missing, rules.conflict)
            clash = 0.0
        return cls(least, extra, missing, clash)

    def gain(self, alike: Floats, left: Floats, right: Floats) -> Floats:
        """The most a pair of words adds: words so alike, of these weights; at least 0."""
        owned = self.extra * left + self.missing * right + self.clash * np.maximum(left, right)
        return np.maximum((alike - self.least) * np.minimum(left, right) + self.least * owned, 0.0)

    def initial(self, letter: float, word: float) -> float:
        """The most an initial of weight ``letter`` adds that stands for a word of at most that weight."""
        owned = max(self.extra, self.missing) * (letter + word) + self.clash * max(letter, word)
        return max((INITIAL_LIKENESS - self.least) * letter, 0.0) + self.least * owned

    def need(self, left: Floats, right: Floats) -> Floats:
        """What the gains of two names of these weights must reach, a little less for rounding."""
        lone = self.extra * left + self.missing * right
        return self.least * (lone + self.clash * np.minimum(left, right)) - EPSILON

    def most_total(self, gained: Floats, left: Floats) -> Floats:
        """The weight a listed name may have at most so that gains reach the need; below 0 where none may."""
        rest = (gained + EPSILON) / self.least - self.extra * left
        over = rest - (self.missing + self.clash) * left
        # Up to the party's own weight the need grows with both prices, beyond with `missing` alone.
        with np.errstate(divide="ignore", over="ignore", invalid="ignore"):
            beyond = left + over / self.missing
            within = rest / (self.missing + self.clash)
        return np.where(over >= 0, np.nan_to_num(beyond, nan=np.inf), within)

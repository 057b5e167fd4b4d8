"""The figures of an evaluation, from arrays of scores: recall with its interval, thresholds, curves, calibration."""

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from watchfloor.model.entity import Value

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

Z95 = 1.959963984540054
"""Standard normal quantile of a two-sided 95% interval."""
LEAST = 1e-9
"""The lowest threshold there is: any score at all."""


class Share(Value):
    """A share of cases with its 95% Wilson interval. ``of`` may be 0, then nothing is known: 0 to 1."""

    hits: int
    of: int
    low: float
    high: float

    @property
    def rate(self) -> float:
        """The share itself; 0 where there are no cases."""
        return self.hits / self.of if self.of else 0.0


def share(hits: int, of: int) -> Share:
    """A share of cases with its Wilson score interval.

    Wilson (1927), J. Am. Stat. Assoc. 22, 209-212: unlike the normal interval it stays within
    [0, 1] and is sound for shares near 1 and for few cases.
    """
    if not of:
        return Share(hits=0, of=0, low=0.0, high=1.0)
    p, z2 = hits / of, Z95 * Z95
    middle = (p + z2 / (2 * of)) / (1 + z2 / of)
    half = Z95 / (1 + z2 / of) * math.sqrt(p * (1 - p) / of + z2 / (4 * of * of))
    # At the ends the interval touches the share itself; arithmetic is off by a rounding there.
    return Share(
        hits=hits,
        of=of,
        low=0.0 if hits == 0 else max(0.0, middle - half),
        high=1.0 if hits == of else min(1.0, middle + half),
    )


def share_of(flags: Bools) -> Share:
    """How many of the flags are set."""
    return share(int(flags.sum()), len(flags))


def share_at(scores: Floats, threshold: float) -> Share:
    """How many scores reach the threshold."""
    return share(int((scores >= threshold).sum()), len(scores))


def threshold_at(harmless: Floats, rate: float) -> float:
    """The lowest threshold at which no more than ``rate`` of the harmless scores alert.

    A score of 0 means that nothing on the list came near, and never alerts.
    """
    if not len(harmless):
        return LEAST
    ordered = np.sort(harmless)[::-1]
    allowed = math.floor(rate * len(ordered) + 1e-9)
    if allowed >= len(ordered) or ordered[allowed] <= 0.0:
        return LEAST
    return float(np.nextafter(ordered[allowed], np.inf))


class Verdicts(Value):
    """Pairs judged right and wrong: precision, recall and F1; 0 where they are not defined."""

    found: int
    missed: int
    false: int
    quiet: int

    @property
    def precision(self) -> float:
        """Share of the alerts that are right."""
        return self.found / max(self.found + self.false, 1)

    @property
    def recall(self) -> float:
        """Share of the matches that alert."""
        return self.found / max(self.found + self.missed, 1)

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return 2 * self.found / max(2 * self.found + self.false + self.missed, 1)


def verdicts(scores: Floats, truth: Bools, threshold: float) -> Verdicts:
    """How labelled pairs are judged at a threshold."""
    said = scores >= threshold
    return Verdicts(
        found=int((said & truth).sum()),
        missed=int((~said & truth).sum()),
        false=int((said & ~truth).sum()),
        quiet=int((~said & ~truth).sum()),
    )


def auc(scores: Floats, truth: Bools) -> float:
    """Area under the ROC curve: how often a match scores above a non-match, ties counting half.

    Mann and Whitney's U over the product of the two counts; 0.5 where one kind is missing.
    """
    positive = int(truth.sum())
    negative = len(truth) - positive
    if not positive or not negative:
        return 0.5
    _, place, count = np.unique(scores, return_inverse=True, return_counts=True)
    last = np.cumsum(count)
    rank = (last - (count - 1) / 2.0)[place]
    return float((rank[truth].sum() - positive * (positive + 1) / 2.0) / (positive * negative))


class Curve(Value):
    """Points of a curve in order of falling threshold; all of one length."""

    threshold: tuple[float, ...]
    recall: tuple[float, ...]
    false_rate: tuple[float, ...]
    precision: tuple[float, ...]


def curve(scores: Floats, truth: Bools, *, most: int = 200) -> Curve:
    """ROC and precision-recall points at every distinct score, thinned to about ``most`` points."""
    levels = np.unique(scores[scores > 0])[::-1]
    if len(levels) > most:
        levels = levels[np.unique(np.linspace(0, len(levels) - 1, most).astype(np.int64))]
    right, wrong = np.sort(scores[truth]), np.sort(scores[~truth])
    found = len(right) - np.searchsorted(right, levels, "left")
    false = len(wrong) - np.searchsorted(wrong, levels, "left")
    said = np.maximum(found + false, 1)
    return Curve(
        threshold=_rounded(levels),
        recall=_rounded(found / max(len(right), 1)),
        false_rate=_rounded(false / max(len(wrong), 1)),
        precision=_rounded(found / said),
    )


def _rounded(values: Floats) -> tuple[float, ...]:
    return tuple(round(float(v), 6) for v in values)


class Bin(Value):
    """Predictions of one range: how many, their mean, and the share of them that was true."""

    cases: int
    predicted: float
    observed: float


class Calibration(Value):
    """How far scores can be read as probabilities.

    ``brier`` is the mean squared difference of score and truth (Brier 1950), ``error`` the mean
    gap between predicted and observed share, weighted by bin (expected calibration error).
    """

    bins: tuple[Bin, ...]
    brier: float
    error: float


def calibration(scores: Floats, truth: Bools, *, bins: int = 10) -> Calibration:
    """The reliability of scores in ``bins`` ranges of equal width; empty ranges are left out."""
    if not len(scores):
        return Calibration(bins=(), brier=0.0, error=0.0)
    place = np.minimum((scores * bins).astype(np.int64), bins - 1)
    found = [
        Bin(
            cases=int(here.sum()),
            predicted=round(float(scores[here].mean()), 4),
            observed=round(float(truth[here].mean()), 4),
        )
        for b in range(bins)
        if (here := place == b).any()
    ]
    gap = sum(b.cases * abs(b.predicted - b.observed) for b in found) / len(scores)
    brier = float(np.mean((scores - truth) ** 2))
    return Calibration(bins=tuple(found), brier=round(brier, 4), error=round(gap, 4))


def macro(shares: Sequence[Share]) -> float:
    """The mean of shares, each class counting once; 0 where there are none."""
    return sum(s.rate for s in shares) / len(shares) if shares else 0.0

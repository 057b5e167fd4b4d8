"""How alike two aligned names are: a scorecard over what they share and what they do not.

The alignment of two names is summed up (:class:`Sums`), the sums give traits, and each trait
takes something off by a table of the policy: straight lines between knots. A name that agrees in
every word, and is spelled the same, is 1.0; no other reaches :data:`NEARLY`. The tables are
fitted to test cases and ordinary names by ``benchmarks/fit_scorecard.py``, each trait only ever
in the direction its name says.

One function serves a single pair and many at once: every value is a number or an array.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from watchfloor.model.policy import NameRules, Scorecard

Floats = NDArray[np.float64]

NEARLY, KNEE = 0.96, 0.86
"""A name that is not equal in every word reaches less than the first; above the second ever less is added."""
EQUAL = 0.945
"""Likeness from which a word counts as equal."""
SLIGHT = 0.1
"""Weight on both sides that is no conflict: one legal form for another."""
SLACK = 1e-9
_LEAST = 1e-9


@dataclass(frozen=True, slots=True)
class Sums:
    """What an alignment comes to; each a number or an array of shape ``(pairs,)``.

    ``matched``: weight of the matched words, of either side the lesser; ``unlike``: the same
    times what each lacks to likeness 1; ``equal``: the matched weight of words at least
    :data:`EQUAL`. ``left``, ``right``: weight left over on either side; ``left_words``,
    ``right_words``: words left over that could identify somebody. ``carried``: matched words
    that could; ``least``: the least likeness of these, 1 without any; ``initials``: initials met
    to words; ``left_marks``, ``right_marks``: numbers, initials, patronymics and generations left
    over. ``syllabic``: both are Korean or Chinese names; ``swapped``, ``disordered``: words stand
    in another order, of syllables apart from the family name, of others where order matters at
    all. ``ordered``: names of organisations and ships.
    """

    matched: Any
    unlike: Any
    equal: Any
    left: Any
    right: Any
    left_words: Any
    right_words: Any
    carried: Any
    least: Any
    initials: Any
    left_marks: Any
    right_marks: Any
    syllabic: Any
    swapped: Any
    disordered: Any
    ordered: Any


def traits(sums: Sums) -> dict[str, Floats]:
    """The traits of a pair of names, by the names of :class:`~watchfloor.model.policy.Scorecard`'s tables.

    ``conflict`` is the weight left over on both sides (the lesser rest, less :data:`SLIGHT`) for each
    unit of matched weight; ``extra`` and ``missing`` are what the party, or the list, has beyond that.
    Among syllables these three have tables of their own.
    """
    matched = np.maximum(sums.matched, _LEAST)
    left, right = np.maximum(sums.left, 0.0), np.maximum(sums.right, 0.0)
    left_words, right_words = np.maximum(sums.left_words, 0.0), np.maximum(sums.right_words, 0.0)
    both = np.minimum(left, right)
    syllables = np.asarray(sums.syllabic & ~np.asarray(sums.ordered), dtype=np.float64)
    words = 1.0 - syllables
    rest = left_words + right_words > 0
    return {
        "matched": np.where(rest, sums.matched, np.inf),
        "whole": np.where(rest, np.inf, sums.matched),
        "equal": np.asarray(sums.equal, dtype=np.float64),
        "unlike": sums.unlike / matched,
        "conflict": np.maximum(both - SLIGHT, 0.0) / matched,
        "extra": words * (left - both),
        "missing": words * (right - both),
        "extra_words": words * left_words,
        "missing_words": words * right_words,
        "other_words": words * np.minimum(left_words, right_words),
        "syllables": syllables * (left + right - 2 * both),
        "syllable_conflict": syllables * both,
        "syllable_unlike": syllables * sums.unlike,
        "swapped": syllables * sums.swapped,
        "disordered": words * sums.disordered,
        "initials": np.asarray(sums.initials, dtype=np.float64),
        "other_mark": np.asarray(np.minimum(sums.left_marks, sums.right_marks), dtype=np.float64),
        "lone": np.where(np.asarray(sums.carried) <= 1, 1.0 - np.asarray(sums.least), 0.0),
    }


def likeness(sums: Sums, rules: NameRules) -> Floats:
    """How alike the names are, in [0, 1]; 0 where nothing matched."""
    found = traits(sums)
    ordered = np.asarray(sums.ordered, dtype=np.bool_)
    score = np.where(ordered, _scored(found, rules.other), _scored(found, rules.person))
    rest = np.abs(sums.left) + np.abs(sums.right) + np.abs(sums.unlike)
    turned = found["swapped"] + found["disordered"]
    equal = (rest <= SLACK) & (turned == 0)
    over = np.maximum(score - KNEE, 0.0)
    flattened = KNEE + (NEARLY - KNEE) * -np.expm1(-over / (NEARLY - KNEE))
    result: Floats = np.where(equal, 1.0, np.where(score > KNEE, flattened, np.maximum(score, 0.0)))
    return np.where(np.asarray(sums.matched) > 0, result, 0.0)


def _scored(found: Mapping[str, Floats], card: Scorecard) -> Floats:
    score: Any = card.base
    for name, line in card.lines().items():
        x, y = zip(*line, strict=True)
        score = score + np.interp(found[name], x, y)
    return np.asarray(score, dtype=np.float64)

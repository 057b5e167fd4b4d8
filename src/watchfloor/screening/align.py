"""How alike two names are: the definition, one pair at a time, in plain loops.

Words are paired off greedily, the pair that says most first; what stays over on both sides is
a conflict, what stays over on one side only is an omission. What that comes to is scored by
:mod:`watchfloor.screening.scorecard`. The batch path in :mod:`watchfloor.screening.batch`
computes the same numbers for many pairs with arrays, and a property test holds the two equal.
"""

from dataclasses import dataclass
from itertools import pairwise

from watchfloor.model.finding import TokenMatch
from watchfloor.model.policy import NameRules
from watchfloor.names.clean import UNCERTAIN
from watchfloor.names.likeness import token_readings
from watchfloor.names.tokens import LINEAGE, Token, spans
from watchfloor.screening.scorecard import EQUAL, Sums, likeness

EPSILON = 1e-6
INITIAL_LIKENESS = 0.7
"""An initial against a word that begins with it."""
SHORTENED = frozenset({"word", "patronymic"})
"""Roles of words for which an initial may stand."""
SOUNDS = ("aou", "eyj", "ckqgh", "bvw", "fp", "szx", "td")
"""First letters that other countries write for one sound: an initial of one may stand for a word with another."""
ORDER_WEIGHT = 0.6
"""Weight from which a word's place counts in an organisation's name: those that say who it is, not what it does."""


@dataclass(frozen=True, slots=True)
class Match:
    """Words at ``left`` (first position, how many) matched to words at ``right``.

    ``carries`` is how many words the match counts for that could identify somebody, ``reading``
    the reading of Chinese characters it needs (0: none in particular).
    """

    left: tuple[int, int]
    right: tuple[int, int]
    alike: float
    how: str
    weight: float
    carries: int
    reading: int = 0


@dataclass(frozen=True, slots=True)
class Alignment:
    """The likeness of two names in [0, 1] and the word pairs behind it."""

    likeness: float
    matches: tuple[Match, ...]


def units(words: tuple[Token, ...]) -> list[tuple[int, Token]]:
    """Every word and every run of joined words, with the position of the first."""
    return [*enumerate(words), *spans(words)]


def weigh(words: tuple[Token, ...]) -> tuple[float, float]:
    """The weight of a name, and its weight without initials (all of it if there is nothing else)."""
    total = sum(w.weight for w in words)
    solid = sum(w.weight for w in words if w.role != "initial")
    return total, solid or total


def syllabic(words: tuple[Token, ...]) -> bool:
    """Is this a Korean or Chinese name, syllable by syllable?"""
    return bool(words) and all(w.syllabic for w in words)


def lineage(words: tuple[Token, ...]) -> bool:
    """Does the name say whose son or daughter it is? Then the order of its words is the order of generations."""
    return any(w.plain in LINEAGE for w in words)


def candidates(
    left: tuple[Token, ...], right: tuple[Token, ...], *, ordered: bool
) -> tuple[list[Match], float]:
    """All pairs of words that are alike, and the sum of their weighted likeness without initials.

    Initials stand for words in persons' names, acronyms for whole names in the others.
    """
    found: list[Match] = []
    support, theirs = 0.0, units(right)
    for start, a in units(left):
        for start2, b in theirs:
            readings = token_readings(a, b)
            weight = min(a.weight, b.weight)
            places = (start, a.span), (start2, b.span)
            if readings:
                support += readings[0][0] * weight
            if readings and (ordered or "acronym" not in (a.role, b.role)):
                carries = max(a.span, b.span) if a.strong or b.strong else 0
                found += [
                    Match(*places, alike, how, weight, carries, reading) for alike, how, reading in readings
                ]
            elif not readings and not ordered and _initial(a, b):
                found.append(Match(*places, INITIAL_LIKENESS, "initial", weight, int(a.strong or b.strong)))
    return found, support


def _initial(a: Token, b: Token) -> bool:
    """Is one of two single words the initial of the other?"""
    if a.span > 1 or b.span > 1 or (a.role == "initial") == (b.role == "initial"):
        return False
    one, word = (a, b) if a.role == "initial" else (b, a)
    return word.role in SHORTENED and bool(one.plain) and word.plain[:1] == one.plain


def align(left: tuple[Token, ...], right: tuple[Token, ...], rules: NameRules, *, ordered: bool) -> Alignment:
    """The likeness of a party's name (left) and a listed name (right).

    Args:
        left: tokens of the party's name.
        right: tokens of the listed name.
        rules: gate and scorecards of the policy.
        ordered: for organisations and ships: the order of words matters, initials mean nothing.
    """
    if not left or not right:
        return Alignment(0.0, ())
    found, support = candidates(left, right, ordered=ordered)
    if support < rules.gate * min(weigh(left)[1], weigh(right)[1]) - EPSILON:
        return Alignment(0.0, ())
    # A name's characters are read in one language: each reading is tried, the best one stands.
    readings = sorted({0, *(m.reading for m in found)})
    tries = [
        _aligned([m for m in found if m.reading in (0, r)], left, right, rules, ordered=ordered)
        for r in readings
    ]
    return max(tries, key=lambda t: t.likeness)


def _aligned(
    found: list[Match], left: tuple[Token, ...], right: tuple[Token, ...], rules: NameRules, *, ordered: bool
) -> Alignment:
    chosen = _greedy(found)
    if not sum(m.weight for m in chosen):
        return Alignment(0.0, ())
    found_alike = float(likeness(summed(chosen, left, right, ordered=ordered), rules))
    return Alignment(found_alike, tuple(sorted(chosen, key=lambda m: m.left)))


def summed(chosen: list[Match], left: tuple[Token, ...], right: tuple[Token, ...], *, ordered: bool) -> Sums:
    """What an alignment comes to."""
    carrying = [m for m in chosen if m.carries]
    in_order = ordered or (lineage(left) and lineage(right))
    used_left, used_right = sum(mask(m.left) for m in chosen), sum(mask(m.right) for m in chosen)
    others = not (ordered or used_left & 1 or used_right & 1) and other_initial(left[0], right[0])
    return Sums(
        matched=sum(m.weight for m in chosen),
        unlike=sum((1.0 - m.alike) * m.weight for m in chosen),
        equal=sum(m.weight for m in chosen if m.alike >= EQUAL),
        left=weigh(left)[0] - sum(_own(left, m.left) for m in chosen),
        right=weigh(right)[0] - sum(_own(right, m.right) for m in chosen),
        left_words=strong(left) - sum(m.left[1] for m in carrying),
        right_words=strong(right) - sum(m.right[1] for m in carrying),
        carried=sum(m.carries for m in carrying),
        least=min((m.alike for m in carrying), default=1.0),
        initials=sum(m.how == "initial" for m in chosen),
        left_marks=(marks(left) & ~used_left).bit_count() + (others and right[0].role == "initial"),
        right_marks=(marks(right) & ~used_right).bit_count() + (others and left[0].role == "initial"),
        syllabic=syllabic(left) and syllabic(right),
        swapped=_swapped(chosen),
        disordered=in_order and _disordered(chosen),
        ordered=ordered,
    )


def other_initial(one: Token, other: Token) -> bool:
    """Is one of two first words the initial of a given name that the other is not? Then the other is a mark as well."""
    if one.role != "initial":
        one, other = other, one
    letter, first = one.plain[:1], other.plain[:1]
    if one.role != "initial" or other.role not in SHORTENED or not (letter.isascii() and first.isascii()):
        return False
    return bool(letter and first) and letter != first and not any(letter in s and first in s for s in SOUNDS)


def _greedy(found: list[Match]) -> list[Match]:
    """The best pairs that share no word, ties broken by position."""
    chosen: list[Match] = []
    used_left = used_right = 0
    for match in sorted(found, key=rank):
        mask_left, mask_right = mask(match.left), mask(match.right)
        if not (used_left & mask_left or used_right & mask_right):
            used_left |= mask_left
            used_right |= mask_right
            chosen.append(match)
    return chosen


def rank(match: Match) -> tuple[float, int, int, int, int]:
    """Order of choice: weighted likeness (to a millionth), then position, then fewer joined words.

    Likeness counts twice: of two words that may be met, another spelling comes before a rarer word a slip away.
    """
    return (
        -round(match.alike * match.alike * match.weight * 1e6),
        match.left[0],
        match.right[0],
        match.left[1],
        match.right[1],
    )


def mask(place: tuple[int, int]) -> int:
    """The positions a run of words covers, as bits."""
    return ((1 << place[1]) - 1) << place[0]


MARKS = frozenset({"number", "initial", "patronymic", "generation"})
"""Roles of words of which another one marks another bearer of the name."""


def marks(words: tuple[Token, ...]) -> int:
    """The positions of a name's numbers, initials, patronymics and generations, as bits."""
    return sum(1 << place for place, word in enumerate(words) if word.role in MARKS)


def _own(words: tuple[Token, ...], place: tuple[int, int]) -> float:
    return sum(w.weight for w in words[place[0] : place[0] + place[1]])


def strong(words: tuple[Token, ...]) -> int:
    """How many words of a name can identify somebody."""
    return sum(w.strong for w in words)


def _disordered(chosen: list[Match]) -> bool:
    """Do words that were matched stand in another order?"""
    places = [m.right[0] for m in sorted(chosen, key=lambda m: m.left) if m.weight >= ORDER_WEIGHT]
    return any(b < a for a, b in pairwise(places))


def _swapped(chosen: list[Match]) -> bool:
    """Are syllables in another order, apart from the family name moving from one end to the other?"""
    places = [m.right[0] for m in sorted(chosen, key=lambda m: m.left)]
    breaks = sum(b < a for a, b in zip(places, [*places[1:], places[0]], strict=True))
    return breaks > 1


def _shown(word: Token) -> str:
    """A word as it is told: the mark for a ``1`` that may be i or l is a ``1`` again."""
    return word.text.replace(UNCERTAIN, "1")


def describe(
    alignment: Alignment, left: tuple[Token, ...], right: tuple[Token, ...]
) -> tuple[TokenMatch, ...]:
    """The alignment in words, unmatched words of both sides included."""
    out = [
        TokenMatch(
            party=" ".join(_shown(w) for w in left[m.left[0] : m.left[0] + m.left[1]]),
            entity=" ".join(_shown(w) for w in right[m.right[0] : m.right[0] + m.right[1]]),
            likeness=round(m.alike, 4),
            how="joined" if m.left[1] != m.right[1] and m.how == "equal" else m.how,
        )
        for m in alignment.matches
    ]
    used_left = sum(mask(m.left) for m in alignment.matches)
    used_right = sum(mask(m.right) for m in alignment.matches)
    out += [
        TokenMatch(party=_shown(w), entity="", likeness=0.0, how="extra")
        for i, w in enumerate(left)
        if not used_left >> i & 1
    ]
    out += [
        TokenMatch(party="", entity=_shown(w), likeness=0.0, how="missing")
        for i, w in enumerate(right)
        if not used_right >> i & 1
    ]
    return tuple(out)

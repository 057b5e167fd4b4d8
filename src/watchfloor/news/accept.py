"""Does a stretch of text name the whole of a listed name?

A customer file may leave words out; a sentence that names somebody does not. So what screening
forgives is asked for here: every word of the stretch must have its partner in the listed name,
and the listed name may miss only what people leave out when they write of it.
"""

from functools import lru_cache
from typing import NamedTuple

from watchfloor.model.entity import Entity, Name
from watchfloor.model.policy import NameRules
from watchfloor.model.schema import is_a
from watchfloor.names.lexicon import bare, lexicon, rarity
from watchfloor.names.tokens import Token, tokens
from watchfloor.news.lexis import guards
from watchfloor.screening.align import Alignment, Match, align, lineage, mask, syllabic

SPELLED = 0.84
"""Likeness from which a word is another spelling of a listed one rather than another word."""
TYPO_LETTERS = 6
"""Letters of a word from which one wrong letter is taken for a slip, if the rest of the name is sure."""
LONG = 8
"""Letters from which a single word with other vowels is the same word: Hezbollah, Hizballah."""
TYPO = 0.8
"""Likeness of such a word: one letter of six, two of ten."""
LIKE = frozenset({"same given name", "other vowels", "typo"})
"""Ways to be alike of which a name that stands in a text may need one, and only beside an equal word."""
SURE = 0.93
"""Likeness of that other word."""
SPELLED_RARE = 0.91
"""The same of a long and rare word."""
_LOOSE = frozenset({"particle", "title", "form", "generation", "initial"})
"""Words that may stand on one side only."""


class Fit(NamedTuple):
    """How a stretch covers a listed name.

    ``family`` are the stretch's words that make up the family name, a particle before it included
    (empty for others than persons), ``carried`` its words that say who is meant,
    ``listed`` their partners in the listed name, ``how`` the ways in which they are alike.
    """

    family: tuple[Token, ...]
    carried: tuple[Token, ...]
    listed: tuple[Token, ...]
    how: tuple[str, ...]


@lru_cache(maxsize=65536)
def _alignment(form: str, listed: str, rules: NameRules, *, ordered: bool) -> Alignment:
    return align(tokens(form), tokens(listed), rules, ordered=ordered)


def fit(form: str, entity: Entity, name: Name, rules: NameRules) -> Fit | None:
    """How the stretch names the entity by that name; ``None`` if it does not.

    Args:
        form: the stretch as it is compared.
        entity: the listed party.
        name: which of its names.
        rules: gate and scorecards of the policy.
    """
    person = is_a(entity.schema, "Person")
    left, right = tokens(form), tokens(name.text)
    alignment = _alignment(form, name.text, rules, ordered=not person)
    translated = not person and not is_a(entity.schema, "Vessel") and len(alignment.matches) > 1
    if not alignment.matches or not _spelled_alike(
        alignment, left, right, person=person, translated=translated
    ):
        return None
    covered_left = sum(mask(m.left) for m in alignment.matches)
    covered_right = sum(mask(m.right) for m in alignment.matches)
    if any(not covered_left >> i & 1 and word.role not in _LOOSE for i, word in enumerate(left)):
        return None
    if person:
        spelled = sum(mask(m.right) for m in alignment.matches if m.how != "initial")
        family = _person(alignment, left, right, _family_words(entity, name, right), spelled)
        if family is None:
            return None
    else:
        family = ()
        if not _whole(right, covered_right) or not _in_order(alignment):
            return None
    carried = tuple(w for i, w in enumerate(left) if covered_left >> i & 1 and w.role not in _LOOSE)
    if all(word.role == "number" for word in carried):
        return None
    partners = tuple(w for i, w in enumerate(right) if covered_right >> i & 1 and w.role not in _LOOSE)
    return Fit(_with_particle(left, family), carried, partners, tuple(m.how for m in alignment.matches))


def _with_particle(left: tuple[Token, ...], places: tuple[int, ...]) -> tuple[Token, ...]:
    """The words at those places, with the article or "bin" that stands before the first."""
    if not places:
        return ()
    first = places[0]
    if first and left[first - 1].role == "particle":
        first -= 1
    return left[first : places[0] + 1]


def _spelled_alike(
    alignment: Alignment, left: tuple[Token, ...], right: tuple[Token, ...], *, person: bool, translated: bool
) -> bool:
    """Is every pair of words two spellings of one, but for a single slip in a long word of a person's name?"""
    for match in alignment.matches:
        word, other = left[match.left[0]], right[match.right[0]]
        if (
            match.how in ("acronym", "cut off", "vowels left out")
            or not _joins(match, left, right)
            or (
                match.how == "same meaning" and not (translated or word.strong)
            )  # a body is the same by any name
        ):
            return False
        if match.how == "initial" or match.alike >= SPELLED:
            continue
        if not person or not _is_slip(match, word.plain, other.plain):
            return False
    loose = [m for m in alignment.matches if m.how in LIKE]
    if not person and len(left) == len(loose) == 1 and loose[0].how == "other vowels":
        return len(left[0].plain) >= LONG and left[0].plain[:1] == right[loose[0].right[0]].plain[:1]
    return not loose or _borne_out(loose, alignment, left)


def _borne_out(loose: list[Match], alignment: Alignment, left: tuple[Token, ...]) -> bool:
    """Is one word that is only like its partner borne out by another that is the same, or is long itself?"""
    words = [(m, left[m.left[0]]) for m in alignment.matches]
    sure = any(
        m.alike >= (SPELLED_RARE if len(word.plain) >= TYPO_LETTERS and rarity(word.plain) >= 1.0 else SURE)
        for m, word in words
        if m not in loose and word.strong
    )
    given = [m for m in loose if m.how == "same given name"]
    long = [m for m in loose if m not in given and len(left[m.left[0]].plain) >= LONG]
    return (len(loose) == 1 and sure) or (len(loose) == 2 and len(given) == len(long) == 1)


def _joins(match: Match, left: tuple[Token, ...], right: tuple[Token, ...]) -> bool:
    """May those words of the stretch be one word of the listed name? Small words of the language never are."""
    partners = right[match.right[0] : match.right[0] + match.right[1]]
    if len(partners) > 1 and any(word.role == "form" for word in partners):
        return False
    if match.left[1] == 1 or match.right[1] > 1:
        return True
    run = left[match.left[0] : match.left[0] + match.left[1]]
    return any(word.strong for word in run) and all(
        word.role in ("particle", "syllable")
        or (len(word.text) > 1 and bare(word.text) not in guards().common)
        for word in run
    )


def _is_slip(match: Match, word: str, other: str) -> bool:
    """Is it one wrong letter inside a long and rare word, rather than another name or another ending?"""
    if (
        match.how != "typo"
        or match.left[1] + match.right[1] > 2
        or match.alike < TYPO
        or min(len(word), len(other)) < TYPO_LETTERS
    ):
        return False
    known = word in lexicon().given or rarity(word) < 1.0
    long = min(len(word), len(other)) >= LONG and word[-1:] + other[-1:] in ("ao", "oa")
    return not known and word[:1] == other[:1] and (word[-1:] == other[-1:] or long)


def _family_words(entity: Entity, name: Name, right: tuple[Token, ...]) -> frozenset[str]:
    """The words of the family name, as the list says it or as the name is written."""
    family = name.family or (name.text.split(",")[0] if "," in name.text else "")
    if not family:
        known = {t.plain for n in entity.names if n.family for t in tokens(n.family) if t.strong}
        here = {t.plain for t in right}
        if known and known <= here:
            return frozenset(known)
    return frozenset(t.plain for t in tokens(family) if t.strong)


def _person(
    alignment: Alignment,
    left: tuple[Token, ...],
    right: tuple[Token, ...],
    family: frozenset[str],
    covered: int,
) -> tuple[int, ...] | None:
    """The places of the family name in the stretch, if it names the person by given and family name."""
    strong = [i for i, word in enumerate(right) if word.strong]
    matched = [i for i in strong if covered >> i & 1]
    if lineage(left) and not lineage(right):
        return None  # "Mohammed bin Salman" is not "Salman, Muhammad"
    if len(strong) < 2:
        return (0,) if len(left) == 1 and matched == strong and left[0].syllabic else None
    if syllabic(right):
        if matched != strong:
            return None
        return _places(alignment, right, {right[0].plain}) or (0,)
    names = family or _unsaid_family(right, strong)
    given = [i for i in strong if right[i].plain not in names]
    first_given = given[0] if given else strong[0]
    first_family = next((i for i in strong if right[i].plain in names), strong[-1])
    if not covered >> first_family & 1 or not covered >> first_given & 1:
        return None
    return _places(alignment, right, names) or (len(left) - 1,)


def _unsaid_family(right: tuple[Token, ...], strong: list[int]) -> frozenset[str]:
    """The last word stands for the family name where no list says which it is."""
    return frozenset({right[strong[-1]].plain})


def _places(
    alignment: Alignment, right: tuple[Token, ...], names: frozenset[str] | set[str]
) -> tuple[int, ...]:
    """Places of the stretch's words that were matched to words of the family name."""
    return tuple(
        place
        for match in alignment.matches
        if any(right[i].plain in names for i in range(match.right[0], match.right[0] + match.right[1]))
        and match.left[1] == 1
        for place in range(match.left[0], match.left[0] + match.left[1])
    )


def _whole(right: tuple[Token, ...], covered: int) -> bool:
    """Is nothing of an organisation's or ship's name missing but what says nothing?"""
    missing = [word for i, word in enumerate(right) if not covered >> i & 1 and word.role not in _LOOSE]
    if not missing:
        return True
    present = sum(word.role not in _LOOSE for i, word in enumerate(right) if covered >> i & 1)
    dropped = guards().dropped_words
    return (
        present > 1
        and any(w.strong for i, w in enumerate(right) if covered >> i & 1)
        and all(word.role == "generic" and bare(word.text) in dropped for word in missing)
    )


def _in_order(alignment: Alignment) -> bool:
    places = [m.right[0] for m in alignment.matches]
    return places == sorted(places)

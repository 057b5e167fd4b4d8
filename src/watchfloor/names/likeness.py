"""How alike two words are: the definition, in plain loops.

The batch path computes the same numbers with arrays; a property test holds the two equal.
"""

from functools import lru_cache

from rapidfuzz.distance import OSA, Indel

from watchfloor.names.clean import script_of
from watchfloor.names.keys import (
    ABUGIDA,
    ACRONYM,
    ARABIC,
    BONES,
    CANTONESE,
    COMPOUND,
    CONSONANTS,
    CUT,
    FOLD,
    FORM,
    FORM_STEM,
    GILES,
    GIVEN,
    HAN,
    HAN_CANTONESE,
    HANGUL,
    HANJA,
    KINDS,
    KOREAN,
    NAMED,
    NATIVE,
    OPEN,
    PLAIN,
    SECOND,
    SHORT,
    SHORT_ACRONYM,
    STEM,
    TERM,
    TEXT,
    USUAL_CUT,
    VOWELS,
    Keys,
)
from watchfloor.names.lexicon import known
from watchfloor.names.scripts.reading import reads_as
from watchfloor.names.tokens import Token

LIKENESS_FLOOR = 0.5
"""Words less alike than this have nothing to do with each other."""

_HOW: dict[tuple[int, int], tuple[float, str]] = {
    (TEXT, TEXT): (1.0, "equal"),
    (PLAIN, PLAIN): (1.0, "equal"),
    (PLAIN, NATIVE): (0.98, "romanised"),
    (NATIVE, NATIVE): (0.98, "romanised"),
    (PLAIN, HAN): (0.94, "pinyin"),
    (GILES, HAN): (0.918, "pinyin"),
    (GILES, PLAIN): (0.92, "chinese spelling"),
    (CANTONESE, HAN_CANTONESE): (0.915, "cantonese"),
    (FOLD, FOLD): (0.96, "spelling"),
    (FOLD, SECOND): (0.92, "spelling"),
    (KOREAN, KOREAN): (0.9, "korean spelling"),
    (KOREAN, HANGUL): (0.95, "romanised"),
    (KOREAN, HANJA): (0.93, "korean reading"),
    (COMPOUND, HANGUL): (0.94, "romanised"),
    (COMPOUND, HANJA): (0.92, "korean reading"),
    (HANGUL, HANJA): (0.945, "korean reading"),
    (CONSONANTS, ARABIC): (0.9, "romanised"),
    (CONSONANTS, ABUGIDA): (0.88, "romanised"),
    (SHORT, SHORT): (0.85, "spelling"),
    (SHORT, FOLD): (0.85, "spelling"),
    (VOWELS, VOWELS): (0.87, "other vowels"),
    (ACRONYM, PLAIN): (0.88, "acronym"),
    (SHORT_ACRONYM, PLAIN): (0.75, "acronym"),  # three or four letters are shared by many
    (FORM, FORM): (0.95, "same legal form"),
    (TERM, TERM): (0.95, "same meaning"),
    (NAMED, NAMED): (0.96, "known name"),
    (NAMED, PLAIN): (0.95, "full name"),
    (NAMED, TEXT): (0.95, "full name"),
    (GIVEN, GIVEN): (0.9, "same given name"),
    (CUT, STEM): (0.85, "cut off"),
    (CUT, FORM_STEM): (0.85, "cut off"),
    (USUAL_CUT, FORM_STEM): (0.85, "cut off"),
    (OPEN, BONES): (0.85, "vowels left out"),
}
KEY_LIKENESS = tuple(
    tuple(max(_HOW.get((a, b), (0.0, ""))[0], _HOW.get((b, a), (0.0, ""))[0]) for b in range(KINDS))
    for a in range(KINDS)
)
"""Likeness in [0, 1] of two words that share a key, by the kinds of that key on either side."""
KEY_HOW = tuple(
    tuple((_HOW.get((a, b)) or _HOW.get((b, a)) or (0.0, ""))[1] for b in range(KINDS)) for a in range(KINDS)
)


SYSTEMS = ("pinyin", "korean reading", "cantonese")
"""Readings of Chinese characters. One name is read in one of them: a match that mixes them is none."""
KEY_SYSTEM = tuple(tuple(SYSTEMS.index(how) + 1 if how in SYSTEMS else 0 for how in row) for row in KEY_HOW)
"""The reading of a shared key by its kinds on either side: 0 for none, or 1 + its place in ``SYSTEMS``."""


def skeletons_fit(left: Token, right: Token) -> bool:
    """Do the vowels of two words fit, of which one is in Arabic script and their consonants agree?"""
    arabic, latin = (left, right) if any(kind == ARABIC for kind, _ in left.keys) else (right, left)
    return reads_as(arabic.text, latin.plain)


def vowels_dropped(left: Token, right: Token) -> bool:
    """Is one of two words of equal consonants the other without some of its vowels, and no name of its own?"""
    short, long = sorted((left, right), key=lambda t: len(t.plain))
    if len(short.plain) == len(long.plain) or all(kind != OPEN for kind, _ in short.keys):
        return False
    return Indel.distance(short.plain, long.plain) == len(long.plain) - len(short.plain)


def typo_budget(length: int) -> int:
    """How many letters of a word may differ: none up to 2 letters, one up to 5, two beyond."""
    return 0 if length <= 2 else 1 if length <= 5 else 2


def known_budget(length: int) -> int:
    """The same for a party's word that is a common name itself: none up to 3 letters, one up to 7, two beyond."""
    return 0 if length <= 3 else 1 if length <= 7 else 2


SHORT_TYPO = 3
"""Letters from which typing errors are looked for."""
KNOWN_PRICE = 1.5
"""How much more an edit counts in a word that is a common name: it is rather that name than a typing error."""


def typo_likeness(edits: int, shorter: int, longer: int, *, known: bool) -> float:
    """Likeness in [0, 1] of two words ``edits`` apart (insert, delete, replace, swap of neighbours).

    Args:
        edits: no edits is no typo: keys tell equal words.
        shorter: length of the shorter word in letters.
        longer: length of the longer word.
        known: whether the party's word is one of ordinary names.
    """
    budget = known_budget(shorter) if known else typo_budget(shorter)
    if edits == 0 or edits > budget:
        return 0.0
    return max(1.0 - (KNOWN_PRICE if known else 1.0) * edits / longer, 0.0)


MAX_TYPO_LENGTH = 40
"""Letters of a word in which typing errors are looked for; longer ones must share a key."""


def is_usual(token: Token) -> bool:
    """Is a word one of ordinary names, or spelled in another script, so that a letter more or less is another name?"""
    return known(token.plain) or script_of(token.text) != "latin"


@lru_cache(maxsize=1 << 12)
def typo_forms(token: Token) -> tuple[str, ...]:
    """The spellings in which typing errors are looked for: as written in Latin letters, and folded.

    Joined words, numbers and words of scripts without letters have none.
    """
    if token.span > 1 or token.role in ("number", "cut") or len(token.plain) < SHORT_TYPO:
        return ()
    forms = [key[2:] for kind, key in token.keys if kind in (PLAIN, NATIVE) and key[0] == "p"][:1]
    forms += [key[2:] for kind, key in token.keys if kind == FOLD and key[2:] != token.plain]
    return tuple(form for form in forms if SHORT_TYPO <= len(form) <= MAX_TYPO_LENGTH)


def token_readings(left: Token, right: Token) -> list[tuple[float, str, int]]:
    """How alike two words are, in each reading of Chinese characters that makes them meet.

    Joined words are compared with single words only. Order does not matter; sides do in one respect: a
    party's word (left) that is a common name is less likely to be a typing error.

    Returns:
        ``(likeness, why, reading)``, the most alike first; reading 0 is none in particular, the
        others are as in :data:`KEY_SYSTEM`. Empty if the words have nothing to do with each other.
    """
    if left.span > 1 and right.span > 1:
        return []
    best: dict[int, tuple[float, str]] = {}
    shared = _key_texts(left.keys) & _key_texts(right.keys)
    for kind, key in left.keys if shared else ():
        for other, key2 in right.keys if key in shared else ():
            alike, system = KEY_LIKENESS[kind][other], KEY_SYSTEM[kind][other]
            if key != key2 or alike <= best.get(system, (0.0, ""))[0]:
                continue
            if {kind, other} == {CONSONANTS, ARABIC} and not skeletons_fit(left, right):
                continue
            if {kind, other} == {OPEN, BONES} and not vowels_dropped(left, right):
                continue
            best[system] = (alike, KEY_HOW[kind][other])
    if (typo := _typo(left, right)) > best.get(0, (0.0, ""))[0]:
        best[0] = (typo, "typo")
    found = [(alike, how, system) for system, (alike, how) in best.items() if alike >= LIKENESS_FLOOR]
    return sorted(found, key=lambda f: (-f[0], f[2]))


@lru_cache(maxsize=1 << 12)
def _key_texts(keys: Keys) -> frozenset[str]:
    return frozenset(text for _, text in keys)


MOST_EDITS = 2
"""Edits from which on two words of any length are two words."""


def _typo(left: Token, right: Token) -> float:
    """The best likeness of a party's word and a listed one by edit distance, over their spellings."""
    if left.syllabic and right.syllabic:
        return 0.0  # another syllable is another name
    best = 0.0
    for form in typo_forms(left):
        for form2 in typo_forms(right):
            shorter, longer = sorted((len(form), len(form2)))
            if longer - shorter <= MOST_EDITS and (edits := OSA.distance(form, form2)) <= MOST_EDITS:
                best = max(best, typo_likeness(edits, shorter, longer, known=is_usual(left)))
    return best


def token_likeness(left: Token, right: Token) -> tuple[float, str]:
    """How alike two words are, in [0, 1], and why in a word or two; ``(0.0, "")`` if they are not."""
    found = token_readings(left, right)
    return found[0][:2] if found else (0.0, "")

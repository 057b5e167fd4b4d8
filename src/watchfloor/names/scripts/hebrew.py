"""Hebrew: the spellings of its letters in Latin, and the consonant skeletons that both scripts share.

As in Arabic, few vowels are written; a vav or yod may be a vowel or a consonant.
"""

from functools import lru_cache

from watchfloor.names.scripts.arabic import skeletons_of
from watchfloor.names.scripts.walk import Step, spells

_SPELLINGS = {
    "א": " a e i o u", "ב": "b bb v w", "ג": "g gg gh j", "ד": "d dd dh", "ה": "h hh", "ו": "v w vv o u oo ou ow", "ז": "z zz s",
    "ח": "ch h kh hh x", "ט": "t tt th", "י": "i y e ee ey ei ai ie j ", "כ": "k kh ch c kk q ck", "ך": "k kh ch", "ל": "l ll", "מ": "m mm",
    "ם": "m", "נ": "n nn", "ן": "n nn ne", "ס": "s ss c", "ע": " a e i o aa", "פ": "p f ph pp ff", "ף": "f ph ff p", "צ": "ts tz z s c cz",
    "ץ": "ts tz z s c", "ק": "k q c ck kk", "ר": "r rr", "ש": "sh s sch ss ch", "ת": "t th tt",
}  # fmt: skip
_OPTIONS: dict[str, Step] = {letter: tuple(text.split(" ")) for letter, text in _SPELLINGS.items()}
_CLOSING_H: Step = ("", "h", "a", "e", "ah", "eh", "o", "oh")
_VOWELS: Step = ("", "a", "e", "i", "o", "u", "ou", "oo", "ai", "ei", "ie")
_CLASSES: dict[str, str | tuple[str, ...]] = {
    "ב": ("b", "f"), "ג": "k", "ד": "d", "ה": ("h", ""), "ו": ("", "f"), "ז": "z", "ח": ("x", "h"), "ט": "t", "כ": ("k", "x"), "ך": ("k", "x"),
    "ל": "l", "מ": "m", "ם": "m", "נ": "n", "ן": "n", "ס": "s", "פ": ("b", "f"), "ף": ("f", "b"), "צ": ("ts", "z"), "ץ": ("ts", "z"),
    "ק": "k", "ר": "r", "ש": ("S", "s"), "ת": "t",
}  # fmt: skip
_MOST_SKELETONS = 16
_LONGEST = 30


@lru_cache(maxsize=1 << 12)
def hebrew_skeletons(word: str) -> tuple[str, ...]:
    """The consonant skeletons of a word in Hebrew."""
    return tuple(filter(None, skeletons_of([_CLASSES.get(char, "") for char in word], most=_MOST_SKELETONS)))


@lru_cache(maxsize=1 << 12)
def hebrew_fits(word: str, latin: str) -> bool:
    """May a word in Hebrew be read as this Latin word, letter by letter?"""
    letters = [char for char in word if char in _OPTIONS][:_LONGEST]
    steps: list[Step] = []
    for place, char in enumerate(letters, start=1):
        last = place == len(letters)
        steps.append(_CLOSING_H if char == "ה" and last else _OPTIONS[char])
        steps.append(("", "e") if last else _VOWELS)
    return bool(steps) and spells(latin, steps)

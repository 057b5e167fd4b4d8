"""Arabic and Persian script: letters in Latin, and consonant skeletons that both scripts share.

Short vowels are not written, so a romanisation from the script alone never equals the usual
Latin spelling; the two meet in a skeleton of consonants (``محمد`` and ``Mohammed``: ``mhmd``).
A letter that is pronounced or transcribed in several ways (ق as q, g, k; ج as j, g; ذ as dh, z,
d) gives several skeletons, at most eight.
"""

import re
from functools import lru_cache

_TABLE = str.maketrans(
    {
        "ا": "a", "أ": "a", "إ": "i", "آ": "a", "ٱ": "a", "ب": "b", "پ": "p", "ت": "t", "ث": "th", "ج": "j",
        "چ": "ch", "ح": "h", "خ": "kh", "د": "d", "ذ": "dh", "ر": "r", "ز": "z", "ژ": "zh", "س": "s", "ش": "sh",
        "ص": "s", "ض": "d", "ط": "t", "ظ": "z", "ع": "", "غ": "gh", "ف": "f", "ق": "q", "ك": "k", "ک": "k",
        "گ": "g", "ل": "l", "م": "m", "ن": "n", "ه": "h", "ة": "a", "ۀ": "a", "و": "w", "ؤ": "u", "ي": "y",
        "ی": "y", "ى": "a", "ئ": "i", "ء": "", "ں": "n", "ٹ": "t", "ڈ": "d", "ڑ": "r", "ے": "e", "ھ": "h",
        "ې": "e", "ۍ": "i", "ښ": "kh", "ډ": "d", "ړ": "r", "ټ": "t", "څ": "ts", "ځ": "dz", "ګ": "g", "ڼ": "n",
    }
)  # fmt: skip
_MARKS = re.compile("[\u064b-\u0652\u0670]")


def romanise(word: str) -> tuple[str, ...]:
    """A word in Arabic script, letter by letter."""
    latin = _MARKS.sub("", word).translate(_TABLE)
    return (latin,) if latin else ()


# Classes of consonants; the first is the usual one. "" drops the letter.
_SCRIPT_CLASSES = {
    "ب": "b", "پ": "b", "ت": "t", "ث": "ts", "ج": "j", "چ": "jS", "ح": "h", "خ": "x", "د": "d", "ذ": "dz", "ر": "r",
    "ز": "z", "ژ": "zj", "س": "s", "ش": "S", "ص": "s", "ض": "dz", "ط": "t", "ظ": "zd", "غ": "k", "ف": "f", "ق": "k",
    "ك": "k", "ک": "k", "گ": "kj", "ل": "l", "م": "m", "ن": "n", "ه": "h", "ھ": "h", "ٹ": "t", "ڈ": "d", "ڑ": "r",
    "ں": "n", "ټ": "t", "ډ": "d", "ړ": "r", "ګ": "k", "ښ": "xS", "څ": "s", "ځ": "z", "ڼ": "n", "ڤ": "f", "ڭ": "k",
}  # fmt: skip
_LATIN_CLASSES = {
    "kh": "x", "sch": "S", "sh": "S", "ch": "Sjx", "gh": "k", "dh": "dz", "th": "ts", "dj": "j", "dz": "z", "zh": "zj", "ph": "f",
    "ck": "k", "x": "ks", "b": "b", "c": "ks", "d": "d", "f": "f", "g": "kj", "h": "h", "j": "j", "k": "k", "l": "l", "m": "m",
    "n": "n", "p": "b", "q": "k", "r": "r", "s": "sz", "t": "t", "v": "f", "z": "z",
}  # fmt: skip
_LATIN = re.compile("kh|sch|sh|ch|gh|dh|th|dj|dz|zh|ph|ck|[a-z]")
_MAX_SKELETONS = 8


@lru_cache(maxsize=1 << 15)
def script_skeletons(word: str) -> tuple[str, ...]:
    """The consonant skeletons of a word in Arabic script."""
    return _skeletons([_SCRIPT_CLASSES.get(char, "") for char in _MARKS.sub("", word)])


@lru_cache(maxsize=1 << 15)
def latin_skeletons(latin: str) -> tuple[str, ...]:
    """The consonant skeletons of a word in plain Latin letters.

    ``h`` is kept where Arabic would write one (before a vowel or between letters), dropped at the end.
    """
    return _skeletons([_LATIN_CLASSES.get(part, "") for part in _LATIN.findall(latin)])


def _skeletons(classes: list[str]) -> tuple[str, ...]:
    strings = [""]
    for known in filter(None, classes):
        options = known if len(strings) * len(known) <= _MAX_SKELETONS else known[0]
        strings = [s + c for c in options for s in strings]
    return tuple(dict.fromkeys(_tidy(s) for s in strings))


def _tidy(skeleton: str) -> str:
    skeleton = re.sub(r"(.)\1+", r"\1", skeleton)
    return skeleton[:-1] if len(skeleton) > 1 and skeleton.endswith("h") else skeleton


@lru_cache(maxsize=1 << 15)
def vowels_fit(word: str, latin: str) -> bool:
    """May a word in Arabic script, whose consonants fit, be read as this Latin word?

    Long vowels are written: an alif inside a word is an ``a`` (or, by dialect, an ``e``)
    in Latin letters, and a word that begins with a consonant begins with it in both.
    """
    word = _MARKS.sub("", word)
    starts_open = word[:1] in "اأإآعٱئ"
    if starts_open != (latin[:1] in "aeiouy") and not (word[:1] in "وي" and latin[:1] in "ouiyewv"):
        return False
    inner = sum(word[1:].count(char) for char in "اآأ")
    open_vowels = sum(latin.count(char) for char in "ae")
    if inner > open_vowels:
        return False
    if word[-1:] in "اىةه" and len(word) > 2 and latin[-1:] not in "aeh":
        return False
    return not (word[-1:] in "يی" and latin[-1:] not in "iyejah")

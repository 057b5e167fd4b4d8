"""One skeleton for the spellings of one sound, whichever country wrote it down.

``Wladimir``, ``Vladimir``, ``Władimir``; ``Prigoschin``, ``Prigozhin``, ``Prigojine``: national
transcriptions of one Cyrillic (or Arabic, Korean) name use different letters for one sound, and
each set of letters stands for a few sounds only. A word is cut into graphemes, each grapheme
gives the sound classes it can stand for, and two spellings meet where a class string is shared.

Classes are single letters: S for sh/zh, C for ch/j, H for kh, T for ts, i for every i-like
glide; the rest stand for themselves. The first class of a grapheme is its usual reading, the
others are those of one language (German ``z`` = ts, French ``ch`` = sh); a word that uses one of
those is a *secondary* fold and meets only primary ones.
"""

import re
from functools import lru_cache

from anyascii import anyascii

_MARKED = str.maketrans(
    {
        "č": "ch", "ć": "ch", "š": "sh", "ś": "sh", "ž": "zh", "ź": "zh", "ż": "zh", "ş": "sh", "ș": "sh", "ț": "ts",
        "ţ": "ts", "ř": "r", "ě": "ie", "ł": "l", "ñ": "ni", "ń": "n", "ģ": "g", "ķ": "k", "ņ": "n", "ļ": "l", "ğ": "g",
        "ä": "e", "ö": "o", "ü": "u", "å": "o", "ø": "o", "æ": "e", "œ": "o", "đ": "d", "ĭ": "i", "ё": "io", "ŭ": "u",
        "ŏ": "o", "ė": "e", "ê": "e", "ô": "o", "ў": "u", "ÿ": "i", "ı": "i", "ß": "ss",
    }
)  # fmt: skip
_GRAPHEMES: dict[str, str] = {
    "schtsch": "S", "shtsh": "S", "shch": "S", "stsch": "S", "chtch": "S", "szcz": "S", "schch": "S", "zhch": "S",
    "dzh": "C", "dsch": "C", "tsch": "C", "tsh": "C", "tch": "C", "cz": "C", "ch": "CHS", "dj": "C", "dz": "TC", "cs": "C",
    "sch": "S", "sh": "S", "zh": "S", "sz": "S", "zs": "S", "rz": "S", "kh": "H", "ck": "k", "cq": "k", "ph": "f", "th": "t",
    "dh": "d", "gh": "g", "bh": "b", "rh": "r", "qu": "k", "q": "k", "x": "X", "ts": "T", "tz": "T", "tc": "T", "z": "sT",
    "ssch": "S", "yo": "Ye", "jo": "YC", "io": "Ye", "w": "v", "ou": "u", "oo": "u", "oe": "o", "ue": "u", "ae": "e", "ee": "i", "j": "iCS", "y": "i", "s": "s",
    "c": "k", "ff": "f", "ks": "X", "cks": "X", "gs": "X",
}  # fmt: skip
_PATTERN = re.compile("|".join(sorted(_GRAPHEMES, key=len, reverse=True)) + "|.")
_MAX_FOLDS = 6
_SHORT = 4
"""Words of fewer letters have too few sounds to be told apart by a second reading."""


@lru_cache(maxsize=1 << 13)
def folds(word: str) -> tuple[str, ...]:
    """The folds of a cleaned Latin word, primary first; empty where no letter is left.

    >>> folds("wladimir")[0] == folds("vladimir")[0]
    True
    """
    return tuple(dict.fromkeys(map(_smooth, _sounds(word))))


def first_folds(word: str) -> tuple[str, ...]:
    """The first two folds of a word, without working out the others."""
    strings = _sounds(word)
    if not strings:
        return ()
    first = _smooth(strings[0])
    second = next((fold for fold in map(_smooth, strings[1:]) if fold != first), None)
    return (first,) if second is None else (first, second)


def _sounds(word: str) -> list[str]:
    if not word.isascii():
        word = anyascii(word.translate(_MARKED)).lower()
    if not word.isalnum():
        word = "".join(c for c in word if c.isalnum())
    if not word or word.isdigit():
        return [word] if word else []
    strings, plain = [""], ""
    short = len(word) < _SHORT
    for grapheme in _PATTERN.findall(word):
        classes = _GRAPHEMES.get(grapheme, grapheme)
        if len(classes) == 1 or short or len(strings) * len(classes) > _MAX_FOLDS:
            plain += classes[0]  # what has one reading is put to all of them at once
        else:
            # The primary string stays in front: every later reading is appended after it.
            strings = [s + plain + c for c in classes for s in strings]
            plain = ""
    return [s + plain for s in strings]


_GLIDES = re.compile("i+")
_SILENT_H = re.compile("(?<=[^aeiouCSHT])h|h$")
_DOUBLED = re.compile(r"(.)\1+")
_FINAL_F = re.compile("(?<=[oe])f$")
_FINAL_E = re.compile("(?<=[iknv])e$")


def _smooth(text: str) -> str:
    """Glides, doubled letters, silent h and the endings that differ by country; numbers stay."""
    if text.isdigit():
        return text
    if "X" in text or "Y" in text:
        text = text.replace("X", "ks").replace("Y", "io")
    if "i" in text:
        text = _GLIDES.sub("i", text)
        if len(text) > 3:
            text = text.replace("ie", "e")
    if "h" in text and len(text) > 2:
        text = _SILENT_H.sub("", text)
    text = _DOUBLED.sub(r"\1", text)
    last = text[-1:]
    if last == "f":
        text = _FINAL_F.sub("v", text)
    elif last == "e" and len(text) > 4:
        text = _FINAL_E.sub("", text)
    return text

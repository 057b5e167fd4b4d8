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
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

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


@lru_cache(maxsize=1 << 12)
def folds(word: str) -> tuple[str, ...]:
    """The folds of a cleaned Latin word, primary first; empty where no letter is left.

    >>> folds("wladimir")[0] == folds("vladimir")[0]
    True
    """
    return tuple(dict.fromkeys(map(_smooth, _sounds(word))))


class Seams(NamedTuple):
    """A word's first two folds as a part of a longer word; ``second`` and ``last_second`` may be empty.

    ``first`` and ``second`` are those before another part, ``last`` and ``last_second`` those at
    the end, where endings are smoothed.
    """

    first: str
    second: str
    last: str
    last_second: str


@lru_cache(maxsize=1 << 12)
def seams(word: str) -> Seams:
    """The folds of a word where it is joined to others; empty where no letter is left."""
    strings = _sounds(word) or ("",)
    first = _middle(strings[0], part=True)
    second = next((fold for s in strings[1:] if (fold := _middle(s, part=True)) != first), "")
    return Seams(first, second, _ended(first, part=True), _ended(second, part=True))


def joined_folds(words: Sequence[str]) -> tuple[str, ...]:
    """The first two folds of several words written as one.

    They are put together from those of the words, so that a list's joined words cost no more than
    a few additions each. The second is that of the first word that has one.

    >>> joined_folds(["abd", "dullah"])
    ('abdula',)
    """
    parts = [seams(word) for word in words]
    end = len(parts) - 1
    first = [part.last if place == end else part.first for place, part in enumerate(parts)]
    found = [glued(first)]
    other = next((place for place, part in enumerate(parts) if part.second), None)
    if other is not None:
        first[other] = parts[other].last_second if other == end else parts[other].second
        found.append(glued(first))
    return tuple(dict.fromkeys(found))


SOUNDED = frozenset("aeiouCSHT")
"""What an h is heard after; after other letters it is silent, as in ``Nur Hassan`` and ``Nurassan``."""


def glued(parts: Iterable[str]) -> str:
    """Folds put together: a letter is not doubled where they meet, and an h after a consonant is silent."""
    out = ""
    for part in parts:
        head, last = part[:1], out[-1:]
        silent = head == "h" and last not in SOUNDED
        out += part[1:] if head and last and (silent or (head == last and not head.isdigit())) else part
    return out


@lru_cache(maxsize=1 << 12)
def _sounds(word: str) -> tuple[str, ...]:
    if not word.isascii():
        word = anyascii(word.translate(_MARKED)).lower()
    if not word.isalnum():
        word = "".join(c for c in word if c.isalnum())
    if not word or word.isdigit():
        return (word,) if word else ()
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
    return tuple(s + plain for s in strings)


_GLIDES = re.compile("i+")
_SILENT_H = re.compile("(?<=[^aeiouCSHT])h")
_DOUBLED = re.compile(r"(.)\1+")
_FINAL_F = re.compile("(?<=[oe])f$")
_FINAL_E = re.compile("(?<=[iknv])e$")


def _smooth(text: str) -> str:
    """Glides, doubled letters, silent h and the endings that differ by country; numbers stay."""
    return _ended(_middle(text))


def _middle(text: str, *, part: bool = False) -> str:
    """All but the endings. ``part``: it is part of a longer word, however short itself."""
    if text.isdigit():
        return text
    if "X" in text or "Y" in text:
        text = text.replace("X", "ks").replace("Y", "io")
    if "i" in text:
        text = _GLIDES.sub("i", text)
        if part or len(text) > 3:
            text = text.replace("ie", "e")
    if "h" in text and (part or len(text) > 2):
        text = _SILENT_H.sub("", text)
    return _DOUBLED.sub(r"\1", text)


def _ended(text: str, *, part: bool = False) -> str:
    """A final h is silent, a final f may be a v, and an e after some letters is written by few."""
    if text[-1:] == "h" and (part or len(text) > 2):
        text = text[:-1]
    last = text[-1:]
    if last == "f":
        return _FINAL_F.sub("v", text)
    return _FINAL_E.sub("", text) if last == "e" and (part or len(text) > 4) else text

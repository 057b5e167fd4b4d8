"""Names of all countries in katakana and hiragana: ``カーター`` is Carter, ``ウラジーミル`` Vladimir.

Kana write every consonant with a vowel and know one sound for r and l, b and v, s and th; they
meet Latin letters by consonant skeletons that both share, and then syllable by syllable.
"""

from functools import lru_cache

from anyascii import anyascii

from watchfloor.names.scripts.arabic import skeletons_of
from watchfloor.names.scripts.walk import Step, spells

_CONSONANTS = {
    "k": "k c ck q ch kh kk cc x qu g cqu", "s": "s ss c th z sz ts", "sh": "sh s ch sch sc c ti ss sz", "t": "t tt th d", "ch": "ch c t tch cz tsch q ci",
    "ts": "ts tz z zz t c cz", "n": "n nn kn gn", "h": "h kh j ch x wh", "f": "f ff ph h wh hu v ch kh gh x", "m": "m mm", "y": "y j i", "r": "r l rr ll rh wr",
    "w": "w v wh u o ou", "g": "g gh gg gu k", "z": "z s zz th ds sz dz", "j": "j g z gi di dj dzh zh d dz", "d": "d dd th dh", "b": "b bb v w bh",
    "p": "p pp ph b", "v": "v w b f vv", "": "",
}  # fmt: skip
_VOWELS = {
    "a": "a aa ah u o e ae ea ou i", "i": "i y ee ea ie e ey ye ii ij j", "u": "u oo ou w o e ew eu uu", "e": "e ai ei ay a ea ae ey ee ye o oe i",
    "o": "o oh au aw oa ou ow a oo oe e", "ya": "ya ia ja a ea", "yu": "yu iu ju u eu ew you ue", "yo": "yo io jo o", "ye": "ye ie e",
}  # fmt: skip
_CLASSES: dict[str, str | tuple[str, ...]] = {
    "k": "k", "s": ("s", "z", "t"), "sh": ("S", "s", "x"), "t": "t", "ch": ("S", "t", "s"), "ts": ("ts", "z", "t"), "n": "n", "h": ("h", "x"), "f": ("f", "h"), "m": "m",
    "r": ("r", "l"), "g": "k", "z": ("z", "t"), "j": ("j", "z", "d"), "d": "d", "b": ("b", "f"), "p": "b", "v": ("f", ""),
}  # fmt: skip
_SILENT = {"u": _CONSONANTS, "o": {"t", "d"}, "i": {"k", "sh", "ch", "j", "h"}}
"""Vowels that stand for none after these consonants: ``ト`` is t at the end of Robert."""
_SMALL = {"ャ": "a", "ュ": "u", "ョ": "o", "ァ": "a", "ィ": "i", "ゥ": "u", "ェ": "e", "ォ": "o", "ヮ": "a"}
_LONG, _NASAL = ("", "r"), ("n", "m", "nk")
_MOST_SKELETONS = 24
_LONGEST = 24
_Mora = tuple[str, str]


@lru_cache(maxsize=1 << 12)
def _mora(kana: str) -> _Mora:
    """The consonant and vowel of one kana."""
    latin = anyascii(kana).lower()
    return latin.rstrip("aiueo"), latin[len(latin.rstrip("aiueo")) :]


def _katakana(word: str) -> str:
    return "".join(chr(ord(c) + 0x60) if "ぁ" <= c <= "ゖ" else c for c in word)[:_LONGEST]


def morae(word: str) -> list[_Mora]:
    """A word as consonants and vowels; ``("n", "")`` is ン, ``("", "-")`` a long vowel."""
    found: list[_Mora] = []
    for char in _katakana(word):
        if char in _SMALL and found and found[-1][1]:
            found[-1] = _contracted(found[-1], char)
        elif char == "ー":
            found.append(("", "-"))
        elif char == "ン":
            found.append(("n", ""))
        elif char not in "ッ・":
            found.append(_mora(char))
    return found


def _contracted(large: _Mora, small: str) -> _Mora:
    """Two kana that are one syllable: キャ is kya, ファ is fa, ティ is ti."""
    (consonant, vowel), other = large, _SMALL[small]
    if small in "ャュョ" and consonant not in ("sh", "ch", "j"):
        return consonant, "y" + other
    if not consonant and vowel == "u":
        return "w", other
    if consonant == "ch" and other == "e":
        return "ch", "e"
    return ("t" if consonant in ("te", "to") else consonant), (
        "ye" if vowel == "i" and not consonant else other
    )


@lru_cache(maxsize=1 << 12)
def kana_skeletons(word: str) -> tuple[str, ...]:
    """The consonant skeletons of a word in kana."""
    classes: list[str | tuple[str, ...]] = []
    for consonant, vowel in morae(word):
        special = _LONG if vowel == "-" else _NASAL if (consonant, vowel) == ("n", "") else None
        classes.append(special or _CLASSES.get(consonant, ""))
    return tuple(filter(None, skeletons_of(classes, most=_MOST_SKELETONS)))


@lru_cache(maxsize=1 << 12)
def kana_fits(word: str, latin: str) -> bool:
    """May a word in kana be read as this Latin word, syllable by syllable?"""
    steps: list[Step] = []
    for consonant, vowel in morae(word):
        if vowel == "-":
            steps.append(("", "r", "h", "e", "o", "u", "a", "i", "w", "gh", "re"))
        elif consonant == "n" and not vowel:
            steps.append(("n", "m", "nn", "mm", "ng", "nne", "ne"))
        else:
            steps.append(tuple(_CONSONANTS.get(consonant, consonant).split()) or ("",))
            silent = consonant in _SILENT.get(vowel, ()) and bool(consonant)
            glide = not consonant and vowel in "iu" and bool(steps)
            steps.append((*_VOWELS.get(vowel, vowel).split(), *(("",) if silent or glide else ())))
    return bool(steps) and spells(latin, [*steps, ("", "e", "h", "r", "s")])

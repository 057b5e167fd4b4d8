"""Names of other countries written in Hangul: ``블라디미르 푸틴``, ``하메네이``.

Such names are told from Korean ones by their syllables: Korean names are made of the readings of
Chinese characters, and 푸 or 틴 is none. They meet Latin letters as Arabic words do: by consonant
skeletons that both share, and then letter by letter.
"""

from functools import cache, lru_cache

from watchfloor.names.scripts.arabic import skeletons_of
from watchfloor.names.scripts.han import all_hangul_readings
from watchfloor.names.scripts.walk import after

_INITIALS = (
    "g gu gh k c", "k kk c g", "n nn kn gn", "d dd t dh th", "t tt d", "r rr l ll rh wr", "m mm", "b bb v w p", "p pp b",
    "s ss c sh sch sz z th x", "s ss", "", "j z g dz dj zh zz dg s", "z", "ch c cz tch ts tz tsch q", "k c ck q ch kh cc kk x",
    "t th tt", "p f ph pp ff v", "h kh ch j x wh f",
)  # fmt: skip
_VOWELS = (
    "a aa ah u o ar", "a ae e ai", "ya ia ja a", "ya a", "eo e u o er a ur or ir ou", "e ee ai ei ay ae ie a", "yo ye you io", "ye je ie e",
    "o oh oo ou au aw ow oa or a", "wa ua oi oa va", "we", "oe oi eu", "yo io jo o", "u oo ou w wu ew eu o", "wo wa uo", "we ue ve",
    "wi ui ue u y", "yu ju iu eu ew u", "e u eu i", "ui eui", "i y ee ea ie ey e ii j ye",
)  # fmt: skip
_SILENT = 18
"""The vowel eu, which a consonant without a vowel is written with."""
_FINALS = {
    0: ("",), 1: ("k", "c", "ck", "g", "q", "ch", "x", "cc"), 4: ("n", "nn", "ne"), 7: ("t", "d"), 8: ("l", "ll", "r", "le", "lle"),
    16: ("m", "mm", "me"), 17: ("p", "b", "pp", "v", "pe"), 19: ("t", "tt", "th", "d", "s", "ts"), 21: ("ng", "n", "nk"),
}  # fmt: skip
_INITIAL_CLASSES: tuple[str | tuple[str, ...], ...] = (
    "k", "k", "n", ("d", "t"), "t", ("r", "l"), "m", ("b", "f"), "b", ("s", "S"), "s", "", ("j", "z"), "z", "S", "k", "t", ("b", "f"),
    ("h", "x"),
)  # fmt: skip
_FINAL_CLASSES: dict[int, str | tuple[str, ...]] = {
    1: "k",
    4: "n",
    7: "t",
    8: ("l", "r"),
    16: "m",
    17: "b",
    19: ("t", "s"),
    21: ("nk", "n"),
}
_NATIVE = "는를들께까슬별빛봄샘늘름람롬꽃숲잎돌"
"""Syllables of Korean words and names that no character is read as: endings of the sentence, Bright, Star."""
_MOST_SKELETONS = 16
_LONGEST = 12


@cache
def _korean() -> frozenset[str]:
    return all_hangul_readings() | frozenset(_NATIVE)


@lru_cache(maxsize=1 << 12)
def is_foreign(word: str) -> bool:
    """Is a word of two syllables or more in Hangul the name of a foreigner?"""
    known = _korean()
    return 2 <= len(word) <= _LONGEST and any("가" <= char <= "힣" and char not in known for char in word)


def _parts(word: str) -> list[tuple[int, int, int]]:
    codes = [ord(char) - 0xAC00 for char in word]
    return [(code // 588, code % 588 // 28, code % 28) for code in codes if 0 <= code < 11172]


@lru_cache(maxsize=1 << 12)
def foreign_skeletons(word: str) -> tuple[str, ...]:
    """The consonant skeletons of a foreign name in Hangul; empty for a Korean one."""
    if not is_foreign(word):
        return ()
    classes: list[str | tuple[str, ...]] = []
    for initial, _, final in _parts(word):
        classes += [_INITIAL_CLASSES[initial], _FINAL_CLASSES.get(final, "")]
    return skeletons_of(classes, most=_MOST_SKELETONS)


@lru_cache(maxsize=1 << 12)
def foreign_fits(word: str, latin: str) -> bool:
    """May a word in Hangul be read as this Latin word, syllable by syllable?"""
    starts, before = {0}, 0
    for initial, vowel, final in _parts(word)[:_LONGEST]:
        heads = _INITIALS[initial].split() or [""]
        if (before, initial) in ((8, 5), (1, 9)):  # ll is written twice, x as k and s
            heads.append("")
        starts = after(latin, starts, heads)
        starts = (starts if vowel == _SILENT else set()) | after(latin, starts, _VOWELS[vowel].split())
        starts = after(latin, starts, list(_FINALS.get(final, ())))
        before = final
    return any(latin[end:] in ("", "e", "h") for end in starts)

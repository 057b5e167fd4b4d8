"""Chinese names written in Cyrillic (the Palladius system): ``Си Цзиньпин``, ``Чэнь Шуйбянь``.

Each Mandarin syllable has one Russian spelling, made of an initial and a final; they meet pinyin
under ``p:`` + pinyin. Ukrainian letters are read as the Russian ones they stand for.
"""

from functools import cache, lru_cache
from itertools import product

from watchfloor.names.scripts.chinese import SURNAMES

_INITIALS = {
    "b": "б", "p": "п", "m": "м", "f": "ф", "d": "д", "t": "т", "n": "н", "l": "л", "g": "г", "k": "к", "h": "х", "j": "цз",
    "q": "ц", "x": "с", "zh": "чж", "ch": "ч", "sh": "ш", "r": "ж", "z": "цз", "c": "ц", "s": "с",
}  # fmt: skip
_FINALS = {
    "a": "а", "ai": "ай", "ao": "ао", "an": "ань", "ang": "ан", "e": "э", "ei": "эй", "en": "энь", "eng": "эн", "ou": "оу",
    "ong": "ун", "i": "и", "ia": "я", "ie": "е", "iao": "яо", "iu": "ю", "ian": "янь", "in": "инь", "iang": "ян", "ing": "ин",
    "iong": "юн", "u": "у", "ua": "уа", "uo": "о", "uai": "уай", "ui": "уй хуэй хой", "uan": "уань", "un": "унь", "uang": "уан",
    "ue": "юэ", "o": "о",
}  # fmt: skip
_SOFT = frozenset({"j", "q", "x"})
_HARD = frozenset({"zh", "ch", "sh", "r", "z", "c", "s", "g", "k", "h"})
_HUSHING = {"i": "и", "u": "юй", "uan": "юань", "un": "юнь", "ue": "юэ"}
"""Finals after j, q and x, where u is said as ü."""
_WHOLE = {
    "yi": "и", "ya": "я", "ye": "е", "yao": "яо", "you": "ю", "yan": "янь", "yin": "инь", "yang": "ян", "ying": "ин",
    "yong": "юн", "yu": "юй", "yue": "юэ", "yuan": "юань", "yun": "юнь", "wu": "у", "wa": "ва", "wo": "во", "wai": "вай",
    "wei": "вэй вей", "wan": "вань", "wen": "вэнь вень", "wang": "ван", "weng": "вэн", "er": "эр", "a": "а", "ai": "ай",
    "an": "ань", "ang": "ан", "ao": "ао", "e": "э", "en": "энь", "ou": "оу", "zhi": "чжи", "chi": "чи", "shi": "ши",
    "ri": "жи", "zi": "цзы", "ci": "цы", "si": "сы", "hui": "хуэй хой", "nu": "нюй ну", "lu": "люй лу", "hu": "ху",
}  # fmt: skip
_UKRAINIAN = str.maketrans({"і": "и", "ї": "и", "є": "е", "ґ": "г"})
MOST_SYLLABLES = 2
MAX_LETTERS = 12
"""Letters of the longest word of two syllables."""


@cache
def _syllables() -> dict[str, tuple[str, ...]]:
    """Cyrillic spelling to the pinyin syllables it stands for."""
    out: dict[str, dict[str, None]] = {}
    for pinyin, spellings in _WHOLE.items():
        for spelling in spellings.split():
            out.setdefault(spelling, {})[pinyin] = None
    for (initial, cyrillic), (final, plain) in product(_INITIALS.items(), _FINALS.items()):
        pinyin = initial + final
        soft, narrow = initial in _SOFT, final.startswith("i")
        if pinyin in _WHOLE or (soft and not (narrow or final in _HUSHING)) or (initial in _HARD and narrow):
            continue
        tail = _HUSHING.get(final, plain) if soft else plain
        out.setdefault(cyrillic + tail.split()[0], {})[pinyin] = None
    return {spelling: tuple(values) for spelling, values in out.items()}


@lru_cache(maxsize=1 << 12)
def word_keys(word: str) -> tuple[str, ...]:
    """The pinyin keys of a lower-case Cyrillic word of one or two syllables; empty if it is none."""
    plain = word.translate(_UKRAINIAN)
    if not 1 <= len(plain) <= MAX_LETTERS:
        return ()
    found = [("", plain)]
    keys: dict[str, None] = {}
    table = _syllables()
    for _ in range(MOST_SYLLABLES):
        longer = []
        for head, rest in found:
            for cut in range(1, min(len(rest), 6) + 1):
                tail = rest[cut:].removeprefix("ъ")
                for pinyin in table.get(rest[:cut], ()):
                    if tail:
                        longer.append((head + pinyin, tail))
                    else:
                        keys["p:" + head + pinyin] = None
        found = longer[:24]
    return tuple(keys)[:24]


@lru_cache(maxsize=1 << 12)
def is_surname(word: str) -> bool:
    """Is a lower-case Cyrillic word a common Chinese family name?"""
    return len(word) <= 6 and any(key[2:] in SURNAMES for key in word_keys(word))

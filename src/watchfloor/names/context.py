"""What a whole name looks like: Korean, Chinese, Chinese with the given name in one word, a firm's, or none of these."""

from functools import lru_cache

from watchfloor.names.clean import script_of, strip_marks
from watchfloor.names.keys import Context
from watchfloor.names.lexicon import bare, entry, lexicon
from watchfloor.names.scripts import chinese, cyrillic, kontsevich, korean, palladius


@lru_cache(maxsize=1 << 15)
def _origin(word: str) -> tuple[str, bool, bool]:
    """A word's script, and whether it is a Korean family name (as Russians write them too), or a Chinese one."""
    script, plain = script_of(word), strip_marks(word)
    if script == "cyrillic":
        return script, kontsevich.is_surname(word), palladius.is_surname(word)
    return script, plain in korean.SURNAMES, plain in chinese.SURNAMES


_NUMERAL = "i"
"""What is a Korean family name before given names and a Roman numeral behind a ship's name: ``Demo Star I``."""


def context_of(words: list[str]) -> int:
    """What the name looks like: a Korean or Chinese person's, a firm's in Latin letters or Cyrillic, or neither."""
    if found := _person_context(words):
        return found
    roles = lexicon().roles
    known_as = (entry(word) for word in words if script_of(word) in ("latin", "cyrillic"))
    firm = any(roles.get(word) in ("form", "generic") for word in known_as)
    return Context.FIRM if firm else Context.NONE


def context_of_word(word: str, context: int) -> int:
    """The context that matters to one word: that of a firm to words that may be Korean, and to those made of places."""
    if context != Context.FIRM or korean.is_compound(word) or cyrillic.places(word):
        return context
    return Context.NONE


def _person_context(words: list[str]) -> int:
    """Does the name look Korean or Chinese: two to four words, a family name at either end, all syllables?"""
    origins = [_origin(word) for word in words]
    scripts = {script for script, _, _ in origins}
    if "hangul" in scripts:
        return Context.KOREAN
    if not 2 <= len(words) <= 6 or len(scripts) > 1:
        return Context.NONE
    korean_end = origins[0][1] or (origins[-1][1] and words[-1] != _NUMERAL)
    if "cyrillic" in scripts:
        chinese_end = origins[0][2] or origins[-1][2]
        return _cyrillic_context(words, korean_end=korean_end, chinese_end=chinese_end)
    if "latin" not in scripts or _has_initial(words, origins):
        return Context.NONE
    chinese_name = any(chinese_name for _, _, chinese_name in origins)
    return _latin_context(words, korean_end=korean_end, chinese_name=chinese_name)


def _latin_context(words: list[str], *, korean_end: bool, chinese_name: bool) -> int:
    if chinese_name and _mostly_syllables(words):
        return Context.CHINESE
    if len(words) <= 4 and korean_end and all(map(korean.word_keys, words)):
        return Context.KOREAN
    return Context.PINYIN if len(words) == 2 and _is_pinyin(words) else Context.NONE


def _is_pinyin(words: list[str]) -> bool:
    """Are two words a family name of one syllable and a given name of two, as in ``Xi Jinping``?"""
    sizes = {chinese.pinyin_syllables(strip_marks(word)) for word in words}
    return sizes == {1, 2} and all(bare(word) not in lexicon().roles for word in words)


def _has_initial(words: list[str], origins: list[tuple[str, bool, bool]]) -> bool:
    """Is a single letter among the words that is no Korean family name?"""
    return any(len(word) == 1 and not origin[1] for word, origin in zip(words, origins, strict=True))


def _cyrillic_context(words: list[str], *, korean_end: bool, chinese_end: bool) -> int:
    if korean_end and all(map(kontsevich.word_keys, words)):
        return Context.KOREAN
    return Context.CHINESE if chinese_end and all(map(palladius.word_keys, words)) else Context.NONE


def _mostly_syllables(words: list[str]) -> bool:
    syllables = sum(chinese.is_syllable(strip_marks(word)) for word in words)
    return syllables >= max(2, len(words) - 1)

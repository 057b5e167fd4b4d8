"""Stretches of text that could be a name: runs of capital words, and windows where there are no capitals."""

from collections.abc import Iterator
from typing import NamedTuple

from watchfloor.names.lexicon import bare, lexicon
from watchfloor.names.scripts import chinese, kontsevich, korean
from watchfloor.names.scripts.lexicon import usual_spellings
from watchfloor.news.inflect import base_forms
from watchfloor.news.scene import Scene
from watchfloor.news.text import CASED, Word

MAX_WORDS = 7
"""Words of a name in running text."""
MAX_FORMS = 4
"""Readings of one stretch: as it stands, and without endings."""
_HYPHENS = ("-", "–", "‐", "‑")
_TIES = ("", " ", "\u00a0", "·", "・", "’", "' ", " '", *_HYPHENS)
_INSIDE = frozenset(
    {
        "al",
        "el",
        "bin",
        "ibn",
        "ben",
        "abu",
        "van",
        "von",
        "der",
        "den",
        "de",
        "la",
        "del",
        "da",
        "dos",
        "of",
        "and",
        "und",
        "et",
        "for",
        "für",
        "the",
        "di",
        "y",
        "e",
        "и",
        "ul",
    }
)
_HAN_FAMILY = (
    "王李张張刘劉陈陳杨楊赵趙黄黃周吴吳徐孙孫胡朱高林何郭马馬罗羅梁宋郑鄭谢謝韩韓唐冯馮于董萧蕭程曹袁邓鄧"
    "许許傅沈曾彭吕呂苏蘇卢盧蒋蔣蔡贾賈丁魏薛叶葉余潘杜戴夏钟鍾汪田任姜范方石姚谭譚廖邹鄒熊金陆陸孔白崔康"
    "毛邱秦江史顾顧侯邵孟龙龍万萬段雷钱錢汤湯尹黎易常武乔喬贺賀赖賴龚龔文朴安池習习温溫"
)
"""Characters of the most frequent Chinese and Korean family names."""


class Stretch(NamedTuple):
    """Words ``first`` to ``last`` (not included) of the text, and the names they may spell."""

    first: int
    last: int
    start: int
    end: int
    forms: tuple[str, ...]


def runs(scene: Scene) -> Iterator[tuple[int, int]]:
    """Longest stretches of words that may belong to one name, as places among the text's words."""
    words, start = scene.words, None
    for place, word in enumerate(words):
        initial = place > 0 and len(words[place - 1].text) == 1 and word.gap in (". ", ".")
        joins = _tied(word.gap) or initial
        fits = _fits(word) or (word.script in CASED and scene.uncased(word.start))
        # "Kim Jong-un", "bin", "von": small letters that belong to a name once it has begun.
        inside = start is not None and joins and (word.text.lower() in _INSIDE or word.gap in _HYPHENS)
        if start is not None and (not joins or not (fits or inside)):
            yield start, place
            start = None
        if start is None and fits:
            start = place
    if start is not None:
        yield start, len(words)


def _tied(gap: str) -> bool:
    """Does what stands between two words let them be one name? A line break does, an empty line does not."""
    return gap in _TIES or (gap.isspace() and gap.count("\n") < 2)


def _fits(word: Word) -> bool:
    if word.script in CASED:
        return word.capital or word.text.lower() in ("al", "el", "bin", "abu", "ibn")
    return word.script not in ("", "digit") or len(word.text) <= 2


def stretches(scene: Scene, *, slavic: bool, known: frozenset[str]) -> Iterator[Stretch]:
    """Every stretch that may be a name.

    Args:
        scene: the text.
        slavic: whether Polish and Czech endings are taken off.
        known: words (in any of their forms) that some listed name holds; others end a stretch.
    """
    words = scene.words
    for first, last in runs(scene):
        for start in range(first, last):
            if words[start].script in ("han", "hangul", "kana"):
                yield from _characters(words, start)
            if words[start].text.lower() in _INSIDE - {"al", "el", "bin", "abu", "ibn"}:
                continue
            for end in range(start + 1, min(last, start + MAX_WORDS) + 1):
                word = words[end - 1]
                if word.text not in known and bare(word.text) not in lexicon().roles:
                    break
                if word.text.lower() in _INSIDE and word.script in CASED:
                    continue
                yield Stretch(
                    start, end, words[start].start, word.end, _forms(words[start:end], slavic=slavic)
                )


def _forms(words: list[Word], *, slavic: bool) -> tuple[str, ...]:
    """As written; with the last word, and with every word, without its ending."""
    bases = [base_forms(word.text, word.script, slavic=slavic) for word in words]
    written = " ".join(word.text for word in words)
    head = " ".join(word.text for word in words[:-1])
    forms = [written, *(f"{head} {base}".strip() for base in bases[-1][1:])]
    if len(words) > 1 and any(len(base) > 1 for base in bases[:-1]):
        forms += [" ".join(base[min(1, len(base) - 1)] for base in bases)]
    return tuple(dict.fromkeys(forms))[: MAX_FORMS + (words[-1].script == "cyrillic") * 4]


def _characters(words: list[Word], place: int) -> Iterator[Stretch]:
    """Windows over a run written without spaces: Chinese, Japanese, Korean names inside a sentence."""
    word = words[place]
    text = word.text
    if word.script == "hangul":
        for size in range(2, min(len(text), 5)):
            yield Stretch(place, place + 1, word.start, word.start + size, (text[:size],))
        return
    for start in range(len(text)):
        for size in range(2, min(7, len(text) - start + 1)):
            window = text[start : start + size]
            named = text[start] in _HAN_FAMILY and size <= 4
            if named or usual_spellings(window):
                yield Stretch(place, place + 1, word.start + start, word.start + start + size, (window,))


def is_syllable(word: str) -> bool:
    """May the word be a syllable of a Korean or Chinese given name?"""
    lowered = word.lower()
    if len(lowered) > 6:
        return False
    return (
        bool(korean.syllable_keys(lowered))
        or chinese.is_syllable(lowered)
        or bool(kontsevich.syllable_keys(lowered))
    )

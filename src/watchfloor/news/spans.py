"""Stretches of text that could be a name: runs of capital words, and windows where there are no capitals."""

from collections.abc import Iterator
from itertools import accumulate
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from watchfloor.names.lexicon import bare, lexicon, tells_little
from watchfloor.names.scripts.lexicon import usual_spellings
from watchfloor.names.tokens import tokens
from watchfloor.news.inflect import base_forms
from watchfloor.news.known import LETTERS, NOTHING, Known, Lookup, shared
from watchfloor.news.scene import Scene
from watchfloor.news.text import CASED, Word
from watchfloor.screening.engine import Engine

MAX_WORDS = 7
"""Words of a name in running text."""
SYLLABLES = 4
"""Words of a Korean or Chinese name."""
LONGEST = 20
"""Characters of a listed name in Chinese or Korean."""
SHORT = 8
"""Characters of a dense word that may be a foreign name as a whole."""
DENSE = ("han", "hangul", "kana")
"""Scripts in which a name is no word of its own."""
DOTS = ("·", "・", "‧", "•", "．")
MAX_FORMS = 4
"""Readings of one stretch: as it stands, and without endings."""
_HYPHENS = ("-", "–", "‐", "‑")
_TIES = ("", " ", " «", " „", " “", ' "', "\u00a0", "·", "・", "’", "' ", " '", *_HYPHENS)
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
_ARTICLES = frozenset({"al", "el", "bin", "abu", "ibn"})
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
    words, start, small = scene.words, None, scene.first_capital
    for place, word in enumerate(words):
        if len(word.text) > LETTERS and word.script in CASED:
            if start is not None:
                yield start, place
            start = None
            continue
        fits = word.capital or _fits(word) or (word.start < small and scene.uncased(word.start))
        if start is None:
            start = place if fits else None
            continue
        initial = len(words[place - 1].text) == 1 and word.gap in (". ", ".")
        joins = word.gap == " " or _tied(word.gap) or initial
        # "Kim Jong-un", "bin", "von": small letters that belong to a name once it has begun.
        inside = joins and (fits or word.text.lower() in _INSIDE or word.gap in _HYPHENS)
        if not inside:
            yield start, place
            start = place if fits else None
    if start is not None:
        yield start, len(words)


def _tied(gap: str) -> bool:
    """Does what stands between two words let them be one name? A line break does, an empty line does not."""
    return gap in _TIES or (gap.isspace() and gap.count("\n") < 2)


def _fits(word: Word) -> bool:
    if word.script in CASED:
        return word.capital or word.text.lower() in _ARTICLES
    return word.script not in ("", "digit") or len(word.text) <= 2


def stretches(scene: Scene, engine: Engine, *, slavic: bool) -> Iterator[Stretch]:
    """Every stretch that may be a name: its ends belong to one listed name, or sound like a Korean one.

    Args:
        scene: the text.
        engine: whose listed names are looked for.
        slavic: whether Polish and Czech endings are taken off.
    """
    spans = list(runs(scene))
    lookup = Lookup.of(engine)
    used = [word for first, last in spans for word in scene.words[first:last]]
    known = lookup.words(
        (w.text, w.script, slavic) for w in used if w.script not in DENSE or len(w.text) <= SHORT
    )
    dense = [word for word in used if word.script in DENSE]
    characters = lookup.words((c, word.script, False) for word in dense for c in _pieces(word.text))
    windows = _Windows(scene.words, known, slavic=slavic)
    for first, last in spans:
        yield from windows.of(first, last)
    for place, word in enumerate(scene.words):
        if word.script in DENSE:
            yield from _characters(scene.words, place, characters, lookup)


class _Windows:
    """Windows over words that are written with spaces."""

    def __init__(self, words: list[Word], known: dict[str, Known], *, slavic: bool) -> None:
        self._words, self._known, self._slavic = words, known, slavic
        self._forms: dict[tuple[str, ...], tuple[str, ...]] = {}
        self._shared: dict[tuple[str, str], NDArray[np.int32]] = {}

    def of(self, first: int, last: int) -> Iterator[Stretch]:
        """The windows of one run."""
        for start in range(first, last):
            head = self._head(start, last)
            if head is None:
                continue
            if self._of(head).alone:
                yield from self._stretches(start, head + 1, last)
            for end in range(head + 2, min(last, start + MAX_WORDS) + 1):
                if self._may_be(head, end):
                    yield from self._stretches(start, end, last)

    def _head(self, start: int, last: int) -> int | None:
        """The first word that says something in a name that begins here; ``None`` if none can."""
        word = self._words[start]
        if word.text.lower() in _ARTICLES and start + 1 < last:
            return start + 1 if self._says(start + 1) else None
        return start if self._says(start) else None

    def _says(self, place: int) -> bool:
        known = self._of(place)
        return (known.syllable or len(known.names) > 0) and not self._small(place)

    def _of(self, place: int) -> Known:
        return self._known.get(self._words[place].text, NOTHING)

    def _small(self, place: int) -> bool:
        word = self._words[place]
        return word.script in CASED and word.text.lower() in _INSIDE

    def _may_be(self, head: int, end: int) -> bool:
        """May the words from ``head`` to ``end`` be one name?"""
        if self._small(end - 1):
            return False
        inside = [self._of(place) for place in range(head, end)]
        if (
            len(inside) <= SYLLABLES
            and all(k.syllable for k in inside)
            and (inside[0].family or inside[-1].family)
        ):
            return True
        ends = self._words[head].text, self._words[end - 1].text
        if (common := self._shared.get(ends)) is None:
            common = self._shared[ends] = shared(inside[0].names, inside[-1].names)
        return len(common) > 0 and all(
            len(shared(common, k.names)) > 0 or len(w.text) == 1 or tells_little(bare(w.text))
            for k, w in zip(inside[1:-1], self._words[head + 1 : end - 1], strict=True)
        )

    def _stretches(self, start: int, end: int, last: int) -> Iterator[Stretch]:
        """The window, and the window with the legal forms after it."""
        while True:
            words = self._words[start:end]
            key = tuple(word.text for word in words)
            if (forms := self._forms.get(key)) is None:
                forms = self._forms[key] = _forms(words, slavic=self._slavic)
            yield Stretch(start, end, words[0].start, words[-1].end, forms)
            if end >= last or lexicon().roles.get(bare(self._words[end].text)) != "form":
                return
            end += 1


def _forms(words: list[Word], *, slavic: bool) -> tuple[str, ...]:
    """As written; with the last word, and with every word, without its ending."""
    bases = [base_forms(word.text, word.script, slavic=slavic) for word in words]
    written = " ".join(word.text for word in words)
    head = " ".join(word.text for word in words[:-1])
    forms = [written, *(f"{head} {base}".strip() for base in bases[-1][1:])]
    if len(words) > 1 and any(len(base) > 1 for base in bases[:-1]):
        forms += [" ".join(base[min(1, len(base) - 1)] for base in bases)]
    return tuple(dict.fromkeys(forms))[: MAX_FORMS + (words[-1].script == "cyrillic") * 4]


def _characters(words: list[Word], place: int, known: dict[str, Known], lookup: Lookup) -> Iterator[Stretch]:
    """Windows over a run written without spaces: Chinese, Japanese, Korean names inside a sentence."""
    word = words[place]
    text = word.text
    sizes: set[tuple[int, int]] = set()
    sizes.update(_native(text, known, lookup))
    for start in range(len(text)):
        if word.script == "hangul":
            sizes.update((0, size) for size in range(2, min(len(text), 5)) if not start)
        else:
            sizes.update(
                (start, n)
                for n in range(2, min(7, len(text) - start + 1))
                if usual_spellings(text[start : start + n])
            )
            if text[start] in _HAN_FAMILY and start + 3 <= len(text):
                sizes.add((start, 3))
    for start, size in sorted(sizes):
        window = text[start : start + size]
        yield Stretch(place, place + 1, word.start + start, word.start + start + size, (window,))
    yield from _dotted(words, place)


def _pieces(text: str) -> list[str]:
    """A dense word as names are cut: characters, and generic words ("company") whole."""
    cut = [token.text for token in tokens(text)]
    return cut if "".join(cut) == text else list(text)


def _native(text: str, known: dict[str, Known], lookup: Lookup) -> Iterator[tuple[int, int]]:
    """Start and size of stretches that are all of a name listed in these characters."""
    cut = _pieces(text)
    starts = [0, *accumulate(map(len, cut))]
    for first in range(len(cut)):
        common, telling = known[cut[first]].names, 1
        for last in range(first + 1, min(len(cut), first + LONGEST)):
            if lexicon().roles.get(bare(cut[last])) != "form":  # "company" is told by no name
                common, telling = shared(common, known[cut[last]].names), telling + 1
            if not len(common):
                break
            if bool((lookup.content[common] == telling).any()):
                yield starts[first], starts[last + 1] - starts[first]


def _dotted(words: list[Word], place: int) -> Iterator[Stretch]:
    """A foreign name in Chinese characters or kana: given name, dot, family name, amid other words."""
    if place + 1 >= len(words) or words[place + 1].gap not in DOTS:
        return
    given, family = words[place], words[place + 1]
    first = next((n for n in range(0, len(given.text) - 1) if usual_spellings(given.text[n:])), None)
    size = next((n for n in range(min(len(family.text), 8), 1, -1) if usual_spellings(family.text[:n])), None)
    if first is not None and size is not None:
        form = f"{given.text[first:]} {family.text[:size]}"
        yield Stretch(place, place + 2, given.start + first, family.start + size, (form,))

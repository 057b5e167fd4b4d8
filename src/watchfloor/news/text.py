"""Running text as words and sentences with their places; nothing is changed, everything points back."""

import re
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import msgspec

from watchfloor.model.entity import Value
from watchfloor.names.clean import script_of

_WORD = re.compile(
    r"[^\W\d_](?:[^\W_]|[\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u200c\u200d]|(?<=\w)['’ʼ](?=\w))*|\d+"
)
_BREAK = re.compile(
    r"(?:(?<=[.!?…؟])|(?<=[.!?…؟][\"'”’»)\]]))\s+|\n\s*\n|(?<=[。！？])(?![”’」』])|\n(?=\s*[-•*])"
)
CASED = frozenset({"latin", "cyrillic", "greek"})
"""Scripts that have capital letters."""


class Word(NamedTuple):
    """A word of the text: ``text == source[start:end]``. ``gap`` is what stands between it and the word before."""

    start: int
    end: int
    text: str
    gap: str
    script: str

    @property
    def capital(self) -> bool:
        """Does it begin with a capital letter?"""
        return self.text[:1].isupper() or self.text[:1].istitle()


class Sentence(Value):
    """A sentence of the text, without the white space around it."""

    start: int
    end: int
    text: str


class Guards(Value):
    """Words that decide what is no mention; see ``data/guards.toml``."""

    vessel_words: tuple[str, ...]
    place_words: tuple[str, ...]
    titles: tuple[str, ...]
    places: tuple[str, ...]
    common: tuple[str, ...]
    namesakes: dict[str, str]


@cache
def guards() -> Guards:
    """The guard words, in lower case."""
    text = files("watchfloor.news").joinpath("data/guards.toml").read_text("utf-8")
    raw = msgspec.toml.decode(text)
    lists = {key: tuple(raw[key].lower().split()) for key in raw if isinstance(raw[key], str)}
    return Guards(**lists, namesakes={key.lower(): reason for key, reason in raw["namesakes"].items()})


def words(text: str) -> list[Word]:
    """All words of a text in order."""
    out: list[Word] = []
    last = 0
    for match in _WORD.finditer(text):
        out.append(
            Word(
                match.start(),
                match.end(),
                match.group(),
                text[last : match.start()],
                script_of(match.group()),
            )
        )
        last = match.end()
    return out


def sentences(text: str) -> list[Sentence]:
    """The sentences of a text in order: cut after closing marks and at blank lines."""
    out: list[Sentence] = []
    start = 0
    for match in [*_BREAK.finditer(text), None]:
        end = match.start() if match else len(text)
        piece = text[start:end]
        if stripped := piece.strip():
            first = start + len(piece) - len(piece.lstrip())
            out.append(Sentence(start=first, end=first + len(stripped), text=stripped))
        start = match.end() if match else end
    return out


def without_case(found: list[Word]) -> bool:
    """Is the text written without the usual capitals: nearly all capital letters, or nearly none?"""
    cased = [word for word in found if word.script in CASED and len(word.text) > 1]
    if len(cased) < 3:
        return bool(cased) and (all(w.text.isupper() for w in cased) or not any(w.capital for w in cased))
    shouted = sum(word.text.isupper() for word in cased)
    capital = sum(word.capital for word in cased)
    return shouted > 0.9 * len(cased) or capital == 0

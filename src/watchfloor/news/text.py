"""Running text as words and sentences with their places; nothing is changed, everything points back."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from watchfloor.model.entity import Value
from watchfloor.names.clean import script_of

_WORD = re.compile(
    r"[^\W\d_](?:[^\W_]|[\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u00ad\u200b-\u200d\u2060\ufeff]|(?<=\w)['’ʼ](?=\w))*+|\d+"
)
_ELIDED = re.compile(r"[a-zà-ÿ]{1,5}['’](?=[^\W\d_a-zà-ÿ]|[ae]l\b)")
_BREAK = re.compile(
    r"(?:(?<=[.!?…؟])|(?<=[.!?…؟][\"'”’»)\]]))\s+|\n\s*\n|(?<=[。！？])(?![”’」』])|\n(?=\s*[-•*])"
)
_ABBREVIATED = re.compile(
    r"(?:^|[\s(„“\"'.])(?:[^\W\d_]|\d{1,2}|[A-ZÄÖÜА-Я]\.[A-ZÄÖÜА-Я]|mr|mrs|ms|dr|prof|gen|col|lt|maj|sgt|capt|st|jr|sr|no|nr|vs|inc|ltd|co|corp|bzw|ca|bspw|"
    r"usw|evtl|sog|gem|abs|art|ggf|vgl|sen|rep|gov|hon|rev|mme|mlle|sra|srta|им|г|гг|т|тов|ул|стр|см)\.$",
    re.IGNORECASE,
)
"""What ends in a full stop and does not end a sentence."""
LONGEST = 2000
"""Characters of a sentence; what is longer is a list or a table and is cut."""
CASED = frozenset({"latin", "cyrillic", "greek"})
"""Scripts that have capital letters."""


class Word(NamedTuple):
    """A word of the text: ``text == source[start:end]``.

    ``gap`` is what stands between it and the word before, ``capital`` whether it begins with a capital letter.
    """

    start: int
    end: int
    text: str
    gap: str
    script: str
    capital: bool


class Sentence(Value):
    """A sentence of the text, without the white space around it."""

    start: int
    end: int
    text: str


def words(text: str) -> list[Word]:
    """All words of a text in order."""
    out: list[Word] = []
    last = 0
    for match in _WORD.finditer(text):
        start, end = match.span()
        if elided := _ELIDED.match(text, start, end):
            start = elided.end()  # d'Orlov, dell'Iran: the name begins after the article
        word = text[start:end]
        capital = word[0].isupper() or word[0].istitle()
        out.append(Word(start, end, word, text[last:start], script_of(word), capital))
        last = end
    return out


def cuts(text: str) -> list[tuple[int, int]]:
    """Where the sentences of a text begin and end, white space around them left out, in order."""
    out: list[tuple[int, int]] = []
    start = 0
    for match in [*_BREAK.finditer(text), None]:
        end = match.start() if match else len(text)
        if (
            match
            and "\n" not in match.group()
            and text[end - 1] == "."
            and _ABBREVIATED.search(text[max(start, end - 12) : end])
        ):
            continue
        piece = text[start:end]
        if stripped := piece.strip():
            first = start + len(piece) - len(piece.lstrip())
            out.extend(_in_parts(text, first, first + len(stripped)))
        start = match.end() if match else end
    return out


def _in_parts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A sentence, or the parts of what is too long to be one, cut where words end if they do."""
    while end - start > LONGEST:
        cut = max(text.rfind(" ", start, start + LONGEST), text.rfind("\n", start, start + LONGEST))
        cut = start + LONGEST if cut <= start else cut
        stop = start + len(text[start:cut].rstrip())
        yield start, stop
        start = cut + len(text[cut : cut + LONGEST]) - len(text[cut : cut + LONGEST].lstrip())
    if end > start:
        yield start, end


def sentences(text: str) -> list[Sentence]:
    """The sentences of a text in order: cut after closing marks and at blank lines, not after abbreviations."""
    return [Sentence(start=start, end=end, text=text[start:end]) for start, end in cuts(text)]


def without_case(found: Sequence[Word]) -> bool:
    """Is the text written without the usual capitals: nearly all capital letters, or nearly none?"""
    cased = [word for word in found if word.script in CASED and len(word.text) > 1]
    if len(cased) < 3:
        return bool(cased) and (all(w.text.isupper() for w in cased) or not any(w.capital for w in cased))
    shouted = sum(word.text.isupper() for word in cased)
    capital = sum(word.capital for word in cased)
    return shouted > 0.9 * len(cased) or capital == 0

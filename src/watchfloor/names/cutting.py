"""A name cut into words, wherever its script, articles and punctuation say so."""

import re
from collections.abc import Sequence
from functools import lru_cache

from watchfloor.names.clean import UNCERTAIN, clean, script_of, script_of_char, strip_marks
from watchfloor.names.compounds import arabic_pieces, case_endings, cyrillic_pieces, joined, latin_pieces
from watchfloor.names.keys import uncertain_readings
from watchfloor.names.lexicon import bare, entry, known, lexicon
from watchfloor.names.numbers import counted
from watchfloor.names.scripts import burmese, chinese, korean
from watchfloor.names.scripts.foreign import is_foreign

_DOTTED = re.compile(r"\b(?:\w[./]){1,}\w\b\.?")
_TWO_INITIALS = re.compile(r"[^\W\d_]\.[^\W\d_]\.?")
_VOWEL_SIGNS = (
    "\u0300-\u036f\u0591-\u05c7\u064b-\u0652\u0670\u0e31\u0e34-\u0e4e\u0900-\u0903\u093a-\u094f"
    "\u0980-\u0983\u09bc-\u09cd\u0a3c-\u0a4d\u0abc-\u0acd\u0b3c-\u0b4d\u0bbe-\u0bcd\u0c3e-\u0c4d\u0cbc-\u0ccd"
    "\u0d3e-\u0d4d\u0dca-\u0ddf\u102b-\u103e\u1056-\u1059\u17b6-\u17d3"
)
_WORD = re.compile(rf"[^\W_](?:[^\W_]|[{_VOWEL_SIGNS}])*")


_APART = re.compile(r"(?<![^\W_])[^\W\d_](?P<gap>[ .-])(?:[^\W\d_](?P=gap)){2,}[^\W\d_](?![^\W_])")
"""Four letters or more that stand apart, as in ``P u t i n``; two spaces part words."""


def _put_together(name: str) -> str:
    """A name with letters set apart put together, unless they may be initials beside a name written out."""
    if _APART.search(name) is None:
        return name
    whole = not any(char.isalnum() for char in _APART.sub("", name))

    def together(found: re.Match[str]) -> str:
        word = found.group().replace(found["gap"], "")
        return word if whole or found["gap"] == "-" or _is_name(word.lower()) else found.group()

    return _APART.sub(together, name)


def _is_name(word: str) -> bool:
    return known(word) or word in lexicon().given


def word_count(name: str) -> int:
    """The words of a name, those beyond the sixty that are compared included."""
    return len(cut(name))


def cut(name: str) -> list[str]:
    """A name cut into its words, cleaned."""
    text = _natural(clean(_put_together(name))).replace("&", " and ").replace("%", " percent")
    text = _DOTTED.sub(_undotted, text)
    if UNCERTAIN in text:
        text = " ".join(map(_settled, text.split()))
    pieces = [piece for word in _WORD.findall(text) for piece in _pieces(word)]
    return counted(case_endings(joined(pieces)))


def _undotted(found: re.Match[str]) -> str:
    """Letters with dots as one word; two that are no legal form are the initials of a given name and a father's."""
    word = found.group().replace(".", "").replace("/", "")
    apart = _TWO_INITIALS.fullmatch(found.group()) and bare(word) not in lexicon().roles
    return " ".join(word) if apart else word


_FAMILY_FIRST = korean.SURNAMES | chinese.SURNAMES


def _settled(word: str) -> str:
    """A word with ``1`` for i or l, read as the word that is known, if one is."""
    for part in _WORD.findall(word):
        if UNCERTAIN in part:
            readings = uncertain_readings(part)
            usual = [r for r in readings if r in lexicon().roles] or [r for r in readings if known(r)]
            word = word.replace(part, usual[0] if usual else part)
    return word


def _natural(text: str) -> str:
    """``surname, given names`` in the order they are spoken.

    Texts that name a company or hold more commas stay, as do names in whose country the family name comes first.
    """
    if text.count(",") != 1:
        return text
    family, given = text.split(",")
    first = _WORD.findall(given)[:1]
    roles = lexicon().roles
    known = {roles.get(entry(word)) for word in _WORD.findall(text)}
    if (
        not first
        or not family.strip()
        or known & {"form", "generic"}
        or roles.get(bare(first[0])) == "generation"
    ):
        return text
    if strip_marks(family.strip()) in _FAMILY_FIRST:
        return text
    return f"{given} {family}"


@lru_cache(maxsize=1 << 14)
def _pieces(word: str) -> Sequence[str]:
    """A word cut where its script changes to one written without spaces, and after Arabic articles."""
    if word.isascii():
        return latin_pieces(word)
    pieces: list[str] = []
    for run in _runs(word):
        script = script_of(run)
        if script in ("han", "hangul"):
            pieces.extend(_characters(run))
        elif script == "myanmar":
            pieces.extend(burmese.pieces(run))
        elif script == "arabic":
            pieces.extend(arabic_pieces(run))
        elif script == "cyrillic":
            pieces.extend(cyrillic_pieces(run))
        else:
            pieces.append(run)
    return pieces


FOREIGN = 4
"""Syllables from which a word in Hangul that is no Korean name is taken whole."""


def _runs(word: str) -> list[str]:
    runs: list[str] = []
    last = ""
    for char in word:
        script = script_of_char(char) or last
        dense = script in ("han", "hangul")
        if runs and (script == last or not (dense or last in ("han", "hangul"))):
            runs[-1] += char
        else:
            runs.append(char)
        last = script
    return runs


def _characters(run: str) -> list[str]:
    """Characters or syllables one by one, known generic words and legal forms whole, long foreign names too."""
    roles = lexicon().roles
    if len(run) >= FOREIGN and is_foreign(run):
        places = [(start, size) for size in (2, 3, 4) for start in range(len(run) - size + 1)]
        if not any(run[start : start + size] in roles for start, size in places):
            return [run]
    out: list[str] = []
    start = 0
    while start < len(run):
        size = next(
            (n for n in range(11, 1, -1) if start + n <= len(run) and bare(run[start : start + n]) in roles),
            1,
        )
        out.append(run[start : start + size])
        start += size
    return out

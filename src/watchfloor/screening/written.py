"""Words as a name has them: capitals, dots and apostrophes, which comparing takes off."""

import unicodedata
from collections.abc import Iterator
from functools import lru_cache


def as_written(words: str, name: str) -> str:
    """The piece of a name that some of its words were made of: ``coltd`` is ``Co., Ltd.`` again.

    Args:
        words: one word as it is compared, or several with spaces between them.
        name: the name they come from.

    Returns:
        The piece; the words themselves where there is none, as with digits that stood for letters.
    """
    wanted, _ = _letters(words)
    if not wanted:
        return words
    text, places = _letters(name)
    pieces = [(places[at], places[at + len(wanted) - 1] + 1) for at in _found(wanted, text)]
    if not pieces:
        return words
    whole = [(start, end) for start, end in pieces if _apart(name, start - 1) and _apart(name, end)]
    start, end = (whole or pieces)[0]
    return name[start : end + (name[end : end + 1] == "." and "." in name[start:end])]


def _found(wanted: str, text: str) -> Iterator[int]:
    """Every place where a text has the wanted one."""
    at = text.find(wanted)
    while at >= 0:
        yield at
        at = text.find(wanted, at + 1)


@lru_cache(maxsize=1 << 8)
def _letters(text: str) -> tuple[str, tuple[int, ...]]:
    """Letters, digits and marks as they are compared, and the place of each; ``&`` is ``and``."""
    found = [(c, place) for place, char in enumerate(text) for c in _plain(char)]
    return "".join(char for char, _ in found), tuple(place for _, place in found)


@lru_cache(maxsize=1 << 12)
def _plain(char: str) -> str:
    plain = "and" if char == "&" else unicodedata.normalize("NFKD", char.casefold()).casefold()
    return "".join(c for c in plain if c.isalnum() or unicodedata.combining(c))


def _apart(name: str, place: int) -> bool:
    """Does no word go on there?"""
    return not (0 <= place < len(name) and name[place].isalnum())

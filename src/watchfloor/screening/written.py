"""Words as a name has them: capitals, dots and apostrophes, which comparing takes off."""

import unicodedata
from collections.abc import Iterator


def as_written(words: str, name: str) -> str:
    """The piece of a name that some of its words were made of: ``coltd`` is ``Co., Ltd.`` again.

    Args:
        words: one word as it is compared, or several with spaces between them.
        name: the name they come from.

    Returns:
        The piece; the words themselves where there is none, as with digits that stood for letters.
    """
    wanted = "".join(char for char, _ in _letters(words))
    letters = list(_letters(name))
    text = "".join(char for char, _ in letters)
    if not wanted:
        return words
    found = [place for place in range(len(text)) if text.startswith(wanted, place)]
    pieces = [(letters[place][1], letters[place + len(wanted) - 1][1] + 1) for place in found]
    if not pieces:
        return words
    whole = [(start, end) for start, end in pieces if _apart(name, start - 1) and _apart(name, end)]
    start, end = (whole or pieces)[0]
    return name[start : end + (name[end : end + 1] == "." and "." in name[start:end])]


def _letters(text: str) -> Iterator[tuple[str, int]]:
    """Letters, digits and marks as they are compared, each with its place; ``&`` is ``and``."""
    for place, char in enumerate(text):
        plain = "and" if char == "&" else unicodedata.normalize("NFKD", char.casefold()).casefold()
        yield from ((c, place) for c in plain if c.isalnum() or unicodedata.combining(c))


def _apart(name: str, place: int) -> bool:
    """Does no word go on there?"""
    return not (0 <= place < len(name) and name[place].isalnum())

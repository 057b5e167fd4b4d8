"""Which language a listed name is in: by the code or word a list gives, or by its letters alone."""

import unicodedata
from functools import cache
from importlib.resources import files

import msgspec

from watchfloor.names.clean import script_of, script_of_char


class _Table(msgspec.Struct, frozen=True):
    codes: dict[str, str]
    names: dict[str, str]
    scripts: dict[str, str]
    letters: dict[str, str]


@cache
def _table() -> _Table:
    data = files("watchfloor.lists").joinpath("data/languages.toml").read_bytes()
    return msgspec.toml.decode(data, type=_Table)


def language_code(text: str) -> str:
    """An ISO 639-1 code from a code of two or three letters or an English name; empty where unknown."""
    word = text.strip().casefold()
    if len(word) == 2 and word.isalpha():
        return word
    return _table().codes.get(word) or _table().names.get(word, "")


def language_names() -> tuple[str, ...]:
    """The English language names :func:`language_code` knows, in lower case."""
    return tuple(_table().names)


def sure_language(text: str) -> str:
    """The ISO 639-1 code of a name's language where its letters leave no doubt, else empty.

    Han alone, common Arabic letters and common Cyrillic letters say nothing: many languages
    share them.
    """
    scripts = {script_of_char(c) for c in text} - {"", "digit"}
    if "kana" in scripts:
        return "ja"
    for language, letters in _table().letters.items():
        if any(letter in text for letter in letters):
            return language
    return _table().scripts.get(next(iter(scripts)), "") if len(scripts) == 1 else ""


def is_native(text: str) -> bool:
    """Is most of the text in a script other than Latin?"""
    return script_of(unicodedata.normalize("NFC", text)) not in ("latin", "digit", "")

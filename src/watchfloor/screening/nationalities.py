"""Countries as customer files tell them: by any name of theirs, or by a nationality in German, French, Spanish or Russian.

English nationalities are with the countries' names. The words are data: ``data/nationalities.toml``.
"""

import tomllib
from collections.abc import Callable, Iterator
from functools import cache
from importlib.resources import files

from watchfloor.names.countries import country_code, country_key


def country_of(text: str) -> str | None:
    """The country a text names or whose nationality it is, as :func:`watchfloor.names.countries.country_code`."""
    return country_code(text) or nationalities().get(country_key(text))


@cache
def nationalities() -> dict[str, str]:
    """Country by nationality, in every form of it."""
    data = files("watchfloor.screening").joinpath("data/nationalities.toml").read_text("utf-8")
    tables = tomllib.loads(data)
    return {
        country_key(form): code
        for language, inflected in _INFLECTED.items()
        for code, words in tables[language].items()
        for word in words.split()
        for form in inflected(word)
    }


def _german(word: str) -> Iterator[str]:
    for one in dict.fromkeys(
        (word, *(word.replace(a, b) for a, b in (("ä", "ae"), ("ö", "oe"), ("ü", "ue"))))
    ):
        yield from (one + ending for ending in ("", "e", "er", "es", "en"))


def _french(word: str) -> Iterator[str]:
    masculine, _, feminine = word.partition("/")
    yield from (masculine, feminine or masculine.removesuffix("e") + "e")


def _spanish(word: str) -> Iterator[str]:
    yield word
    yield word[:-1] + "a" if word.endswith("o") else word + "a"


def _russian(word: str) -> Iterator[str]:
    if word.endswith(("ск", "цк")):
        yield from (word + ending for ending in ("ий", "ая", "ое", "ие", "ого"))
    else:
        yield word


_INFLECTED: dict[str, Callable[[str], Iterator[str]]] = {
    "german": _german,
    "french": _french,
    "spanish": _spanish,
    "russian": _russian,
}

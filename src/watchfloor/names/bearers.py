"""Who or what bears a name: of which generation a person is, and whether it is a place named after one."""

import tomllib
from functools import cache, lru_cache
from importlib.resources import files

from watchfloor.names.clean import clean, strip_marks


@cache
def _tables() -> tuple[dict[str, str], frozenset[str]]:
    """Generation by word, and the words for places."""
    data = tomllib.loads(files("watchfloor.names").joinpath("data/bearers.toml").read_text("utf-8"))
    generations = {word: key for key, words in data["generations"].items() for word in _words(words)}
    return generations, frozenset(_words(data["places"]["words"]))


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.strip(".,()") for word in strip_marks(clean(text)).split())


@lru_cache(maxsize=1 << 12)
def generation(name: str) -> str:
    """The generation a person's name ends with (``first`` for Sr, ``second`` for Jr or II...); mostly empty.

    ``Sr`` before a name is señor, so only the last word counts, or the last before a comma:
    ``Berg Jr., Otto``.
    """
    known = _tables()[0]
    for part in name.split(",")[:2]:
        words = _words(part)
        if words and (len(words) > 1 or "," in name) and (found := known.get(words[-1])):
            return found
    return ""


@lru_cache(maxsize=1 << 12)
def places(name: str) -> frozenset[str]:
    """The words of a name that say it is a place or a house; none where it holds a number, as addresses do."""
    if any(char.isdigit() for char in name):
        return frozenset()
    return _tables()[1].intersection(_words(name))

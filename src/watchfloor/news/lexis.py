"""The words that decide what is no mention: loaded once from ``data/``, all in lower case."""

import re
import tomllib
from functools import cache
from importlib.resources import files

from watchfloor.model.entity import Value
from watchfloor.names.lexicon import bare


class Guards(Value):
    """Words that decide what is no mention; see ``data/guards.toml`` and ``data/common.txt``.

    ``common`` and ``places`` are bare words (see :func:`watchfloor.names.lexicon.bare`); the others as written.
    """

    vessel_words: frozenset[str]
    sea_words: frozenset[str]
    organisation_words: frozenset[str]
    dropped_words: frozenset[str]
    place_words: frozenset[str]
    titles: frozenset[str]
    places: frozenset[str]
    frequent_names: frozenset[str]
    common: frozenset[str]
    namesakes: dict[str, str]


def _read(name: str) -> str:
    return files("watchfloor.news").joinpath("data", name).read_text("utf-8")


@cache
def guards() -> Guards:
    """The guard words."""
    raw = tomllib.loads(_read("guards.toml"))
    lists = {key: frozenset(value.lower().split()) for key, value in raw.items() if isinstance(value, str)}
    lists["places"] = frozenset(map(bare, lists["places"]))
    lines = (line for line in _read("common.txt").splitlines() if not line.startswith("#"))
    common = frozenset(bare(word) for line in lines for word in line.split())
    return Guards(common=common, namesakes=dict(raw["namesakes"]), **lists)


@cache
def namesake_phrases() -> re.Pattern[str]:
    """Finds the names of well-known people who are not listed."""
    phrases = sorted(guards().namesakes, key=len, reverse=True)
    return re.compile("|".join(rf"(?<!\w){re.escape(phrase)}" for phrase in phrases), re.IGNORECASE)


_SPACE = re.compile(r"[\s-]")


@cache
def _stems() -> dict[str, str]:
    table = tomllib.loads(_read("countries.toml"))
    return {stem: code for code, stems in table.items() for stem in stems.split()}


@cache
def _country_pattern() -> re.Pattern[str]:
    stems = sorted(_stems(), key=len, reverse=True)
    worded = "|".join(re.escape(s).replace("_", r"[\s-]") for s in stems if s[0] < "\u3000")
    dense = "|".join(re.escape(s) for s in stems if s[0] >= "\u3000")
    return re.compile(rf"(?<!\w)(?:ال|وال|بال|لل|و|ب|ل)?({worded})|({dense})")


def countries_named(text: str) -> list[tuple[int, str]]:
    """Where a text names a country, its people or what belongs to it: place and ISO code, in order."""
    lowered = text.lower() if len(text.lower()) == len(text) else text
    found = ((m.start(), m.group(1) or m.group(2)) for m in _country_pattern().finditer(lowered))
    return [
        (place, _stems()[_SPACE.sub("_", stem) if _SPACE.search(stem) else stem]) for place, stem in found
    ]

"""The labels OFAC uses, in every one of its formats: the table ``data/ofac.toml``."""

import re
from functools import cache
from importlib.resources import files

import msgspec

from watchfloor.lists.reading import one_line
from watchfloor.model.entity import Value


class Table(Value):
    """What is in ``data/ofac.toml``: first the labels by what is done with them, then other words."""

    measures: tuple[str, ...]
    listing_dates: tuple[str, ...]
    links: tuple[str, ...]
    birth_dates: tuple[str, ...]
    birth_places: tuple[str, ...]
    nationalities: tuple[str, ...]
    citizenships: tuple[str, ...]
    genders: tuple[str, ...]
    countries: tuple[str, ...]
    weak_names: tuple[str, ...]
    former_names: tuple[str, ...]
    new_names: tuple[str, ...]
    wallets: tuple[str, ...]
    operators: tuple[str, ...]
    issuers: tuple[str, ...]
    sectors: tuple[str, ...]
    owners: tuple[str, ...]
    titles: tuple[str, ...]
    documents: dict[str, tuple[str, ...]]
    properties: dict[str, str]
    dates: dict[str, str]
    flags: dict[str, str]
    shapes: dict[str, str]
    authorities: dict[str, str]
    lists: dict[str, tuple[str, ...]]
    scripts: dict[str, str]
    honorifics: tuple[str, ...]
    posts: tuple[str, ...]


_NO_LABELS = frozenset({"shapes", "authorities", "lists", "scripts", "honorifics", "posts"})


@cache
def table() -> Table:
    """The label table."""
    text = files("watchfloor.lists.formats").joinpath("data/ofac.toml").read_bytes()
    return msgspec.toml.decode(text, type=Table)


@cache
def labels() -> dict[str, tuple[str, str]]:
    """Every label, in lower case, to what is done with it and the label as the table has it."""
    found: dict[str, tuple[str, str]] = {}
    for name in Table.__struct_fields__:
        if name not in _NO_LABELS:
            found.update((label.lower(), (name, label)) for label in getattr(table(), name))
    return found


@cache
def _prefixes() -> tuple[str, ...]:
    """The labels that go on in words of their own ("Digital Currency Address - XBT")."""
    return tuple(label.lower() for label in (*table().measures, *table().listing_dates, *table().wallets))


def meaning(label: str) -> tuple[str, str] | None:
    """What is done with a fact of that label, and the label as the table has it; ``None`` if unknown."""
    bare = one_line(label).lower()
    if found := labels().get(bare) or labels().get(bare.rstrip(" :-.")):
        return found
    return next((labels()[prefix] for prefix in _prefixes() if bare.startswith(prefix)), None)


@cache
def shape(prop: str) -> re.Pattern[str]:
    """What a number must look like to be put into that property."""
    return re.compile(table().shapes.get(prop, ".*"))


@cache
def is_post() -> re.Pattern[str]:
    """Finds the words that make a clause about a person the name of a post."""
    words = "|".join(re.escape(word).replace(r"\*", r"\w*") for word in table().posts)
    return re.compile(rf"\b(?:{words})\b", re.IGNORECASE)


def script_language(script: str) -> str:
    """The ISO 639-1 code of the language a script is used for alone; empty where there are several."""
    return table().scripts.get(script, "")

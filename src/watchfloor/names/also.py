"""Several names in one text: ``A / B``, ``A (B)``, ``A; B``, ``A a.k.a. B``.

Customer files and lists put a second name behind a stroke, in brackets, or after words that say so.
Such a text is a name as it stands, and each name in it is one too: the best of them counts.
"""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from itertools import islice

from watchfloor.names.countries import country_code
from watchfloor.names.lexicon import known
from watchfloor.names.tokens import tokens

MOST = 6
"""Names that are looked for in one text, so that a text made of strokes costs no more than others."""
_WEIGHTY = 0.4
"""Weight from which a word is one of a name, and no article, title or legal form."""
_LONE = 4
"""Letters from which a single word that nobody ordinary is called may be a name of its own: ``PEDCO``."""
_SIGN = re.compile(r"[/|／;；()\[\]（）]")
_TIGHT = re.compile(r"\S/\S")
_BRACKETS = re.compile(r"[(\[（]([^()\[\]（）]+)[)\]）]")
_SIGNS = r"(?<=[^\W_]{2})/(?=[^\W_]{2})|(?<=\s)[/|／]|[/|／](?=\s)|[;；]"
"""A stroke between letters that stand alone is none between names: ``a/k/a``, ``A/S``, ``s/o``."""


@cache
def _words() -> tuple[tuple[str, ...], str]:
    """The phrases that say that another name follows, longest first; as a pattern those of scripts without spaces."""
    words = tomllib.loads(files("watchfloor.names").joinpath("data/also.toml").read_text("utf-8"))["words"]
    spaced = sorted(words["spaced"], key=lambda phrase: (-len(phrase), phrase))
    return tuple(spaced), "|".join(words["joined"].split())


@cache
def _first_words() -> frozenset[str]:
    return frozenset(phrase.split()[0] + end for phrase in _words()[0] for end in ("", ".", ":", ","))


@cache
def _between() -> re.Pattern[str]:
    """What stands between two names."""
    spaced, joined = _words()
    phrases = "|".join(re.escape(phrase).replace(r"\ ", r"\s") for phrase in spaced)
    return re.compile(rf"(?<![^\s,])(?:{phrases})[:.,]?(?=\s)|{joined}|{_SIGNS}", re.IGNORECASE)


def _may_hold(name: str) -> bool:
    """May a text hold another name? Asked of every party, and no for nearly all."""
    if _SIGN.search(name) is not None or not _first_words().isdisjoint(name.lower().split()):
        return True
    return not name.isascii() and re.search(_words()[1], name) is not None


def alternatives(name: str, *, person: bool, listed: bool) -> tuple[str, ...]:
    """A text and the other names it holds, itself first; nearly always itself alone.

    Args:
        name: any text.
        person: whether it is a person's; then no word by itself is another name, a family name least of all.
        listed: whether it stands on a list. A listed party is known by what stands in brackets as short for its name
            (``PEDCO``); of a customer that alone says too little, the name before it being known.
    """
    if not _may_hold(name):
        return (name,)
    found = [name]
    for text in _unbracketed(name, listed=listed):
        parts = _between().split(text, maxsplit=MOST)[:MOST]
        spaced = _TIGHT.search(text) is None and len(parts) > 1
        single = all(len(part.split()) == 1 for part in parts)
        for place, part in enumerate(parts):
            lone = not person and (spaced or single or place == 0)
            if part != name and _stands(part, lone=lone):
                found.append(part.strip(" ,:"))
    return tuple(dict.fromkeys(found))[:MOST]


def _unbracketed(name: str, *, listed: bool) -> Iterator[str]:
    """A text without what stands in brackets, and what stands there if it may be a name.

    A place in brackets, or a trade, is part of the name; a single word is another name if it is short for the rest, and
    several words are where nothing follows.
    """
    told = [found for found in islice(_BRACKETS.finditer(name), MOST) if _says_who(found[1])]
    outer = name
    for found in told:
        outer = outer.replace(found[0], " ")
    yield " ".join(outer.split())
    for found in told:
        last = not any(char.isalnum() for char in name[found.end() :])
        if (listed and short_for(found[1], outer)) or (last and len(found[1].split()) > 1):
            yield found[1]


def _says_who(part: str) -> bool:
    return any(word.strong for word in tokens(part)) and country_code(part) is None


def short_for(word: str, name: str) -> bool:
    """Is a word made of letters of a name in their order, the first that of one of its words: ``PEDCO``?"""
    letters = [char for char in word.casefold() if char.isalnum()]
    if len(letters) < _LONE or len(word.split()) > 1:
        return False
    first = re.search(rf"\b{letters[0]}", name.casefold())
    rest = iter(name.casefold()[first.start() :] if first else "")
    return all(letter in rest for letter in letters)


def _stands(part: str, *, lone: bool) -> bool:
    """Could a part be a name of its own: two words of which one says who, or a rare word?"""
    words = [word for word in tokens(part) if word.weight >= _WEIGHTY]
    strong = [word for word in words if word.strong]
    if len(words) > 1:
        return bool(strong)
    return lone and bool(strong) and len(strong[0].plain) >= _LONE and not known(strong[0].plain)

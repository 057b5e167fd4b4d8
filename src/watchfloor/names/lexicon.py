"""What is known of words: their role in a name, the class of a legal form, and words of one meaning.

All of it comes from the data files beside this module and is loaded once.
"""

import gzip
import tomllib
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from watchfloor.names.clean import clean, script_of, strip_marks
from watchfloor.names.scripts.arabic import letters, pieces


class Lexicon(NamedTuple):
    """Words, cleaned and without marks.

    ``roles``: word to particle, title, generation, form or generic. ``forms``: legal form to its
    class. ``phrases``: first word of a phrase to (words, class of legal form or ``x:`` + meaning),
    longest first. ``terms`` and ``given``: word to the meanings (or given names) it stands for.
    ``weights``: role to weight. ``bodies``: what bodies known by their initials are called, by these.
    """

    roles: dict[str, str]
    forms: dict[str, str]
    phrases: dict[str, tuple[tuple[tuple[str, ...], str], ...]]
    terms: dict[str, tuple[str, ...]]
    given: dict[str, tuple[str, ...]]
    weights: dict[str, float]
    bodies: dict[str, tuple[str, ...]]


@lru_cache(maxsize=1 << 15)
def bare(word: str) -> str:
    """A word as it is looked up: cleaned, Latin and Cyrillic letters without marks, no dots."""
    plain = strip_marks(clean(word)).replace(".", "").replace("/", "")
    return plain if plain.isascii() else letters(plain)


def _data(name: str) -> dict[str, dict[str, str]]:
    return tomllib.loads(files("watchfloor.names").joinpath(f"data/{name}.toml").read_text("utf-8"))


def _texts(name: str) -> dict[str, str]:
    return tomllib.loads(files("watchfloor.names").joinpath(f"data/{name}.toml").read_text("utf-8"))


def _parts(word: str) -> list[str]:
    """A word of a phrase as names have it: Arabic articles and conjunctions are words of their own."""
    return [bare(piece) for piece in (pieces(word, known=False) if script_of(word) == "arabic" else (word,))]


MEANING = "x:"
"""What stands before the meaning of a phrase that is no legal form."""
_RARE_TO_COMMON = 0.045
"""Weight a word loses each time it is twice as common among ordinary names."""


@cache
def _frequencies() -> dict[str, tuple[int, str]]:
    packed = files("watchfloor.names").joinpath("data/frequency.tsv.gz").read_bytes()
    rows = (line.split("\t") for line in gzip.decompress(packed).decode().splitlines())
    return {word: (int(level), seen) for word, level, seen in rows}


def rarity(plain: str) -> float:
    """What a word in Latin letters tells, from about 0.5 (in thousands of names) to 1.0 (rare or unknown)."""
    return 1.0 - _RARE_TO_COMMON * _frequencies().get(plain, (0, ""))[0]


def known_in(plain: str) -> str:
    """Where ordinary names have a word: ``g`` as a given name, ``f`` as a family name, ``c`` in companies.

    Letters in that alphabet's order (``cfg``); empty where nobody ordinary is called so, as with most misspellings.
    """
    return _frequencies().get(plain, (0, ""))[1]


def known(plain: str) -> bool:
    """Is a word in Latin letters one that ordinary names hold, so that it needs no other to explain it?"""
    return plain in _frequencies()


@cache
def lexicon() -> Lexicon:
    """The lexicon of the package."""
    words, terms, given = _data("words"), _groups("terms"), _groups("given")
    roles: dict[str, str] = dict.fromkeys(terms, "generic")
    for role in ("generic", "title", "generation", "particle", "number"):
        roles.update((bare(word), role) for word in words[role]["words"].split())
    forms: dict[str, str] = {}
    phrases: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for name, table in _data("forms").items():
        forms.update((bare(word), name) for word in table.get("words", "").split())
        for phrase in table.get("phrases", ()):
            whole = tuple(piece for word in phrase.split() for piece in _parts(word))
            for parts in dict.fromkeys((whole, tuple("co" if part == "company" else part for part in whole))):
                phrases.setdefault(parts[0], []).append((parts, name))
    for line in _texts("terms")["phrases"].strip().splitlines():
        meaning, _, phrase = line.partition(": ")
        parts = tuple(piece for word in phrase.split() for piece in _parts(word))
        phrases.setdefault(parts[0], []).append((parts, MEANING + meaning))
    roles.update(dict.fromkeys(forms, "form"))
    bodies = {body: _take(body, names, roles, terms, phrases) for body, names in _bodies().items()}
    longest_first = {
        first: tuple(sorted(found, key=lambda p: (-len(p[0]), p[0]))) for first, found in phrases.items()
    }
    weights = {role: float(weight) for role, weight in words["weights"].items()}
    return Lexicon(roles, forms, longest_first, terms, given, weights, bodies)


_OF_COUNTRY = ("{body} {country}", "{body} of {country}", "{body} of the {country}", "{country} {body}")


def _bodies() -> dict[str, dict[str, tuple[str, ...]]]:
    """What bodies known by their initials are called: each name, with what it is when their country's is put to it."""
    countries: dict[str, list[str]] = {}
    for line in _texts("terms")["phrases"].strip().splitlines():
        meaning, _, phrase = line.partition(": ")
        countries.setdefault(meaning, []).append(phrase)
    out: dict[str, dict[str, tuple[str, ...]]] = {}
    for body, told in _data("bodies").items():
        of = [c for word in told["of"].split() for c in (word, *countries.get(word, ()))]
        out[body] = {
            name: tuple(how.format(body=name, country=c) for c in of for how in _OF_COUNTRY)
            for name in (body, *told["names"])
        }
    return out


def _take(
    body: str,
    names: Mapping[str, tuple[str, ...]],
    roles: dict[str, str],
    terms: dict[str, tuple[str, ...]],
    phrases: dict[str, list[tuple[tuple[str, ...], str]]],
) -> tuple[str, ...]:
    """Put in the single words a body is called, its country's name beside them or not; its names of several words."""
    written: dict[str, None] = {}
    for name, more in names.items():
        if len(name.split()) > 1:
            written.update(dict.fromkeys((name, *more)))
            continue
        terms[bare(name)] = (*terms.get(bare(name), ()), body)
        if script_of(name) in ("han", "hangul"):  # written without spaces, it is cut out whole
            roles[bare(name)] = "word"
        for form in more:
            parts = tuple(piece for part in form.split() for piece in _parts(part))
            phrases.setdefault(parts[0], []).append((parts, MEANING + body))
    return tuple(written)


def _groups(name: str) -> dict[str, tuple[str, ...]]:
    """Word to the first words of the lines it stands in."""
    text = _texts(name)["lines"]
    out: dict[str, dict[str, None]] = {}
    for line in text.strip().splitlines():
        members = [bare(word) for word in line.split()]
        for word in members:
            out.setdefault(word, {})[members[0]] = None
    return {word: tuple(found) for word, found in out.items()}

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

    ``roles``: word to particle, title, generation, form, generic, or word for the name of one
    organisation or place. ``ties``: particles that only tie words together. ``named``: word to the
    keys of an organisation or place it names, and of what it is called in several words. ``forms``:
    legal form to its class. ``phrases``: first word of a phrase to (words, class of legal form or
    ``x:`` + meaning), longest first, all as :func:`root` has them. ``terms`` and ``given``: word to
    the meanings (or given names) it stands for. ``weights``: role to weight. ``bodies``: what bodies known by
    their initials are called, by these.
    """

    roles: dict[str, str]
    ties: frozenset[str]
    named: dict[str, tuple[str, ...]]
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


_SHORTEST_ROOT = 4
"""Letters of a Cyrillic word without its ending from which it is still that word."""


@cache
def _endings() -> tuple[str, ...]:
    """What Cyrillic nouns and adjectives end in, the longest first."""
    endings = {bare(ending) for ending in _data("words")["endings"]["cyrillic"].split()}
    return tuple(sorted(endings, key=lambda ending: (-len(ending), ending)))


@lru_cache(maxsize=1 << 15)
def root(word: str) -> str:
    """A word as it is looked up: Cyrillic without the ending of case, gender and number, Arabic adjectives as of a man.

    >>> root("российской") == root("Российская") == root("российских")
    True
    """
    plain = bare(word)
    if plain.isascii():
        return plain
    if (script := script_of(plain)) == "arabic" and len(plain) > _SHORTEST_ROOT and plain.endswith("يه"):
        return plain[:-1]
    if script != "cyrillic":
        return plain
    for ending in _endings():
        if plain.endswith(ending) and len(plain) - len(ending) >= _SHORTEST_ROOT:
            return plain[: -len(ending)]
    return plain


@lru_cache(maxsize=1 << 15)
def entry(word: str) -> str:
    """The form under which the lexicon has a word: as it stands, by its root, or without a vowel at its end.

    In Arabic script the last letter may be that of a woman's adjective (``عامة``) or of a Persian genitive (``هوافضای``).
    """
    plain, roles = bare(word), lexicon().roles
    if plain in roles or plain.isascii():
        return plain
    if plain[-1:] in ("ه", "ي") and plain[:-1] in roles and len(plain) > _SHORTEST_ROOT - 1:
        return plain[:-1]
    return root(word)


def _data(name: str) -> dict[str, dict[str, str]]:
    return tomllib.loads(files("watchfloor.names").joinpath(f"data/{name}.toml").read_text("utf-8"))


def _texts(name: str) -> dict[str, str]:
    return tomllib.loads(files("watchfloor.names").joinpath(f"data/{name}.toml").read_text("utf-8"))


def _parts(word: str) -> list[str]:
    """A word of a phrase as names have it: Arabic articles and conjunctions are words of their own."""
    return [root(piece) for piece in (pieces(word, known=False) if script_of(word) == "arabic" else (word,))]


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
    words, texts = _data("words"), _texts("terms")
    terms, proper, given = (_groups(t) for t in (texts["lines"], texts["proper"], _texts("given")["lines"]))
    forms, phrases = _forms()
    for meaning, phrase in _pairs(texts["phrases"]):
        parts = tuple(piece for word in phrase.split() for piece in _parts(word))
        phrases.setdefault(parts[0], []).append((parts, MEANING + meaning))
    roles = dict.fromkeys(terms, "generic") | dict.fromkeys(proper, "word")
    for role in ("generic", "title", "generation", "particle", "number"):
        roles.update((bare(word), role) for word in words[role]["words"].split())
    roles.update(dict.fromkeys(forms, "form"))
    ties = frozenset(bare(word) for word in words["tie"]["words"].split())
    roles.update(dict.fromkeys(ties, "particle"))
    bodies = {body: _take(body, names, roles, terms, phrases) for body, names in _bodies().items()}
    longest_first = {
        first: tuple(sorted(found, key=lambda p: (-len(p[0]), p[0]))) for first, found in phrases.items()
    }
    weights = {role: float(weight) for role, weight in words["weights"].items()}
    named = _named(terms, proper, _pairs(texts["full"]))
    return Lexicon(roles, ties, named, forms, longest_first, terms, given, weights, bodies)


def tells_little(plain: str) -> bool:
    """Has the lexicon a word as one that says little of who is meant: a title, a legal form, what firms do?"""
    return lexicon().roles.get(plain, "word") != "word"


def _pairs(text: str) -> list[tuple[str, str]]:
    """Meanings and what they are called in several words, from lines ``meaning: words``."""
    return [
        (meaning, words) for meaning, _, words in (line.partition(": ") for line in text.strip().splitlines())
    ]


def _named(
    terms: dict[str, tuple[str, ...]], proper: dict[str, tuple[str, ...]], full: list[tuple[str, str]]
) -> dict[str, tuple[str, ...]]:
    """Word to the keys of what it names: a meaning, and what that is in several words as joined words have it."""
    keys: dict[str, list[str]] = {}
    for meaning, words in full:
        joined = clean(words).replace(" ", "")
        keys.setdefault(meaning, []).append(("p:" if joined.isascii() else "t:") + joined)
    named = {
        word: [key for meaning in found for key in keys.get(meaning, ())] for word, found in terms.items()
    }
    for word, found in proper.items():
        named[word] = [key for meaning in found for key in ("n:" + meaning, *keys.get(meaning, ()))]
    return {word: tuple(found) for word, found in named.items() if found}


def _forms() -> tuple[dict[str, str], dict[str, list[tuple[tuple[str, ...], str]]]]:
    """Legal forms of one word, and those of several by their first word, each with its class."""
    forms: dict[str, str] = {}
    phrases: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for name, table in _data("forms").items():
        for word in table.get("words", "").split():
            forms.update(dict.fromkeys((bare(word), root(word)), name))
        for phrase in table.get("phrases", ()):
            whole = tuple(piece for word in phrase.split() for piece in _parts(word))
            for parts in dict.fromkeys((whole, tuple("co" if part == "company" else part for part in whole))):
                phrases.setdefault(parts[0], []).append((parts, name))
    return forms, phrases


_OF_COUNTRY = ("{body} {country}", "{body} of {country}", "{body} of the {country}", "{country} {body}")


def _bodies() -> dict[str, dict[str, tuple[str, ...]]]:
    """What bodies known by their initials are called: each name, with what it is when their country's is put to it."""
    countries: dict[str, list[str]] = {}
    for meaning, phrase in _pairs(_texts("terms")["phrases"]):
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


def _groups(text: str) -> dict[str, tuple[str, ...]]:
    """Word, and its root, to the first words of the lines it stands in."""
    out: dict[str, dict[str, None]] = {}
    for line in text.strip().splitlines():
        members = line.split()
        for word in members:
            for form in (bare(word), root(word)):
                out.setdefault(form, {})[bare(members[0])] = None
    return {word: tuple(found) for word, found in out.items()}

"""Controls: the listed name itself, in other case, Unicode form, spacing and punctuation."""

import re
import unicodedata
from random import Random

from watchfloor.evaluation.manipulations.base import Group, changed
from watchfloor.evaluation.subjects import Subject
from watchfloor.names.clean import strip_marks

_GROUP = Group("control")
_MARKED = {"a": "á", "e": "é", "i": "í", "o": "ö", "u": "ü", "c": "ç", "s": "š", "z": "ž", "n": "ñ", "g": "ğ"}
_APOSTROPHES = "'’ʻ`´"


def exact(_: Random, subject: Subject) -> str:
    """The name as published."""
    return subject.listed


def upper(_: Random, name: str) -> str:
    """All capitals."""
    return name.upper()


def lower(_: Random, name: str) -> str:
    """No capitals."""
    return name.lower()


def decomposed(_: Random, name: str) -> str | None:
    """Accents as separate characters (NFD)."""
    return other if (other := unicodedata.normalize("NFD", name)) != name else None


def full_width(_: Random, name: str) -> str:
    """Full-width letters, as East Asian input methods type them."""
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in name)


def spaced(rng: Random, name: str) -> str:
    """Doubled, leading, trailing and no-break spaces."""
    return f"  {name} ".replace(" ", rng.choice(["  ", "\u00a0", "\t"]))


def unmarked(_: Random, name: str) -> str | None:
    """Accents left out."""
    return changed(name, strip_marks(name))


def marked(rng: Random, name: str) -> str | None:
    """Accents that the listed name has not, on up to two letters."""
    places = [i for i, c in enumerate(name) if c.lower() in _MARKED]
    letters = list(name)
    for place in rng.sample(places, min(2, len(places))):
        accented = _MARKED[letters[place].lower()]
        letters[place] = accented.upper() if letters[place].isupper() else accented
    return changed(name, "".join(letters))


def unpunctuated(_: Random, name: str) -> str | None:
    """Hyphens to spaces; dots, commas, quotes and apostrophes left out."""
    spaced_out = re.sub(r"[-/]", " ", name)
    return changed(name, re.sub(r"[^\w\s&]", "", spaced_out))


def punctuated(rng: Random, name: str) -> str | None:
    """Another apostrophe where there is one, and dots or quotes around a word."""
    other = re.sub(f"[{_APOSTROPHES}]", rng.choice(_APOSTROPHES), name)
    words = other.split()
    place = rng.randrange(len(words))
    words[place] = rng.choice(["{}.", '"{}"', "({})"]).format(words[place])
    return changed(name, " ".join(words))


CLASSES = (
    _GROUP.subject_class("exact", "as published", exact, kinds=frozenset({"person", "company", "vessel"})),
    _GROUP.name_class("upper", "all capitals", upper),
    _GROUP.name_class("lower", "no capitals", lower),
    _GROUP.name_class("unicode-nfd", "accents as separate characters", decomposed),
    _GROUP.name_class("full-width", "full-width letters", full_width),
    _GROUP.name_class("whitespace", "doubled and odd spaces", spaced),
    _GROUP.name_class("diacritics-dropped", "accents left out", unmarked),
    _GROUP.name_class("diacritics-added", "accents put on", marked, parameter="up to 2"),
    _GROUP.name_class("punctuation-dropped", "punctuation left out", unpunctuated),
    _GROUP.name_class("punctuation-added", "other apostrophes, dots, quotes", punctuated),
)

"""Tricks that leave a name readable to people and unreadable to machines."""

from functools import partial
from random import Random

from watchfloor.evaluation.manipulations.base import Group, changed

_GROUP = Group("evasion")
_CYRILLIC = str.maketrans("aceopxyijsABCEHIJKMOPSTXY", "асеорхуіјѕАВСЕНІЈКМОРЅТХУ")
_GREEK = str.maketrans("aopvxuABEHIKMNOPTXYZ", "αορνχυΑΒΕΗΙΚΜΝΟΡΤΧΥΖ")
_LEET = str.maketrans("oOlLiI", "001111")
_LEET_MORE = str.maketrans("oOlLiIeEaAsStT", "00111133445577")
_ZERO_WIDTH = "\u200b\u200c\u200d\u2060\ufeff"
_COMBINING = "\u0301\u0308\u0323\u0332\u0338"
_MIRRORED = "\u202e{}\u202c"


def look_alikes(_: Random, name: str, *, table: dict[int, int]) -> str | None:
    """Every letter that has a look-alike in another script replaced by it."""
    return changed(name, name.translate(table))


def one_look_alike(rng: Random, name: str) -> str | None:
    """A single Cyrillic letter in the name."""
    places = [i for i, c in enumerate(name) if ord(c) in _CYRILLIC]
    if not places:
        return None
    place = rng.choice(places)
    return name[:place] + name[place].translate(_CYRILLIC) + name[place + 1 :]


def zero_width(rng: Random, name: str) -> str:
    """Invisible characters within the words."""
    return "".join(c + (rng.choice(_ZERO_WIDTH) if c.isalpha() and rng.random() < 0.3 else "") for c in name)


def combining(rng: Random, name: str) -> str:
    """Marks stacked on letters."""
    return "".join(c + (rng.choice(_COMBINING) if c.isalpha() and rng.random() < 0.3 else "") for c in name)


def letters_apart(_: Random, name: str) -> str:
    """A space after every letter, two between words."""
    return "  ".join(" ".join(word) for word in name.split())


def word_apart(rng: Random, name: str) -> str | None:
    """The letters of one word set apart."""
    words = name.split()
    place = max(range(len(words)), key=lambda i: (len(words[i]), rng.random()))
    words[place] = rng.choice([" ", ".", "-"]).join(words[place])
    return changed(name, " ".join(words))


def mirrored(_: Random, name: str) -> str:
    """Letters from right to left with the marks that make them read from left to right."""
    return _MIRRORED.format(name[::-1])


CLASSES = (
    _GROUP.name_class("leet", "0 for o, 1 for l and i", partial(look_alikes, table=_LEET)),
    _GROUP.name_class("leet-more", "also 3, 4, 5, 7", partial(look_alikes, table=_LEET_MORE)),
    _GROUP.name_class(
        "cyrillic-look-alikes", "Cyrillic look-alikes", partial(look_alikes, table=_CYRILLIC), parameter="all"
    ),
    _GROUP.name_class("cyrillic-look-alike", "one Cyrillic look-alike", one_look_alike, parameter="1"),
    _GROUP.name_class(
        "greek-look-alikes", "Greek look-alikes", partial(look_alikes, table=_GREEK), parameter="all"
    ),
    _GROUP.name_class("zero-width", "invisible characters", zero_width),
    _GROUP.name_class("combining", "marks stacked on letters", combining),
    _GROUP.name_class("letters-apart", "spaces between all letters", letters_apart),
    _GROUP.name_class("word-apart", "one word's letters set apart", word_apart),
    _GROUP.name_class("mirrored", "mirrored by direction marks", mirrored),
)

"""Words joined, split, hyphenated and run together with what stands before them."""

from random import Random

from watchfloor.evaluation.manipulations.base import Group, changed, long_words, replaced
from watchfloor.evaluation.subjects import PERSON

_GROUP = Group("segmentation")


def two_joined(rng: Random, name: str) -> str | None:
    """Two neighbouring words as one."""
    words = name.split()
    if len(words) < 2:
        return None
    place = rng.randrange(len(words) - 1)
    return " ".join([*words[:place], words[place] + words[place + 1].lower(), *words[place + 2 :]])


def all_joined(_: Random, name: str) -> str | None:
    """The whole name as one word."""
    words = name.split()
    return "".join(words) if len(words) > 1 else None


def one_split(rng: Random, name: str) -> str | None:
    """A word cut in two."""
    words = name.split()
    places = long_words(words, 4)
    if not places:
        return None
    place = rng.choice(places)
    word = words[place]
    cut = rng.randrange(1, len(word))
    return changed(name, replaced(words, place, f"{word[:cut]} {word[cut:]}"))


def hyphen_added(rng: Random, name: str) -> str | None:
    """A hyphen between two words."""
    words = name.split()
    if len(words) < 2:
        return None
    place = rng.randrange(len(words) - 1)
    return " ".join([*words[:place], f"{words[place]}-{words[place + 1]}", *words[place + 2 :]])


def hyphen_closed(_: Random, name: str) -> str | None:
    """Hyphenated parts written as one word."""
    return changed(name, name.replace("-", ""))


def hyphen_opened(_: Random, name: str) -> str | None:
    """Hyphenated parts written as words."""
    return changed(name, name.replace("-", " "))


def title_run_on(rng: Random, name: str) -> str:
    """A title run together with the name."""
    return rng.choice(["Mr", "Dr", "Gen.", "Haji", "Prof."]) + name


CLASSES = (
    _GROUP.name_class("join-2", "two words joined", two_joined, parameter="2"),
    _GROUP.name_class("join-all", "all words joined", all_joined, parameter="all"),
    _GROUP.name_class("split", "a word split", one_split),
    _GROUP.name_class("hyphen-added", "hyphen between two words", hyphen_added),
    _GROUP.name_class("hyphen-closed", "hyphenated parts joined", hyphen_closed),
    _GROUP.name_class("hyphen-opened", "hyphenated parts apart", hyphen_opened),
    _GROUP.name_class("title-run-on", "title run together with the name", title_run_on, kinds=PERSON),
)

"""The words of a name in another order."""

from random import Random

from watchfloor.evaluation.manipulations.base import Group, changed
from watchfloor.evaluation.subjects import PERSON, Subject

_GROUP = Group("order")


def backwards(_: Random, name: str) -> str | None:
    """The last word first."""
    return changed(name, " ".join(reversed(name.split())))


def comma_form(_: Random, subject: Subject) -> str | None:
    """``Family, Given``."""
    given = subject.given
    return f"{subject.family}, {' '.join(given)}" if given else None


def rotated(rng: Random, name: str) -> str | None:
    """The words from some place on, then those before it."""
    words = name.split()
    if len(words) < 2:
        return None
    cut = rng.randrange(1, len(words))
    return changed(name, " ".join(words[cut:] + words[:cut]))


def shuffled(rng: Random, name: str) -> str | None:
    """The words in any order but their own."""
    words = name.split()
    if len({w.casefold() for w in words}) < 2:
        return None
    mixed = list(words)
    while mixed == words:
        rng.shuffle(mixed)
    return changed(name, " ".join(mixed))


CLASSES = (
    _GROUP.name_class("order-reversed", "words reversed", backwards),
    _GROUP.subject_class("order-comma", "family name, comma, given name", comma_form),
    _GROUP.name_class("order-rotated", "words rotated", rotated, kinds=PERSON),
    _GROUP.name_class("order-shuffled", "words shuffled", shuffled),
)

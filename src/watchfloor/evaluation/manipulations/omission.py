"""Parts of a name left out, cut off or shortened to initials."""

import re
from functools import partial
from random import Random

from watchfloor.evaluation.manipulations.base import Group, changed, replaced
from watchfloor.evaluation.subjects import ALL, PERSON, Subject
from watchfloor.evaluation.tables import words

_GROUP = Group("omission")
_PATRONYMIC = re.compile(
    r".+(?:ov|ev|yev|jew|ow)(?:ich|ych|na)|.+(?:ovich|evich|ovna|evna|ievna|ivna)", re.IGNORECASE
)
_SHORTEST = 6
"""Letters of a name below which cutting leaves too little to ask for."""


def middle_dropped(rng: Random, name: str) -> str | None:
    """One word that is neither first nor last left out."""
    parts = name.split()
    return replaced(parts, rng.randrange(1, len(parts) - 1), "") if len(parts) > 2 else None


def first_and_last(_: Random, name: str) -> str | None:
    """Only the first and the last word."""
    parts = name.split()
    return f"{parts[0]} {parts[-1]}" if len(parts) > 2 else None


def last_only(_: Random, subject: Subject) -> str | None:
    """Only the family name: too little to alert on, unless it is rare."""
    return changed(subject.name, subject.family)


def first_initial(_: Random, name: str) -> str | None:
    """The first name as an initial."""
    parts = name.split()
    if len(parts) < 2 or len(parts[0]) < 2 or not parts[0][0].isalpha():
        return None
    return replaced(parts, 0, f"{parts[0][0]}.")


def middle_initial(rng: Random, name: str) -> str | None:
    """A middle name as an initial."""
    parts = name.split()
    places = [i for i in range(1, len(parts) - 1) if len(parts[i]) > 2 and parts[i][0].isalpha()]
    if not places:
        return None
    place = rng.choice(places)
    return replaced(parts, place, f"{parts[place][0]}.")


def particle_dropped(_: Random, name: str) -> str | None:
    """Articles and particles left out: al-, bin, de, van."""
    bare = re.sub(r"\b[Aa][lL]-", "", name)
    return changed(
        name, " ".join(w for w in bare.split() if w.casefold() not in words("omitted", "particles"))
    )


def patronymic_dropped(_: Random, name: str) -> str | None:
    """A Slavic patronymic left out."""
    parts = name.split()
    kept = [w for w in parts if not _PATRONYMIC.fullmatch(w)]
    return " ".join(kept) if 1 < len(kept) < len(parts) else None


def cut_at(_: Random, name: str, *, length: int) -> str | None:
    """What fits into a field of so many characters."""
    return changed(name, name[:length]) if len(name) > length else None


def cut_end(_: Random, name: str, *, letters: int) -> str | None:
    """The last letters cut off."""
    return changed(name, name[:-letters]) if len(name) >= _SHORTEST + letters else None


CLASSES = (
    _GROUP.name_class("middle-dropped", "a middle word left out", middle_dropped),
    _GROUP.name_class("first-last", "first and last word only", first_and_last),
    _GROUP.subject_class("last-only", "family name only", last_only, expects="either"),
    _GROUP.name_class("first-initial", "first name to an initial", first_initial, kinds=PERSON),
    _GROUP.name_class("middle-initial", "a middle name to an initial", middle_initial, kinds=PERSON),
    _GROUP.name_class("particle-dropped", "al, bin, de, van left out", particle_dropped, kinds=PERSON),
    _GROUP.name_class("patronymic-dropped", "patronymic left out", patronymic_dropped, kinds=PERSON),
    _GROUP.name_class("cut-35", "cut at 35 characters", partial(cut_at, length=35), parameter="35"),
    _GROUP.name_class(
        "cut-20", "cut at 20 characters", partial(cut_at, length=20), kinds=ALL, parameter="20"
    ),
    _GROUP.name_class("cut-3", "last 3 letters cut", partial(cut_end, letters=3), parameter="-3"),
)

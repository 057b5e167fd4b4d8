"""Numbers: right, spaced, mistyped, and beside a wrong name."""

from random import Random

from watchfloor.evaluation.manipulations.base import Group
from watchfloor.evaluation.manipulations.typo import in_every_word
from watchfloor.evaluation.subjects import ALL, VESSEL, Subject
from watchfloor.model.party import Party

_GROUP = Group("identifier")
_PROPERTIES = (
    "imoNumber", "mmsi", "passportNumber", "innCode", "ogrnCode", "taxNumber", "registrationNumber",
    "idNumber", "swiftBic", "leiCode",
)  # fmt: skip
_SHORTEST = 6
_SHIPS = ("Ocean Lily", "Silver Wave", "Morning Tide", "New Horizon", "Sea Breeze", "Blue Pearl")
_NAMES = {"person": "Terence Oakfield", "company": "Oakfield Bakery Ltd", "vessel": "Little Oakfield"}


def number_of(subject: Subject) -> tuple[str, str] | None:
    """A property and its number, long enough to identify."""
    return next(
        (
            (prop, n)
            for prop in _PROPERTIES
            for n in subject.entity.get(prop)
            if sum(c.isalnum() for c in n) >= _SHORTEST
        ),
        None,
    )


def _with(subject: Subject, name: str, prop: str, number: str) -> Party:
    return Party(schema=subject.entity.schema, properties={"name": (name,), prop: (number,)})


def right(_: Random, subject: Subject) -> Party | None:
    """The right name with the right number."""
    found = number_of(subject)
    return _with(subject, subject.name, *found) if found else None


def spaced(_: Random, subject: Subject) -> Party | None:
    """The right number with spaces in it, or ``IMO`` before it, beside a name with a typing error in every word."""
    if (found := number_of(subject)) is None:
        return None
    prop, number = found
    written = (
        f"IMO {number}" if prop == "imoNumber" else " ".join((number[:3], number[3:6], number[6:])).strip()
    )
    return _with(subject, in_every_word(Random(number), subject.name) or subject.name, prop, written)  # noqa: S311 - a test case, not a secret


def wrong_name(_: Random, subject: Subject) -> Party | None:
    """The right number beside a name that has nothing to do with it."""
    found = number_of(subject)
    return _with(subject, _NAMES[subject.kind], *found) if found else None


def digit_wrong(rng: Random, subject: Subject) -> Party | None:
    """The right name beside the number with one digit wrong."""
    if (found := number_of(subject)) is None or not any(c.isdigit() for c in found[1]):
        return None
    prop, number = found
    place = rng.choice([i for i, c in enumerate(number) if c.isdigit()])
    digit = str((int(number[place]) + rng.randint(1, 9)) % 10)
    return _with(subject, subject.name, prop, number[:place] + digit + number[place + 1 :])


def renamed(rng: Random, subject: Subject) -> Party | None:
    """A ship under a new name and flag, its IMO number kept."""
    numbers = subject.entity.get("imoNumber")
    if not numbers:
        return None
    facts = {
        "name": (rng.choice(_SHIPS),),
        "imoNumber": numbers[:1],
        "flag": (rng.choice(["km", "ga", "cm", "pa"]),),
    }
    return Party(schema="Vessel", properties=facts)


CLASSES = (
    _GROUP.subject_class("number-right", "right name, right number", right, kinds=ALL),
    _GROUP.subject_class("number-spaced", "misspelt name, number with spaces", spaced, kinds=ALL),
    _GROUP.subject_class("number-wrong-name", "wrong name, right number", wrong_name, kinds=ALL),
    _GROUP.subject_class(
        "number-digit", "right name, a digit wrong", digit_wrong, kinds=ALL, expects="either"
    ),
    _GROUP.subject_class("ship-renamed", "renamed and reflagged, IMO kept", renamed, kinds=VESSEL),
)

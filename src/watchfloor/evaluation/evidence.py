"""Does evidence beside the name count both ways? The right name with a fact that agrees, is absent, contradicts."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

from watchfloor.evaluation.cases import Case, named, pool, seeded
from watchfloor.evaluation.listing import Listing
from watchfloor.evaluation.metrics import Share, share_of
from watchfloor.evaluation.outcomes import Outcomes, outcomes
from watchfloor.evaluation.subjects import KINDS, Kind, Subject
from watchfloor.model.entity import Value
from watchfloor.model.party import Party
from watchfloor.screening.lean import LeanEngine

_FAR_COUNTRIES = ("no", "pe", "nz", "fi", "uy", "jp")
_YEARS_APART = 25
Facts = tuple[str, str, str]
"""A property, a value that agrees and one that contradicts."""


@dataclass(frozen=True, slots=True)
class Ladder:
    """One kind of evidence. ``exclusive``: of this a party has one only, so another contradicts an equal name."""

    key: str
    title: str
    kinds: frozenset[Kind]
    facts: Callable[[Random, Subject], Facts | None]
    exclusive: bool = False


class Steps(Value):
    """How the three scores stand: how often strictly in order, their means, and how often a contradiction alerts."""

    ordered: Share
    agreeing: float
    absent: float
    contradicting: float
    alerts: Share


def _birth(_: Random, subject: Subject) -> Facts | None:
    dates = subject.entity.get("birthDate")
    if len(dates) != 1 or len(dates[0]) < 4 or not dates[0][:4].isdigit():
        return None
    return "birthDate", dates[0], f"{int(dates[0][:4]) - _YEARS_APART}-01-15"


def _country(rng: Random, subject: Subject) -> Facts | None:
    if not subject.countries:
        return None
    prop = {"person": "nationality", "vessel": "flag"}.get(subject.kind, "country")
    far = [code for code in _FAR_COUNTRIES if code not in subject.countries]
    return prop, min(subject.countries), rng.choice(far)


def _imo(rng: Random, subject: Subject) -> Facts | None:
    numbers = subject.entity.get("imoNumber")
    if not numbers or not numbers[0].isdigit():
        return None
    body = f"{rng.randint(700000, 799999)}"
    other = body + str(sum(int(d) * w for d, w in zip(body, range(7, 1, -1), strict=True)) % 10)
    return "imoNumber", numbers[0], other


def _number(*props: str) -> Callable[[Random, Subject], Facts | None]:
    def facts(rng: Random, subject: Subject) -> Facts | None:
        found = (
            (p, n) for p in props for n in subject.entity.get(p) if n.isalnum() and n.isascii() and len(n) > 6
        )
        prop, number = next(found, ("", ""))
        other = "".join(_changed(rng, char) for char in number)
        return (prop, number, other) if number else None

    return facts


def _changed(rng: Random, char: str) -> str:
    """Another digit for a digit, another letter for a letter."""
    if char.isdigit():
        return str((int(char) + rng.randint(1, 9)) % 10)
    return chr((ord(char.upper()) - ord("A") + rng.randint(1, 25)) % 26 + ord("A"))


_COMPANY, _BOTH = frozenset[Kind]({"company"}), frozenset[Kind]({"company", "person"})
_PERSON, _VESSEL = frozenset[Kind]({"person"}), frozenset[Kind]({"vessel"})
LADDERS = (
    Ladder("birth-date", "birth date", _PERSON, _birth),
    Ladder("country", "country", frozenset(KINDS), _country),
    Ladder("imo", "IMO number", _VESSEL, _imo, exclusive=True),
    Ladder("inn", "tax number (INN)", _BOTH, _number("innCode"), exclusive=True),
    Ladder("tax", "tax number", _BOTH, _number("taxNumber", "vatCode"), exclusive=True),
    Ladder("registration", "registration number", _COMPANY, _number("registrationNumber"), exclusive=True),
    Ladder("ogrn", "registration number (OGRN)", _COMPANY, _number("ogrnCode"), exclusive=True),
    Ladder("passport", "passport number", _PERSON, _number("passportNumber"), exclusive=True),
    Ladder("id", "identity number", _PERSON, _number("idNumber"), exclusive=True),
    Ladder("bank", "BIC or LEI", _COMPANY, _number("swiftBic", "leiCode"), exclusive=True),
    Ladder("radio", "MMSI or call sign", _VESSEL, _number("mmsi", "callSign")),
)


def climb(engine: LeanEngine, listing: Listing, ladder: Ladder, *, count: int, seed: int) -> Steps:
    """Score up to ``count`` listed parties by their own name with the fact agreeing, absent and contradicting."""
    rng = seeded(seed, "evidence", ladder.key)
    drawn = [s for kind, found in pool(listing, seed).items() if kind in ladder.kinds for s in found]
    sides: tuple[list[Case], list[Case], list[Case]] = ([], [], [])
    for subject in drawn:
        if len(sides[0]) >= count:
            break
        if (facts := ladder.facts(rng, subject)) is None:
            continue
        prop, agreeing, contradicting = facts
        for side, value in zip(sides, (agreeing, "", contradicting), strict=True):
            side.append(_case(ladder.key, subject, prop, value))
    return _steps([outcomes(engine, listing, side) for side in sides])


def _case(key: str, subject: Subject, prop: str, value: str) -> Case:
    party = named(subject, subject.name)
    if value:
        party = Party(schema=party.schema, properties={**party.properties, prop: (value,)})
    return Case(
        key=key,
        group="evidence",
        kind=subject.kind,
        source=subject.entity.id,
        origin=subject.listed,
        party=party,
    )


def _steps(found: Sequence[Outcomes]) -> Steps:
    agreeing, absent, contradicting = (side.own for side in found)
    ordered = (agreeing > absent) & (absent > contradicting)
    means = [round(float(side.own.mean()), 4) if len(side.own) else 0.0 for side in found]
    return Steps(
        ordered=share_of(ordered),
        agreeing=means[0],
        absent=means[1],
        contradicting=means[2],
        alerts=share_of(found[2].match),
    )

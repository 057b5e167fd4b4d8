"""From the likeness of names and the evidence beside them to one calibrated score.

Everything is summed in log-odds: ``slope * (likeness - even)`` for the names, a policy weight
times a feature's strength for each piece of evidence. The score is the logistic function of
the sum. Names and evidence stay visible as numbers of their own.
"""

import math
from dataclasses import dataclass

from watchfloor.model.finding import Contribution
from watchfloor.model.policy import Policy
from watchfloor.screening.facts import Facts
from watchfloor.screening.features import features

NAME_FLOOR_WITH_NUMBER = -2.0
"""Log-odds a wrong name can cost at most where an identifying number agrees: a renamed ship."""
_STRONG_NUMBER = 1.0
_EVIDENCE_SCALE = 4.0
"""Log-odds that make the evidence figure tanh(1) = 0.76."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """A scored pair: ``score`` in [0, 1], ``evidence`` in [-1, 1], signed contributions."""

    score: float
    evidence: float
    contributions: tuple[Contribution, ...]


def logistic(points: float) -> float:
    """Probability from log-odds."""
    return 1.0 / (1.0 + math.exp(-points)) if points > -700 else 0.0


def log_odds(probability: float) -> float:
    """Log-odds from a probability; -inf at 0, +inf at 1."""
    if probability <= 0.0:
        return -math.inf
    return math.inf if probability >= 1.0 else math.log(probability / (1.0 - probability))


def name_points(likeness: float, kind: str, policy: Policy) -> float:
    """What the names alone say, in log-odds. ``kind`` is the listed name's kind."""
    rules = policy.calibration
    return rules.slope * (likeness - rules.even) - (rules.weak if kind == "weak" else 0.0)


def evidence(left: Facts, right: Facts, policy: Policy) -> list[Contribution]:
    """What the features say, silent ones left out."""
    out: list[Contribution] = []
    for name, feature in features().items():
        weight = policy.features.get(name, 0.0)
        if weight and (verdict := feature(left, right)) is not None:
            out.append(
                Contribution(
                    feature=name,
                    strength=verdict.strength,
                    points=round(weight * verdict.strength, 4),
                    reason=verdict.reason,
                    party_value=verdict.left,
                    entity_value=verdict.right,
                )
            )
    return out


def judge(likeness: float, kind: str, found: list[Contribution], policy: Policy) -> Judgement:
    """The score of a pair from its name likeness and its evidence contributions."""
    points = name_points(likeness, kind, policy)
    if any(c.feature in ("identifier", "vessel_number") and c.strength >= _STRONG_NUMBER for c in found):
        points = max(points, NAME_FLOOR_WITH_NUMBER)
    beside = sum(c.points for c in found)
    name = Contribution(
        feature="name",
        strength=round(2 * likeness - 1, 4),
        points=round(points, 4),
        reason=_name_reason(likeness, kind),
    )
    return Judgement(
        score=round(logistic(points + beside), 4),
        evidence=round(math.tanh(beside / _EVIDENCE_SCALE), 4),
        contributions=(name, *found),
    )


def _name_reason(likeness: float, kind: str) -> str:
    share = min(round(likeness * 100), 99)
    alike = "the names are equal" if likeness >= 1.0 - 1e-9 else f"the names are {share}% alike"
    told = {"weak": " (a weak alias by the list's own word)", "former": " (a former name)"}.get(kind, "")
    return alike + told


def most_evidence(facts: Facts, policy: Policy, *, numbers: bool = True) -> float:
    """The most log-odds the evidence beside a party's name can add, that of its numbers among it or not."""
    weights = policy.features
    most = 0.0
    if facts.births:
        most += weights.get("birth_date", 0.0)
    if facts.countries:
        most += weights.get("country", 0.0)
    if facts.genders:
        most += weights.get("gender", 0.0)
    if numbers and facts.identifiers:
        most += weights.get("identifier", 0.0) + weights.get("vessel_number", 0.0)
    return most

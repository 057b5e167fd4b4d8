"""What an evaluation found, as one value that is written to JSON and shown."""

from watchfloor.evaluation.manipulations.base import Expects
from watchfloor.evaluation.metrics import Calibration, Curve, Share
from watchfloor.evaluation.pairs import PairResult
from watchfloor.evaluation.subjects import Kind
from watchfloor.model.entity import Value

RATES = (0.001, 0.005, 0.01, 0.05)
"""Shares of the harmless that alert, at which recall is told."""


def rate_key(rate: float) -> str:
    """How a share of harmless alerts is named: ``0.5%``."""
    return f"{100 * rate:g}%"


class Options(Value):
    """How much to try. The same options, list and policy give the same figures."""

    seed: int = 1
    cases: int = 200
    harmless: int = 5000
    aliases: int = 1000
    rates: tuple[float, ...] = RATES
    classes: tuple[str, ...] = ()


class Harmless(Value):
    """The harmless of one kind: thresholds by share of alerts, and alerts at the policy's own threshold.

    ``by_name`` is with the name as the only fact, ``by_facts`` with birth date and countries
    too, where the file has them (None where it has none).
    """

    kind: Kind
    origin: str
    parties: int
    thresholds: dict[str, float]
    by_name: Share
    by_facts: Share | None = None


class ClassResult(Value):
    """One class and kind. ``found`` is by share of harmless alerts, ``default`` at the policy's threshold.

    ``first`` is how often no other entity scored higher, ``anybody`` how often any entity alerts
    at the policy's threshold.
    """

    key: str
    group: str
    title: str
    kind: Kind
    expects: Expects
    parameter: str
    found: dict[str, Share]
    default: Share
    first: Share
    anybody: Share


class Sweep(Value):
    """One kind over falling thresholds: macro recall, harmless and hard-negative alert rates; all of one length."""

    kind: Kind
    threshold: tuple[float, ...]
    recall: tuple[float, ...]
    harmless: tuple[float, ...]
    hard: tuple[float, ...]


class Curves(Value):
    """ROC and precision-recall of one kind, against the harmless and against hard negatives, with their areas."""

    kind: Kind
    harmless: Curve
    harmless_auc: float
    hard: Curve
    hard_auc: float


class Wrong(Value):
    """A case that was missed, or a hard negative that alerted, with the reasons in words."""

    key: str
    kind: Kind
    name: str
    origin: str
    entity: str
    score: float
    rival: str
    rival_score: float
    why: tuple[str, ...]
    facts: dict[str, tuple[str, ...]] = {}


class Evidence(Value):
    """One kind of evidence: scores with it agreeing, absent and contradicting."""

    key: str
    title: str
    exclusive: bool
    ordered: Share
    agreeing: float
    absent: float
    contradicting: float
    alerts: Share


class PeerClass(Value):
    """A peer's figures for one class and kind, at its own thresholds."""

    key: str
    kind: Kind
    found: dict[str, Share]
    default: Share


class Peer(Value):
    """Another matcher on the same cases: how it was asked, its thresholds, and its alerts on the harmless."""

    name: str
    version: str
    threshold: float
    conditions: str
    thresholds: dict[str, dict[str, float]]
    alerts: dict[str, Share]
    classes: tuple[PeerClass, ...]


class Evaluation(Value):
    """All of it, with what it was made with: enough to make it again."""

    made: str
    snapshot: str
    policy: str
    policy_name: str
    engine: str
    sources: dict[str, str]
    entities: int
    names: int
    threshold: float
    options: Options
    harmless: tuple[Harmless, ...]
    classes: tuple[ClassResult, ...]
    sweeps: tuple[Sweep, ...]
    curves: tuple[Curves, ...]
    calibration: Calibration
    evidence: tuple[Evidence, ...] = ()
    pairs: tuple[PairResult, ...] = ()
    peers: tuple[Peer, ...] = ()
    missed: tuple[Wrong, ...] = ()
    alerted: tuple[Wrong, ...] = ()
    """Hard negatives that alerted on the party they were made from."""

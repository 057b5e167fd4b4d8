"""A threshold by the share of harmless alerts one is ready to bear, and what it costs in recall."""

from collections.abc import Mapping, Sequence

import msgspec
import numpy as np

from watchfloor.evaluation.metrics import Floats, Share, macro, share_at, share_of, threshold_at
from watchfloor.evaluation.run import Run
from watchfloor.evaluation.subjects import SCHEMATA, Kind, kind_of
from watchfloor.evaluation.suite import NEGATIVE
from watchfloor.model.entity import Value
from watchfloor.model.errors import UsageError
from watchfloor.model.policy import Policy, sealed

DIGITS = 4
"""Decimals of a threshold: as many as a score has."""
LOWEST, HIGHEST = 0.0001, 0.9999


class Tuned(Value):
    """A threshold with what it does: harmless alerts, mean recall of the classes, hard negatives that alert.

    ``kind`` is the kind of party, ``source`` the list it is for; empty for all of them together.
    """

    kind: Kind
    threshold: float
    harmless: Share
    recall: float
    hard: Share
    source: str = ""


def at_policy(run: Run, kind: Kind) -> Tuned:
    """What the run's policy does for one kind, by all of its thresholds."""
    right, hard = [], [np.zeros(0, dtype=np.bool_)]
    for made, found in zip(run.sets, run.outcomes, strict=True):
        if made.kind == kind and made.group == NEGATIVE:
            hard.append(found.match)
        elif made.kind == kind and made.expects == "alert":
            right.append(share_of(found.match))
    return Tuned(
        kind=kind,
        threshold=run.engine.policy.threshold,
        harmless=share_of(run.harmless[kind].match),
        recall=round(macro(right), 5),
        hard=share_of(np.concatenate(hard)),
    )


def shares(run: Run, kind: Kind, threshold: float) -> Tuned:
    """What one threshold does for one kind."""
    right, hard = _scores(run, kind)
    return Tuned(
        kind=kind,
        threshold=threshold,
        harmless=share_at(run.reference(kind), threshold),
        recall=round(macro([share_at(own, threshold) for own in right]), 5),
        hard=share_at(hard, threshold),
    )


def tuned(run: Run, kinds: Sequence[Kind], rate: float) -> list[Tuned]:
    """For each kind the lowest threshold at which no more than ``rate`` of its harmless parties alert.

    Raises:
        UsageError: there are too few harmless parties to tell such a share apart from none.
    """
    found: list[Tuned] = []
    for kind in kinds:
        scores = run.reference(kind)
        if rate * len(scores) < 1.0:
            least = int(np.ceil(1.0 / rate)) if rate > 0 else 0
            hint = (
                f"It takes {least:,} or more; give a larger file with --harmless."
                if least
                else "Give a share above 0."
            )
            raise UsageError(
                f"{len(scores):,} harmless parties cannot tell {100 * rate:g}% from none", hint=hint
            )
        found.append(shares(run, kind, round_up(threshold_at(scores, rate))))
    return found


def tuned_apart(run: Run, kinds: Sequence[Kind], rate: float, *, by_source: bool) -> list[Tuned]:
    """A threshold for the listed parties of each kind, or of each kind on each list.

    Each is that at which some share of the harmless of the kind alert on those parties: the
    largest share at which, with all thresholds in force, no more than ``rate`` of any kind do.
    """
    harmless = {kind: harmless_by_group(run, kind, kinds, by_source=by_source) for kind in kinds}
    groups = [group for group in next(iter(harmless.values())) if _scores(run, group[1], group[0])[0]]
    most = max(len(run.reference(kind)) for kind in kinds)
    thresholds: dict[_Group, float] = {}
    for allowed in range(int(rate * most + 1e-9), -1, -1):
        thresholds = {g: round_up(threshold_at(harmless[g[1]][g], allowed / most)) for g in groups}
        if all(_together(harmless[kind], thresholds) <= rate for kind in kinds):
            break
    return [_of_group(run, group, thresholds[group], harmless[group[1]][group]) for group in groups]


_Group = tuple[str, Kind]
"""Listed parties: their list, empty for any, and their kind."""


def _of_group(run: Run, group: _Group, threshold: float, harmless: Floats) -> Tuned:
    source, kind = group
    right, hard = _scores(run, kind, source)
    return Tuned(
        kind=kind,
        source=source,
        threshold=threshold,
        harmless=share_at(harmless, threshold),
        recall=round(macro([share_at(own, threshold) for own in right]), 5),
        hard=share_at(hard, threshold),
    )


def _together(harmless: Mapping[_Group, Floats], thresholds: Mapping[_Group, float]) -> float:
    """The share of harmless parties that alert on anybody."""
    alerting = np.zeros(len(next(iter(harmless.values()))), dtype=np.bool_)
    for group, threshold in thresholds.items():
        alerting |= harmless[group] >= threshold
    return float(alerting.mean()) if len(alerting) else 0.0


def harmless_by_group(
    run: Run, kind: Kind, kinds: Sequence[Kind], *, by_source: bool
) -> dict[tuple[str, Kind], Floats]:
    """The best score of each harmless party of a kind on the listed parties of each group."""
    index, entities = run.engine.index, run.listing.entities
    parties = [party for h in run.population if h.kind == kind for party in h.names_only()]
    sources = index.sources if by_source else ("",)
    found = {(source, k): np.zeros(len(parties)) for source in sources for k in kinds}
    member = {
        (source, k): np.array(
            [kind_of(e) == k and source in ("", e.source) for e in entities], dtype=np.bool_
        )
        for source, k in found
    }
    for scores in run.engine.each(parties):
        for group, best in found.items():
            mine = member[group][scores.entity]
            np.maximum.at(best, scores.party[mine], scores.score[mine])
    return found


def round_up(threshold: float) -> float:
    """The threshold with four decimals, never lower, and within what a policy may say."""
    scale = 10**DIGITS
    step: int = int(threshold * scale) - 1
    while step / scale < threshold:
        step += 1
    return float(min(max(step / scale, LOWEST), HIGHEST))


def _scores(run: Run, kind: Kind, source: str = "") -> tuple[list[Floats], Floats]:
    """Scores of the right entity by class, of what should alert; and of all hard negatives.

    Args:
        run: the run.
        kind: of this kind.
        source: made from parties of this list; of any by default.
    """
    right: list[Floats] = []
    hard: list[Floats] = [np.zeros(0)]
    for made, found in zip(run.sets, run.outcomes, strict=True):
        mine = np.array([not source or case.source.startswith(f"{source}:") for case in made.cases])
        if made.kind != kind or not mine.any():
            continue
        if made.group == NEGATIVE:
            hard.append(found.own[mine])
        elif made.expects == "alert":
            right.append(found.own[mine])
    return right, np.concatenate(hard)


def with_thresholds(policy: Policy, found: Sequence[Tuned], *, name: str, apart: bool) -> Policy:
    """The policy with the thresholds found, another name and its own hash.

    Args:
        policy: the policy they were found with.
        found: thresholds of kinds, or of kinds on single lists.
        name: of the new policy.
        apart: each kind, or list and kind, keeps its own threshold; else the strictest is taken for all.
    """
    strictest = max(t.threshold for t in found)
    own = {_key(t): t.threshold for t in found} if apart else {}
    return sealed(msgspec.structs.replace(policy, threshold=strictest, thresholds=own, name=name))


def _key(tuned: Tuned) -> str:
    schema = SCHEMATA[tuned.kind]
    return f"{tuned.source}/{schema}" if tuned.source else schema

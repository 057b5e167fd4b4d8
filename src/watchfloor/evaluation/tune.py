"""A threshold by the share of harmless alerts one is ready to bear, and what it costs in recall."""

import json
import re
from collections.abc import Sequence

import msgspec
import numpy as np

from watchfloor.evaluation.metrics import Floats, Share, macro, share_at, share_of, threshold_at
from watchfloor.evaluation.run import Run
from watchfloor.evaluation.subjects import SCHEMATA, Kind
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


def tuned_by_source(run: Run, kinds: Sequence[Kind], rate: float) -> list[Tuned]:
    """The same for each list by itself: harmless alerts on its entities, recall of its own parties."""
    found: list[Tuned] = []
    for kind in kinds:
        harmless = harmless_by_source(run, kind)
        for source in sorted(harmless):
            right, hard = _scores(run, kind, source)
            if not right:
                continue
            threshold = round_up(threshold_at(harmless[source], rate))
            found.append(
                Tuned(
                    kind=kind,
                    source=source,
                    threshold=threshold,
                    harmless=share_at(harmless[source], threshold),
                    recall=round(macro([share_at(own, threshold) for own in right]), 5),
                    hard=share_at(hard, threshold),
                )
            )
    return found


def harmless_by_source(run: Run, kind: Kind) -> dict[str, Floats]:
    """The best score of each harmless party of a kind on each list."""
    index = run.engine.index
    parties = [party for h in run.population if h.kind == kind for party in h.names_only()]
    found = {source: np.zeros(len(parties)) for source in index.sources}
    for scores in run.engine.each(parties):
        owner = index.records.source[scores.entity]
        for number, source in enumerate(index.sources):
            mine = owner == number
            np.maximum.at(found[source], scores.party[mine], scores.score[mine])
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


def to_toml(policy: Policy, *, comment: str = "") -> str:
    """A policy as the TOML file it is read from; its hash is not part of it."""
    value: dict[str, object] = msgspec.to_builtins(msgspec.structs.replace(policy, hash=""))
    lines = [f"# {line}".rstrip() for line in comment.splitlines()]
    lines += [_pair(key, v) for key, v in value.items() if not isinstance(v, dict)]
    for table, entries in value.items():
        if isinstance(entries, dict):
            lines += ["", f"[{table}]", *(_pair(key, v) for key, v in entries.items())]
    return "\n".join(lines) + "\n"


def _pair(key: str, value: object) -> str:
    """A line of TOML; its strings, numbers, booleans and lists are written as JSON writes them."""
    bare = key if re.fullmatch(r"[\w-]+", key) else json.dumps(key)
    return f"{bare} = {json.dumps(value, ensure_ascii=False)}"

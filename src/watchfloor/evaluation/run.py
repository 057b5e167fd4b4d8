"""An evaluation, from list and policy to figures: make the cases, screen them, count."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from watchfloor.evaluation import metrics
from watchfloor.evaluation.cases import Case
from watchfloor.evaluation.evidence import LADDERS, climb
from watchfloor.evaluation.harmless import Harmless
from watchfloor.evaluation.listing import Listing
from watchfloor.evaluation.metrics import Floats, Share, share_at
from watchfloor.evaluation.outcomes import CHUNK, Best, Outcomes, best_scores, outcomes
from watchfloor.evaluation.result import (
    ClassResult,
    Curves,
    Evaluation,
    Evidence,
    Options,
    Sweep,
    Wrong,
    rate_key,
)
from watchfloor.evaluation.result import Harmless as HarmlessResult
from watchfloor.evaluation.subjects import KINDS, Kind
from watchfloor.evaluation.suite import NEGATIVE, CaseSet, suite
from watchfloor.evaluation.wrong import explain_case
from watchfloor.screening.lean import LeanEngine

Tick = Callable[[str, int, int], None]
"""Told what is being done, how many are done and how many there are."""
LEVELS = 60
"""Points of a threshold sweep."""


def silent(_what: str, _done: int, _total: int) -> None:
    """Tells nobody."""


@dataclass
class Run:
    """One evaluation under way; each part is worked out when first asked for.

    Args:
        engine: the matcher under test.
        options: how much to try.
        population: the harmless of each kind.
        tick: told of progress.
    """

    engine: LeanEngine
    options: Options
    population: Sequence[Harmless]
    tick: Tick = silent

    @cached_property
    def listing(self) -> Listing:
        """The list under test, as makers of cases see it."""
        return Listing(self.engine.index, self.engine.scope)

    @cached_property
    def sets(self) -> list[CaseSet]:
        """The cases, class by class."""
        self.tick("making cases", 0, 0)
        o = self.options
        return suite(self.listing, seed=o.seed, count=o.cases, aliases=o.aliases, classes=o.classes)

    @cached_property
    def outcomes(self) -> list[Outcomes]:
        """What became of them, in the order of :attr:`sets`."""
        cases = [case for made in self.sets for case in made.cases]
        found = _screened(self.engine, self.listing, cases, self.tick)
        ends = np.cumsum([len(made.cases) for made in self.sets]).tolist()
        starts = [0, *ends[:-1]]
        return [found.take(np.arange(a, b)) for a, b in zip(starts, ends, strict=True)]

    @cached_property
    def harmless(self) -> dict[Kind, Best]:
        """The best score of each harmless party, known by name only."""
        return {h.kind: self.best(h, facts=False) for h in self.population}

    def best(self, harmless: Harmless, *, facts: bool) -> Best:
        """The best scores of harmless parties, known by name only or with birth date and countries too."""
        parties = harmless.with_facts() if facts else harmless.names_only()
        parts = []
        for start in range(0, len(parties), CHUNK):
            self.tick(f"harmless parties ({harmless.kind})", start, len(parties))
            parts.append(best_scores(self.engine, parties[start : start + CHUNK]))
        if not parts:
            return best_scores(self.engine, [])
        return Best(np.concatenate([p.score for p in parts]), np.concatenate([p.match for p in parts]))

    def reference(self, kind: Kind) -> Floats:
        """The harmless scores a kind is measured against; ships against companies where there are none."""
        for candidate in (kind, "company", "person"):
            if candidate in self.harmless:
                return self.harmless[candidate].score
        return np.zeros(0)

    def thresholds(self, kind: Kind) -> dict[str, float]:
        """The threshold at each share of harmless alerts."""
        scores = self.reference(kind)
        return {rate_key(rate): metrics.threshold_at(scores, rate) for rate in self.options.rates}


def _screened(engine: LeanEngine, listing: Listing, cases: Sequence[Case], tick: Tick) -> Outcomes:
    parts = []
    for start in range(0, len(cases), CHUNK):
        tick("test cases", start, len(cases))
        parts.append(outcomes(engine, listing, cases[start : start + CHUNK]))
    if not parts:
        return outcomes(engine, listing, [])
    return Outcomes(*(np.concatenate([getattr(p, n) for p in parts]) for n in Outcomes.__slots__))


def evaluate(run: Run, *, made: str, sources: Mapping[str, str]) -> Evaluation:
    """The figures of a run.

    Args:
        run: what to try.
        made: when, as ISO 8601; no figure depends on it.
        sources: what the list is made of, source key to date or version.
    """
    policy = run.engine.policy
    results = [
        class_result(run, made_of, found) for made_of, found in zip(run.sets, run.outcomes, strict=True)
    ]
    missed, alerted = _wrong(run)
    return Evaluation(
        made=made,
        snapshot=run.engine.stamp.snapshot,
        policy=run.engine.stamp.policy,
        policy_name=f"{policy.name} {policy.version}",
        engine=run.engine.stamp.engine,
        sources=dict(sources),
        entities=len(run.listing.entities),
        names=len(run.listing.latin),
        threshold=policy.threshold,
        options=run.options,
        harmless=tuple(_harmless(run, found) for found in run.population),
        classes=tuple(results),
        sweeps=tuple(_sweep(run, kind) for kind in _kinds(run)),
        curves=tuple(_curves(run, kind) for kind in _kinds(run)),
        calibration=_calibration(run),
        evidence=tuple(_evidence(run)),
        missed=tuple(missed),
        alerted=tuple(alerted),
    )


def class_result(run: Run, made: CaseSet, found: Outcomes) -> ClassResult:
    """The figures of one class."""
    return ClassResult(
        key=made.key,
        group=made.group,
        title=made.title,
        kind=made.kind,
        expects=made.expects,
        parameter=made.parameter,
        found={key: share_at(found.own, t) for key, t in run.thresholds(made.kind).items()},
        default=metrics.share_of(found.match),
        first=metrics.share_of(found.first),
        anybody=metrics.share_of(found.anybody),
    )


def _harmless(run: Run, harmless: Harmless) -> HarmlessResult:
    facts: Share | None = None
    if any(len(party.properties) > 1 for party in harmless.with_facts()):
        facts = metrics.share_of(run.best(harmless, facts=True).match)
    return HarmlessResult(
        kind=harmless.kind,
        origin=harmless.origin,
        parties=len(harmless.parties),
        thresholds=run.thresholds(harmless.kind),
        by_name=metrics.share_of(run.harmless[harmless.kind].match),
        by_facts=facts,
    )


def _kinds(run: Run) -> list[Kind]:
    """The kinds that have cases which should alert."""
    with_cases = {made.kind for made in run.sets if made.expects == "alert"}
    return [kind for kind in KINDS if kind in with_cases]


def _own(run: Run, kind: Kind, *, negative: bool) -> list[Floats]:
    """The scores of the right entity, class by class: of those that should alert, or of hard negatives."""
    return [
        found.own
        for made, found in zip(run.sets, run.outcomes, strict=True)
        if made.kind == kind and ((made.group == NEGATIVE) if negative else made.expects == "alert")
    ]


def _joined(parts: Iterable[Floats]) -> Floats:
    found = list(parts)
    return np.concatenate(found) if found else np.zeros(0)


def _sweep(run: Run, kind: Kind) -> Sweep:
    classes, harmless = _own(run, kind, negative=False), run.reference(kind)
    hard = _joined(_own(run, kind, negative=True))
    levels = [*np.linspace(0.99, 0.02, LEVELS - 1).tolist(), metrics.LEAST]
    return Sweep(
        kind=kind,
        threshold=tuple(round(t, 4) for t in levels),
        recall=tuple(round(metrics.macro([share_at(c, t) for c in classes]), 5) for t in levels),
        harmless=tuple(round(share_at(harmless, t).rate, 6) for t in levels),
        hard=tuple(round(share_at(hard, t).rate, 5) for t in levels),
    )


def _curves(run: Run, kind: Kind) -> Curves:
    right = _joined(_own(run, kind, negative=False))

    def against(wrong: Floats) -> tuple[metrics.Curve, float]:
        scores = np.concatenate([right, wrong])
        truth = np.arange(len(scores)) < len(right)
        return metrics.curve(scores, truth), round(metrics.auc(scores, truth), 5)

    harmless, harmless_auc = against(run.reference(kind))
    hard, hard_auc = against(_joined(_own(run, kind, negative=True)))
    return Curves(kind=kind, harmless=harmless, harmless_auc=harmless_auc, hard=hard, hard_auc=hard_auc)


def _calibration(run: Run) -> metrics.Calibration:
    """Each party's best hit: is it as often right as its score says? Over all cases, hard negatives and harmless."""
    scores, truth = [np.zeros(0)], [np.zeros(0, dtype=np.bool_)]
    for made, found in zip(run.sets, run.outcomes, strict=True):
        scores.append(found.best)
        truth.append(found.first if made.expects != "quiet" else np.zeros(len(found.own), dtype=np.bool_))
    for harmless in run.harmless.values():
        scores.append(harmless.score)
        truth.append(np.zeros(len(harmless.score), dtype=np.bool_))
    every, right = np.concatenate(scores), np.concatenate(truth)
    return metrics.calibration(every[every > 0], right[every > 0])


def _evidence(run: Run) -> Iterable[Evidence]:
    for ladder in LADDERS:
        steps = climb(run.engine, run.listing, ladder, count=run.options.cases, seed=run.options.seed)
        if steps.ordered.of:
            yield Evidence(
                key=ladder.key,
                title=ladder.title,
                exclusive=ladder.exclusive,
                ordered=steps.ordered,
                agreeing=steps.agreeing,
                absent=steps.absent,
                contradicting=steps.contradicting,
                alerts=steps.alerts,
            )


def _wrong(run: Run) -> tuple[list[Wrong], list[Wrong]]:
    """Every miss, and every hard negative that alerted on the party it was made from, by the policy."""
    missed: list[Wrong] = []
    alerted: list[Wrong] = []
    for made, found in zip(run.sets, run.outcomes, strict=True):
        if made.expects == "either":
            continue
        places = np.flatnonzero(found.match if made.expects == "quiet" else ~found.match).tolist()
        into = alerted if made.expects == "quiet" else missed
        run.tick(f"explaining {made.key}", 0, 0)
        into.extend(explain_case(run.engine, run.listing, made.cases[p], found, p) for p in places)
    return missed, alerted

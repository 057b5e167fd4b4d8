"""Fit the scorecards of the default policy: what each trait of two names takes off their likeness.

    python benchmarks/fit_scorecard.py [--write] [--seed N] [--cases N] [--harmless N]

Positives are test cases of every class and real variants of OFAC's and the UN's lists; negatives
are what ordinary people and companies come near to, and hard negatives known by name; the labelled
pairs count on both sides (``--fold`` leaves out every other one, to see how they fare unseen). A
logistic regression over straight lines between knots, each trait bound to its direction, so
that no table can say that less in common is more alike. Printed: recall on cases of another seed
at several rates of harmless alerts. ``--write`` puts the tables into the policy. About five minutes.
"""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from quality_bars import DATA, ORDINARY, REPO, engine_of
from watchfloor.evaluation.harmless import counted, read_harmless
from watchfloor.evaluation.pairs import Pair, judge_pairs, pair_result, read_pairs
from watchfloor.evaluation.result import Options
from watchfloor.evaluation.run import Run
from watchfloor.evaluation.suite import NEGATIVE, REAL, CaseSet
from watchfloor.model.policy import Policy, default_policy, parse_policy
from watchfloor.model.schema import is_a
from watchfloor.screening.batch import readings
from watchfloor.screening.nameset import analyse
from watchfloor.screening.retrieval import Pairs, Side, retrieve
from watchfloor.screening.score import log_odds
from watchfloor.screening.scorecard import Sums, traits
from watchfloor.screening.vocabulary import join

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
POLICY = REPO / "src/watchfloor/model/data/policy.toml"
DOWN, UP = -1, 1
KNOTS: dict[str, tuple[int, tuple[float, ...]]] = {
    "matched": (UP, (0.4, 0.7, 1.0, 1.4, 1.8, 2.4, 3.2)),
    "whole": (UP, (0.4, 0.7, 1.0, 1.4, 1.8, 2.4)),
    "equal": (UP, (0.0, 0.5, 0.9, 1.4, 2.0, 2.8)),
    "unlike": (DOWN, (0.0, 0.03, 0.06, 0.1, 0.15, 0.2, 0.27, 0.35, 0.45)),
    "conflict": (DOWN, (0.0, 0.06, 0.12, 0.2, 0.3, 0.45, 0.7, 1.1)),
    "extra": (DOWN, (0.1, 0.3, 0.6, 0.9, 1.5, 2.5)),
    "missing": (DOWN, (0.1, 0.3, 0.6, 0.9, 1.5, 2.5)),
    "extra_words": (DOWN, (0.0, 1.0, 2.0, 3.0)),
    "missing_words": (DOWN, (0.0, 1.0, 2.0, 3.0)),
    "other_words": (DOWN, (0.0, 1.0, 2.0)),
    "syllables": (DOWN, (0.0, 0.4, 0.8, 1.2, 1.6)),
    "syllable_conflict": (DOWN, (0.0, 0.2, 0.4, 0.8)),
    "syllable_unlike": (DOWN, (0.0, 0.1, 0.3)),
    "swapped": (DOWN, (0.0, 1.0)),
    "disordered": (DOWN, (0.0, 1.0)),
    "initials": (DOWN, (0.0, 1.0, 2.0)),
    "other_mark": (DOWN, (0.0, 1.0)),
    "lone": (DOWN, (0.0, 0.05, 0.1, 0.15, 0.2, 0.3)),
}
"""Where the lines of each trait bend, and whether more of it is more (+1) or less (-1) alike."""
FLOORS = {"disordered": 2.0, "swapped": 7.0, "other_mark": 7.0, "other_words": 3.3}
"""Log-odds a trait takes off at least. No test case is a hard negative of the same words in another order, and yet
Kim Su Kwang is not Kim Kwang Su, nor Salman bin Muhammad his father Muhammad bin Salman; and another number, initial
or patronymic, or another word altogether, is another ship or person however rare the rest of the name."""
CARDS = {"person": ("person",), "other": ("company", "vessel")}
BY_FACTS = frozenset({"father-son", "jr-sr", "named-after", "namesake", "other-imo"})
"""Hard negatives that other facts than the name tell apart."""
HARMLESS, HARD = 10.0, 25.0
NEAR = {"family-near": 4.0, "given-near": 4.0, "first-given-replaced": 40.0, "patronymic-replaced": 40.0}
"""What a wrong alert weighs against a miss; less where even a person would ask for more than the name."""
REAL_CASE = 2.0
LABELLED = {"STRONG": 80.0, "MEDIUM": 40.0, "WEAK": 8.0}
SYNTH = 0.5
"""A labelled pair counts by its own mark of quality; invented deviations half as much."""
FILES = ("name_pairs_dev.csv", "script_pairs_dev.csv")
RIDGE = 2.0
ALERTS = {"person": 0.003, "other": 0.0029}
"""Share of harmless parties that reach the threshold by names alone: it sets the base."""
RATES = (0.01, 0.005, 0.0025, 0.001)
CANDIDATES = 6
ROUNDS = 3
BATCH = 2000
LEAST = 0.002
"""A table that takes off less than this in all is left out."""


@dataclass(frozen=True, slots=True)
class Rows:
    """Pairs of names; shape ``(pairs,)``, ``traits`` ``(pairs, traits)``.

    ``case`` numbers the party, ``label`` is 1 for the right entity of a test case, 0 for anybody
    a harmless party comes near to, -1 for the subject of a hard negative. ``weight`` is what
    getting it wrong counts.
    """

    case: Ints
    label: Ints
    weight: Floats
    rough: Floats
    traits: Floats

    @classmethod
    def together(cls, parts: Sequence["Rows"]) -> "Rows":
        """Some rows and more."""
        return cls(*(np.concatenate([getattr(p, f.name) for p in parts]) for f in fields(cls)))

    def take(self, which: Ints | NDArray[np.bool_]) -> "Rows":
        """Some of the rows."""
        return Rows(*(getattr(self, f.name)[which] for f in fields(Rows)))


@dataclass(frozen=True, slots=True)
class Sample:
    """All rows of one kind, the class of each case (``harmless`` for those), and how many harmless there are."""

    rows: Rows
    classes: list[str]
    harmless: int


def pairs_of(run: Run, names: Sequence[str], *, ordered: bool) -> tuple[Ints, Ints, Floats, Floats]:
    """Of every pair of names that passes the gate: name, listed name, a rough likeness, the traits.

    ``ordered``: of listed organisations and ships, or of persons.
    """
    index, gate = run.engine.index, run.engine.policy.names.gate
    out: list[tuple[Ints, Ints, Floats, Floats]] = []
    for start in range(0, len(names), BATCH):
        left = Side(*analyse(names[start : start + BATCH]))
        units = join(left.words, index.side.words)
        found = retrieve(left, index.side, units, index.listed, gate)
        for some, sums in readings(left, index.side, units, found, index.names.ordered[found.right], gate):
            out.append((found.left[some] + start, found.right[some], *_measured(sums)))
    name, listed, rough, table = (np.concatenate(part) for part in zip(*out, strict=True))
    mine = index.names.ordered[listed] == ordered  # the other card judges the others
    return name[mine], listed[mine], rough[mine], table[mine]


def _measured(sums: Sums) -> tuple[Floats, Floats]:
    """A first guess at how alike names are, to choose among readings by, and their traits."""
    values = traits(sums)
    rest = np.maximum(sums.left, 0.0) + np.maximum(sums.right, 0.0)
    rough = (sums.matched - sums.unlike) / (sums.matched + 0.5 * rest + 1e-9)
    return rough, np.stack([values[name] for name in KNOTS], axis=1)


def of_cases(run: Run, made: CaseSet, first: int, *, ordered: bool) -> Rows:
    """The pairs of a class's cases with the entities they are made from."""
    index, listing, total = run.engine.index, run.listing, len(run.listing.latin)
    cases, hard = made.cases, made.group == NEGATIVE
    weight = NEAR.get(made.key, HARD) if hard else REAL_CASE if made.group == REAL else 1.0
    names = [case.party.names[0] for case in cases]
    name, listed, rough, table = pairs_of(run, names, ordered=ordered)
    entities = len(listing.entities)
    own = [p * entities + e for p, case in enumerate(cases) for e in listing.same(case.source)]
    hidden = [p * total + n for p, case in enumerate(cases) for n in case.unseen]
    script = np.array([("", "latin", "other").index(case.script) for case in cases])[name]
    keep = np.isin(name * entities + index.names.entity[listed], own) & ~np.isin(
        name * total + listed, hidden
    )
    keep &= (script == 0) | (listing.latin[listed] == (script == 2))
    count = int(keep.sum())
    return Rows(
        name[keep] + first,
        np.full(count, -1 if hard else 1),
        np.full(count, weight),
        rough[keep],
        table[keep],
    )


def of_harmless(run: Run, names: Sequence[str], first: int, *, ordered: bool) -> Rows:
    """What ordinary names come nearest to."""
    name, _, rough, table = pairs_of(run, names, ordered=ordered)
    order = np.lexsort((-rough, name))
    place = np.arange(len(order)) - np.searchsorted(name[order], name[order])
    kept = order[place < CANDIDATES]
    count = len(kept)
    return Rows(
        name[kept] + first,
        np.zeros(count, dtype=np.int64),
        np.full(count, HARMLESS),
        rough[kept],
        table[kept],
    )


def of_labelled(pairs: Sequence[Pair], first: int, gate: float) -> Rows:
    """Labelled pairs, each on its own."""
    left, right = Side(*analyse([p.left for p in pairs])), Side(*analyse([p.right for p in pairs]))
    every = np.arange(len(pairs), dtype=np.int64)
    ordered = np.array([not is_a(p.schema, "Person") for p in pairs], dtype=np.bool_)
    weight = np.array([LABELLED[p.quality] * (SYNTH if p.group.startswith("synth") else 1.0) for p in pairs])
    label = np.array([1 if p.match else -1 for p in pairs])
    parts = []
    for some, sums in readings(
        left, right, join(left.words, right.words), Pairs(every, every), ordered, gate
    ):
        rough, table = _measured(sums)
        parts.append(Rows(some + first, label[some], weight[some], rough, table))
    return Rows.together(parts)


def labelled(card: str, fold: int | None) -> list[Pair]:
    """The labelled pairs of a card's kinds; those of a fold are left out."""
    pairs = [pair for name in FILES for pair in read_pairs(DATA / "names" / name)]
    mine = [p for p in pairs if is_a(p.schema, "Person") == (card == "person")]
    return [p for p in mine if fold is None or p.row % 2 != fold]


def sample(run: Run, kinds: Sequence[str], pairs: Sequence[Pair] = ()) -> Sample:
    """The rows of the test cases of some kinds, of the harmless, and of labelled pairs."""
    parts, classes = [], list[str]()
    ordered = "person" not in kinds
    if pairs:
        parts.append(of_labelled(pairs, 0, run.engine.policy.names.gate))
        classes += ["labelled"] * len(pairs)
    for made in run.sets:
        told = made.expects == "either" or made.group in ("context", "identifier") or made.key in BY_FACTS
        if made.kind in kinds and not told:
            parts.append(of_cases(run, made, len(classes), ordered=ordered))
            classes += [made.key] * len(made.cases)
    harmless = 0
    for population in run.population:
        if population.kind in kinds:
            names = [party.names[0] for party in population.parties]
            parts.append(of_harmless(run, names, len(classes), ordered=ordered))
            classes += ["harmless"] * len(names)
            harmless = len(names)
    return Sample(Rows.together(parts), classes, harmless)


def ramps(table: Floats) -> Floats:
    """Each trait as ramps between its knots, from 0 to its direction; shape ``(pairs, ramps)``."""
    columns = []
    for place, (direction, knots) in enumerate(KNOTS.values()):
        for one, other in pairwise(knots):
            columns.append(direction * np.clip((table[:, place] - one) / (other - one), 0.0, 1.0))
    return np.stack(columns, axis=1)


def fitted(data: Sample) -> Floats:
    """The steepness of each ramp, none below 0, and the intercept."""
    steps = np.zeros(ramps(data.rows.traits[:1]).shape[1])
    solution = np.append(steps, 0.0)
    rows = data.rows
    for number in range(ROUNDS):
        guess = rows.rough if not number else ramps(rows.traits) @ solution[:-1]
        order = np.lexsort((-guess, rows.case))
        best = np.ones(len(order), dtype=np.bool_)
        best[1:] = rows.case[order][1:] != rows.case[order][:-1]
        keep = np.concatenate([order[best], np.flatnonzero(rows.label == 0)])
        solution = _solve(rows.take(np.unique(keep)), solution)
    return solution


def _solve(rows: Rows, start: Floats) -> Floats:
    design, sign = ramps(rows.traits), np.where(rows.label > 0, 1.0, -1.0)
    weight = rows.weight

    def loss(x: Floats) -> tuple[float, Floats]:
        margin = sign * (design @ x[:-1] + x[-1])
        slope = -weight * sign / (1.0 + np.exp(np.clip(margin, -50, 50)))
        value = float(weight @ np.logaddexp(0.0, -margin) + RIDGE / 2 * x[:-1] @ x[:-1])
        return value, np.append(design.T @ slope + RIDGE * x[:-1], slope.sum())

    floors = [FLOORS.get(name, 0.0) for name, (_, knots) in KNOTS.items() for _ in pairwise(knots)]
    bounds = [*((floor, None) for floor in floors), (None, None)]
    found = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds, options={"maxiter": 800})
    return np.asarray(found.x, dtype=np.float64)


def best_of(data: Sample, score: Floats) -> Floats:
    """The best score of each case."""
    best = np.full(len(data.classes), -np.inf)
    np.maximum.at(best, data.rows.case, score)
    return best


def report(kind: str, data: Sample, solution: Floats) -> None:
    """Recall, and hard negatives that alert, at several rates of harmless alerts."""
    best = best_of(data, ramps(data.rows.traits) @ solution[:-1] + solution[-1])
    classes = np.array(data.classes)
    label = np.zeros(len(classes), dtype=np.int64)
    label[data.rows.case] = data.rows.label
    harmless = np.sort(best[classes == "harmless"])[::-1]
    limits = [float(harmless[int(rate * data.harmless)]) for rate in RATES]
    print(f"{kind}: {'harmless alerts':<24} " + "  ".join(f"{100 * rate:.2f}%" for rate in RATES))
    for key in dict.fromkeys(data.classes):
        mine = classes == key
        if key != "harmless":
            print(f"    {key:<28} " + "  ".join(f"{np.mean(best[mine] > limit):.3f}" for limit in limits))
    for told, wanted in (("recall, mean of classes", label >= 1), ("hard negatives, mean", label < 0)):
        keys = [k for k in dict.fromkeys(data.classes) if (wanted & (classes == k)).any()]
        means = [np.mean([np.mean(best[classes == k] > limit) for k in keys]) for limit in limits]
        print(f"    {told:<28} " + "  ".join(f"{mean:.3f}" for mean in means))


def as_toml(card: str, data: Sample, solution: Floats) -> str:
    """The tables as TOML, in likeness: log-odds over the policy's slope."""
    policy = default_policy()
    slope, even = policy.calibration.slope, policy.calibration.even
    best = np.sort(
        best_of(data, ramps(data.rows.traits) @ solution[:-1])[np.array(data.classes) == "harmless"]
    )
    limit = best[::-1][int(ALERTS[card] * data.harmless)]
    base = even + (log_odds(policy.threshold) - limit) / slope
    lines, place = list[str](), 0
    for name, (direction, knots) in KNOTS.items():
        steps = solution[place : place + len(knots) - 1] / slope
        place += len(knots) - 1
        if steps.sum() < LEAST:
            continue
        # Both kinds of line end at nothing taken off: with none of it, or with plenty.
        off = np.cumsum([0.0, *steps]) if direction == DOWN else steps.sum() - np.cumsum([0.0, *steps])
        base += steps.sum() if direction == UP else 0.0
        dots = ", ".join(f"[{x:g}, {0.0 - y:.3f}]" for x, y in bends(list(zip(knots, off, strict=True))))
        lines.append(f"{name} = [{dots}]")
    return "\n".join([f"[names.{card}]", f"base = {base:.4f}", *lines, ""])


def bends(knots: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """The knots of a line without those it passes straight through."""
    out = knots[:1]
    for knot, following in pairwise(knots[1:]):
        (x, y), (x0, y0), (x2, y2) = knot, out[-1], following
        if abs(y0 + (y2 - y0) * (x - x0) / (x2 - x0) - y) > 0.0005:
            out.append(knot)
    return [*out, knots[-1]]


def run_of(seed: int, cases: int, harmless: int) -> Run:
    """An evaluation on OFAC's and the UN's list."""
    population = [
        replace(found, parties=tuple(p for p in found.parties if counted(p.names[0]))).drawn(harmless, seed)
        for kind, name in ORDINARY.items()
        for found in [read_harmless(DATA / "ordinary" / name, kind)]
    ]
    options = Options(seed=seed, cases=cases, aliases=3 * cases, harmless=harmless)
    return Run(engine_of(default_policy()), options, population)


def main() -> None:
    """Fit, tell, and write if asked."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seed", type=int, default=11)
    parser.add_argument("--cases", type=int, default=120, help="cases a class")
    parser.add_argument("--harmless", type=int, default=10000, help="ordinary parties of each kind")
    parser.add_argument("--fold", type=int, choices=(0, 1), help="leave out every other labelled pair")
    parser.add_argument("--write", action="store_true", help="put the tables into the default policy")
    args = parser.parse_args()
    train, check = (
        run_of(args.seed, args.cases, args.harmless),
        run_of(args.seed + 1, args.cases, args.harmless),
    )
    cards = []
    for card, kinds in CARDS.items():
        data = sample(train, kinds, labelled(card, args.fold))
        solution = fitted(data)
        report(card, sample(check, kinds), solution)
        cards.append(as_toml(card, data, solution))
        print(cards[-1])
    text = POLICY.read_text("utf-8")
    start, stop = text.index("[names.person]"), text.index("[calibration]")
    text = text[:start] + "\n".join(cards) + "\n" + text[stop:]
    told(parse_policy(text.encode()), args.fold)
    if args.write:
        POLICY.write_text(text, "utf-8")


def told(policy: Policy, fold: int | None) -> None:
    """How the labelled pairs fare; only those left out of the fit if some were."""
    for name in FILES:
        pairs = [p for p in read_pairs(DATA / "names" / name) if fold is None or p.row % 2 == fold]
        kept = [p for p in pairs if not p.group.startswith("synth") and p.quality != "WEAK"]
        result = pair_result(name, judge_pairs(kept, policy), policy.threshold)
        print(f"{name}: F1 {result.verdicts.f1:.3f} of {len(kept)}, {'seen' if fold is None else 'unseen'}")


if __name__ == "__main__":
    main()

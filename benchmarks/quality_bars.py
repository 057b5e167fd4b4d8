"""Every quality bar in one table: bar, reference, ours.

    python benchmarks/quality_bars.py [--cases N] [--harmless N] [--aliases N] [--only WORD] [--misses WORD]

Real lists (OFAC of July 2021 with the UN list of February 2026), ordinary people and companies, and labelled pairs of names come from
``WATCHFLOOR_REAL_DATA`` (default ``../shared/data`` beside the repository). About two minutes.
"""

import argparse
import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import numpy as np

from watchfloor.evaluation import cases as make
from watchfloor.evaluation import manipulations, metrics, negatives
from watchfloor.evaluation.cases import Case
from watchfloor.evaluation.evidence import LADDERS, climb
from watchfloor.evaluation.harmless import Harmless, read_harmless
from watchfloor.evaluation.listing import Listing
from watchfloor.evaluation.outcomes import Outcomes, best_scores, outcomes
from watchfloor.evaluation.pairs import Judged, judge_pairs, pair_result, read_pairs
from watchfloor.evaluation.published import watchman
from watchfloor.evaluation.subjects import Kind
from watchfloor.lists.links import clusters_of, find_links
from watchfloor.lists.raw import read_raw
from watchfloor.lists.source import parse_source
from watchfloor.model.policy import default_policy, load_policy
from watchfloor.screening.index import build_index
from watchfloor.screening.lean import LeanEngine

REPO = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("WATCHFLOOR_REAL_DATA") or REPO / ".." / "shared" / "data")
LISTS = {"us_ofac_sdn": "us_ofac_sdn/2021-07", "un_sc_sanctions": "un_sc_sanctions/UN_2026-02-27.xml.gz"}
RATES = (0.001, 0.005, 0.01, 0.05)


@dataclass(slots=True)
class Row:
    """One line of the table; ``good`` is None where there is no bar to hold."""

    bar: str
    reference: str
    wanted: str
    ours: str
    good: bool | None = None


@dataclass
class Bench:
    """The engine under test with its data, each part made when first asked for."""

    args: argparse.Namespace
    missed: list[str] = field(default_factory=list)

    @cached_property
    def engine(self) -> LeanEngine:
        """OFAC and the UN list, as one snapshot."""
        entities = [
            entity
            for key, path in LISTS.items()
            for entity in parse_source(key, read_raw([DATA / "lists" / path]))[0]
        ]
        policy = load_policy(Path(self.args.policy)) if self.args.policy else default_policy()
        return LeanEngine(
            build_index(entities, snapshot="bench", clusters=clusters_of(find_links(entities))), policy
        )

    @cached_property
    def listing(self) -> Listing:
        """The same list for the makers of cases."""
        return Listing(self.engine.index)

    @cached_property
    def harmless(self) -> dict[Kind, Harmless]:
        """Ordinary people and companies."""
        files: dict[Kind, str] = {"person": "persons_50000.csv.gz", "company": "companies_47206.tsv.gz"}
        return {
            kind: read_harmless(DATA / "ordinary" / name, kind).drawn(self.args.harmless, self.args.seed)
            for kind, name in files.items()
        }

    @cached_property
    def harmless_scores(self) -> dict[Kind, metrics.Floats]:
        """The best score of each harmless party, known by name only."""
        return {kind: best_scores(self.engine, found.names_only()) for kind, found in self.harmless.items()}

    def threshold(self, kind: Kind, rate: float) -> float:
        """The threshold at which that share of the harmless of a kind alerts."""
        return metrics.threshold_at(self.harmless_scores["person" if kind == "person" else "company"], rate)

    def run(self, cases: Sequence[Case]) -> Outcomes:
        """Screen some cases."""
        return outcomes(self.engine, self.listing, cases)

    def tell(self, cases: Sequence[Case], wrong: Sequence[int], found: Outcomes) -> None:
        """Remember what went wrong, for ``--misses``."""
        for place in wrong:
            case, rival = cases[place], int(found.rival_entity[place])
            other = self.listing.entities[rival].caption if rival >= 0 else "-"
            name = ", ".join(case.party.names)
            self.missed.append(
                f"{case.kind}/{case.key}: {name!r} from {case.origin!r} {case.source} own {found.own[place]:.3f} rival {found.rival[place]:.3f} {other!r}"
            )


def labelled(bench: Bench) -> Iterator[Row]:
    """The labelled pairs."""
    policy = bench.engine.policy if bench.args.policy else default_policy()
    rows = judge_pairs(read_pairs(DATA / "names" / "name_pairs_dev.csv"), policy)
    scripts = judge_pairs(read_pairs(DATA / "names" / "script_pairs_dev.csv"), policy)
    plain = pair_result(
        "outside synth", [j for j in rows if not j.pair.group.startswith("synth")], policy.threshold
    )
    whole = pair_result("all", rows, policy.threshold)
    strong = [j for j in rows if j.pair.quality == "STRONG"]
    right = sum((j.score >= policy.threshold) == j.pair.match for j in strong)
    judged = pair_result("scripts", [j for j in scripts if j.pair.quality != "WEAK"], policy.threshold)
    for name, wrong in (("name-pairs", whole.wrong), ("script-pairs", judged.wrong)):
        bench.missed.extend(f"{name}: {_told(j)}" for j in wrong)
    f1, quiet = (
        plain.verdicts.f1,
        1 - judged.verdicts.false / max(judged.verdicts.false + judged.verdicts.quiet, 1),
    )
    yield Row(
        "pairs outside synth: F1", "logic-v2 .895", ">= .94", f"{f1:.3f} (AUC {plain.auc:.3f})", f1 >= 0.94
    )
    yield Row(
        "pairs: STRONG rows right", "47/47 of all", "every", f"{right}/{len(strong)}", right == len(strong)
    )
    yield Row(
        "pairs, all rows: F1", ".79-.80", ">= .84", f"{whole.verdicts.f1:.3f}", whole.verdicts.f1 >= 0.84
    )
    found = judged.verdicts.recall
    yield Row("scripts without WEAK: found", "about .65", ">= .93", f"{found:.3f}", found >= 0.93)
    yield Row("scripts without WEAK: alerted", "about .15", "<= .05", f"{1 - quiet:.3f}", 1 - quiet <= 0.05)


def _told(judged: Judged) -> str:
    pair = judged.pair
    wanted = "match" if pair.match else "non-match"
    return f"row {pair.row} {pair.schema} {pair.left!r} / {pair.right!r} is a {wanted}, scored {judged.score:.3f} {pair.quality} {pair.group} {pair.category}"


def recall(bench: Bench) -> Iterator[Row]:
    """Recall by class of manipulation, beside watchman's."""
    peer, drawn = watchman(), make.pool(bench.listing, bench.args.seed)
    for kind in ("person", "company"):
        threshold, default = bench.threshold(kind, 0.01), bench.engine.policy.threshold
        shares: dict[str, metrics.Share] = {}
        lines: list[Row] = []
        for m in manipulations.ALL:
            if kind not in m.kinds or (
                m.key not in peer.cells and m.key != "last-only" and not bench.args.all
            ):
                continue
            rng = make.seeded(bench.args.seed, m.key, kind)
            made = make.manipulated(bench.listing, drawn[kind], m, count=bench.args.cases, rng=rng)
            found = bench.run(made)
            bench.tell(made, np.flatnonzero(found.own < threshold).tolist(), found)
            at = metrics.share_at(found.own, threshold)
            if m.key in peer.cells:
                shares[m.key] = at
            lines.append(_cell(kind, m.key, at, metrics.share_at(found.own, default), found))
        yield from _summary(kind, shares, threshold)
        yield from lines


def _cell(kind: str, key: str, at: metrics.Share, default: metrics.Share, found: Outcomes) -> Row:
    cell = watchman().cells.get(key)
    theirs = (cell.recall if kind == "person" else cell.entities) if cell else None
    told = f"{at.rate:.3f} [{at.low:.2f}-{at.high:.2f}]  default {default.rate:.3f}  first {found.first.mean():.3f}"
    floor = 0.88 if kind == "person" and cell else 0.0
    good = at.rate >= max(floor, (theirs or 0.0) - 0.0051) if cell else None
    return Row(
        f"  {kind} {key}",
        "-" if theirs is None else f"{theirs:.2f}",
        f">= {max(floor, theirs or 0):.2f}",
        told,
        good,
    )


def _summary(kind: str, shares: dict[str, metrics.Share], threshold: float) -> Iterator[Row]:
    mean = metrics.macro(list(shares.values()))
    reference, wanted = (".795", 0.97) if kind == "person" else (".81", 0.81)
    ours = f"{mean:.4f} (threshold {threshold:.4f})"
    yield Row(
        f"{kind}: macro recall at 1% harmless", f"watchman {reference}", f">= {wanted}", ours, mean >= wanted
    )


def hard(bench: Bench) -> Iterator[Row]:
    """Hard negatives at the default policy, and at the 1% threshold."""
    bars = {"given-replaced": 0.03, "first-given-replaced": 0.03, "family-replaced": 0.03, "korean-syllable": 0.10, "chinese-syllable": 0.10, "company-word": 0.05}  # fmt: skip
    drawn, default = make.pool(bench.listing, bench.args.seed), bench.engine.policy.threshold
    names = [s.name for s in drawn["company"]]
    for m in negatives.classes(names):
        for kind in sorted(m.kinds):
            rng = make.seeded(bench.args.seed, m.key, kind)
            made = make.manipulated(bench.listing, drawn[kind], m, count=bench.args.cases * 2, rng=rng)
            if "birthDate" not in str(made[:1]) and m.key != "other-imo":
                made = [c for c in made if not bench.listing.owners(c.party.names[0])]
            found = bench.run(made)
            own, any_ = metrics.share_at(found.own, default), metrics.share_at(found.best, default)
            at1 = metrics.share_at(found.own, bench.threshold(kind, 0.01))
            bench.tell(made, np.flatnonzero(found.own >= default).tolist(), found)
            told = f"{own.rate:.3f} [{own.low:.2f}-{own.high:.2f}] of {own.of}  any entity {any_.rate:.3f}  at 1% {at1.rate:.3f}"
            bar = bars.get(m.key)
            yield Row(
                f"hard negative {m.key}",
                "token sort about .5",
                f"<= {bar}" if bar else "-",
                told,
                own.rate <= bar if bar else None,
            )


def real(bench: Bench) -> Iterator[Row]:
    """Real variants: native scripts, aliases left out, two authorities."""
    listing, count = bench.listing, bench.args.aliases
    sets: list[tuple[str, str, float, float | None, Callable[[Kind], list[Case]]]] = [
        ("native script, all non-Latin names removed", "watchman 0", 0.005, 0.96, lambda k: make.other_scripts(listing, k)),
        ("Latin name, all Latin names removed", "-", 0.005, None, lambda k: make.from_other_scripts(listing, k)),
        ("one alias left out", "logic-v2: bench_peers", 0.01, None, lambda k: make.aliases_left_out(listing, k, weak=False)),
        ("one weak alias left out", "-", 0.01, None, lambda k: make.aliases_left_out(listing, k, weak=True)),
        ("spelled by the other authority", "-", 0.01, None, lambda k: make.two_authorities(listing, k)),
    ]  # fmt: skip
    for title, reference, rate, bar, made_of in sets:
        hits = total = at_default = first = 0
        for kind in ("person", "company"):
            made = made_of(kind)
            made = make.seeded(bench.args.seed, title, kind).sample(made, min(count, len(made)))
            found = bench.run(made)
            threshold = bench.threshold(kind, rate)
            bench.tell(made, np.flatnonzero(found.own < threshold).tolist(), found)
            hits, total = hits + int((found.own >= threshold).sum()), total + len(made)
            at_default += int((found.own >= bench.engine.policy.threshold).sum())
            first += int(found.first.sum())
        s = metrics.share(hits, total)
        told = f"{s.rate:.3f} [{s.low:.3f}-{s.high:.3f}] of {total}  default {at_default / max(total, 1):.3f}  first {first / max(total, 1):.3f}"
        yield Row(
            f"{title}, at {rate:.1%}",
            reference,
            f">= {bar}" if bar else "-",
            told,
            s.rate >= bar if bar else None,
        )


def alerts(bench: Bench) -> Iterator[Row]:
    """Harmless alerts for a thousand parties at the default policy."""
    default = bench.engine.policy.threshold
    for kind, found in bench.harmless.items():
        facts = best_scores(bench.engine, found.with_facts())
        for what, scores, bar in (
            ("name only", bench.harmless_scores[kind], 3.0),
            ("with birth date and country", facts, 0.3),
        ):
            s = metrics.share_at(scores, default)
            told = f"{1000 * s.rate:.2f} [{1000 * s.low:.1f}-{1000 * s.high:.1f}] of {s.of}"
            if what == "name only":
                told += "  thresholds " + " ".join(
                    f"{r:.1%}:{metrics.threshold_at(scores, r):.3f}" for r in RATES
                )
            yield Row(
                f"harmless {kind}s, {what}: alerts per 1,000",
                "bench_peers",
                f"<= {bar}",
                told,
                1000 * s.rate <= bar,
            )
        worst = np.argsort(-bench.harmless_scores[kind])[:200]
        hot = [p for p in worst.tolist() if bench.harmless_scores[kind][p] >= default]
        bench.missed.extend(
            f"harmless-{kind}: {found.parties[p].names[0]!r} {bench.harmless_scores[kind][p]:.3f}"
            for p in hot
        )


def evidence(bench: Bench) -> Iterator[Row]:
    """Right name with agreeing, absent and contradicting evidence."""
    for ladder in LADDERS:
        steps = climb(bench.engine, bench.listing, ladder, count=bench.args.cases, seed=bench.args.seed)
        told = (
            f"{steps.ordered.rate:.3f} of {steps.ordered.of}  means {steps.agreeing:.3f} > {steps.absent:.3f} > {steps.contradicting:.3f}"
            f"  contradicting alert {steps.alerts.rate:.3f}"
        )
        good = steps.ordered.rate == 1.0 and (not ladder.exclusive or steps.alerts.hits == 0)
        wanted = "all ordered" + (", none alerts" if ladder.exclusive else "")
        yield Row(f"evidence: {ladder.title}", "logic-v2 no positive", wanted, told, good)


PARTS = {
    "labelled": labelled,
    "alerts": alerts,
    "recall": recall,
    "hard": hard,
    "real": real,
    "evidence": evidence,
}


def options() -> argparse.Namespace:
    """What the command line asks for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--cases", type=int, default=200, help="cases a class")
    parser.add_argument("--harmless", type=int, default=5000, help="ordinary parties of each kind")
    parser.add_argument("--aliases", type=int, default=1000, help="aliases of each kind left out")
    parser.add_argument("--policy", default="", help="a policy file")
    parser.add_argument("--only", default="", help=f"parts, cut at commas: {', '.join(PARTS)}")
    parser.add_argument(
        "--all", action="store_true", help="every class of manipulation, not only those of the peer's table"
    )
    parser.add_argument(
        "--misses", default="", help="print what went wrong in classes with this word; - for all"
    )
    return parser.parse_args()


def main() -> None:
    """Print the table."""
    args = options()
    bench, started = Bench(args), time.monotonic()
    print(f"{'bar':<58} {'reference':<22} {'wanted':<26} ours")
    for name, part in PARTS.items():
        if args.only and name not in args.only.split(","):
            continue
        for row in part(bench):
            mark = {True: "ok  ", False: "BAD ", None: "    "}[row.good]
            print(f"{mark}{row.bar:<54} {row.reference:<22} {row.wanted:<26} {row.ours}", flush=True)
    print(f"{time.monotonic() - started:.0f} s")
    if args.misses:
        wanted = "" if args.misses == "-" else args.misses
        sys.stdout.writelines(f"{line}\n" for line in bench.missed if wanted in line.split(":")[0])


if __name__ == "__main__":
    main()

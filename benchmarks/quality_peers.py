"""OpenSanctions' logic-v2 on the same cases, the same list and the same harmless parties as ours.

    pip install --require-hashes -r requirements/peers.txt
    python benchmarks/quality_peers.py [--cases N] [--harmless N] [--aliases N] [--classes KEY,...|all]

By default the classes of the peer table, hard negatives and real variants. About ten minutes.
"""

import argparse
import time
from pathlib import Path

import numpy as np

from pages import markdown, put
from quality_bars import DATA, ORDINARY, engine_of
from watchfloor.evaluation.candidates import Candidates
from watchfloor.evaluation.harmless import read_harmless
from watchfloor.evaluation.metrics import Floats, share_at, share_of
from watchfloor.evaluation.outcomes import best_scores
from watchfloor.evaluation.peers import Matcher, against, harmless_scores, measure
from watchfloor.evaluation.published import watchman
from watchfloor.evaluation.result import Options, Peer
from watchfloor.evaluation.run import Run, class_result
from watchfloor.evaluation.suite import NEGATIVE, REAL
from watchfloor.model.policy import default_policy, load_policy

ALERTS = [
    "harmless, alerts/1,000", "parties", "peer by name", "ours", "peer with facts", "ours", "peer threshold at 1%", "ours",
]  # fmt: skip
CLASSES = [
    "group",
    "kind",
    "class",
    "peer at 0.5%",
    "ours",
    "peer at 1%",
    "ours",
    "peer default",
    "ours",
    "cases",
]


def arguments() -> argparse.Namespace:
    """What the command line asks for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--cases", type=int, default=200, help="cases a class")
    parser.add_argument("--harmless", type=int, default=3000, help="ordinary parties of each kind")
    parser.add_argument("--aliases", type=int, default=1000, help="real variants of each kind")
    parser.add_argument("--classes", default="", help="keys or groups of classes, or all")
    parser.add_argument("--policy", default="", help="a policy file")
    parser.add_argument("--write", default="", help="a page whose tables are replaced by these")
    parser.add_argument("--peer", default="nomenklatura")
    return parser.parse_args()


def alerts(run: Run, matcher: Matcher, peer: Peer) -> list[list[str]]:
    """Harmless alerts for a thousand parties at the two defaults, and the thresholds at 1%."""
    near = Candidates(run.listing)
    rows: list[list[str]] = []
    for harmless in run.population:
        kind = harmless.kind
        theirs_facts = harmless_scores(run, matcher, near, harmless, facts=True)
        ours_facts = best_scores(run.engine, harmless.with_facts())
        shares = (
            peer.alerts[kind],
            share_of(run.harmless[kind].match),
            share_at(theirs_facts, matcher.threshold),
            share_of(ours_facts.match),
        )
        thresholds = (peer.thresholds[kind]["1%"], run.thresholds(kind)["1%"])
        told = [f"{1000 * share.rate:.2f}" for share in shares]
        rows.append([kind, str(len(harmless.parties)), *told, *(f"{t:.3f}" for t in thresholds)])
    return rows


def table(run: Run, peer: Peer) -> list[list[str]]:
    """Class by class, side by side; a mean of the peer table's classes at the end."""
    rows: list[list[str]] = []
    cells: dict[str, list[Floats]] = {}
    for theirs, made, found in zip(peer.classes, run.sets, run.outcomes, strict=True):
        ours = class_result(run, made, found)
        shares = (
            theirs.found["0.5%"], ours.found["0.5%"], theirs.found["1%"], ours.found["1%"], theirs.default, ours.default,
        )  # fmt: skip
        told = [f"{share.rate:.3f}" for share in shares]
        rows.append([made.group, made.kind, made.key, *told, str(ours.default.of)])
        if made.key in watchman().cells:
            cells.setdefault(made.kind, []).append(np.array([share.rate for share in shares]))
    for kind, values in cells.items():
        mean = np.mean(values, axis=0)
        rows.append(["mean", kind, f"{len(values)} classes", *(f"{value:.3f}" for value in mean), ""])
    return rows


def show(head: list[str], rows: list[list[str]], widths: tuple[int, ...]) -> None:
    """Print a table."""
    for line in (head, *rows):
        print("  ".join(f"{cell:<{width}}" for cell, width in zip(line, widths, strict=True)))


def main() -> None:
    """Print the tables."""
    args, started = arguments(), time.monotonic()
    matcher = against(args.peer)
    policy = load_policy(Path(args.policy)) if args.policy else default_policy()
    chosen = (*watchman().cells, NEGATIVE, REAL)
    classes = () if args.classes == "all" else tuple(args.classes.split(",")) if args.classes else chosen
    options = Options(
        seed=args.seed, cases=args.cases, harmless=args.harmless, aliases=args.aliases, classes=classes
    )
    population = [
        read_harmless(DATA / "ordinary" / name, kind).held_out().drawn(args.harmless, args.seed)
        for kind, name in ORDINARY.items()
    ]
    run = Run(engine_of(policy), options, population)
    peer = measure(run, matcher)
    print(f"{peer.name} {peer.version}: {peer.conditions}")
    harmless, classes_told = alerts(run, matcher, peer), table(run, peer)
    show(ALERTS, harmless, (22, 8, 12, 6, 15, 6, 20, 6))
    show(CLASSES, classes_told, (14, 8, 26, 12, 6, 10, 6, 12, 6, 5))
    if args.write:
        name = f"{peer.name} {peer.version}, {peer.conditions}."
        text = "\n\n".join((name, markdown(ALERTS, harmless), markdown(CLASSES, classes_told)))
        put(Path(args.write), "peers", text)
    print(f"{time.monotonic() - started:.0f} s")


if __name__ == "__main__":
    main()

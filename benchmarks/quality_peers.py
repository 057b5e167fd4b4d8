"""OpenSanctions' logic-v2 on the same cases, the same list and the same harmless parties as ours.

    pip install --require-hashes -r requirements/peers.txt
    python benchmarks/quality_peers.py [--cases N] [--harmless N] [--aliases N] [--classes KEY,...|all]

By default the classes of the peer table, hard negatives and real variants. About ten minutes.
"""

import argparse
import time
from pathlib import Path

import numpy as np

from quality_bars import DATA, ORDINARY, engine_of
from watchfloor.evaluation.candidates import Candidates
from watchfloor.evaluation.harmless import read_harmless
from watchfloor.evaluation.metrics import Floats, share_at
from watchfloor.evaluation.outcomes import best_scores
from watchfloor.evaluation.peers import Matcher, against, harmless_scores, measure
from watchfloor.evaluation.published import watchman
from watchfloor.evaluation.result import Options, Peer, PeerClass
from watchfloor.evaluation.run import Run, class_result
from watchfloor.evaluation.suite import NEGATIVE, REAL
from watchfloor.model.policy import default_policy, load_policy


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
    parser.add_argument("--peer", default="nomenklatura")
    return parser.parse_args()


def alerts(run: Run, matcher: Matcher, peer: Peer) -> None:
    """Harmless alerts for a thousand parties at the two defaults."""
    near = Candidates(run.listing)
    for harmless in run.population:
        kind, policy = harmless.kind, run.engine.policy
        ours = share_at(run.harmless[kind], policy.threshold).rate
        facts = harmless_scores(run, matcher, near, harmless, facts=True)
        ours_facts = share_at(best_scores(run.engine, harmless.with_facts()), policy.threshold).rate
        theirs_facts = share_at(facts, matcher.threshold).rate
        print(
            f"harmless {kind}: alerts/1,000 at the default: name only peer {1000 * peer.alerts[kind].rate:.2f}"
            f" ours {1000 * ours:.2f}; with facts peer {1000 * theirs_facts:.2f} ours {1000 * ours_facts:.2f}"
        )
        theirs, mine = peer.thresholds[kind], run.thresholds(kind)
        print(
            "  thresholds: "
            + "  ".join(f"{key}: peer {theirs[key]:.3f} ours {mine[key]:.3f}" for key in mine)
        )


def table(run: Run, peer: Peer) -> None:
    """Class by class, side by side."""
    print(
        f"{'':<42} {'peer 0.5%':>9} {'ours':>6}   {'peer 1%':>7} {'ours':>6}   {'peer def.':>9} {'ours':>6}    n"
    )
    cells: list[tuple[PeerClass, Floats]] = []
    for theirs, made, found in zip(peer.classes, run.sets, run.outcomes, strict=True):
        ours = class_result(run, made, found)
        half, one = theirs.found["0.5%"], theirs.found["1%"]
        shares = (half, ours.found["0.5%"], one, ours.found["1%"], theirs.default, ours.default)
        told = "   ".join(f"{share.rate:>7.3f}" for share in shares)
        print(f"{made.group:<16} {made.kind:<8} {made.key:<24} {told} {one.of:>5}")
        if made.key in watchman().cells:
            cells.append(
                (theirs, np.array([one.rate, ours.found["1%"].rate, theirs.default.rate, ours.default.rate]))
            )
    for kind in ("person", "company"):
        mine = np.array([values for cell, values in cells if cell.kind == kind])
        if len(mine):
            peer1, ours1, peer_default, ours_default = mine.mean(axis=0)
            print(
                f"macro mean, {kind}, {len(mine)} classes: at 1% peer {peer1:.4f} ours {ours1:.4f};"
                f" default peer {peer_default:.4f} ours {ours_default:.4f}"
            )


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
        read_harmless(DATA / "ordinary" / name, kind).drawn(args.harmless, args.seed)
        for kind, name in ORDINARY.items()
    ]
    run = Run(engine_of(policy), options, population)
    peer = measure(run, matcher)
    print(f"{peer.name} {peer.version}: {peer.conditions}")
    alerts(run, matcher, peer)
    table(run, peer)
    print(f"{time.monotonic() - started:.0f} s")


if __name__ == "__main__":
    main()

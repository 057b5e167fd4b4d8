"""An evaluation on a terminal."""

from rich.console import Console
from rich.table import Table

from watchfloor.cli.terminal import terminal
from watchfloor.evaluation.metrics import Share
from watchfloor.evaluation.report import (
    KIND_WORDS,
    kinds,
    macro_table,
    of_group,
    peer_share,
    published_recall,
)
from watchfloor.evaluation.result import ClassResult, Evaluation, rate_key
from watchfloor.evaluation.subjects import Kind
from watchfloor.evaluation.suite import NEGATIVE

WIDE = 140
"""Columns of the tables where they are not shown on a terminal."""
_MAIN = 0.01
"""The share of harmless alerts at which recall is told on a terminal, if it was measured there."""


def print_evaluation(found: Evaluation, console: Console | None = None) -> None:
    """Print the figures: the harmless first, then recall by class, hard negatives, evidence, pairs."""
    console = console or _terminal()
    rates = found.options.rates
    key = rate_key(_MAIN if _MAIN in rates else rates[0])
    lists = ", ".join(f"{source} {told}" for source, told in found.sources.items())
    console.print(
        f"{found.entities:,} listed parties under {found.names:,} names ({lists}), policy {found.policy_name!r},"
        f" threshold {found.threshold}, seed {found.options.seed}"
    )
    console.print(_harmless(found))
    for kind in kinds(found):
        console.print(_recall(found, kind, key))
        if told := _macro(found, kind):
            console.print(told)
    if of_group(found, NEGATIVE):
        console.print(_negatives(found))
    if found.evidence:
        console.print(_evidence(found))
    if found.pairs:
        console.print(_pairs(found))
    _end(found, console)


def _terminal() -> Console:
    """As wide as the terminal; where there is none, as wide as the tables."""
    console = terminal()
    return console if console.is_terminal else terminal(width=WIDE)


def _macro(found: Evaluation, kind: Kind) -> str:
    count, means, at_policy = macro_table(found, kind)
    if not count:
        return ""
    told = ", ".join(f"{100 * mean:.1f}% at {key}" for key, mean in means.items())
    return (
        f"mean of the {count} classes of watchman's table: {told} harmless alerts,"
        f" {100 * at_policy:.1f}% at the policy's threshold\n"
    )


def _end(found: Evaluation, console: Console) -> None:
    calibration = found.calibration
    console.print(
        f"calibration: Brier score {calibration.brier:.4f}, mean gap between score and truth {calibration.error:.4f}"
    )
    console.print(
        f"missed at the policy's threshold: {len(found.missed):,} cases; hard negatives that alerted:"
        f" {len(found.alerted):,}. --out report.html or .json lists every one with its reasons."
    )
    console.print(f"snapshot {found.snapshot[:12]}, policy {found.policy[:12]}, engine {found.engine}")


def _pct(share: Share | None) -> str:
    return "-" if share is None else f"{100 * share.rate:.1f}"


def _interval(share: Share) -> str:
    return f"{100 * share.rate:.1f} [{100 * share.low:.0f}-{100 * share.high:.0f}]"


def _table(title: str, *columns: str) -> Table:
    table = Table(title=title, title_justify="left", box=None, pad_edge=False)
    table.add_column(columns[0])
    for column in columns[1:]:
        table.add_column(column, justify="right", no_wrap=True)
    return table


def _harmless(found: Evaluation) -> Table:
    keys = [rate_key(rate) for rate in found.options.rates]
    names = [peer.name for peer in found.peers]
    table = _table(
        "Harmless parties: alerts per 1,000 at the policy's threshold, and thresholds by share that alerts",
        "kind",
        "parties",
        "name only",
        "with facts",
        *keys,
        *names,
    )
    for h in found.harmless:
        facts = "-" if h.by_facts is None else f"{1000 * h.by_facts.rate:.2f}"
        peers = [
            "-" if h.kind not in p.alerts else f"{1000 * p.alerts[h.kind].rate:.2f}" for p in found.peers
        ]
        thresholds = [f"{h.thresholds[key]:.3f}" for key in keys]
        table.add_row(
            KIND_WORDS[h.kind], f"{h.parties:,}", f"{1000 * h.by_name.rate:.2f}", facts, *thresholds, *peers
        )
    return table


def _recall(found: Evaluation, kind: Kind, key: str) -> Table:
    peers = [told for peer in found.peers for told in (f"{peer.name} {key}", "its default")]
    table = _table(
        f"{KIND_WORDS[kind]}: recall in percent, 95% interval",
        "class",
        "cases",
        f"at {key}",
        "policy",
        "first",
        "watchman",
        *peers,
    )
    group = ""
    for r in (c for c in found.classes if c.kind == kind and c.group != NEGATIVE):
        if r.group != group:
            group = r.group
            table.add_row(f"[bold]{group}[/]")
        table.add_row(*_cells(found, r, key), style="dim" if r.expects == "either" else "")
    return table


def _cells(found: Evaluation, r: ClassResult, key: str) -> list[str]:
    theirs = published_recall(r)
    peers = [_pct(peer_share(peer, r, k)) for peer in found.peers for k in (key, "default")]
    published = "-" if theirs is None else f"{100 * theirs:.0f}"
    return [
        f"  {r.title}",
        str(r.default.of),
        _interval(r.found[key]),
        _pct(r.default),
        _pct(r.first),
        published,
        *peers,
    ]


def _negatives(found: Evaluation) -> Table:
    peers = [peer.name for peer in found.peers]
    table = _table(
        "Hard negatives: alerts in percent at the policy's threshold",
        "class",
        "cases",
        "on that party",
        "on anybody",
        *peers,
    )
    for r in of_group(found, NEGATIVE):
        theirs = [_pct(peer_share(peer, r, "default")) for peer in found.peers]
        table.add_row(r.title, str(r.default.of), _interval(r.default), _pct(r.anybody), *theirs)
    return table


def _evidence(found: Evaluation) -> Table:
    table = _table(
        "Evidence: mean score of the right name with the fact",
        "fact",
        "cases",
        "agreeing",
        "absent",
        "contradicting",
        "in order",
        "contradicting alerts",
    )
    for v in found.evidence:
        means = [f"{score:.3f}" for score in (v.agreeing, v.absent, v.contradicting)]
        table.add_row(v.title, str(v.ordered.of), *means, _pct(v.ordered), _pct(v.alerts))
    return table


def _pairs(found: Evaluation) -> Table:
    table = _table(
        "Labelled pairs at the policy's threshold",
        "file",
        "pairs",
        "precision",
        "recall",
        "F1",
        "AUC",
        "wrong",
    )
    for p in found.pairs:
        v = p.verdicts
        table.add_row(
            p.name,
            str(p.pairs),
            f"{v.precision:.3f}",
            f"{v.recall:.3f}",
            f"{v.f1:.3f}",
            f"{p.auc:.3f}",
            str(len(p.wrong)),
        )
    return table

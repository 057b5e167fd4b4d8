"""An evaluation as JSON, and as one HTML page that needs nothing else: to read, to print, to hand to a regulator."""

from functools import cache
from pathlib import Path

import msgspec
from jinja2 import Environment
from markupsafe import Markup

from watchfloor.evaluation.metrics import Share, macro
from watchfloor.evaluation.plots import Axis, Line, bar, plot
from watchfloor.evaluation.published import watchman
from watchfloor.evaluation.result import ClassResult, Evaluation, Peer, rate_key
from watchfloor.evaluation.subjects import Kind
from watchfloor.evaluation.suite import NEGATIVE, REAL
from watchfloor.model.errors import UsageError
from watchfloor.model.pages import page_templates
from watchfloor.screening.writers import check_output, written

KIND_WORDS: dict[str, str] = {
    "person": "Persons",
    "company": "Companies and organisations",
    "vessel": "Ships",
}
FORMS = (".html", ".json")


def to_json(evaluation: Evaluation) -> bytes:
    """The evaluation as JSON, every miss included."""
    return msgspec.json.format(msgspec.json.encode(evaluation), indent=2) + b"\n"


def to_html(evaluation: Evaluation) -> str:
    """The evaluation as a page of its own."""
    template = _environment().get_template("evaluation.html.j2")
    return template.render(
        e=evaluation, kinds=kinds(evaluation), keys=[rate_key(r) for r in evaluation.options.rates]
    )


def write(evaluation: Evaluation, path: Path) -> None:
    """Write the evaluation in the form the path's ending says.

    Raises:
        UsageError: the ending is neither .html nor .json, or the file cannot be written.
    """
    check_form(path)
    with written(path) as stream:
        stream.write(to_json(evaluation) if path.suffix == ".json" else to_html(evaluation).encode())


def check_form(path: Path) -> None:
    """Refuse a path whose ending names no form, or that cannot be written, before any work is done.

    Raises:
        UsageError: the ending is neither .html nor .json, or there is no such folder.
    """
    if path.suffix not in FORMS:
        ending = path.suffix or "a file without ending"
        raise UsageError(f"no form is written to {ending}", at=str(path), hint="Write to .html or .json.")
    check_output(path)


def kinds(evaluation: Evaluation) -> list[Kind]:
    """The kinds that have results, in order."""
    return list(dict.fromkeys(c.kind for k in KIND_WORDS for c in evaluation.classes if c.kind == k))


def published_recall(result: ClassResult) -> float | None:
    """What watchman published for the class; None where it published nothing for this kind."""
    cell = watchman().cells.get(result.key)
    if cell is None or result.kind == "vessel":
        return None
    return cell.recall if result.kind == "person" else cell.entities


def macro_table(evaluation: Evaluation, kind: Kind) -> tuple[int, dict[str, float], float]:
    """Over watchman's classes: how many there are, our mean recall by share of harmless alerts, and at the default."""
    mine = [c for c in evaluation.classes if c.kind == kind and c.key in watchman().cells]
    keys = [rate_key(rate) for rate in evaluation.options.rates]
    return (
        len(mine),
        {key: macro([c.found[key] for c in mine]) for key in keys},
        macro([c.default for c in mine]),
    )


def peer_share(peer: Peer, result: ClassResult, key: str) -> Share | None:
    """A peer's share for the same class and kind; its default threshold for the key ``default``."""
    for theirs in peer.classes:
        if (theirs.key, theirs.kind) == (result.key, result.kind):
            return theirs.default if key == "default" else theirs.found[key]
    return None


def roc(evaluation: Evaluation, kind: Kind) -> Markup:
    """Recall against false alerts, on the harmless and on hard negatives."""
    found = next(c for c in evaluation.curves if c.kind == kind)
    lines = [
        Line(f"harmless, area {found.harmless_auc:.4f}", found.harmless.false_rate, found.harmless.recall),
        Line(f"hard negatives, area {found.hard_auc:.4f}", found.hard.false_rate, found.hard.recall),
    ]
    x = Axis("share that alerts falsely (logarithmic)", 1e-4, 1.0, log=True, percent=True)
    return Markup(plot(f"ROC, {KIND_WORDS[kind].lower()}", lines, x, Axis("recall")))  # noqa: S704 - escaped there


def precision_recall(evaluation: Evaluation, kind: Kind) -> Markup:
    """Precision against recall, on the harmless and on hard negatives."""
    found = next(c for c in evaluation.curves if c.kind == kind)
    lines = [
        Line("harmless", found.harmless.recall, found.harmless.precision),
        Line("hard negatives", found.hard.recall, found.hard.precision),
    ]
    title = f"Precision and recall, {KIND_WORDS[kind].lower()}"
    return Markup(plot(title, lines, Axis("recall"), Axis("precision")))  # noqa: S704 - escaped there


def sweep(evaluation: Evaluation, kind: Kind) -> Markup:
    """Recall, harmless alerts and hard-negative alerts by threshold."""
    found = next(s for s in evaluation.sweeps if s.kind == kind)
    lines = [
        Line("recall, mean of classes", found.threshold, found.recall),
        Line("hard negatives alerting", found.threshold, found.hard),
        Line("harmless alerting", found.threshold, found.harmless),
        Line("policy", [evaluation.threshold] * 2, [0.0, 1.0], dashed=True),
    ]
    title = f"Threshold sweep, {KIND_WORDS[kind].lower()}"
    return Markup(plot(title, lines, Axis("threshold"), Axis("share", percent=True)))  # noqa: S704 - escaped there


def reliability(evaluation: Evaluation) -> Markup:
    """How often a best hit is right, by its score."""
    bins = evaluation.calibration.bins
    lines = [
        Line("best hits", [b.predicted for b in bins], [b.observed for b in bins], dots=True),
        Line("perfect", [0.0, 1.0], [0.0, 1.0], dashed=True),
    ]
    return Markup(plot("Calibration", lines, Axis("score"), Axis("share that is right")))  # noqa: S704 - escaped there


def grouped(evaluation: Evaluation, kind: Kind) -> dict[str, list[ClassResult]]:
    """The classes of a kind by group, hard negatives and real variants left out."""
    found: dict[str, list[ClassResult]] = {}
    for result in evaluation.classes:
        if result.kind == kind and result.group not in (NEGATIVE, REAL):
            found.setdefault(result.group, []).append(result)
    return found


def of_group(evaluation: Evaluation, group: str) -> list[ClassResult]:
    """The classes of a group, all kinds."""
    return [result for result in evaluation.classes if result.group == group]


@cache
def _environment() -> Environment:
    return page_templates(
        "watchfloor.evaluation",
        "watchfloor.screening",
        KIND_WORDS=KIND_WORDS,
        NEGATIVE=NEGATIVE,
        REAL=REAL,
        watchman=watchman(),
        bar=lambda share, peer=None: Markup(bar(share, peer)),  # noqa: S704 - numbers only
        grouped=grouped,
        of_group=of_group,
        macro_table=macro_table,
        peer_share=peer_share,
        precision_recall=precision_recall,
        published_recall=published_recall,
        reliability=reliability,
        roc=roc,
        sweep=sweep,
    )

"""What ``watchfloor policy`` does once its options are read."""

from pathlib import Path

import msgspec
import typer

from watchfloor.cli.common import print_json, say
from watchfloor.cli.evaluate_run import Wanted, opened, progress
from watchfloor.cli.opening import open_policy
from watchfloor.evaluation.policy_file import to_toml
from watchfloor.evaluation.run import Run
from watchfloor.evaluation.subjects import KINDS
from watchfloor.evaluation.tune import Tuned, at_policy, tuned, tuned_apart, with_thresholds
from watchfloor.model.errors import UsageError
from watchfloor.model.policy import Policy
from watchfloor.screening.lean import LeanEngine
from watchfloor.screening.writers import check_output, written

APART = ("all", "kind", "source")
"""What a policy may have thresholds of its own for."""


def show(path: Path | None, *, as_json: bool) -> None:
    """Print a policy."""
    policy = open_policy(path)
    if as_json:
        print_json(msgspec.to_builtins(policy))
    else:
        typer.echo(to_toml(policy, comment=f"hash {policy.hash}"), nl=False)


def tune(wanted: Wanted, share: str, by: str, out: Path | None, *, as_json: bool) -> None:
    """Find the threshold, or several, tell what they cost, and write the policy.

    Raises:
        UsageError: the share cannot be read, there are too few harmless parties for it, or
            thresholds are asked for by something else than kind or source.
    """
    rate = a_share(share)
    if by not in APART:
        raise UsageError(f"no thresholds by {by!r}", at="--by", hint=f"There are {', '.join(APART)}.")
    if out is not None:
        check_output(out)
    with progress() as tick:
        run, _ = opened(wanted, tick)
        kinds = [kind for kind in KINDS if kind in run.harmless]
        alone = tuned(run, kinds, rate)
        apart = tuned_apart(run, kinds, rate, by_source=by == "source") if by != "all" else []
        before = [at_policy(run, kind) for kind in kinds]
        policy = run.engine.policy
        name = f"{policy.name}, at most {100 * rate:g}% harmless alerts"
        new = with_thresholds(policy, apart or alone, name=name, apart=bool(apart))
        again = Run(LeanEngine(run.engine.index, new), run.options, run.population, tick)
        after = [at_policy(again, kind) for kind in kinds]
    if as_json:
        told = {"policy": new, "before": before, "after": after, "alone": alone, "apart": apart}
        print_json(msgspec.to_builtins(told))
    else:
        typer.echo("\n".join((*_words(policy, new, before, after), *_apart(alone, apart))))
    if out is not None:
        with written(out) as stream:
            stream.write(to_toml(new, comment=_comment(run, before, after)).encode())
        say(f"written to {out}; use it with --policy {out}")


def a_share(text: str) -> float:
    """A share as a percentage or a fraction.

    Raises:
        UsageError: it is neither, or not between 0 and 1.
    """
    bare = text.strip()
    try:
        value = float(bare.removesuffix("%")) / (100 if bare.endswith("%") else 1)
    except ValueError as error:
        raise UsageError(
            f"not a share: {text!r}", at="--max-harmless", hint="Write 0.5% or 0.005."
        ) from error
    if not 0.0 < value < 1.0:
        raise UsageError(f"a share lies between 0 and 1, not {text}", at="--max-harmless")
    return value


def _words(old: Policy, new: Policy, before: list[Tuned], after: list[Tuned]) -> list[str]:
    told = "".join(f", {key} {value}" for key, value in new.thresholds.items())
    return [
        f"threshold {old.threshold} becomes {new.threshold}{told}",
        *(f"  {one.kind}: {_change(one, two)}" for one, two in zip(before, after, strict=True)),
    ]


def _apart(alone: list[Tuned], apart: list[Tuned]) -> list[str]:
    """What each kind would need by itself, and what each group got."""
    lines = [f"  {t.kind} by itself: {_told(t)}" for t in alone]
    return [*lines, *(f"  {t.kind}{f' on {t.source}' if t.source else ''}: {_told(t)}" for t in apart)]


def _told(t: Tuned) -> str:
    alerts = f"harmless alerts {1000 * t.harmless.rate:.2f} per 1,000"
    return f"threshold {t.threshold}, {alerts}, mean recall {100 * t.recall:.1f}%"


def _change(one: Tuned, two: Tuned) -> str:
    return (
        f"harmless alerts {1000 * one.harmless.rate:.2f} -> {1000 * two.harmless.rate:.2f} per 1,000"
        f" [{1000 * two.harmless.low:.2f}-{1000 * two.harmless.high:.2f}],"
        f" mean recall {100 * one.recall:.1f}% -> {100 * two.recall:.1f}%,"
        f" hard negatives {100 * one.hard.rate:.1f}% -> {100 * two.hard.rate:.1f}%"
    )


def _comment(run: Run, before: list[Tuned], after: list[Tuned]) -> str:
    stamp, options = run.engine.stamp, run.options
    origins = ", ".join(f"{h.kind}: {len(h.parties):,} from {h.origin}" for h in run.population)
    lines = [
        f"tuned with snapshot {stamp.snapshot[:12]}, engine {stamp.engine},"
        f" seed {options.seed}, {options.cases} cases a class",
        f"harmless {origins}",
        *(f"{one.kind}: {_change(one, two)}" for one, two in zip(before, after, strict=True)),
    ]
    return "\n".join(lines)

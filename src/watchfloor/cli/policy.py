"""``watchfloor policy``: what the policy says, and a threshold found by measuring."""

from pathlib import Path
from typing import Annotated

import typer

from watchfloor.cli.common import (
    AsOfOption,
    Group,
    JsonOption,
    KnownAtOption,
    PolicyOption,
    QuietOption,
    SourceOption,
    begin,
)
from watchfloor.cli.evaluate import (
    CasesOption,
    ClassesOption,
    HarmlessCountOption,
    HarmlessOption,
    SeedOption,
)

app = typer.Typer(cls=Group, no_args_is_help=True, help="Show the policy, and tune its threshold.")

TUNE = (
    "Examples: `watchfloor policy tune --max-harmless 0.5% --harmless customers.csv --out policy.toml`"
    " · `watchfloor policy tune --max-harmless 0.003 --source us_ofac_sdn`"
)


@app.command("show", epilog="Example: `watchfloor policy show > policy.toml`")
def show(*, policy: PolicyOption = None, as_json: JsonOption = False) -> None:
    """Print the policy in force as TOML, with its hash."""
    from watchfloor.cli import policy_run  # noqa: PLC0415 - start-up counts

    begin()
    policy_run.show(policy, as_json=as_json)


@app.command("tune", epilog=TUNE)
def tune(  # noqa: PLR0913 - one option each
    *,
    max_harmless: Annotated[
        str,
        typer.Option(
            "--max-harmless", metavar="SHARE", help="Share of ordinary parties that may alert: 0.5% or 0.005."
        ),
    ],
    by: Annotated[
        str,
        typer.Option(
            metavar="all|kind|source",
            help="One threshold for all, or one for each kind of party, or for each kind on each list.",
        ),
    ] = "all",
    policy: PolicyOption = None,
    as_of: AsOfOption = "",
    known_at: KnownAtOption = "",
    sources: SourceOption = None,
    seed: SeedOption = 1,
    cases: CasesOption = 100,
    harmless: HarmlessOption = None,
    harmless_count: HarmlessCountOption = 5000,
    classes: ClassesOption = None,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", metavar="FILE", help="Write the tuned policy there (TOML).")
    ] = None,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Find the threshold at which no more than a share of ordinary parties alert, and tell what it costs."""
    from watchfloor.cli import evaluate_run, policy_run  # noqa: PLC0415 - start-up counts

    begin(quiet=quiet)
    wanted = evaluate_run.Wanted(
        policy=policy, as_of=as_of, known_at=known_at, sources=tuple(sources or ()), seed=seed, cases=cases,
        aliases=0, harmless=tuple(harmless or ()), harmless_count=harmless_count, classes=tuple(classes or ()),
    )  # fmt: skip
    policy_run.tune(wanted, max_harmless, by, out, as_json=as_json)

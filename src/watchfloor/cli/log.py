"""``watchfloor log``: the screening log."""

from pathlib import Path
from typing import Annotated

import typer

from watchfloor.cli.common import Group, JsonOption, QuietOption, begin

app = typer.Typer(
    cls=Group,
    help="Look into the screening log: who was screened, by whom, with what lists, and what was found.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)
CallerOption = Annotated[str, typer.Option("--caller", help="By this key (its name or prefix) or user.")]
SinceOption = Annotated[str, typer.Option("--since", metavar="TIME", help="At this moment or later (UTC).")]
UntilOption = Annotated[str, typer.Option("--until", metavar="TIME", help="Before this moment (UTC).")]
NameOption = Annotated[str, typer.Option("--name", help="Of a party by this first name of it, in any case.")]
PartyOption = Annotated[str, typer.Option("--party", metavar="ID", help="Of the party with this id.")]
EntityOption = Annotated[str, typer.Option("--entity", metavar="ID", help="That found this listed entity.")]
RequestOption = Annotated[str, typer.Option("--request", metavar="ID", help="Of this request.")]
MatchedOption = Annotated[
    bool | None,
    typer.Option("--matched/--not-matched", help="With a hit at the policy's threshold, or without."),
]


@app.command(
    "list",
    epilog="Examples: `watchfloor log list --matched` · `watchfloor log list --name 'Ivan Petrov' --json`",
)
def list_(  # noqa: PLR0913 - one option each
    *,
    caller: CallerOption = "",
    since: SinceOption = "",
    until: UntilOption = "",
    name: NameOption = "",
    party: PartyOption = "",
    entity: EntityOption = "",
    request: RequestOption = "",
    matched: MatchedOption = None,
    limit: Annotated[int, typer.Option("--limit", min=1, help="How many at most.")] = 50,
    before: Annotated[
        int | None,
        typer.Option("--before", metavar="NUMBER", help="Those before this number, to go on from there."),
    ] = None,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """List screenings, the latest first."""
    from watchfloor.cli import log_run  # noqa: PLC0415 - start-up counts

    begin(quiet=quiet)
    asked = log_run.Asked(caller, since, until, name, party, entity, request, matched)
    log_run.list_(asked, limit, before, as_json=as_json)


@app.command(epilog="Examples: `watchfloor log show 17` · `watchfloor log show c66bf6a6 --json`")
def show(
    screening: Annotated[
        str, typer.Argument(metavar="ID", help="A screening's number or id, or how only its id begins.")
    ],
    *,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Show one screening in full: the input, what was found and why, and with what it was made."""
    from watchfloor.cli import log_run  # noqa: PLC0415 - start-up counts

    begin(quiet=quiet)
    log_run.show(screening, as_json=as_json)


@app.command(
    epilog="Examples: `watchfloor log export 2025.parquet --since 2025-01-01 --until 2026-01-01` ·"
    " `watchfloor log export hits.csv --matched`"
)
def export(  # noqa: PLR0913 - one option each
    out: Annotated[Path, typer.Argument(metavar="FILE", help="Written to: .csv, .parquet or .jsonl.")],
    *,
    caller: CallerOption = "",
    since: SinceOption = "",
    until: UntilOption = "",
    name: NameOption = "",
    party: PartyOption = "",
    entity: EntityOption = "",
    request: RequestOption = "",
    matched: MatchedOption = None,
    quiet: QuietOption = False,
) -> None:
    """Write screenings to a file: a line for each hit, one for a screening without hits."""
    from watchfloor.cli import log_run  # noqa: PLC0415 - start-up counts

    begin(quiet=quiet)
    asked = log_run.Asked(caller, since, until, name, party, entity, request, matched)
    log_run.export(asked, out)


@app.command(epilog="Examples: `watchfloor log purge` · `watchfloor log purge --yes`")
def purge(
    *,
    yes: Annotated[
        bool, typer.Option("--yes", help="Delete them; without it they are only counted.")
    ] = False,
    everything: Annotated[
        bool, typer.Option("--all", help="Delete them also where none is left, which is otherwise refused.")
    ] = False,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Delete the screenings that are older than they are to be kept (`WATCHFLOOR_RETENTION`, ten years)."""
    from watchfloor.cli import log_run  # noqa: PLC0415 - start-up counts

    begin(quiet=quiet)
    log_run.purge(yes=yes, everything=everything, as_json=as_json)

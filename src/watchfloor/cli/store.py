"""``watchfloor store``: the database in which keys and the screening log are kept."""

import typer

from watchfloor.cli.common import Group, JsonOption, QuietOption, begin

app = typer.Typer(
    cls=Group,
    help="Set up the database of keys and screenings, bring it up to date, and see what is in it.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)


@app.command(
    epilog="Examples: `watchfloor store migrate` ·"
    " `WATCHFLOOR_DATABASE_URL=postgresql://watchfloor@db/watchfloor watchfloor store migrate`"
)
def migrate(*, as_json: JsonOption = False, quiet: QuietOption = False) -> None:
    """Bring the database to the shape this Watchfloor needs, in one transaction; what is in it stays."""
    from watchfloor.cli import store_run  # noqa: PLC0415 - start-up counts

    begin(quiet=quiet)
    store_run.migrate(as_json=as_json)


@app.command(epilog="Example: `watchfloor store status --json`")
def status(*, as_json: JsonOption = False, quiet: QuietOption = False) -> None:
    """Show where the database is, what shape it has, how much is in it, and what was done to it last."""
    from watchfloor.cli import store_run  # noqa: PLC0415 - start-up counts

    begin(quiet=quiet)
    store_run.status(as_json=as_json)

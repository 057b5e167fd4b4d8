"""``watchfloor show``: one listed entity with all that is known of it."""

from typing import Annotated

import typer

from watchfloor.cli.common import AsOfOption, JsonOption, KnownAtOption, QuietOption, begin

EPILOG = (
    "Examples: `watchfloor show us_ofac_sdn:20157` · `watchfloor show 'Kim Jong Un'`"
    " · `watchfloor show KPi.033 --json`"
)


def show(
    wanted: Annotated[
        str,
        typer.Argument(metavar="ENTITY_OR_NAME", help="An id (source:record), a reference number or a name."),
    ],
    *,
    as_of: AsOfOption = "",
    known_at: KnownAtOption = "",
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Show all that the lists say of an entity: names, facts, designations, relations, linked records."""
    from watchfloor.cli import show_run  # noqa: PLC0415 - start-up counts

    begin(quiet=quiet)
    show_run.run(wanted, as_of, known_at, as_json=as_json)

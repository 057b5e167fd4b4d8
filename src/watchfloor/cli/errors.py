"""``watchfloor errors``: what an error means and what to do about it."""

from typing import Annotated

import typer

from watchfloor.cli.common import begin

EPILOG = "Examples: `watchfloor errors` · `watchfloor errors shrunken-feed`"


def errors(
    kind: Annotated[
        str, typer.Argument(metavar="[KIND]", help="The short name of an error; without one all are listed.")
    ] = "",
) -> None:
    """Tell what a kind of error means and what to do about it."""
    from watchfloor.cli import errors_run  # noqa: PLC0415 - start-up counts

    begin()
    errors_run.run(kind)

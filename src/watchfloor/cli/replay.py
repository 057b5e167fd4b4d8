"""``watchfloor replay``: a screening of the log done once more."""

from pathlib import Path
from typing import Annotated

import typer

from watchfloor.cli.common import HITS, JsonOption, QuietOption, begin

EPILOG = (
    "Examples: `watchfloor replay 17` · `watchfloor replay c66bf6a6 --json`"
    " · `watchfloor replay c66bf6a6 --input party.json`"
)


def replay(
    screening: Annotated[
        str, typer.Argument(metavar="ID", help="A screening's number or id, or how only its id begins.")
    ],
    *,
    given: Annotated[
        Path | None,
        typer.Option("--input", metavar="FILE", help="The party as JSON, where only its digest was kept."),
    ] = None,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Screen again with the snapshot, policy and input of then; exit with 1 where another result comes out."""
    from watchfloor.cli import replay_run  # noqa: PLC0415 - start-up counts

    begin(quiet=quiet)
    if not replay_run.run(screening, given, as_json=as_json):
        raise typer.Exit(HITS)

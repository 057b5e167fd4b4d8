"""``watchfloor compare``: two names against each other."""

from pathlib import Path
from typing import Annotated

import typer

from watchfloor.cli.common import HITS, JsonOption, PolicyOption, QuietOption, begin
from watchfloor.model.errors import UsageError

EPILOG = (
    "Examples: `watchfloor compare 'Wladimir Putin' 'Путин Владимир' --schema Person`"
    " · `watchfloor compare --pairs pairs.csv --out scored.csv`"
)


def compare(  # noqa: PLR0913 - one option each
    left: Annotated[str, typer.Argument(metavar="NAME", help="The name of the party.")] = "",
    right: Annotated[str, typer.Argument(metavar="LISTED", help="The name as listed.")] = "",
    *,
    schema: Annotated[
        str, typer.Option(metavar="SCHEMA", help="What both are: Person, Company, Vessel...")
    ] = "Thing",
    pairs: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="A CSV with columns schema, name1, name2; - for standard input."),
    ] = None,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", metavar="FILE", help="With --pairs: where to write them.")
    ] = None,
    policy: PolicyOption = None,
    fail_on_hit: Annotated[bool, typer.Option("--fail-on-hit", help="Exit with 1 if they match.")] = False,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Compare two names: score, contributions and word alignment. No list is needed."""
    from watchfloor.cli import compare_run  # noqa: PLC0415 - start-up counts

    begin(quiet=quiet)
    if pairs is not None and (left or right):
        raise UsageError("give two names or --pairs, not both")
    if pairs is not None:
        matched = compare_run.pairs(pairs, out, policy)
    else:
        matched = compare_run.two(left, right, schema, policy, as_json=as_json)
    if fail_on_hit and matched:
        raise typer.Exit(HITS)

"""``watchfloor read``: listed parties in texts."""

from pathlib import Path
from typing import Annotated

import typer

from watchfloor.cli.common import (
    HITS,
    AsOfOption,
    JsonOption,
    KnownAtOption,
    PolicyOption,
    QuietOption,
    SourceOption,
    begin,
)

EPILOG = (
    "Examples: `watchfloor read article.txt` · `watchfloor read article.txt --html mentions.html`"
    " · `watchfloor read *.txt --json`"
)


def read(  # noqa: PLR0913 - one option each
    files: Annotated[
        list[Path] | None,
        typer.Argument(metavar="FILE...", help="Texts (or HTML pages); - for standard input."),
    ] = None,
    *,
    html: Annotated[
        Path | None, typer.Option("--html", metavar="FILE", help="Write a page with the mentions marked.")
    ] = None,
    policy: PolicyOption = None,
    as_of: AsOfOption = "",
    known_at: KnownAtOption = "",
    sources: SourceOption = None,
    fail_on_hit: Annotated[
        bool, typer.Option("--fail-on-hit", help="Exit with 1 if any listed party is mentioned.")
    ] = False,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Find which listed parties a text mentions, and where. What a text says of them is its claim, not a fact."""
    from watchfloor.cli import read_run  # noqa: PLC0415 - start-up counts

    begin(quiet=quiet)
    wanted = read_run.Wanted(
        files=tuple(files or ()),
        html=html,
        policy=policy,
        as_of=as_of,
        known_at=known_at,
        sources=tuple(sources or ()),
        as_json=as_json,
    )
    if read_run.run(wanted) and fail_on_hit:
        raise typer.Exit(HITS)

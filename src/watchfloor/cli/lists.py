"""``watchfloor lists``: get the lists in, and see what is in them and what changed."""

from pathlib import Path
from typing import Annotated

import typer

from watchfloor.cli.common import Group, JsonOption, QuietOption, begin

app = typer.Typer(
    cls=Group,
    help="Get the official lists in, and see what is in them and what changed.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)

ShrinkOption = Annotated[
    bool,
    typer.Option(
        "--accept-shrink", help="Take a list that is empty, out of bounds or far smaller than before."
    ),
]
IndexOption = Annotated[
    bool, typer.Option("--no-index", help="Leave the index to the first screening; it takes a few seconds.")
]
SourcesOption = Annotated[
    list[str] | None,
    typer.Option("--source", "-s", metavar="KEY", help="Look at this list only (repeatable)."),
]
_SNAPSHOT = "A date, an id, `current` or `starter`."


@app.command(epilog="Examples: `watchfloor lists update` · `watchfloor lists update un_sc_sanctions eu_fsf`")
def update(
    sources: Annotated[
        list[str] | None,
        typer.Argument(metavar="[SOURCE]...", help="Which lists; all that can be downloaded by default."),
    ] = None,
    *,
    accept_shrink: ShrinkOption = False,
    no_index: IndexOption = False,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Download lists from their authorities (uses the network), keep the raw files, make a new snapshot.

    One list that fails does not stop the others; the exit code is that of the first failure.
    """
    from watchfloor.cli import lists_run  # noqa: PLC0415 - start-up counts

    asked = lists_run.UpdateAsked(sources or [], accept_shrink=accept_shrink, index=not no_index)
    lists_run.update(begin(quiet=quiet), asked, as_json=as_json)


@app.command(
    "import",
    epilog="Examples: `watchfloor lists import sdn.csv alt.csv add.csv --source us_ofac_sdn"
    " --date 2021-07-01` · `watchfloor lists import ours.csv --source custom --as branch_list`",
)
def import_(  # noqa: PLR0913 - one option each
    paths: Annotated[
        list[Path],
        typer.Argument(metavar="PATH...", help="Files that belong together, packed or not, or folders."),
    ],
    source: Annotated[str, typer.Option("--source", "-s", metavar="KEY", help="Which list they are.")],
    date: Annotated[
        str,
        typer.Option(
            "--date",
            metavar="DATE",
            help="When the list was published; default: the date in the file or its name.",
        ),
    ] = "",
    name: Annotated[
        str, typer.Option("--as", metavar="KEY", help="A name of its own for a watchlist (custom and ftm).")
    ] = "",
    *,
    accept_shrink: ShrinkOption = False,
    no_index: IndexOption = False,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Import a list from files, and say what became of every row."""
    from watchfloor.cli import lists_run  # noqa: PLC0415 - start-up counts

    asked = lists_run.ImportAsked(paths, source, date, name, accept_shrink=accept_shrink, index=not no_index)
    lists_run.import_files(begin(quiet=quiet), asked, as_json=as_json)


@app.command(epilog="Example: `watchfloor lists status --json`")
def status(*, as_json: JsonOption = False, quiet: QuietOption = False) -> None:
    """Show the lists in use: of each the date, the files with their hashes, entities and rejected rows."""
    from watchfloor.cli import lists_run  # noqa: PLC0415 - start-up counts

    lists_run.status(begin(quiet=quiet), as_json=as_json)


@app.command(
    epilog="Examples: `watchfloor lists diff 2021-07-01 2021-08-31` ·"
    " `watchfloor lists diff 2021-07-01 current --source us_ofac_sdn --html changes.html`"
)
def diff(  # noqa: PLR0913 - one option each
    old: Annotated[str, typer.Argument(metavar="A", help=f"The older snapshot. {_SNAPSHOT}")],
    new: Annotated[str, typer.Argument(metavar="B", help=f"The newer snapshot. {_SNAPSHOT}")] = "current",
    source: SourcesOption = None,
    limit: Annotated[int, typer.Option("--limit", min=0, help="Rows shown of each kind of change.")] = 20,
    html: Annotated[
        Path | None, typer.Option("--html", metavar="FILE", help="Write all changes as a page of its own.")
    ] = None,
    *,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Show what was added, removed and changed between two snapshots, field by field."""
    from watchfloor.cli import lists_run  # noqa: PLC0415 - start-up counts

    asked = lists_run.DiffAsked(old, new, source, limit, html)
    lists_run.diff(begin(quiet=quiet), asked, as_json=as_json)


@app.command(
    epilog="Examples: `watchfloor lists history us_ofac_sdn:36` · `watchfloor lists history KPe.001`"
)
def history(
    entity: Annotated[
        str,
        typer.Argument(
            metavar="ENTITY", help="An id (source:record), a reference number, or a name as listed."
        ),
    ],
    *,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Show when an entity was listed, changed and delisted, over all versions imported."""
    from watchfloor.cli import lists_run  # noqa: PLC0415 - start-up counts

    lists_run.history(begin(quiet=quiet), entity, as_json=as_json)


@app.command(epilog="Example: `watchfloor lists verify`")
def verify(*, as_json: JsonOption = False, quiet: QuietOption = False) -> None:
    """Hash every raw file, version and snapshot again, and tell what is missing or damaged."""
    from watchfloor.cli import lists_run  # noqa: PLC0415 - start-up counts

    lists_run.verify(begin(quiet=quiet), as_json=as_json)


@app.command(epilog="Example: `watchfloor lists sources`")
def sources(*, as_json: JsonOption = False, quiet: QuietOption = False) -> None:
    """Show every list that can be read: its key, authority, address and terms."""
    from watchfloor.cli import lists_run  # noqa: PLC0415 - start-up counts

    lists_run.sources(begin(quiet=quiet), as_json=as_json)

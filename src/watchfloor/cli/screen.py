"""``watchfloor screen``: parties against the lists."""

import sys
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
    "Examples: `watchfloor screen customers.csv` · `watchfloor screen customers.csv --out hits.html`"
    " · `watchfloor screen customers.csv --as-of 2022-03-01 --source us_ofac_sdn`"
    " · `watchfloor screen --name 'Wladimir Putin' --birth-date 1952-10-07`"
)


def screen(  # noqa: PLR0913 - one option each
    file: Annotated[
        Path | None,
        typer.Argument(
            help="CSV, TSV, names one a line, JSON lines or Parquet, packed or not; - for standard input."
        ),
    ] = None,
    *,
    out: Annotated[
        Path | None,
        typer.Option("--out", "-o", metavar="FILE", help="Write to a .jsonl, .csv, .parquet or .html file."),
    ] = None,
    policy: PolicyOption = None,
    threshold: Annotated[
        float | None,
        typer.Option(
            min=0.0, max=1.0, help="List hits down to this score; `match` keeps the policy's threshold."
        ),
    ] = None,
    as_of: AsOfOption = "",
    known_at: KnownAtOption = "",
    sources: SourceOption = None,
    schema: Annotated[
        str,
        typer.Option(
            metavar="SCHEMA", help="Kind of parties whose kind no column tells: Person, Company, Vessel..."
        ),
    ] = "",
    mapping: Annotated[
        list[str] | None,
        typer.Option("--map", metavar="COLUMN=PROPERTY", help="What a column holds (repeatable)."),
    ] = None,
    month_first: Annotated[
        bool | None, typer.Option("--month-first/--day-first", help="How dates such as 03/04/1970 are meant.")
    ] = None,
    encoding: Annotated[str, typer.Option(help="Encoding of the file, if it is not found out rightly.")] = "",
    name: Annotated[str, typer.Option(help="Screen this one name instead of a file.")] = "",
    birth_date: Annotated[str, typer.Option(help="With --name: birth date.")] = "",
    country: Annotated[str, typer.Option(help="With --name: country.")] = "",
    number: Annotated[
        str, typer.Option(metavar="PROPERTY=NUMBER", help="With --name: a number, imoNumber=9074729.")
    ] = "",
    limit: Annotated[int, typer.Option(min=0, help="Most hits to keep for a party; 0 keeps all.")] = 0,
    workers: Annotated[
        int,
        typer.Option(min=0, help="Processes that screen side by side; 0: one for each processor core."),
    ] = 0,
    record: Annotated[
        bool, typer.Option("--record", help="Write each result into the screening log before it is shown.")
    ] = False,
    fail_on_hit: Annotated[
        bool, typer.Option("--fail-on-hit", help="Exit with 1 if any party matches.")
    ] = False,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Screen parties against the lists; a party without hits has a result too."""
    from watchfloor.cli import screen_run  # noqa: PLC0415 - start-up counts

    begin(quiet=quiet)
    wanted = screen_run.Wanted(
        file=file, out=out, policy=policy, threshold=threshold, as_of=as_of, known_at=known_at,
        sources=tuple(sources or ()), schema=schema, mapping=tuple(mapping or ()), month_first=month_first,
        encoding=encoding, name=name, birth_date=birth_date, country=country, number=number, limit=limit, workers=workers,
        record=record, as_json=as_json,
    )  # fmt: skip
    tally = screen_run.run(wanted, sys.stdin.buffer)
    if fail_on_hit and tally.matched:
        raise typer.Exit(HITS)

"""What ``watchfloor log`` does."""

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
import typer

from watchfloor.cli.common import print_json, say, state
from watchfloor.cli.keeping import a_moment_of, shown, the_store, who
from watchfloor.cli.lists_view import SHORT, table
from watchfloor.cli.show_hits import print_screened
from watchfloor.cli.terminal import terminal
from watchfloor.model.errors import UsageError
from watchfloor.screening.writers import (
    check_output,
    format_of,
    plain,
    write_csv_rows,
    write_parquet_rows,
    written,
)

if TYPE_CHECKING:
    from watchfloor.store.log import Line, Logged, Wanted


@dataclass(frozen=True, slots=True)
class Asked:
    """Which screenings, as the command line says it."""

    caller: str
    since: str
    until: str
    name: str
    party: str
    entity: str
    request: str
    matched: bool | None

    def wanted(self) -> "Wanted":
        """Which screenings, read.

        Raises:
            UsageError: a moment is none.
        """
        from watchfloor.store.log import Wanted  # noqa: PLC0415 - only where it is installed

        return Wanted(
            caller=self.caller,
            since=a_moment_of(self.since, "--since"),
            until=a_moment_of(self.until, "--until"),
            name=self.name,
            party=self.party,
            entity=self.entity,
            request=self.request,
            matched=self.matched,
        )


def list_(asked: Asked, limit: int, before: int | None, *, as_json: bool) -> None:
    """List screenings."""
    with the_store() as store:
        found = store.log.lines(asked.wanted(), limit=limit, before=before)
    if as_json:
        print_json([_plain(line) for line in found])
        return
    if not found:
        say("no screening of that kind is written down")
        return
    rows = table(
        "Number", "Id", "When", "Who", "Name", "Hits", "Best", "Match", right=("Number", "Hits", "Best")
    )
    for line in found:
        best, match = f"{line.best:.2f}" if line.hits else "", "yes" if line.matched else "no"
        told = (shown(line.at), line.caller, line.name, str(line.hits), best, match)
        rows.add_row(str(line.number), line.id[:SHORT], *told)
    terminal().print(rows)
    if len(found) == limit:
        say(f"those before them: --before {found[-1].number}")


def _plain(line: "Line") -> dict[str, Any]:
    return {name: getattr(line, name) for name in line.__struct_fields__}


def show(screening: str, *, as_json: bool) -> None:
    """Show a screening in full."""
    with the_store() as store:
        found = store.log.one(screening)
        threshold = store.log.policy(found.line.policy).threshold
    if as_json:
        print_json(_full(found))
        return
    line, made = found.line, found.screening
    say_who = f"{line.caller} ({line.role}{f', {line.caller_key}' if line.caller_key else ''})"
    typer.echo(f"{line.id}, number {line.number}: {shown(line.at)} by {say_who}")
    typer.echo(f"{line.route} on {line.dataset}, request {line.request}, down to {made.threshold}")
    typer.echo(f"snapshot {line.snapshot[:SHORT]} · policy {line.policy[:SHORT]} · engine {line.engine}")
    if line.clock_behind:
        typer.echo(f"the clock was {line.clock_behind:.0f} seconds behind what had been written before")
    if line.input_kept:
        typer.echo(f"input: {msgspec.json.encode(made.party).decode()}")
    else:
        typer.echo(f"input: not kept, its digest begins with {found.input_key.hex()[:SHORT]}")
    typer.echo("")
    print_screened([made.result], threshold=threshold)


def _full(logged: "Logged") -> dict[str, Any]:
    made = logged.screening
    return {
        **_plain(logged.line),
        "input_digest": logged.input_key.hex(),
        "query": made.query,
        "party": made.party if logged.line.input_kept else None,
        "threshold": made.threshold,
        "options": made.options,
        "result": plain(made.result),
        "shown": made.answered,
    }


def export(asked: Asked, out: Path) -> None:
    """Write screenings to a file.

    Raises:
        UsageError: it is of no known kind, or cannot be written.
    """
    form = format_of(out)
    if form == "html":
        raise UsageError("the log is exported as .csv, .parquet or .jsonl", at=str(out))
    check_output(out)
    with the_store() as store:
        from watchfloor.desk.log_rows import LOG_COLUMNS, LOG_TYPES, log_rows  # noqa: PLC0415 - the same

        wanted = asked.wanted()
        count = store.log.count(wanted)
        found = store.log.full(wanted)
        with written(out) as stream:
            if form == "csv":
                write_csv_rows(log_rows(found), LOG_COLUMNS, stream)
            elif form == "parquet":
                write_parquet_rows(log_rows(found), LOG_COLUMNS, LOG_TYPES, stream)
            else:
                stream.writelines(msgspec.json.encode(_full(one)) + b"\n" for one in found)
    say(f"{count:,} {'screening' if count == 1 else 'screenings'} written to {out}")


def purge(*, yes: bool, everything: bool, as_json: bool) -> None:
    """Delete what is too old, or count it."""
    keep = timedelta(days=state().settings.retention)
    with the_store() as store:
        before, old, total = store.log.too_old(keep)
        gone = store.log.purge(keep, who=who(), everything=everything) if yes else 0
    if as_json:
        print_json({"before": before, "too_old": old, "deleted": gone, "left": total - gone})
        return
    typer.echo(f"{old:,} of {total:,} screenings are older than {shown(before)}; {gone:,} were deleted")
    if old and not yes:
        say("give --yes to delete them")

"""What ``watchfloor compare`` does once its options are read."""

import csv
import io
import sys
from contextlib import ExitStack
from pathlib import Path

from watchfloor.cli.common import print_json, same_file, say
from watchfloor.cli.opening import open_policy, tracked
from watchfloor.cli.show_hits import alignment_table, print_hit
from watchfloor.cli.terminal import terminal
from watchfloor.model.errors import InputError, UsageError
from watchfloor.model.finding import Hit
from watchfloor.model.party import party
from watchfloor.model.policy import Policy
from watchfloor.model.schema import schema as known_schema
from watchfloor.screening.checks import NO_LETTERS, has_words, name_note
from watchfloor.screening.compare import compare
from watchfloor.screening.streams import Notes, open_source
from watchfloor.screening.tables import RawRow, read_table
from watchfloor.screening.writers import plain_hit, written

NEEDED = ("name1", "name2")
ADDED = ("score", "match")


def two(left: str, right: str, schema: str, policy_file: Path | None, *, as_json: bool) -> int:
    """Compare two names and show it; 1 if they match.

    Raises:
        UsageError: a name is missing or has no letters, or there is no such schema.
    """
    if not left or not right:
        raise UsageError("give two names, or --pairs and a file")
    if known_schema(schema) is None:
        hint = "For instance Person, Company, Organization or Vessel."
        raise UsageError(f"no schema is called {schema!r}", hint=hint)
    for name in (left, right):
        if not has_words(name):
            raise UsageError(f"{NO_LETTERS}: {name!r}", hint="Give two names, or --pairs and a file.")
        if note := name_note(name):
            say(f"note: {note}")
    policy = open_policy(policy_file)
    hit = compare(party(left, schema=schema), party(right, schema=schema), policy)
    if as_json:
        print_json(plain_hit(hit))
        return hit.match
    console = terminal()
    print_hit(console, hit, policy.threshold)
    console.print(alignment_table(hit))
    verdict = "a match" if hit.match else "no match"
    console.print(f"{verdict} at the policy's threshold of {policy.threshold:.2f}")
    return hit.match


def pairs(path: Path, out: Path | None, policy_file: Path | None) -> int:
    """Score a table of pairs, adding ``score`` and ``match``; how many match.

    Rows stay in order and keep their other columns. A row that cannot be read in full is scored
    by what is there, and told.

    Raises:
        InputError: the file cannot be read or lacks a column.
        UsageError: the scores would take the place of the pairs.
    """
    if same_file(path, out):
        raise UsageError("the scores would take the place of the pairs", at=str(out))
    policy, notes, matched = open_policy(policy_file), Notes(), 0
    with ExitStack() as stack:
        source = stack.enter_context(open_source(None if str(path) == "-" else path, sys.stdin.buffer))
        table = read_table(source, notes, path=path, headings=NEEDED)
        if missing := [name for name in NEEDED if name not in table.columns]:
            hint = "Needed are name1 and name2; schema is optional."
            raise InputError(f"no column {', '.join(missing)}", at=source.at, hint=hint)
        columns = [column for column in table.columns if column not in ADDED]
        stream = sys.stdout.buffer if out is None or str(out) == "-" else stack.enter_context(written(out))
        text = io.TextIOWrapper(stream, "utf-8", newline="", write_through=True)
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow([*columns, *ADDED])
        for row in tracked(table.rows, "pairs compared", lambda: source.fraction):
            hit = _scored(row, policy, notes)
            matched += hit.match
            values = ("; ".join(row.cells.get(column, ())) for column in columns)
            writer.writerow([*values, f"{hit.score:.4f}", str(hit.match).lower()])
        text.detach()
    for line in notes.lines():
        say(f"note: {line}")
    if out is not None:
        say(f"written to {out}: {matched:,} pairs match")
    return matched


def _scored(row: RawRow, policy: Policy, notes: Notes) -> Hit:
    if row.problem:
        notes.add("rows that are no full pair, scored by what is there", f"row {row.number}: {row.problem}")
    name1, name2, schema = (" ".join(" ".join(row.cells.get(c, ())).split()) for c in (*NEEDED, "schema"))
    if schema and known_schema(schema) is None:
        notes.add("schemata that are not known, compared as Thing", f"{schema!r}, row {row.number}")
        schema = ""
    for name in (name1, name2):
        if note := name_note(name):
            notes.add("names not compared in full", f"row {row.number}: {note}")
    return compare(party(name1, schema=schema or "Thing"), party(name2, schema=schema or "Thing"), policy)

"""What ``watchfloor compare`` does once its options are read."""

import csv
import io
import sys
from collections.abc import Iterator
from pathlib import Path

from rich.console import Console

from watchfloor.cli.common import print_json, say
from watchfloor.cli.opening import open_policy, tracked
from watchfloor.cli.show_hits import alignment_table, print_hit
from watchfloor.lists.xml import mixed_text
from watchfloor.model.errors import InputError, UsageError
from watchfloor.model.party import party
from watchfloor.model.policy import Policy
from watchfloor.model.schema import schema as known_schema
from watchfloor.screening.compare import compare
from watchfloor.screening.writers import plain_hit, written

NEEDED = ("name1", "name2")


def two(left: str, right: str, schema: str, policy_file: Path | None, *, as_json: bool) -> bool:
    """Compare two names and show it; true if they match.

    Raises:
        UsageError: a name is missing, or there is no such schema.
    """
    if not left or not right:
        raise UsageError("give two names, or --pairs and a file")
    _check(schema)
    policy = open_policy(policy_file)
    hit = compare(party(left, schema=schema), party(right, schema=schema), policy)
    if as_json:
        print_json(plain_hit(hit))
        return hit.match
    console = Console(highlight=False)
    print_hit(console, hit, policy.threshold)
    console.print(alignment_table(hit))
    verdict = "a match" if hit.match else "no match"
    console.print(f"{verdict} at the policy's threshold of {policy.threshold:.2f}")
    return hit.match


def _check(schema: str) -> None:
    if known_schema(schema) is None:
        raise UsageError(
            f"no schema is called {schema!r}", hint="For instance Person, Company, Organization or Vessel."
        )


def pairs(path: Path, out: Path | None, policy_file: Path | None) -> bool:
    """Score a CSV of pairs, adding ``score`` and ``match``; true if any pair matches.

    Raises:
        InputError: the file cannot be read or lacks a column.
    """
    policy = open_policy(policy_file)
    try:
        text, _ = mixed_text(path.read_bytes().removeprefix(b"\xef\xbb\xbf"))
    except OSError as error:
        raise InputError("the file of pairs cannot be read", at=str(path)) from error
    reader = csv.DictReader(io.StringIO(text, newline=""), restkey="")
    columns = list(reader.fieldnames or ())
    if missing := [name for name in NEEDED if name not in columns]:
        raise InputError(
            f"no column {', '.join(missing)}",
            at=str(path),
            hint="Needed are name1 and name2; schema is optional.",
        )
    columns = [c for c in columns if c not in ("score", "match")]
    matched = 0
    buffer = io.StringIO(newline="")
    writer = csv.DictWriter(buffer, [*columns, "score", "match"], lineterminator="\n", extrasaction="ignore")
    writer.writeheader()
    for row in tracked(_scored(reader, policy, str(path)), "pairs compared"):
        matched += row["match"] == "true"
        writer.writerow(row)
    data = buffer.getvalue().encode()
    if out is None:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    else:
        with written(out) as stream:
            stream.write(data)
        say(f"written to {out}: {matched:,} pairs match")
    return bool(matched)


def _scored(reader: "csv.DictReader[str]", policy: Policy, at: str) -> Iterator[dict[str, str]]:
    for row in reader:
        schema = (row.get("schema") or "").strip() or "Thing"
        if known_schema(schema) is None:
            raise InputError(f"no schema is called {schema!r}", at=f"{at}, line {reader.line_num}")
        hit = compare(
            party(row["name1"] or "", schema=schema), party(row["name2"] or "", schema=schema), policy
        )
        yield {**row, "score": f"{hit.score:.4f}", "match": str(hit.match).lower()}

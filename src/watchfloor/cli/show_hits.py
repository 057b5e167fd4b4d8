"""Hits on a terminal: who, by which list, how sure, and why."""

from collections.abc import Iterable, Iterator

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from watchfloor.cli.terminal import terminal
from watchfloor.model.finding import Contribution, Hit, Screened

MAX_SHOWN = 50
"""Parties with hits that are shown in full; a file holds the rest."""

LONGEST = 200
"""Characters of a party's name that are shown; results in files hold all of them."""


def print_screened(results: Iterable[Screened], *, threshold: float) -> None:
    """Print every party with hits, every row with a problem or a note, and how many have no hit.

    Args:
        results: consumed once.
        threshold: the policy's, to tell matches from weaker hits.
    """
    console = terminal()
    clear = shown = 0
    for result in results:
        for told in _noticed(result):
            console.print(f"\n[yellow]{escape(told)}[/]")
        if not result.hits:
            clear += not result.problem
            continue
        shown += 1
        if shown == MAX_SHOWN + 1:
            console.print(f"\n... more have hits; {MAX_SHOWN} are shown. Use --out for all of them.")
        if shown <= MAX_SHOWN:
            _party(console, result, threshold)
    if clear:
        console.print(f"\nNo hit for {clear:,} {'party' if clear == 1 else 'parties'}; that is no clearance.")
    if shown:
        console.print("\nA hit says what was seen; a person decides whether it is the same party.")


def _noticed(result: Screened) -> Iterator[str]:
    """What is to be said of a row beside its hits."""
    if result.problem:
        yield f"row {result.row}: {result.problem}" + (f" ({_short(result.name)})" if result.name else "")
    yield from (f"row {result.row}: {note}" for note in result.notes)


def _short(name: str) -> str:
    """A name as it is, or the beginning of one that would fill the screen."""
    return name if len(name) <= LONGEST else name[:LONGEST] + "…"


def _party(console: Console, result: Screened, threshold: float) -> None:
    where = f"row {result.row}: " if result.row else ""
    console.print(
        f"\n[bold]{escape(where + _short(result.name))}[/]"
        + (f" ({result.schema})" if result.schema != "Thing" else "")
    )
    for hit in result.hits[:5]:
        print_hit(console, hit, threshold)
    if len(result.hits) > 5:
        console.print(f"  ... and {len(result.hits) - 5} weaker hits")


def print_hit(console: Console, hit: Hit, threshold: float) -> None:
    """Print one hit with its reasons."""
    colour = "red" if hit.score >= threshold else "yellow"
    listed = f", listed {hit.listed_on}" if hit.listed_on else ""
    under = f" under {', '.join(hit.programmes)}" if hit.programmes else ""
    where = f" · {', '.join(hit.records)}" if hit.records else ""
    console.print(
        f"  [{colour}]{share(hit.score)}[/] {escape(hit.caption)} ({hit.schema})"
        f"{escape(where)}{escape(under)}{listed}"
    )
    console.print(f"       names {share(hit.name_likeness)}, evidence {hit.evidence:+.2f}", style="dim")
    for contribution in hit.explanation.contributions:
        console.print(f"       {_sign(contribution)} {escape(contribution.reason)}")


def share(value: float) -> str:
    """A share in [0, 1] with two digits; what is not quite everything never shows as 1.00."""
    return "0.99" if 0.99 < value < 1 else f"{value:.2f}"


def _sign(contribution: Contribution) -> str:
    colour = "green" if contribution.points > 0 else "magenta" if contribution.points < 0 else "dim"
    return f"[{colour}]{contribution.points:+5.1f}[/]"


def alignment_table(hit: Hit) -> Table:
    """The word alignment of a hit as a table."""
    table = Table(box=None, pad_edge=False, header_style="dim")
    for heading in ("party", "listed", "alike", "how"):
        table.add_column(heading, justify="right" if heading == "alike" else "left")
    for match in hit.explanation.alignment:
        alike = f"{match.likeness:.2f}" if match.likeness else ""
        table.add_row(escape(match.party), escape(match.entity), alike, match.how)
    return table

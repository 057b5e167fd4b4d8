"""What the ``lists`` commands show: one plain object for machines, one table for people."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec
from rich.console import JustifyMethod, RenderableType
from rich.table import Table
from rich.text import Text

from watchfloor.lists.diff import Changed, Diff, FieldChange, Listed
from watchfloor.lists.history import History
from watchfloor.lists.snapshots import Snapshot
from watchfloor.lists.source import SourceSpec
from watchfloor.lists.versions import Version

SHORT = 12
"""Characters of an id that are shown to people."""
HAPPENED = {
    "held": "on the oldest list held",
    "listed": "listed",
    "changed": "changed",
    "delisted": "delisted",
    "relisted": "listed again",
}


_WHOLE = frozenset({"Source", "Date", "Id", "Checked", "List of", "Listed on", "SHA-256 begins", "When"})
"""Columns whose cells are never broken over lines."""


def table(*columns: str, right: Iterable[str] = (), title: str = "") -> Table:
    """An empty table in the house style; ``right`` names the columns of numbers."""
    numbers = set(right)
    made = Table(title=title or None, title_justify="left", box=None, pad_edge=False, header_style="bold")
    for column in columns:
        justify: JustifyMethod = "right" if column in numbers else "left"
        whole_cells = column in _WHOLE or column in numbers
        made.add_column(column, justify=justify, overflow="fold", no_wrap=whole_cells)
    return made


def add(made: Table, *cells: str | Text) -> None:
    """Add a row; what a list says is shown as it is, never read as markup."""
    made.add_row(*(Text(cell) if isinstance(cell, str) else cell for cell in cells))


def whole(value: Any) -> Any:  # noqa: ANN401 - any JSON value
    """A record with all its fields, empty ones too, so that scripts find every key in its place."""
    if isinstance(value, msgspec.Struct):
        return {field: whole(getattr(value, field)) for field in value.__struct_fields__}
    if isinstance(value, tuple):
        return [whole(item) for item in value]
    return value


def version_data(version: Version, *, checked: str = "") -> dict[str, Any]:
    """A version as the machine-readable status has it."""
    return {
        "source": version.source,
        "date": version.published,
        "dating": version.dating,
        "learned_at": version.learned_at,
        "checked_at": checked or version.learned_at,
        "version": version.id,
        "files": whole(version.files),
        "rows": {kind: whole(rows) for kind, rows in version.rows.items()},
        "rows_read": sum(rows.read for rows in version.rows.values()),
        "entities": version.entities,
        "schemata": version.schemata,
        "rejected": version.rejected,
        "unread": version.unread,
        "repairs": version.repairs,
        "warnings": list(version.warnings),
    }


def import_data(version: Version, *, new: bool) -> dict[str, Any]:
    """What an import has to say, rejections word for word."""
    return version_data(version) | {"new": new, "rejections": whole(version.rejections)}


def status_data(snapshot: Snapshot, checked: Mapping[str, str]) -> dict[str, Any]:
    """The snapshot and each of its sources."""
    return {
        "snapshot": snapshot.id,
        "published": snapshot.published,
        "banner": snapshot.notice(),
        "links": len(snapshot.links()),
        "sources": [
            version_data(version, checked=checked.get(source, "")) | {"starter": source in snapshot.starter}
            for source, version in snapshot.versions.items()
        ],
    }


def status_view(data: Mapping[str, Any]) -> Iterator[RenderableType]:
    """The status as two tables: the sources, and the files they came from."""
    numbers = ("Entities", "Rejected")
    shown = table("Source", "Date", *numbers, "Checked", "Kinds", right=numbers)
    files = table("Source", "File", "SHA-256 begins")
    for source in data["sources"]:
        kinds = ", ".join(f"{count:,} {schema}" for schema, count in source["schemata"].items())
        day = source["date"] + (" (assumed)" if source["dating"] == "assumed" else "")
        day += " (starter)" if source["starter"] else ""
        counts = (f"{source['entities']:,}", f"{source['rejected']:,}")
        add(shown, source["source"], day, *counts, source["checked_at"][:10], kinds)
        for file in source["files"]:
            add(files, source["source"], file["name"], file["sha256"][:SHORT])
    yield from (shown, "", files, "")
    yield Text(f"snapshot {data['snapshot'][:SHORT]}, {data['links']:,} links between sources", style="dim")


def import_view(version: Version, *, new: bool, rejections: int) -> Iterator[RenderableType]:
    """The accounts of an import: rows, rejections, repairs, unread fields, warnings."""
    known = "" if new else ", the same as before: checked"
    head = f"{version.source} of {version.published}: {version.entities:,} entities"
    yield Text(f"{head}, version {version.id[:SHORT]}{known}", style="bold")
    accounts = ("read", "entities", "relations", "attached", "rejected")
    rows = table("Rows", *accounts, right=accounts)
    for kind, count in sorted(version.rows.items(), key=lambda item: -item[1].entities):
        add(rows, kind, *(f"{getattr(count, field):,}" for field in accounts))
    yield rows
    yield from _rejections(version, rejections)
    yield from _counted("Repaired", version.repairs)
    yield from _counted("Fields nobody reads", version.unread)
    for warning in version.warnings:
        yield Text(f"warning: {warning}", style="yellow")


def _rejections(version: Version, shown: int) -> Iterator[RenderableType]:
    if not version.rejected:
        return
    listed = table("File", "Record", "Reason", title=f"Rejected: {version.rejected:,}")
    for rejection in version.rejections[:shown]:
        add(listed, rejection.file, rejection.record, rejection.reason)
    yield listed
    if (more := version.rejected - min(shown, len(version.rejections))) > 0:
        yield Text(f"... and {more:,} more (--json tells all that are kept)", style="dim")


def _counted(title: str, counts: Mapping[str, int]) -> Iterator[RenderableType]:
    if counts:
        listed = table("What", "Times", right=("Times",), title=title)
        for what, times in counts.items():
            add(listed, what, f"{times:,}")
        yield listed


def diff_view(diff: Diff, limit: int) -> Iterator[RenderableType]:
    """The changes, at most ``limit`` of each kind."""
    for source, published in diff.new.published.items():
        yield Text(f"{source}: {diff.old.published[source]} → {published}", style="bold")
    for side, sources in (("older", diff.only_old), ("newer", diff.only_new)):
        if sources:
            yield Text(f"only in the {side} snapshot, not compared: {', '.join(sources)}", style="yellow")
    counts = (len(diff.added), len(diff.removed), len(diff.changed))
    yield "{:,} added, {:,} removed, {:,} changed".format(*counts)
    yield from _listed("Added", diff.added, limit)
    yield from _listed("Removed", diff.removed, limit)
    yield from _changed(diff.changed, limit)


def _listed(title: str, items: tuple[Listed, ...], limit: int) -> Iterator[RenderableType]:
    if not items:
        return
    shown = table("Id", "Name", "Kind", "Programme", "Listed on", title=title)
    for item in items[:limit]:
        add(shown, item.id, item.caption, item.schema, ", ".join(item.programmes), item.listed_on)
    yield shown
    yield from _more(len(items) - limit)


def _changed(items: tuple[Changed, ...], limit: int) -> Iterator[RenderableType]:
    if not items:
        return
    shown = table("Id", "Name", "Field", "From", "To", title="Changed")
    for item in items[:limit]:
        for number, change in enumerate(item.fields):
            who = ("", "") if number else (item.id, item.caption)
            add(shown, *who, *field_row(change))
    yield shown
    yield from _more(len(items) - limit)


def field_row(change: FieldChange) -> tuple[Text, Text, Text]:
    """A field's change as three cells."""
    return (
        Text(change.field),
        Text("; ".join(change.old), style="red"),
        Text("; ".join(change.new), style="green"),
    )


def _more(count: int) -> Iterator[RenderableType]:
    if count > 0:
        yield Text(f"... and {count:,} more (--limit, --json and --html tell all)", style="dim")


def history_view(found: History) -> Iterator[RenderableType]:
    """An entity's events, oldest first."""
    yield Text(f"{found.caption} ({found.schema}, {found.id})", style="bold")
    if found.listed_on:
        yield Text(f"listed on {found.listed_on}, says the authority")
    shown = table("List of", "Happened", "Field", "From", "To")
    for event in found.events:
        what = HAPPENED[event.kind]
        cells = [field_row(change) for change in event.fields] or [(Text(), Text(), Text())]
        for number, row in enumerate(cells):
            add(shown, *(("", "") if number else (event.published, what)), *row)
    yield shown
    yield "on the newest list held" if found.listed_now else "not on the newest list held"


def sources_view(specs: Iterable[SourceSpec]) -> Iterator[RenderableType]:
    """All sources, each with its address and terms."""
    for spec in specs:
        yield Text.assemble((spec.key, "bold"), f"  {spec.title}")
        told = (
            spec.authority,
            f"licence: {spec.licence}" if spec.licence else "",
            spec.page,
            spec.fields_note,
        )
        yield from (Text(f"    {line}") for line in told if line)
        urls = [f"download: {file.url}" for file in spec.files] or ["imported from files only"]
        yield from (Text(f"    {url}", style="dim") for url in urls)

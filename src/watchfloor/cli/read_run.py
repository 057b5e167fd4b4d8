"""What ``watchfloor read`` does once its options are read."""

import sys
from dataclasses import dataclass
from pathlib import Path

import msgspec
import typer
from rich.markup import escape

from watchfloor.cli.common import same_file, say
from watchfloor.cli.opening import open_engine, open_policy, open_snapshot, scope_of, tracked
from watchfloor.cli.terminal import terminal
from watchfloor.model.errors import InputError, UsageError
from watchfloor.news.page import render_page
from watchfloor.news.read import Mention, read_text
from watchfloor.news.sources import Text, read_file
from watchfloor.screening.engine import Engine
from watchfloor.screening.writers import check_output, written


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """The options of ``watchfloor read``."""

    files: tuple[Path, ...]
    html: Path | None = None
    policy: Path | None = None
    as_of: str = ""
    known_at: str = ""
    sources: tuple[str, ...] = ()
    as_json: bool = False


def run(wanted: Wanted) -> int:
    """Read the texts and show what they mention; the number of mentions that match.

    Raises:
        UsageError: no text is given, or the page would take the place of one.
    """
    _check(wanted)
    policy = open_policy(wanted.policy)
    snapshot = open_snapshot(wanted.as_of, wanted.known_at, scope_of(policy, wanted.sources))
    engine = open_engine(snapshot, policy, wanted.sources)
    read: list[tuple[Text, list[Mention]]] = []
    failed: list[InputError] = []
    for path in tracked(iter(wanted.files), "texts read"):
        try:
            read.append(_one(path, engine))
        except InputError as error:
            failed.append(error)
    if wanted.html and read:
        with written(wanted.html) as stream:
            stream.write(
                render_page(read, engine.stamp, banner=snapshot.notice(engine.policy.sources)).encode()
            )
        say(f"written to {wanted.html}")
    if wanted.as_json:
        _json(read, engine)
    elif read and not wanted.html:
        _print(read)
    for other in failed[1:]:
        typer.echo(f"error: {other}", err=True)
    if failed:
        raise failed[0]
    return sum(mention.match for _, mentions in read for mention in mentions)


def _check(wanted: Wanted) -> None:
    """Is there a text, and is none of them in the page's place?"""
    if not wanted.files:
        hint = "`watchfloor read article.txt`; after --html stands the page that is written, not the text."
        raise UsageError("give a text to read", hint=hint)
    if any(same_file(path, wanted.html) for path in wanted.files):
        raise UsageError("the page would take the place of the text", at=str(wanted.html))
    if wanted.html:
        check_output(wanted.html)


def _one(path: Path, engine: Engine) -> tuple[Text, list[Mention]]:
    text = read_file(None if str(path) == "-" else path, sys.stdin.buffer)
    for note in text.notes:
        say(f"note: {text.name}: {note}")
    return text, read_text(text.text, engine)


def _json(read: list[tuple[Text, list[Mention]]], engine: Engine) -> None:
    """One line a text."""
    for text, mentions in read:
        told = {
            "file": text.name,
            "characters": len(text.text),
            "mentions": [{name: getattr(m, name) for name in m.__struct_fields__} for m in mentions],
            "stamp": engine.stamp,
        }
        typer.echo(msgspec.json.encode(told).decode())


def _print(read: list[tuple[Text, list[Mention]]]) -> None:
    console = terminal()
    for text, mentions in read:
        console.print(f"\n[bold]{escape(text.name)}[/]: {len(mentions):,} mentions of listed parties")
        by_entity: dict[str, list[Mention]] = {}
        for mention in mentions:
            by_entity.setdefault(mention.entity_id, []).append(mention)
        for found in by_entity.values():
            best = max(found, key=lambda m: m.score)
            console.print(
                f"  [red]{best.score:.2f}[/] {escape(best.caption)} ({best.schema})"
                f" · {escape(', '.join(best.records))}"
            )
            for mention in found:
                colour = "yellow" if mention.match else "dim"
                said = escape(" ".join(mention.text.split()))
                told = f"       {mention.start:>6} [{colour}]{said}[/]: {escape(mention.reason)}"
                console.print(told, style="dim")
    console.print("\nA mention is what the text says, not a fact; a person decides what it means.")

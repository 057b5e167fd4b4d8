"""What ``watchfloor demo`` does."""

import io
import shlex
import time
from importlib.resources import files
from pathlib import Path

import typer

from watchfloor.cli import compare_run, read_run, screen_run
from watchfloor.cli.common import say
from watchfloor.screening.writers import written

COMPARED = ("Wladimir Putin", "Путин Владимир")
"""One name in its German and its Russian spelling."""


def run(out: Path) -> None:
    """Screen, read, compare and report, each with the command that does it alone.

    The samples are written beside the report, so that every command shown can be run again.

    Raises:
        UsageError: the folder of the report cannot be written.
    """
    started = time.monotonic()
    customers, article = (_sample(name, out.parent) for name in ("customers.csv", "article.txt"))
    _step("screen", str(customers))
    screen_run.run(screen_run.Wanted(file=customers), io.BytesIO())
    _step("screen", str(customers), "--out", str(out))
    screen_run.run(screen_run.Wanted(file=customers, out=out), io.BytesIO())
    _step("read", str(article))
    read_run.run(read_run.Wanted(files=(article,)))
    typer.echo(f'\n$ watchfloor compare "{COMPARED[0]}" "{COMPARED[1]}" --schema Person')
    compare_run.two(*COMPARED, "Person", None, as_json=False)
    say(f"\nall of it took {time.monotonic() - started:.1f} s; the report is {out}")
    say(
        "next step: `watchfloor lists update` gets the full lists;"
        " then `watchfloor screen YOUR_CUSTOMERS.csv --out hits.html`"
    )


def _sample(name: str, folder: Path) -> Path:
    """A packaged sample, written into a folder; a file of that name that says something else is left alone."""
    data = files("watchfloor.cli").joinpath("data", name).read_bytes()
    path = folder / name
    if path.exists() and not (path.is_file() and path.read_bytes() == data):
        path = folder / f"watchfloor-demo-{name}"
    with written(path) as stream:
        stream.write(data)
    return path


def _step(*words: str) -> None:
    typer.echo(f"\n$ watchfloor {shlex.join(words)}")

"""What ``watchfloor demo`` does."""

import io
import time
from importlib.resources import as_file, files
from pathlib import Path

import typer

from watchfloor.cli import compare_run, read_run, screen_run
from watchfloor.cli.common import say

COMPARED = ("Wladimir Putin", "Путин Владимир")
"""One name in its German and its Russian spelling."""


def run(out: Path) -> None:
    """Screen, read, compare and report, each with the command that does it alone."""
    started = time.monotonic()
    data = files("watchfloor.cli").joinpath("data")
    with (
        as_file(data.joinpath("customers.csv")) as customers,
        as_file(data.joinpath("article.txt")) as article,
    ):
        _step("screen customers.csv")
        screen_run.run(screen_run.Wanted(file=customers), io.BytesIO())
        _step(f"screen customers.csv --out {out}")
        screen_run.run(screen_run.Wanted(file=customers, out=out), io.BytesIO())
        _step("read article.txt")
        read_run.run(read_run.Wanted(files=(article,)))
    _step(f'compare "{COMPARED[0]}" "{COMPARED[1]}" --schema Person')
    compare_run.two(*COMPARED, "Person", None, as_json=False)
    say(f"\nall of it took {time.monotonic() - started:.1f} s; the report is {out}")


def _step(command: str) -> None:
    typer.echo(f"\n$ watchfloor {command}")

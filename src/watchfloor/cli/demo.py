"""``watchfloor demo``: the main job on packaged samples, offline."""

from pathlib import Path
from typing import Annotated

import typer

from watchfloor.cli.common import QuietOption, begin

EPILOG = "Everything it reads is in the package; everything it tells of the customers and in the article is invented."


def demo(
    *,
    out: Annotated[
        Path, typer.Option("--out", "-o", metavar="FILE", help="Where to write the HTML report.")
    ] = Path("watchfloor-demo.html"),
    quiet: QuietOption = False,
) -> None:
    """Screen a sample customer file, read a sample article, compare two spellings, write a report."""
    from watchfloor.cli import demo_run  # noqa: PLC0415 - start-up counts

    begin(quiet=quiet)
    demo_run.run(out)

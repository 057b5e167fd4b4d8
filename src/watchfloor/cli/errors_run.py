"""What ``watchfloor errors`` tells: the page on errors of the documentation, which is in the package."""

import re
from importlib.resources import files

import typer

from watchfloor.model.errors import UsageError


def run(kind: str) -> None:
    """Tell of one kind of error, or list them all.

    Raises:
        UsageError: there is no such kind.
    """
    kinds = sections()
    if not kind:
        wide = max(map(len, kinds))
        for slug, text in kinds.items():
            typer.echo(f"{slug:{wide}}  {_first_sentence(text)}")
        return
    if kind not in kinds:
        hint = f"There are {', '.join(kinds)}."
        raise UsageError(f"no kind of error is called {kind!r}", hint=hint)
    typer.echo(kinds[kind])


def sections() -> dict[str, str]:
    """What the page says of each kind of error, by its short name."""
    page = files("watchfloor.cli").joinpath("data", "errors.md").read_text("utf-8")
    found = re.findall(r"^## `([a-z-]+)`\n\n(.*?)(?=^## |\Z)", page, re.MULTILINE | re.DOTALL)
    return {slug: text.strip() for slug, text in found}


def _first_sentence(text: str) -> str:
    return re.split(r"(?<=[.:;]) ", " ".join(text.split()), maxsplit=1)[0].rstrip(".:;")

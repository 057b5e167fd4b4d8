"""Tables of benchmarks put into the pages that show them."""

import re
from collections.abc import Iterable, Sequence
from pathlib import Path


def markdown(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(
        "| " + " | ".join(cell.replace("|", "\\|") or " " for cell in line) + " |" for line in lines
    )


def put(page: Path, name: str, text: str) -> None:
    """Put a text between ``<!-- name -->`` and ``<!-- /name -->`` on a page.

    Raises:
        ValueError: the page has no such place.
    """
    begin, end = f"<!-- {name} -->", f"<!-- /{name} -->"
    old = page.read_text("utf-8")
    pattern = re.compile(re.escape(begin) + ".*?" + re.escape(end), re.DOTALL)
    if not pattern.search(old):
        raise ValueError(f"{page} has no place called {begin}")
    page.write_text(pattern.sub(lambda _: f"{begin}\n\n{text}\n\n{end}", old), "utf-8")

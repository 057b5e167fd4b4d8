"""The invented articles with their known mentions, and the invented list they are read against."""

import re
import tomllib
from pathlib import Path
from typing import NamedTuple

from watchfloor.model.entity import Designation, Entity, Name
from watchfloor.model.policy import default_policy
from watchfloor.news.read import read_text
from watchfloor.screening.engine import Engine
from watchfloor.screening.index import build_index

FOLDER = Path(__file__).resolve().parent.parent / "samples" / "articles"
_MARK = re.compile(r"\[\[([^|\]]+)\|(\w+)\]\]")
Span = tuple[int, int, str]


class Article(NamedTuple):
    """A text without marks, and the spans (start, end, record) that must be found in it."""

    name: str
    text: str
    gold: tuple[Span, ...]


def articles() -> list[Article]:
    """All articles, by name."""
    return [_article(path) for path in sorted(FOLDER.glob("*.txt"))]


def _article(path: Path) -> Article:
    parts: list[str] = []
    gold: list[Span] = []
    marked, last, length = path.read_text("utf-8"), 0, 0
    for match in _MARK.finditer(marked):
        plain = marked[last : match.start()]
        start = length + len(plain)
        gold.append((start, start + len(match[1]), match[2]))
        parts += [plain, match[1]]
        length, last = start + len(match[1]), match.end()
    return Article(path.stem, "".join([*parts, marked[last:]]), tuple(gold))


def listed() -> list[Entity]:
    """The invented list."""
    table = tomllib.loads((FOLDER / "listed.toml").read_text("utf-8"))
    return [
        Entity(
            source="demo",
            record=record,
            schema=row["schema"],
            names=(
                Name(text=row["name"], kind="primary", family=row.get("family", "")),
                *(Name(text=text) for text in row.get("also", ())),
            ),
            properties={"country": (row["country"],)},
            designations=(Designation(source="demo", listed_on="2020-01-02"),),
        )
        for record, row in table.items()
    ]


def listed_engine() -> Engine:
    """An engine on the invented list."""
    return Engine(build_index(listed(), snapshot="articles"), default_policy())


class Tally(NamedTuple):
    """Spans that were found, missed, and found though nothing is there."""

    found: tuple[Span, ...]
    missed: tuple[Span, ...]
    wrong: tuple[Span, ...]


def tally(article: Article, engine: Engine) -> Tally:
    """What reading an article finds of its marks; a mention counts if it overlaps and names the same party."""
    said = [(m.start, m.end, m.source_id) for m in read_text(article.text, engine) if m.match]

    def same(a: Span, b: Span) -> bool:
        return a[2] == b[2] and a[0] < b[1] and b[0] < a[1]

    found = tuple(gold for gold in article.gold if any(same(gold, s) for s in said))
    missed = tuple(gold for gold in article.gold if gold not in found)
    return Tally(found, missed, tuple(s for s in said if not any(same(gold, s) for gold in article.gold)))

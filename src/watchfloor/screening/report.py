"""Results as one HTML page that needs nothing else: to read, to print, to put in a file.

Parties stream into a file beside; the page is put together at the end, when the counts are
known, with the highest score first. Of parties without hits it shows a list, not a card each.
"""

import tempfile
from collections.abc import Iterable
from functools import cache
from typing import BinaryIO

from jinja2 import Environment

from watchfloor.model.entity import Value
from watchfloor.model.finding import Hit, Screened, Stamp
from watchfloor.model.pages import page_templates
from watchfloor.screening.writers import Tally

MAX_LISTED = 20_000
"""Parties without hits, and rows with a problem, that are listed by name; more make a page unusable."""
HIGH = 0.9
"""Score from which a match is shown as a strong one; colour only, it decides nothing."""

_KINDS = {"alias": "an alias", "weak": "a weak alias", "former": "a former name"}


class ListUsed(Value):
    """A list that was screened against: its key, its authority's date, how many entities it has."""

    source: str
    published: str
    entities: int


class About(Value):
    """What a report says about itself.

    ``made_at`` is shown as it is. ``notes`` may be filled while results are read: it is looked
    at last.
    """

    input: str
    made_at: str
    policy: str
    threshold: float
    stamp: Stamp
    banner: str = ""
    lists: tuple[ListUsed, ...] = ()
    notes: list[str] = []

    @property
    def engine(self) -> str:
        """The engine's version."""
        return self.stamp.engine


def percent(share: float) -> str:
    """A share in whole percent; what is not quite everything never shows as 100%."""
    return "100%" if share >= 1 else f"{min(99, round(share * 100))}%"


def signed(points: float, digits: int) -> str:
    """A number with its sign, a true minus."""
    return f"{points:+.{digits}f}".replace("-", "−")


def grade(hit: Hit) -> str:
    """How loudly a hit is shown."""
    if not hit.match:
        return "low"
    return "high" if hit.score >= HIGH else "mid"


@cache
def _environment() -> Environment:
    return page_templates(
        "watchfloor.screening",
        percent=percent,
        signed=signed,
        grade=grade,
        width=lambda share: round(max(0.0, min(1.0, share)) * 100, 1),
        kind_words=lambda kind: _KINDS.get(kind, kind),
    )


def write_report(results: Iterable[Screened], stream: BinaryIO, about: About) -> None:
    """Write the page.

    Args:
        results: consumed once, in order.
        stream: takes the page as UTF-8.
        about: what the page says about itself.
    """
    card = _environment().get_template("report_party.html.j2")
    tally, sources = Tally(), dict[str, None]()
    problems: list[Screened] = []
    clear: list[Screened] = []
    clear_count = 0
    places: list[tuple[float, int, int, int]] = []
    with tempfile.TemporaryFile() as beside:
        for result in tally.watch(results):
            if (result.problem or result.notes) and len(problems) < MAX_LISTED:
                problems.append(result)
            if result.hits:
                listed = _lists(result)
                sources.update(dict.fromkeys(listed))
                text = card.render(party=result, sources=listed).encode()
                places.append((-result.hits[0].score, result.row, beside.tell(), beside.write(text)))
            elif not result.problem:
                clear_count += 1
                if len(clear) < MAX_LISTED:
                    clear.append(result)
        shared = {"about": about, "tally": tally, "clear_count": clear_count, "stamp": about.stamp}
        _render(stream, "report_head.html.j2", sources=sorted(sources), **shared)
        for _, _, start, length in sorted(places):
            beside.seek(start)
            stream.write(beside.read(length))
        _render(stream, "report_tail.html.j2", problems=problems, clear=clear, **shared)


def _lists(result: Screened) -> list[str]:
    """The lists the hits stand on, those of linked records too: a merged hit is one by all of them."""
    records = (record for hit in result.hits for record in (hit.entity_id, *hit.records))
    return list(dict.fromkeys(record.partition(":")[0] for record in records))


def _render(stream: BinaryIO, name: str, **values: object) -> None:
    for part in _environment().get_template(name).generate(**values):
        stream.write(part.encode())

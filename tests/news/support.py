"""Reading against a few invented listed parties."""

from tests.support import an_entity

from watchfloor.model.entity import Entity, Name
from watchfloor.news.read import Mention, read_text
from watchfloor.screening.engine import Engine


def a_person(text: str, family: str = "", *more: str, record: str, country: str = "") -> Entity:
    """A listed person whose family name the list tells."""
    return Entity(
        source="demo",
        record=record,
        schema="Person",
        names=(Name(text=text, kind="primary", family=family), *(Name(text=name) for name in more)),
        properties={"country": (country,)} if country else {},
        designations=an_entity(text).designations,
    )


def said(text: str, engine: Engine) -> list[tuple[str, str, str]]:
    """Text, record and kind of every mention that matches."""
    return [(m.text, m.source_id, m.kind) for m in read_text(text, engine) if m.match]


def all_said(text: str, engine: Engine) -> list[Mention]:
    """Every mention, those that do not match too."""
    return read_text(text, engine)

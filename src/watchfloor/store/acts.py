"""What was done to the store itself, beside what it was done to, in the same transaction."""

from datetime import datetime

from sqlalchemy import Connection, select

from watchfloor.model.entity import Value
from watchfloor.store.tables import acts

LONGEST_NAME = 200


class Act(Value):
    """Who did what, to what, and when."""

    at: datetime
    who: str
    act: str
    about: str


def note_act(connection: Connection, at: datetime, who: str, act: str, about: str) -> None:
    """Write down an act, inside the transaction it is part of."""
    connection.execute(acts.insert().values(at=at, who=who[:LONGEST_NAME], act=act, about=about))


def read_acts(connection: Connection, limit: int = 100) -> list[Act]:
    """The latest acts, newest first."""
    wanted = (
        select(acts.c.at, acts.c.who, acts.c.act, acts.c.about).order_by(acts.c.number.desc()).limit(limit)
    )
    return [Act(**row._mapping) for row in connection.execute(wanted)]

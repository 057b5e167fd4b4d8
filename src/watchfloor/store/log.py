"""The screening log read, exported and, once its time is over, purged."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, Row, Select, delete, func, select

from watchfloor.model.entity import Value
from watchfloor.model.errors import PolicyError, UsageError
from watchfloor.model.policy import Policy, sealed
from watchfloor.model.service import Role, Screening
from watchfloor.store.acts import note_act
from watchfloor.store.content import fitting, text_key, unpack
from watchfloor.store.database import Database
from watchfloor.store.moments import Moments
from watchfloor.store.secret import Secret
from watchfloor.store.tables import hits, policies, screenings

CHUNK = 500
"""Screenings in memory at a time, and rows purged in one transaction: others may write in between."""
SHORTEST_ID = 6
MOST_DIGITS = 10
"""Digits of a number; what has more is taken for an id."""


class Wanted(Value):
    """Which screenings; what is left empty leaves nothing out.

    ``name`` and ``party`` are a name and a customer's id as screened, but for case and spaces;
    ``entity`` is a listed entity that was found; ``since`` is inclusive, ``until`` is not.
    """

    caller: str = ""
    since: datetime | None = None
    until: datetime | None = None
    name: str = ""
    party: str = ""
    entity: str = ""
    request: str = ""
    snapshot: str = ""
    matched: bool | None = None


class Line(Value):
    """One screening in short, as it stands in its row; ``name`` is empty where inputs are not kept."""

    number: int
    id: str
    at: datetime
    clock_behind: float
    request: str
    caller: str
    caller_key: str
    role: Role
    route: str
    dataset: str
    snapshot: str
    policy: str
    engine: str
    input_kept: bool
    name: str
    hits: int
    answered: int
    matched: bool
    best: float


class Logged(Value):
    """One screening in full. Without its input (``line.input_kept``) it is told by ``input_key``."""

    line: Line
    screening: Screening
    input_key: bytes


_LINE = [screenings.c[name] for name in Line.__struct_fields__]


class Log:
    """The screening log of a database.

    Args:
        database: where it is kept.
        secret: what names and ids are looked up with.
        moments: the clock.
    """

    def __init__(self, database: Database, secret: Secret, moments: Moments) -> None:
        self._database, self._secret, self._moments = database, secret, moments

    def lines(self, wanted: Wanted, *, limit: int = 100, before: int | None = None) -> list[Line]:
        """The latest screenings wanted, newest first.

        Args:
            wanted: which.
            limit: how many at most.
            before: those written before this number only, to go on from there.

        Raises:
            StateError: the log cannot be read.
        """
        query = self._narrowed(select(*_LINE), wanted).order_by(screenings.c.number.desc()).limit(limit)
        if before is not None:
            query = query.where(screenings.c.number < before)
        return self._database.run(lambda connection: [_line(row) for row in connection.execute(query)])

    def count(self, wanted: Wanted) -> int:
        """How many screenings are wanted.

        Raises:
            StateError: the log cannot be read.
        """
        query = self._narrowed(select(func.count()).select_from(screenings), wanted)
        return self._database.run(lambda connection: int(connection.execute(query).scalar_one()))

    def full(self, wanted: Wanted) -> Iterator[Logged]:
        """The screenings wanted in full, oldest first, a chunk in memory at a time.

        Raises:
            StateError: the log cannot be read, or a screening in it is damaged.
        """
        last = -1
        query = self._narrowed(select(*_LINE, screenings.c.input_key, screenings.c.content), wanted)
        query = query.order_by(screenings.c.number).limit(CHUNK)
        while True:
            chunk = self._database.run(_all(query.where(screenings.c.number > last)))
            yield from map(_logged, chunk)
            if len(chunk) < CHUNK:
                return
            last = chunk[-1].number

    def one(self, screening: str) -> Logged:
        """The screening of that id or number, or of the only id that starts so (6 characters or more).

        Raises:
            UsageError: there is none, or more than one.
            StateError: the log cannot be read, or the screening is damaged.
        """
        query = select(*_LINE, screenings.c.input_key, screenings.c.content)
        found = self._database.run(_all(query.where(screenings.c.id == fitting(screening))))
        if not found and screening.isascii() and screening.isdigit() and len(screening) <= MOST_DIGITS:
            found = self._database.run(_all(query.where(screenings.c.number == int(screening))))
        if not found and len(screening) >= SHORTEST_ID:
            starts = screenings.c.id.startswith(fitting(screening), autoescape=True)
            found = self._database.run(_all(query.where(starts).limit(2)))
        if len(found) != 1:
            what = "more than one screening begins with" if found else "no screening has the id"
            raise UsageError(f"{what} {screening!r}", hint="`watchfloor log list` tells which there are.")
        return _logged(found[0])

    def policy(self, digest: str) -> Policy:
        """The policy of that hash, as it was when first used.

        Raises:
            PolicyError: it is not there, or is not what its hash says.
            StateError: the log cannot be read.
        """
        query = select(policies.c.content).where(policies.c.hash == digest)
        content = self._database.run(lambda connection: connection.execute(query).scalar_one_or_none())
        if content is None:
            raise PolicyError("the policy is not kept", at=digest)
        try:
            found = sealed(msgspec.json.decode(content, type=Policy))
        except msgspec.MsgspecError as error:
            raise PolicyError(f"the policy kept is of another Watchfloor: {error}", at=digest) from error
        if found.hash != digest:
            raise PolicyError("the policy kept is not what its hash says, here at least", at=digest)
        return found

    def too_old(self, keep: timedelta) -> tuple[datetime, int, int]:
        """The moment before which screenings are too old to be kept, how many are, and how many there are.

        Raises:
            StateError: the log cannot be read.
        """
        before = self._moments.now() - keep
        return before, self.count(Wanted(until=before)), self.count(Wanted())

    def purge(self, keep: timedelta, *, who: str = "", everything: bool = False) -> int:
        """Delete the screenings that are older than they need be kept, in small transactions.

        Args:
            keep: how long they are kept.
            who: purges; it is written down, with how many were deleted.
            everything: delete them also where none would be left. Without it that is refused: a clock
                set wrongly looks like ten years gone by.

        Returns:
            how many were deleted.

        Raises:
            UsageError: all would be deleted.
            StateError: it could not be written; what was deleted until then stays so.
        """
        before, old, all_there_are = self.too_old(keep)
        if old and old == all_there_are and not everything:
            raise UsageError(
                f"all {old:,} screenings are older than {before:%Y-%m-%d}; nothing was deleted",
                hint="If the clock is right, say --all.",
            )
        oldest = select(screenings.c.number).where(screenings.c.at < before).order_by(screenings.c.number)

        def some(connection: Connection) -> int:
            numbers = connection.execute(oldest.limit(CHUNK)).scalars().all()
            if numbers:
                connection.execute(delete(screenings).where(screenings.c.number.in_(numbers)))
                told = f"{len(numbers)} screenings before {before.isoformat()}, {numbers[0]} to {numbers[-1]}"
                note_act(connection, self._moments.now(), who, "log purged", told)
            return len(numbers)

        gone = 0
        while deleted := self._database.run(some, write=True):
            gone += deleted
        return gone

    def _narrowed(self, query: Select[Any], wanted: Wanted) -> Select[Any]:
        return query.where(*self._conditions(wanted))

    def _conditions(self, wanted: Wanted) -> Iterator[ColumnElement[bool]]:
        table = screenings.c
        made: dict[str, Callable[[Any], ColumnElement[bool]]] = {
            "caller": lambda name: (table.caller == name) | (table.caller_key == name),
            "since": lambda moment: table.at >= moment,
            "until": lambda moment: table.at < moment,
            "name": lambda name: table.name_key == text_key(name, self._secret),
            "party": lambda party: table.id_key == text_key(party, self._secret),
            "entity": lambda entity: table.number.in_(select(hits.c.number).where(hits.c.entity == entity)),
            "request": lambda request: table.request == request,
            "snapshot": lambda start: table.snapshot.startswith(start, autoescape=True),
            "matched": table.matched.is_,
        }
        for field in Wanted.__struct_fields__:
            if (value := getattr(wanted, field)) not in ("", None):
                looked_up = isinstance(value, str) and field not in ("name", "party")
                yield made[field](fitting(value) if looked_up else value)


def _all(query: Select[Any]) -> Callable[[Connection], Sequence[Row[Any]]]:
    return lambda connection: connection.execute(query).all()


def _line(row: Row[Any]) -> Line:
    return Line(**{name: row._mapping[name] for name in Line.__struct_fields__})


def _logged(row: Row[Any]) -> Logged:
    line = _line(row)
    return Logged(line=line, screening=unpack(row.content, at=line.id), input_key=row.input_key)

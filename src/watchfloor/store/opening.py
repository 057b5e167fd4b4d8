"""The whole store, opened at once: database checked, secret fitting, clock no earlier than what is written."""

import hmac
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, func, select

from watchfloor.model.errors import StateError
from watchfloor.store.acts import Act, read_acts
from watchfloor.store.authenticate import StoreAuthenticator
from watchfloor.store.database import Database, database_url, insert_new
from watchfloor.store.keys import Keys
from watchfloor.store.log import Log
from watchfloor.store.migrate import check, migrate, shape
from watchfloor.store.moments import Clock, Moments, utc_now
from watchfloor.store.recorder import LogRecorder
from watchfloor.store.secret import Secret, load_secret
from watchfloor.store.tables import facts, keys, screenings, users
from watchfloor.store.users import Users

_FACT = "secret"


class Store:
    """Keys, users and the screening log of one database.

    Args:
        database: set up, see :func:`watchfloor.store.migrate.check`.
        secret: the one its keys were made with; a database without one takes it on.
        clock: gives the moment.
        keep_input: are inputs kept in the log, or only their keyed digests?

    Raises:
        StateError: the secret is another one, or the database cannot be used.
    """

    def __init__(
        self, database: Database, secret: Secret, *, clock: Clock = utc_now, keep_input: bool = True
    ) -> None:
        self.database, self.secret = database, secret
        self.clock, self.moments = clock, Moments(clock)
        _bind(database, secret)
        if (latest := database.run(_latest)) is not None:
            self.moments.seen(latest)
        self.keys = Keys(database, secret, self.moments)
        self.users = Users(database, self.moments)
        self.log = Log(database, secret, self.moments)
        self.recorder = LogRecorder(database, secret, self.moments, keep_input=keep_input)
        self.authenticator = StoreAuthenticator(self.keys, self.users, secret)

    @property
    def shape(self) -> str:
        """The shape of the database."""
        return shape(self.database).found

    def acts(self, limit: int = 100) -> list[Act]:
        """What was done to the store, newest first.

        Raises:
            StateError: it cannot be read.
        """
        return self.database.run(lambda connection: read_acts(connection, limit))

    def close(self) -> None:
        """Write what waits to be written, and let go of all connections."""
        self.recorder.close()
        self.database.close()


def open_store(
    home: Path, *, url: str = "", secret: str = "", clock: Clock = utc_now, keep_input: bool = True
) -> Store:
    """The store of a data home. A SQLite file that is not there is made; all else wants to be migrated.

    Args:
        home: holds the SQLite file and the secret, unless others are given.
        url: address of another database (``WATCHFLOOR_DATABASE_URL``).
        secret: another secret than that of the home (``WATCHFLOOR_SECRET``).
        clock: gives the moment.
        keep_input: are inputs kept in the log, or only their keyed digests?

    Raises:
        MigrationError: the database is older or newer than this Watchfloor.
        StateError: it cannot be used.
    """
    database = Database(database_url(home, url))
    try:
        if database.sqlite and not (Path(str(database.url.database)).exists() and shape(database).found):
            migrate(database)
        check(database)
        return Store(database, load_secret(home, secret), clock=clock, keep_input=keep_input)
    except BaseException:
        database.close()
        raise


def _bind(database: Database, secret: Secret) -> None:
    """See to it that the secret is the one of this database."""
    mine = secret.digest("this database", b"")

    def read(connection: Connection) -> bytes:
        wanted = select(facts.c.value).where(facts.c.name == _FACT)
        return connection.execute(wanted).scalar_one_or_none() or b""

    def take_on(connection: Connection) -> bytes:
        insert_new(connection, facts, [{"name": _FACT, "value": mine}])
        return read(connection)

    found = database.run(read) or database.run(take_on, write=True)
    if not hmac.compare_digest(found, mine):
        raise StateError(
            "the secret is not the one the keys of this database were made with",
            at=database.name,
            hint="Bring back the file `secret` of the data home, or set WATCHFLOOR_SECRET as it was.",
        )


def _latest(connection: Connection) -> datetime | None:
    """The latest moment anything was written down."""
    newest = select(screenings.c.at).order_by(screenings.c.number.desc()).limit(1).scalar_subquery()
    row = connection.execute(
        select(
            newest,
            select(func.max(keys.c.last_used_at)).scalar_subquery(),
            select(func.max(users.c.last_used_at)).scalar_subquery(),
        )
    ).one()
    return max((moment for moment in row if moment is not None), default=None)

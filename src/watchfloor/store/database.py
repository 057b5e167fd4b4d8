"""One database, SQLite or PostgreSQL: how it is opened, and how its failures are told.

SQLite writes ahead (WAL), waits for other writers, checks foreign keys, and syncs to disk at
every commit: what is acknowledged survives a power cut. A connection that was lost is opened
anew, and what was being done is done again where it is safe to.
"""

import sqlite3
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, Table, create_engine, event, exc
from sqlalchemy.dialects.postgresql import insert as postgres_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.engine import URL, make_url

from watchfloor.model.errors import StateError

T = TypeVar("T")

FILE = "watchfloor.db"
BUSY_SECONDS = 10.0
"""How long a writer waits for another before it gives up."""
PATIENCE = 10.0
"""How long a database that is away is waited for; a PostgreSQL restarts in a few seconds."""
REFUSED = "the database refuses"
"""What an error begins with that lies in what was to be written, not in the database."""
_PAUSE = 0.1
_LONGEST_PAUSE = 1.0
_POOL = 8
_SCHEMES = {
    "postgresql": "postgresql+psycopg",
    "postgres": "postgresql+psycopg",
    "postgresql+psycopg": "postgresql+psycopg",
    "sqlite": "sqlite",
}
_HELD = ("another process holds the database", "Try again; if it stays so, find out which process it is.")
_FULL = ("the disk is full", "Free space; nothing that was acknowledged is lost.")
_UNSET = ("the database has not been set up", "Run `watchfloor store migrate`.")
_CAUSES = {
    "lock timeout": _HELD,
    "locked": _HELD,
    "disk is full": _FULL,
    "no space left": _FULL,
    "could not extend": _FULL,
    "disk i/o error": (
        "the disk refuses to read or write",
        "It may be full or failing; nothing acknowledged is lost.",
    ),
    "readonly": ("the database cannot be written to", "Allow writing to the file and its folder."),
    "read-only": ("the database cannot be written to", "Allow writing to it."),
    "malformed": ("the database file is damaged", "Bring back a copy of it."),
    "not a database": ("the file is no database", "Move it away, or name another."),
    "unable to open": ("the database file cannot be opened", "Allow reading and writing its folder."),
    "no such table": _UNSET,
    "does not exist": _UNSET,
}
"""What a driver's message holds, what it means, and what to do."""


def database_url(home: Path, given: str = "") -> URL:
    """The address of the database given, or of the file in the home.

    Raises:
        StateError: it is no address, or of another kind than SQLite and PostgreSQL.
    """
    if not given:
        return URL.create("sqlite", database=str(home / FILE))
    try:
        url = make_url(given)
    except (exc.ArgumentError, ValueError) as error:
        raise StateError(
            "the address of the database cannot be read", at="WATCHFLOOR_DATABASE_URL"
        ) from error
    if url.drivername not in _SCHEMES:
        raise StateError(
            f"no database of the kind {url.drivername!r} can be used",
            at="WATCHFLOOR_DATABASE_URL",
            hint="Write postgresql://user@host/name or sqlite:////folder/file.db.",
        )
    return url.set(drivername=_SCHEMES[url.drivername])


class Database:
    """Connections to a database, each failure told as a :class:`StateError`.

    Args:
        url: as of :func:`database_url`.
        busy: seconds to wait for another writer, or for a connection.
        patience: seconds to wait for a database that is away.
    """

    def __init__(self, url: URL, *, busy: float = BUSY_SECONDS, patience: float = PATIENCE) -> None:
        self.url, self._busy, self._patience = url, busy, patience
        self.engine = _sqlite(url, busy) if self.sqlite else _postgres(url, busy)

    def __repr__(self) -> str:
        return f"Database({self.name})"

    @property
    def sqlite(self) -> bool:
        """Is it a SQLite file?"""
        return self.url.get_backend_name() == "sqlite"

    @property
    def name(self) -> str:
        """Its address without a password."""
        return str(self.url.database) if self.sqlite else self.url.render_as_string(hide_password=True)

    def close(self) -> None:
        """Let go of all connections."""
        self.engine.dispose()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one state of the database throughout.

        Raises:
            StateError: the database cannot be read.
        """
        with self._told(), self.engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction; in SQLite it is the one writer from its begin. Written when the block ends well.

        Raises:
            StateError: the database cannot be written.
        """
        with (
            self._told(),
            self.engine.connect() as connection,
            connection.execution_options(watchfloor_write=True).begin(),
        ):
            yield connection

    def run(self, work: Callable[[Connection], T], *, write: bool = False) -> T:
        """Do some work in a transaction; again where the connection was lost, until patience ends.

        Args:
            work: may be called more than once, also where an earlier call was written after all: its
                effect must then be the same.
            write: does it write?

        Raises:
            StateError: the database cannot be used, or stayed away.
        """
        until, pause = time.monotonic() + self._patience, _PAUSE
        while True:
            try:
                with self.writing() if write else self.reading() as connection:
                    return work(connection)
            except StateError as error:
                if not _is_away(error.__cause__) or time.monotonic() + pause > until:
                    raise
            time.sleep(pause)
            pause = min(2 * pause, _LONGEST_PAUSE)

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except exc.TimeoutError as error:
            raise StateError("no connection to the database came free", at=self.name) from error
        except exc.DBAPIError as error:
            raise self._explained(error) from error
        except OSError as error:
            raise StateError(
                f"the database cannot be used: {error.strerror or error}", at=self.name
            ) from error

    def _explained(self, error: exc.DBAPIError) -> StateError:
        """What a driver said, in our words; never with the values of a statement."""
        said = " ".join(str(error.orig).split())
        for sign, (what, hint) in _CAUSES.items():
            if sign in said.lower():
                return StateError(what, at=self.name, hint=hint)
        if _is_away(error):
            return StateError("the database does not answer", at=self.name, hint="Is it running?")
        reason = said.partition("DETAIL:")[0].strip()  # PostgreSQL quotes values there
        return StateError(f"{REFUSED}: {reason}", at=self.name)


def insert_new(connection: Connection, table: Table, rows: Sequence[Mapping[str, object]]) -> None:
    """Insert the rows whose key is not there yet; one that another process was first to write stays."""
    insert = sqlite_insert if connection.dialect.name == "sqlite" else postgres_insert
    connection.execute(insert(table).on_conflict_do_nothing(), rows)


def _is_away(cause: BaseException | None) -> bool:
    """Was the connection lost, or is a server starting, stopping or not there?"""
    if not isinstance(cause, exc.DBAPIError):
        return False
    if cause.connection_invalidated:
        return True
    state = getattr(cause.orig, "sqlstate", "") or ""
    if state.startswith(("08", "57P")):
        return True
    # A connection that could not be made at all has no state.
    return isinstance(cause, exc.OperationalError) and not state and not isinstance(cause.orig, sqlite3.Error)


def _sqlite(url: URL, busy: float) -> Engine:
    engine = create_engine(
        url, connect_args={"timeout": busy}, pool_size=_POOL, pool_timeout=busy, hide_parameters=True
    )

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: object) -> None:  # noqa: ANN401 - whatever the driver has
        connection.isolation_level = None  # transactions begin where we say so, see below
        _write_ahead(connection, busy)
        for setting in ("synchronous=FULL", "foreign_keys=ON", "temp_store=MEMORY"):
            connection.execute(f"PRAGMA {setting}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("watchfloor_write")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _write_ahead(connection: sqlite3.Connection, busy: float) -> None:
    """Switch to writing ahead, which is kept in the file; SQLite itself does not wait for others here."""
    until = time.monotonic() + busy
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > until:
                raise
        else:
            return
        time.sleep(_PAUSE)


def _postgres(url: URL, busy: float) -> Engine:
    try:
        return create_engine(
            url,
            connect_args={
                "connect_timeout": max(2, int(busy)),
                "application_name": "watchfloor",
                "options": f"-c lock_timeout={int(1000 * busy)}",
            },
            pool_size=_POOL,
            pool_timeout=busy,
            pool_pre_ping=True,
            hide_parameters=True,
        )
    except ImportError as error:
        raise StateError(
            "the driver for PostgreSQL is not installed", hint="Run `pip install 'watchfloor[postgres]'`."
        ) from error

"""The store as the command line opens it, and moments and spans as it takes them."""

import getpass
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from watchfloor.cli.common import state
from watchfloor.model.errors import UsageError

if TYPE_CHECKING:
    from watchfloor.store.database import Database
    from watchfloor.store.opening import Store

_MISSING = ("sqlalchemy", "alembic", "argon2", "psycopg")
_UNITS = {"h": timedelta(hours=1), "d": timedelta(days=1), "w": timedelta(weeks=1)}


@contextmanager
def the_store() -> Iterator["Store"]:
    """The store of this home, or of the database named in the environment.

    Raises:
        UsageError: what it needs is not installed.
        StateError: it cannot be used.
    """
    with _installed():
        opener = _opener()
    settings = state().settings
    store = opener(
        settings.home, url=settings.database, secret=settings.secret, keep_input=settings.keep_input
    )
    try:
        yield store
    finally:
        store.close()


def _opener() -> "Callable[..., Store]":
    from watchfloor.store.opening import open_store  # noqa: PLC0415 - start-up counts

    return open_store


@contextmanager
def the_database() -> Iterator["Database"]:
    """The database of the store, whatever its shape.

    Raises:
        UsageError: what it needs is not installed.
        StateError: its address cannot be read.
    """
    with _installed():
        from watchfloor.store.database import Database, database_url  # noqa: PLC0415 - start-up counts
    settings = state().settings
    database = Database(database_url(settings.home, settings.database))
    try:
        yield database
    finally:
        database.close()


@contextmanager
def _installed() -> Iterator[None]:
    try:
        yield
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in _MISSING:
            raise
        hint = "Run `pip install 'watchfloor[server]'`."
        raise UsageError(f"what the store needs is not installed: {error.name}", hint=hint) from error


def who() -> str:
    """Who runs the command, for the record."""
    try:
        return f"command line, {getpass.getuser()}"
    except (KeyError, OSError):  # no such user, as in some containers
        return f"command line, user {os.getuid()}"


def a_span(text: str, at: str) -> timedelta:
    """A span of time: ``90d``, ``12w``, ``36h``.

    Raises:
        UsageError: it is none.
    """
    number, unit = text[:-1], text[-1:]
    if unit not in _UNITS or not (number.isascii() and number.isdigit() and 0 < len(number) <= 5):
        raise UsageError(f"not a span of time: {text!r}", at=at, hint="Write 90d, 12w or 36h.")
    return int(number) * _UNITS[unit]


def a_moment_of(text: str, at: str) -> datetime | None:
    """A day or moment, a day meaning its begin in UTC; none where nothing is given.

    Raises:
        UsageError: it is none.
    """
    if not text:
        return None
    try:
        found = datetime.fromisoformat(text)
    except ValueError as error:
        raise UsageError(
            f"not a moment: {text!r}", at=at, hint="Write 2024-01-31 or 2024-01-31T15:00Z."
        ) from error
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def shown(moment: datetime | None) -> str:
    """A moment for people, to the minute."""
    return moment.strftime("%Y-%m-%d %H:%M UTC") if moment else ""

"""Every test of the store runs on SQLite and on a real PostgreSQL."""

import os
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from sqlalchemy import text
from tests.store.postgres import Server, a_server, binaries
from tests.store.support import SetClock

from watchfloor.store.database import Database, database_url
from watchfloor.store.migrate import migrate
from watchfloor.store.opening import Store, open_store

Opened = Callable[..., Database]
_numbers = count(1)


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """The server, started once. Tests are skipped where there is none, but not in CI."""
    tools = binaries()
    if tools is None:
        assert not os.environ.get("CI"), "CI needs PostgreSQL: scripts/postgres.sh"
        pytest.skip("no PostgreSQL (scripts/postgres.sh installs it)")
    with a_server(tools) as server:
        template = Database(database_url(Path(), server.url("postgres")))
        with template.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("CREATE DATABASE template_ready"))
        template.close()
        ready = Database(database_url(Path(), server.url("template_ready")))
        migrate(ready)
        ready.close()
        yield server


def a_database(server: Server, template: str) -> str:
    """The address of a new database in a server."""
    admin = Database(database_url(Path(), server.url("postgres")))
    name = f"test_{os.getpid()}_{next(_numbers)}"
    with admin.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text(f"CREATE DATABASE {name} TEMPLATE {template}"))
    admin.close()
    return server.url(name)


@pytest.fixture(params=["sqlite", "postgresql"])
def kind(request: pytest.FixtureRequest) -> str:
    """Which database."""
    return str(request.param)


@pytest.fixture
def empty_url(kind: str, tmp_path: Path, request: pytest.FixtureRequest) -> str:
    """The address of a database in which nothing is."""
    if kind == "sqlite":
        return f"sqlite:///{tmp_path / 'empty.db'}"
    return a_database(request.getfixturevalue("postgres"), "template0")


@pytest.fixture
def url(kind: str, tmp_path: Path, request: pytest.FixtureRequest) -> str:
    """The address of a database that is set up."""
    if kind == "postgresql":
        return a_database(request.getfixturevalue("postgres"), "template_ready")
    address = f"sqlite:///{tmp_path / 'ready.db'}"
    database = Database(database_url(tmp_path, address))
    migrate(database)
    database.close()
    return address


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Opened]:
    """Opens databases by their address, and closes them after the test."""
    known: list[Database] = []

    def open_(address: str, **options: float) -> Database:
        known.append(Database(database_url(tmp_path, address), **options))
        return known[-1]

    yield open_
    for database in known:
        database.close()


@pytest.fixture
def database(opened: Opened, url: str) -> Database:
    """A database that is set up."""
    return opened(url)


@pytest.fixture
def clock() -> SetClock:
    """The clock of the store under test."""
    return SetClock()


@pytest.fixture
def store(url: str, tmp_path: Path, clock: SetClock) -> Iterator[Store]:
    """A store with an empty database and a clock set by hand."""
    found = open_store(tmp_path, url=url, clock=clock)
    # argon2id with as little work as it takes: how much it takes is no matter here.
    found.users._hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    yield found
    found.close()

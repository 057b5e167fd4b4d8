"""The database is brought to the shape that is needed, in one step or not at all."""

import subprocess
import sys
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import Connection, inspect, text
from tests.store.conftest import Opened

from watchfloor.model.errors import MigrationError, StateError
from watchfloor.store.database import Database
from watchfloor.store.migrate import check, migrate, shape
from watchfloor.store.tables import metadata

NEW = "INSERT INTO api_keys (prefix, name, role, digest, created_at) VALUES ('wf_1', 'n', 'reader', :d, :at)"


def test_the_migrations_make_exactly_the_tables_that_are_declared(database: Database) -> None:
    with database.reading() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []


def test_an_empty_database_is_told_and_set_up(opened: Opened, empty_url: str) -> None:
    database = opened(empty_url)
    with pytest.raises(MigrationError, match=r"has not been set up .*watchfloor store migrate"):
        check(database)
    assert migrate(database).missing == ("0001", "0002")
    check(database)
    assert migrate(database).missing == ()


def test_an_older_database_is_told_and_brought_up_to_date_with_what_is_in_it(
    opened: Opened, empty_url: str
) -> None:
    database = opened(empty_url)
    migrate(database, "0001")
    with database.writing() as connection:
        connection.execute(text(NEW), {"d": b"1", "at": "2024-01-01 00:00:00"})
    with pytest.raises(MigrationError, match="is of shape 0001, 0002 is needed"):
        check(database)
    assert migrate(database).missing == ("0002",)
    with database.reading() as connection:
        assert connection.execute(text("SELECT name FROM api_keys")).scalars().all() == ["n"]


def test_a_newer_database_is_left_alone(database: Database) -> None:
    with database.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '0999'"))
    for touch in (check, migrate):
        with pytest.raises(MigrationError, match="made by a newer Watchfloor: its shape 0999"):
            touch(database)


def test_the_tables_of_something_else_are_left_alone(opened: Opened, empty_url: str) -> None:
    database = opened(empty_url)
    with database.writing() as connection:
        connection.execute(text("CREATE TABLE screenings (film text)"))
    with pytest.raises(MigrationError, match="holds tables of something else"):
        migrate(database)


def test_a_migration_that_fails_leaves_the_old_shape(
    opened: Opened, empty_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = opened(empty_url)
    migrate(database, "0001")
    upgrade = command.upgrade

    def fails_at_the_end(config: Config, to: str) -> None:
        upgrade(config, to)
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(command, "upgrade", fails_at_the_end)
    with pytest.raises(StateError, match="No space left"):
        migrate(database)
    assert shape(database).found == "0001"
    assert not database.run(_has_log)


def _has_log(connection: Connection) -> bool:
    return bool(inspect(connection).has_table("screenings"))


def test_of_several_that_migrate_at_once_one_does_it(opened: Opened, empty_url: str, tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from watchfloor.store.database import Database, database_url;"
        "from watchfloor.store.migrate import migrate;"
        "print(len(migrate(Database(database_url(Path(), sys.argv[1]))).missing))"
    )
    running = [
        subprocess.Popen([sys.executable, "-c", program, empty_url], cwd=tmp_path, stdout=subprocess.PIPE)
        for _ in range(3)
    ]
    told = sorted(int(process.communicate(timeout=60)[0]) for process in running)
    assert [process.returncode for process in running] == [0, 0, 0]
    assert told == [0, 0, 2]
    check(opened(empty_url))

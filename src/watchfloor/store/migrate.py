"""The database brought to the shape this Watchfloor needs, and checked to have it.

All of a migration is one transaction, in SQLite too, so that a kill or a full disk leaves the
old shape. Of several processes that migrate at once one does it and the others find it done.
"""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text

from watchfloor.model.entity import Value
from watchfloor.model.errors import MigrationError, StateError
from watchfloor.store.database import Database

SCRIPTS = Path(__file__).with_name("migrations")
LOCK = 0x5741544348
"""Number of the lock on a PostgreSQL that migrating holds; nothing else of ours uses it."""
_HINT = "Run `watchfloor store migrate`; a copy made before does no harm."


class Shape(Value):
    """Which shape the database has (empty: none yet), which is needed, and the steps between."""

    found: str
    needed: str
    missing: tuple[str, ...] = ()

    @property
    def ready(self) -> bool:
        """Can it be used?"""
        return self.found == self.needed


def shape(database: Database) -> Shape:
    """The shape a database has.

    Raises:
        MigrationError: it was made by a newer Watchfloor, or holds something else.
        StateError: it cannot be read.
    """
    return database.run(lambda connection: _shape(connection, database.name))


def check(database: Database) -> None:
    """See to it that the database has the shape that is needed.

    Raises:
        MigrationError: it has another one.
    """
    found = shape(database)
    if not found.ready:
        what = (
            f"is of shape {found.found}, {found.needed} is needed" if found.found else "has not been set up"
        )
        raise MigrationError(f"the database {what}", at=database.name, hint=_HINT)


def migrate(database: Database, to: str = "head") -> Shape:
    """Bring the database to the shape that is needed, or to an earlier one that is on the way.

    Returns:
        what was found, with the steps taken.

    Raises:
        MigrationError: it was made by a newer Watchfloor, or holds something else.
        StateError: it cannot be written.
    """
    if database.sqlite:
        _make_room(Path(str(database.url.database)))
    with database.writing() as connection:
        if not database.sqlite:
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
        found = _shape(connection, database.name)
        if found.missing:
            config = _config()
            config.attributes["connection"] = connection
            command.upgrade(config, to)
    return found


def _make_room(path: Path) -> None:
    """A file only its owner reads, for it holds what customers were screened for."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(0o600)
    except OSError as error:
        reason = error.strerror or str(error)
        raise StateError(f"the database file cannot be made: {reason}", at=str(path)) from error


def _shape(connection: Connection, at: str) -> Shape:
    script = ScriptDirectory.from_config(_config())
    found = MigrationContext.configure(connection).get_current_revision() or ""
    needed = script.get_current_head() or ""
    if not found and inspect(connection).has_table("screenings"):
        raise MigrationError(
            "the database holds tables of something else", at=at, hint="Name another database."
        )
    known = [step.revision for step in script.walk_revisions()][::-1]
    if found and found not in known:
        raise MigrationError(
            f"the database was made by a newer Watchfloor: its shape {found} is not known here",
            at=at,
            hint="Install that version again, or bring back a copy made before.",
        )
    return Shape(found=found, needed=needed, missing=tuple(known[known.index(found) + 1 if found else 0 :]))


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config

"""The store is opened whole or not at all, with the secret that belongs to it."""

import os
import stat
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text
from tests.store.conftest import Opened
from tests.store.support import POLICY, START, SetClock, screened

from watchfloor.model.errors import MigrationError, StateError
from watchfloor.store.database import Database, database_url
from watchfloor.store.migrate import migrate
from watchfloor.store.moments import Moments
from watchfloor.store.opening import Store, open_store
from watchfloor.store.secret import Secret, load_secret
from watchfloor.store.tables import users


def test_a_home_without_a_store_gets_one(tmp_path: Path) -> None:
    home = tmp_path / "new" / "home"
    store = open_store(home)
    key = store.keys.create("a", "reader")
    store.close()
    again = open_store(home)
    assert again.keys.caller(key.text).name == "a"
    again.close()
    assert {path.name for path in home.iterdir()} == {"watchfloor.db", "secret"}


def test_a_home_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StateError, match="database file cannot be made"):
        open_store(tmp_path / "file" / "home")


def test_the_secret_is_readable_by_its_owner_only(tmp_path: Path) -> None:
    load_secret(tmp_path)
    path = tmp_path / "secret"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert len(bytes.fromhex(path.read_text())) == 32
    path.chmod(0o640)
    with pytest.raises(StateError, match=r"can be read by others.*chmod 600"):
        load_secret(tmp_path)


def test_a_secret_is_long_and_can_be_read(tmp_path: Path) -> None:
    with pytest.raises(StateError, match=r"too short: it needs 32 characters \(at WATCHFLOOR_SECRET\)"):
        load_secret(tmp_path, "short")
    (tmp_path / "secret").mkdir()
    with pytest.raises(StateError, match="cannot be read or made"):
        load_secret(tmp_path)
    assert list(tmp_path.iterdir()) == [tmp_path / "secret"]


def test_of_several_that_make_a_secret_at_once_all_have_the_same(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from watchfloor.store.secret import load_secret;"
        "print(load_secret(Path(sys.argv[1])).digest('x', b'').hex())"
    )
    running = [
        subprocess.Popen([sys.executable, "-c", program, str(tmp_path)], stdout=subprocess.PIPE)
        for _ in range(4)
    ]
    assert len({process.communicate(timeout=60)[0] for process in running}) == 1
    assert os.listdir(tmp_path) == ["secret"]  # noqa: PTH208 - hidden files count as well


def test_digests_for_one_purpose_say_nothing_for_another() -> None:
    one, other = Secret(b"a" * 32), Secret(b"b" * 32)
    assert one.digest("x", b"t") == one.digest("x", b"t")
    assert (
        len({one.digest("x", b"t"), one.digest("y", b"t"), one.digest("x", b"u"), other.digest("x", b"t")})
        == 4
    )
    assert repr(one) == "Secret(...)"


def test_a_store_is_opened_with_the_secret_its_keys_were_made_with(url: str, tmp_path: Path) -> None:
    open_store(tmp_path, url=url, secret="a" * 32).close()
    open_store(tmp_path, url=url, secret="a" * 32).close()
    with pytest.raises(
        StateError, match=r"secret is not the one the keys of this database were made with.*as it was"
    ):
        open_store(tmp_path, url=url, secret="b" * 32)


def test_an_older_database_is_not_opened(opened: Opened, empty_url: str, tmp_path: Path) -> None:
    migrate(opened(empty_url), "0001")
    with pytest.raises(MigrationError, match="is of shape 0001"):
        open_store(tmp_path, url=empty_url)


def test_an_empty_database_of_a_server_is_not_set_up_unasked(
    kind: str, empty_url: str, tmp_path: Path
) -> None:
    if kind == "sqlite":
        open_store(tmp_path, url=empty_url).close()
        return
    with pytest.raises(MigrationError, match="has not been set up"):
        open_store(tmp_path, url=empty_url)


def test_a_clock_set_back_while_it_was_closed_is_noticed(store: Store, url: str, tmp_path: Path) -> None:
    store.recorder.record([screened()], POLICY)
    again = open_store(tmp_path, url=url, clock=SetClock(START - timedelta(days=400)))
    assert again.moments.now() == START
    again.close()


def test_time_does_not_run_backwards() -> None:
    clock = SetClock()
    moments = Moments(clock)
    assert moments.now() == START
    clock.go(hours=-1)
    assert moments.now() == START
    assert moments.behind(clock()) == 3600
    clock.go(hours=2)
    assert moments.now() == START + timedelta(hours=1)
    assert moments.behind(clock()) == 0


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("no address", "cannot be read"),
        ("mysql://a@b/c", "no database of the kind 'mysql' can be used"),
        ("postgresql://a@b:port/c", "cannot be read"),
    ],
)
def test_an_address_that_is_none_is_told(tmp_path: Path, given: str, told: str) -> None:
    with pytest.raises(StateError, match=rf"{told}.*WATCHFLOOR_DATABASE_URL"):
        database_url(tmp_path, given)


def test_a_password_in_an_address_is_not_shown(tmp_path: Path) -> None:
    url = database_url(tmp_path, "postgres://ann:hidden@127.0.0.1:1/x")
    database = Database(url, patience=0)
    assert "hidden" not in repr(database)
    with pytest.raises(StateError, match="does not answer") as told:
        database.run(lambda connection: connection.execute(text("SELECT 1")))
    assert "hidden" not in str(told.value)
    database.close()


@pytest.mark.parametrize(
    ("content", "told"), [(b"no database at all" * 100, "no database"), (None, "cannot be opened")]
)
def test_a_file_that_is_no_database_is_told(tmp_path: Path, content: bytes | None, told: str) -> None:
    path = tmp_path / "watchfloor.db"
    path.write_bytes(content) if content else path.mkdir()
    with pytest.raises(StateError, match=told):
        open_store(tmp_path)


def test_a_damaged_database_is_told(tmp_path: Path) -> None:
    open_store(tmp_path).close()
    path = tmp_path / "watchfloor.db"
    data = bytearray(path.read_bytes())
    data[4096:] = os.urandom(len(data) - 4096)
    path.write_bytes(data)
    with pytest.raises(StateError, match=r"damaged.*copy"):
        open_store(tmp_path)


def test_values_of_a_statement_are_in_no_error(database: Database) -> None:
    row = {"name": "hush", "role": "r", "password": "p", "created_at": START}
    with pytest.raises(StateError, match="refuses") as told:
        database.run(lambda connection: connection.execute(users.insert(), [row, row]), write=True)
    assert "hush" not in str(told.value)

"""``watchfloor store``, ``keys`` and ``users``: what the service keeps, from the command line."""

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.cli.support import invoke

from watchfloor.cli.keeping import a_moment_of, a_span
from watchfloor.model.errors import UsageError

Command = Callable[..., Any]
GOOD = "correct horse battery"


@pytest.fixture
def command(tmp_path: Path) -> Command:
    """The command, in a home of its own."""

    def run(*words: str, **options: Any) -> Any:  # noqa: ANN401 - click's result
        return invoke(tmp_path, *words, **options)

    return run


def test_a_database_is_set_up_once(command: Command, tmp_path: Path) -> None:
    assert f"{tmp_path / 'watchfloor.db'}: from nothing to 0002" in command("store", "migrate").stdout
    assert "is of shape 0002, as needed" in command("store", "migrate").stdout
    told = json.loads(command("store", "migrate", "--json").stdout)
    assert (told["found"], told["needed"], told["steps"]) == ("0002", "0002", [])
    assert (tmp_path / "watchfloor.db").stat().st_mode & 0o077 == 0, "only the owner reads it"


def test_a_newer_database_ends_with_its_own_error(command: Command, tmp_path: Path) -> None:
    command("store", "migrate")
    with sqlite3.connect(tmp_path / "watchfloor.db") as connection:
        connection.execute("UPDATE alembic_version SET version_num = '0999'")
    connection.close()
    told = command("keys", "list", code=10).stderr
    assert "made by a newer Watchfloor" in told
    assert "watchfloor errors migration" in told


def test_status_tells_what_is_in_it_and_what_was_done(command: Command) -> None:
    command("keys", "create", "branch 7", "--role", "screener")
    told = json.loads(command("store", "status", "--json").stdout)
    assert (told["shape"], told["screenings"], told["keys"], told["users"]) == ("0002", 0, 1, 0)
    assert told["acts"][0]["act"] == "key created"
    text = command("store", "status").stdout
    assert "screenings    0" in text
    assert "branch 7 screener" in text


def test_a_key_is_shown_once_listed_and_revoked(command: Command) -> None:
    assert "no key yet" in command("keys", "list").stderr
    made = command("keys", "create", "branch 7", "--role", "screener", "--expires", "90d")
    text = made.stdout.strip()
    assert "shown this once" in made.stderr
    listed = command("keys", "list")
    assert text[:11] in listed.stdout
    assert text not in listed.stdout
    assert f"{text[:11]} of branch 7 is revoked" in command("keys", "revoke", text).stdout
    (told,) = json.loads(command("keys", "list", "--json").stdout)
    assert (told["state"], told["role"], told["last_used_at"]) == ("revoked", "screener", None)
    whole = json.loads(command("keys", "create", "b", "--role", "reader", "--json").stdout)
    assert whole["text"].startswith(whole["prefix"])
    assert json.loads(command("keys", "revoke", whole["prefix"], "--json").stdout)["state"] == "revoked"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--role", "king"], "no role is called 'king'"),
        (["--role", "reader", "--expires", "xd"], "not a span of time"),
        (["--role", "reader", "--expires", "soon"], "not a moment: 'soon'"),
        (["--role", "reader", "--expires", "2020-01-01"], "would have expired already"),
    ],
)
def test_a_key_that_cannot_be_made_says_why(command: Command, words: list[str], told: str) -> None:
    assert told in command("keys", "create", "a", *words, code=2).stderr


def test_a_user_is_made_listed_and_changed(command: Command) -> None:
    assert "no user yet" in command("users", "list").stderr
    command("users", "create", "ann", "--role", "analyst", "--password-stdin", stdin=f"{GOOD}\n")
    asked = command("users", "create", "bob", "--role", "reader", stdin=f"{GOOD}\n{GOOD}\n")
    assert GOOD not in asked.output
    assert (
        "ann is approver, disabled"
        in command("users", "change", "ann", "--role", "approver", "--disable").stdout
    )
    command("users", "change", "ann", "--enable", "--password-stdin", stdin=f"{GOOD} 2\n")
    told = {user["name"]: user for user in json.loads(command("users", "list", "--json").stdout)}
    assert (told["ann"]["role"], told["ann"]["disabled_at"]) == ("approver", None)
    assert "password" not in told["ann"]
    assert "bob" in command("users", "list").stdout
    assert (
        json.loads(command("users", "change", "bob", "--role", "admin", "--json").stdout)["role"] == "admin"
    )
    assert "nothing is to be changed" in command("users", "change", "ann", code=2).stderr
    assert "15 to 1000 characters" in command(
        "users", "create", "eve", "--role", "reader", "--password-stdin", stdin="short\n", code=2
    ).stderr  # fmt: skip


def test_the_database_of_the_environment_is_used(command: Command, tmp_path: Path) -> None:
    path = tmp_path / "elsewhere" / "log.db"
    command("keys", "create", "a", "--role", "reader", WATCHFLOOR_DATABASE_URL=f"sqlite:///{path}")
    assert path.exists()
    told = command("keys", "list", code=10, WATCHFLOOR_DATABASE_URL="mysql://a:hidden@b/c").stderr
    assert "no database of the kind 'mysql'" in told
    assert "hidden" not in told
    told = command(
        "keys", "list", code=10, WATCHFLOOR_SECRET="x" * 32, WATCHFLOOR_DATABASE_URL=f"sqlite:///{path}"
    ).stderr
    assert "secret is not the one" in told


def test_without_what_the_store_needs_it_is_told_what_to_install(
    command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing() -> object:
        raise ModuleNotFoundError(name="sqlalchemy.engine")

    monkeypatch.setattr("watchfloor.cli.keeping._opener", missing)
    assert "pip install 'watchfloor[server]'" in command("keys", "list", code=2).stderr


def test_spans_and_moments_are_read() -> None:
    assert [a_span(text, "--x").total_seconds() for text in ("36h", "2d", "1w")] == [129600, 172800, 604800]
    assert a_moment_of("", "--x") is None
    for text in ("2024-01-31", "2024-01-31T00:00Z", "2024-01-31T01:00+01:00"):
        assert (found := a_moment_of(text, "--x")) is not None
        assert found.timestamp() == 1706659200
    for wrong in ("", "d", "1y", "-1d", "1.5d", "²d", "123456d"):
        with pytest.raises(UsageError, match="not a span of time"):
            a_span(wrong, "--x")

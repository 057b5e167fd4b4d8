"""Users and their passwords, and how a request tells who sends it."""

import base64

import pytest
from argon2 import PasswordHasher
from sqlalchemy import select
from tests.store.support import SetClock

from watchfloor.model.errors import AccessError, StateError, UsageError
from watchfloor.model.service import Authenticator, Caller
from watchfloor.store import tables
from watchfloor.store.authenticate import REMEMBERED, StoreAuthenticator
from watchfloor.store.opening import Store
from watchfloor.store.users import Users

GOOD = "correct horse battery"
OTHER = "another long password"


def basic(name: str, password: str) -> dict[str, str]:
    """The header a browser sends."""
    return {"authorization": "Basic " + base64.b64encode(f"{name}:{password}".encode()).decode()}


def test_a_user_is_known_by_name_and_password(store: Store) -> None:
    store.users.create("ann", "analyst", GOOD)
    assert store.users.caller("ann", GOOD) == Caller(name="ann", role="analyst")
    for name, password in (
        ("ann", GOOD + "x"),
        ("ann", ""),
        ("bob", GOOD),
        ("ann", "x" * 5000),
        ("ann", "\ud800"),
    ):
        with pytest.raises(AccessError, match="name or password is wrong"):
            store.users.caller(name, password)


def test_passwords_are_kept_as_argon2id_hashes(store: Store) -> None:
    full = Users(store.database, store.moments)
    full.create("ann", "analyst", GOOD)
    with store.database.reading() as connection:
        (kept,) = connection.execute(select(tables.users.c.password)).scalars()
    assert kept.startswith("$argon2id$v=19$m=65536,t=3,p=4$"), "the second choice of RFC 9106, section 4"
    assert "password" not in repr(full.all())


def test_a_hash_of_older_parameters_is_renewed_when_the_user_comes(store: Store) -> None:
    store.users.create("ann", "analyst", GOOD)
    harder = Users(store.database, store.moments, PasswordHasher(time_cost=2, memory_cost=8, parallelism=1))
    harder.caller("ann", GOOD)
    with store.database.reading() as connection:
        (kept,) = connection.execute(select(tables.users.c.password)).scalars()
    assert "t=2" in kept
    harder.caller("ann", GOOD)


def test_a_user_gets_another_role_and_password_and_is_disabled(store: Store) -> None:
    store.users.create("ann", "analyst", GOOD, who="root")
    store.users.change("ann", role="approver", password=OTHER, who="root")
    assert store.users.caller("ann", OTHER).role == "approver"
    store.users.change("ann", disabled=True, who="root")
    with pytest.raises(AccessError, match="wrong"):
        store.users.caller("ann", OTHER)
    assert store.users.change("ann", disabled=False).disabled_at is None
    assert [act.about for act in store.acts()][::-1] == [
        "ann analyst", "ann: role approver, password", "ann: disabled", "ann: enabled",
    ]  # fmt: skip


def test_users_need_a_free_name_a_role_and_a_long_password(store: Store) -> None:
    store.users.create("ann", "analyst", GOOD)
    with pytest.raises(UsageError, match="there is a user 'ann' already"):
        store.users.create("ann", "analyst", GOOD)
    with pytest.raises(UsageError, match="15 to 1000 characters, not 5"):
        store.users.create("bob", "analyst", "short")
    with pytest.raises(UsageError, match="no text"):
        store.users.create("bob", "analyst", "\ud800" * 20)
    with pytest.raises(UsageError, match="there is no user 'bob'"):
        store.users.change("bob", role="reader")


def test_a_damaged_hash_is_told(store: Store) -> None:
    store.users.create("ann", "analyst", GOOD)
    with store.database.writing() as connection:
        connection.execute(tables.users.update().values({"password": "damaged"}))
    with pytest.raises(StateError, match="hash of a password is damaged"):
        store.users.caller("ann", GOOD)


def test_it_is_what_the_service_asks_for(store: Store) -> None:
    asked: Authenticator = store.authenticator
    with pytest.raises(AccessError, match="does not say who asks"):
        asked.authenticate({}, "")


@pytest.mark.parametrize("header", ["Bearer {}", "bearer  {}", "ApiKey {}"])
def test_a_request_names_a_key_in_the_usual_headers(store: Store, header: str) -> None:
    made = store.keys.create("a", "reader")
    caller = store.authenticator.authenticate({"authorization": header.format(made.text)}, "192.0.2.1")
    assert caller.key == made.key.prefix
    assert store.authenticator.authenticate({"x-api-key": made.text}, "192.0.2.1") == caller


def test_a_user_sends_name_and_password(store: Store) -> None:
    store.users.create("ann", "analyst", GOOD + ":ü")
    assert store.authenticator.authenticate(basic("ann", GOOD + ":ü"), "192.0.2.1").name == "ann"


@pytest.mark.parametrize(
    ("headers", "told"),
    [
        ({}, "does not say who asks.*Authorization: Bearer"),
        ({"authorization": "Digest abc"}, "does not say who asks"),
        ({"authorization": "Bearer"}, "does not say who asks"),
        ({"authorization": "Bearer wf_1"}, "this key is not valid"),
        ({"x-api-key": "\ud800"}, "this key is not valid"),
        ({"authorization": "Basic ???"}, "cannot be read"),
        ({"authorization": "Basic /w=="}, "cannot be read"),
        ({"authorization": "Basic YW5u"}, "name or password is wrong"),
    ],
)
def test_a_request_that_names_nobody_is_refused(store: Store, headers: dict[str, str], told: str) -> None:
    with pytest.raises(AccessError, match=told):
        store.authenticator.authenticate(headers, "192.0.2.1")


def test_an_answer_is_remembered_for_some_seconds_and_no_longer(store: Store) -> None:
    seconds = SetSeconds()
    asked = StoreAuthenticator(store.keys, store.users, store.secret, seconds)
    made = store.keys.create("a", "reader")
    headers = {"x-api-key": made.text}
    asked.authenticate(headers, "")
    store.keys.revoke(made.key.prefix)
    seconds.at += REMEMBERED - 0.1
    asked.authenticate(headers, "")
    seconds.at += 0.1
    with pytest.raises(AccessError, match="not valid"):
        asked.authenticate(headers, "")
    assert made.text not in repr(vars(asked))


class SetSeconds:
    """A stop watch set by hand."""

    def __init__(self) -> None:
        self.at = 1000.0

    def __call__(self) -> float:
        return self.at


def test_who_tries_passwords_waits_longer_and_longer(store: Store) -> None:
    seconds = SetSeconds()
    asked = StoreAuthenticator(store.keys, store.users, store.secret, seconds)
    store.users.create("ann", "analyst", GOOD)
    for _ in range(3):
        with pytest.raises(AccessError, match="is wrong"):
            asked.authenticate(basic("ann", "guess"), "192.0.2.1")
    waits = []
    for _ in range(9):
        with pytest.raises(AccessError, match="too many wrong passwords") as told:
            asked.authenticate(basic("ann", GOOD), "192.0.2.1")
        waits.append(told.value.wait)
        seconds.at += told.value.wait
        with pytest.raises(AccessError, match="is wrong"):
            asked.authenticate(basic("ann", "guess"), "192.0.2.1")
    assert waits == [1, 2, 4, 8, 16, 32, 60, 60, 60]
    assert asked.authenticate(basic("ann", GOOD), "192.0.2.2").name == "ann", "from elsewhere she may"
    seconds.at += 60
    assert asked.authenticate(basic("ann", GOOD), "192.0.2.1").name == "ann"


def test_last_use_of_a_user_is_written_sparsely(store: Store, clock: SetClock) -> None:
    store.users.create("ann", "analyst", GOOD)
    store.users.caller("ann", GOOD)
    first = store.users.all()[0].last_used_at
    clock.go(minutes=1)
    store.users.caller("ann", GOOD)
    assert store.users.all()[0].last_used_at == first
    clock.go(minutes=5)
    store.users.caller("ann", GOOD)
    assert store.users.all()[0].last_used_at == clock.at

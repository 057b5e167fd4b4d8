"""API keys: shown once, kept as a digest, and over when they are over."""

import logging
import pickle
from datetime import timedelta

import pytest
from sqlalchemy import event, select
from tests.store.support import START, SetClock

from watchfloor.model.errors import AccessError, UsageError
from watchfloor.model.service import ROLES, Caller
from watchfloor.store import tables
from watchfloor.store.opening import Store


def test_a_key_tells_who_asks_and_what_they_may(store: Store) -> None:
    made = store.keys.create(" branch   7 ", "screener")
    assert store.keys.caller(made.text) == Caller(name="branch 7", role="screener", key=made.key.prefix)


def test_keys_are_random_and_long(store: Store) -> None:
    texts = [store.keys.create("a", "reader").text for _ in range(20)]
    assert len({text[12:] for text in texts}) == 20
    assert all(len(text.partition("_")[2][9:]) == 43 for text in texts), "256 bits are 43 letters of base 64"


def test_only_a_keyed_digest_is_kept_and_nothing_shows_the_key(
    store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, logger="sqlalchemy")
    made = store.keys.create("branch 7", "screener")
    secret = made.text.removeprefix(made.key.prefix)
    store.keys.caller(made.text)
    with store.database.reading() as connection:
        row = connection.execute(select(tables.keys)).one()
        acts = connection.execute(select(tables.acts)).all()
    assert row.digest == store.secret.digest("api key", made.text.encode())
    shown = [repr(thing) for thing in (row, acts, made, made.key, store.keys.all(), store.secret, store.keys)]
    assert not [text for text in [*shown, caplog.text] if secret in text or made.text in text]


def test_a_secret_is_written_nowhere(store: Store) -> None:
    with pytest.raises(TypeError, match="not written anywhere"):
        pickle.dumps(store.secret)


@pytest.mark.parametrize(
    "spoiled",
    [
        "",
        "{short}",
        "{whole}a",
        "{upper}",
        "wf_00000000{rest}",
        "{short}{other}",
        "\ud800",
        "{whole}\n",
        "ключ",
    ],
)
def test_what_is_nearly_a_key_is_none(store: Store, spoiled: str) -> None:
    text = store.keys.create("a", "reader").text
    other = "a" if text[-1] != "a" else "b"
    wrong = spoiled.format(short=text[:-1], whole=text, upper=text.upper(), rest=text[11:], other=other)
    with pytest.raises(AccessError, match="this key is not valid"):
        store.keys.caller(wrong)


def test_a_key_expires_also_where_the_clock_is_set_back(store: Store, clock: SetClock) -> None:
    text = store.keys.create("a", "reader", expires_at=START + timedelta(days=1)).text
    store.keys.caller(text)
    clock.go(days=1)
    with pytest.raises(AccessError, match="not valid"):
        store.keys.caller(text)
    clock.go(days=-1)
    with pytest.raises(AccessError, match="not valid"):
        store.keys.caller(text)
    assert store.keys.all()[0].state(store.moments.now()) == "expired"


def test_a_key_that_is_revoked_works_no_more(store: Store, clock: SetClock) -> None:
    made = store.keys.create("a", "reader")
    revoked = store.keys.revoke(made.key.prefix, who="root")
    assert revoked.state(START) == "revoked"
    with pytest.raises(AccessError, match="not valid"):
        store.keys.caller(made.text)
    clock.go(hours=1)
    assert store.keys.revoke(made.key.prefix) == revoked, "revoking again changes nothing"
    with pytest.raises(UsageError, match="no key begins with 'wf_x'"):
        store.keys.revoke("wf_x")


def test_last_use_is_written_sparsely(store: Store, clock: SetClock) -> None:
    text, writes = store.keys.create("a", "reader").text, []
    event.listen(
        store.database.engine,
        "before_cursor_execute",
        lambda *words: writes.append(words[2]) if words[2].startswith("UPDATE api_keys") else None,
    )
    for _ in range(5):
        store.keys.caller(text)
        clock.go(minutes=1)
    assert len(writes) == 1
    clock.go(minutes=1)
    store.keys.caller(text)
    assert len(writes) == 2
    assert store.keys.all()[0].last_used_at == START + timedelta(minutes=6)


def test_who_made_and_revoked_a_key_is_written_down(store: Store) -> None:
    made = store.keys.create("branch 7", "screener", who="ann")
    store.keys.revoke(made.key.prefix, who="bob")
    assert [(act.who, act.act, act.about) for act in store.acts()] == [
        ("bob", "key revoked", made.key.prefix),
        ("ann", "key created", f"{made.key.prefix} branch 7 screener"),
    ]


@pytest.mark.parametrize("role", ROLES)
def test_a_key_may_have_any_role(store: Store, role: str) -> None:
    assert store.keys.caller(store.keys.create("a", role).text).role == role


def test_a_key_needs_a_role_a_name_and_a_future(store: Store) -> None:
    with pytest.raises(UsageError, match=r"no role is called 'king'.*There are reader"):
        store.keys.create("a", "king")
    for name in ("", "  ", "a\0b", "x" * 201):
        with pytest.raises(UsageError, match="a name has 1 to 200 letters"):
            store.keys.create(name, "reader")
    with pytest.raises(UsageError, match="would have expired already"):
        store.keys.create("a", "reader", expires_at=START)

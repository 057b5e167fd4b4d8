"""A screening done again says the same, or what differs and why."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest
from tests.store.support import POLICY, screened
from tests.support import an_engine, an_entity

from watchfloor.desk.log_rows import LOG_COLUMNS, log_rows
from watchfloor.desk.replay import Replayed, engine_of, replay
from watchfloor.lists.raw import unpack
from watchfloor.lists.store import SnapshotStore
from watchfloor.model.errors import InputError, PolicyError, SnapshotError
from watchfloor.model.party import Party
from watchfloor.model.service import Screening
from watchfloor.screening.engine import Engine
from watchfloor.store import tables
from watchfloor.store.log import Logged, Wanted
from watchfloor.store.opening import Store, open_store

LIST = b"id,name,type,dob\nx1,Boris Demonov,person,1950-02-03\n"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A store in SQLite: what it keeps is tested elsewhere, on all databases."""
    found = open_store(tmp_path)
    yield found
    found.close()


@pytest.fixture
def snapshots(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> SnapshotStore:
    """A home with one invented list."""
    monkeypatch.setattr("watchfloor.lists.starter.beside", lambda *_: {})
    found = SnapshotStore(tmp_path)
    now = datetime(2026, 3, 1, tzinfo=UTC)
    found.import_raw("custom", list(unpack("list.csv", LIST)), published="2026-01-01", now=now)
    return found


def untold(_note: str) -> None:
    """Nobody listens."""


def written(store: Store, screening: Screening) -> Logged:
    """A screening as it stands in the log."""
    store.recorder.record([screening], POLICY)
    return store.log.one(screening.id)


def again(store: Store, logged: Logged, engine: Engine, given: Party | None = None) -> Replayed:
    """It, done again with an engine."""
    return replay(logged, lambda _: engine, store, given=given)


def test_with_the_same_lists_and_policy_the_same_is_found(store: Store, snapshots: SnapshotStore) -> None:
    engine = Engine.open(snapshots.current(), POLICY)
    for name in ("Boris Demonow", "Otto Berg"):
        logged = written(store, screened(name, by=engine))
        found = replay(logged, lambda one: engine_of(one, store, snapshots, None, untold), store)
        assert (found.equal, found.differences, found.reasons) == (True, (), ())
        assert found.then == found.now == engine.stamp


def test_an_older_snapshot_is_used_where_the_lists_have_moved_on(
    store: Store, snapshots: SnapshotStore
) -> None:
    logged = written(store, screened(by=Engine.open(snapshots.current(), POLICY)))
    later = datetime(2026, 3, 2, tzinfo=UTC)
    files = list(unpack("list.csv", LIST + b"x2,Boris Demonow,person,\n"))
    snapshots.import_raw("custom", files, published="2026-02-01", now=later)
    assert snapshots.current().id != logged.line.snapshot
    assert replay(logged, lambda one: engine_of(one, store, snapshots, None, untold), store).equal


def test_what_differs_is_told_hit_by_hit(store: Store) -> None:
    logged = written(store, screened("Boris Demonow", birthDate="1950-02-03"))
    other = an_engine(
        an_entity("Boris Demonov", record="1", birthDate="1951"),
        an_entity("Demonow Boris", record="9"),
    )
    found = again(store, logged, other)
    assert not found.equal
    one, new = found.differences
    assert one.startswith("demo:1 (Boris Demonov): score was ")
    assert "evidence was " in one
    assert one.endswith("it is explained otherwise")
    assert new.startswith("demo:9 (Demonow Boris) was not found, is with 0.")
    gone = again(store, logged, an_engine(an_entity("Otto Berg"))).differences
    assert [text.partition(",")[0] for text in gone] == [
        f"demo:1 (Boris Demonov) was found with {logged.line.best}"
    ]


def test_an_engine_of_another_version_is_told_as_the_reason(store: Store) -> None:
    given = screened()
    stamp = msgspec.structs.replace(given.result.stamp, engine="0.0.9")
    older = msgspec.structs.replace(given, result=msgspec.structs.replace(given.result, stamp=stamp))
    logged = written(store, older)
    same = again(store, logged, an_engine(*_ENTITIES))
    assert same.equal
    assert same.reasons == (f"it was made by Watchfloor 0.0.9, this is {same.now.engine}",)


_ENTITIES = (
    an_entity("Boris Demonov", "Борис Демонов", record="1", birthDate="1950-02-03"),
    an_entity("Demonstration Trading Corporation", record="2", schema="Company"),
)


def test_what_was_changed_afterwards_is_noticed(store: Store) -> None:
    given = screened()
    (hit,) = given.result.hits
    lower = msgspec.structs.replace(
        given.result, hits=(msgspec.structs.replace(hit, score=0.51),), notes=("odd",)
    )
    logged = written(store, msgspec.structs.replace(given, result=lower))
    found = again(store, logged, an_engine(*_ENTITIES))
    assert found.differences == (
        "notes was ('odd',), is ()",
        f"demo:1 (Boris Demonov): score was 0.51, is {hit.score}",
    )
    assert found.reasons[0].startswith("snapshot, policy, engine and input are the same")


def test_without_the_input_it_is_asked_for_and_checked(tmp_path: Path) -> None:
    store = open_store(tmp_path, keep_input=False)
    given = screened(birthDate="1950-02-03")
    logged, engine = written(store, given), an_engine(*_ENTITIES)
    with pytest.raises(InputError, match=r"was not kept, only its digest.*Give it again"):
        again(store, logged, engine)
    with pytest.raises(InputError, match="not what was screened then"):
        again(store, logged, engine, screened(birthDate="1950-02-04").party)
    assert again(store, logged, engine, given.party).equal
    store.close()


def test_a_snapshot_or_policy_that_is_gone_is_told(store: Store, snapshots: SnapshotStore) -> None:
    logged = written(store, screened())
    with pytest.raises(SnapshotError, match=r"snapshot of this screening can no longer be had.*same files"):
        engine_of(logged, store, snapshots, None, untold)
    with store.database.writing() as connection:
        connection.execute(tables.policies.update().values(content=b"{}"))
    with pytest.raises(PolicyError, match="policy of this screening can no longer be had"):
        engine_of(logged, store, snapshots, None, untold)


def test_the_log_is_a_table_of_one_line_a_hit(store: Store) -> None:
    written(store, screened(birthDate="1950-02-03"))
    written(store, msgspec.structs.replace(screened(), answered=()))
    written(store, screened("Otto Berg"))
    rows = list(log_rows(store.log.full(Wanted())))
    assert [(row["number"], row.get("entity_id"), row["answered"]) for row in rows] == [
        (1, "demo:1", True), (2, "demo:1", False), (3, None, None),
    ]  # fmt: skip
    assert set(rows[0]) >= set(LOG_COLUMNS)
    assert rows[0]["at"] == "2026-03-01T12:00:00+00:00"
    assert '"birthDate":["1950-02-03"]' in rows[0]["input"]
    assert rows[0]["options"] == '{"limit":["5"]}'

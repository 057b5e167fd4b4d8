"""Snapshots: dated on two axes, immutable, the same on every machine."""

import os
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import msgspec
import pytest

from watchfloor.lists import disk
from watchfloor.lists.raw import RawFile, unpack
from watchfloor.lists.store import SnapshotStore
from watchfloor.lists.versions import Version
from watchfloor.model.entity import Entity, Name
from watchfloor.model.errors import SnapshotError, UsageError

if sys.platform != "win32":
    import resource

Import = Callable[..., Version]
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def people(count: int, prefix: str = "Ivo Examplesson") -> list[Entity]:
    names = [(Name(text=f"{prefix} {n}", kind="primary"),) for n in range(1, count + 1)]
    return [Entity(source="x", record=str(n), schema="Person", names=name) for n, name in enumerate(names, 1)]


def everything_below(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def test_what_was_imported_comes_back_in_its_order(store: SnapshotStore, import_demo: Import) -> None:
    import_demo(people(3), published="2026-01-05")
    snapshot = store.current()
    assert [e.id for e in snapshot.entities()] == ["xx_demo:1", "xx_demo:2", "xx_demo:3"]
    assert snapshot.entity("xx_demo:2").caption == "Ivo Examplesson 2"
    assert snapshot.notice() == ""
    assert snapshot.published == snapshot.oldest == "2026-01-05"


def test_an_entity_no_snapshot_has_is_a_usage_error(store: SnapshotStore, import_demo: Import) -> None:
    import_demo(people(1))
    with pytest.raises(UsageError, match="no entity 'xx_demo:99' in snapshot"):
        store.current().entity("xx_demo:99")


def test_a_version_tells_its_accounts(import_demo: Import) -> None:
    version = import_demo(people(4), published="2026-01-05", rejected=2)
    assert (version.published, version.dating) == ("2026-01-05", "file")
    assert (version.entities, version.rejected, version.schemata) == (4, 2, {"Person": 4})
    assert version.rows["entries"].read == 6
    assert version.rejections[0].reason == "no name"
    assert version.learned_at == "2026-03-01T12:00:00.000000Z"


def test_current_holds_the_newest_of_every_source_whatever_the_order_of_import(
    store: SnapshotStore, import_demo: Import
) -> None:
    import_demo(people(5), published="2026-02-01")
    import_demo(people(4), published="2026-01-01")
    import_demo(people(2), source="yy_demo", published="2025-06-01")
    snapshot = store.current()
    assert {s: v.published for s, v in snapshot.versions.items()} == {
        "xx_demo": "2026-02-01",
        "yy_demo": "2025-06-01",
    }
    assert (snapshot.published, snapshot.oldest) == ("2026-02-01", "2025-06-01")
    assert [e.source for e in snapshot.entities()] == ["xx_demo"] * 5 + ["yy_demo"] * 2


def test_as_of_picks_what_was_published_by_then(store: SnapshotStore, import_demo: Import) -> None:
    import_demo(people(4), published="2026-01-01")
    import_demo(people(5), published="2026-02-01")
    assert store.as_of(date(2026, 1, 31)).versions["xx_demo"].entities == 4
    assert store.as_of(date(2026, 2, 1)).versions["xx_demo"].entities == 5
    with pytest.raises(
        SnapshotError,
        match=r"nothing imported was published by 2025-12-31.*oldest list here is of 2026-01-01",
    ):
        store.as_of(date(2025, 12, 31))


def test_as_of_with_known_at_forgets_what_was_learned_later(
    store: SnapshotStore, import_demo: Import
) -> None:
    import_demo(people(4), published="2026-01-01", now=NOON)
    import_demo(people(5), published="2026-02-01", now=NOON + timedelta(days=2))
    known = store.as_of(date(2026, 2, 10), known_at=NOON + timedelta(days=1))
    assert known.versions["xx_demo"].published == "2026-01-01"
    with pytest.raises(SnapshotError, match="and known by 2026-02-01T00:00:00"):
        store.as_of(date(2026, 2, 10), known_at=datetime(2026, 2, 1, tzinfo=UTC))


def test_a_later_correction_of_the_same_day_goes_before_the_earlier_one(
    store: SnapshotStore, import_demo: Import
) -> None:
    import_demo(people(4), published="2026-01-01", now=NOON)
    import_demo(people(5), published="2026-01-01", now=NOON + timedelta(hours=1))
    assert store.current().versions["xx_demo"].entities == 5
    assert store.as_of(date(2026, 1, 1), known_at=NOON).versions["xx_demo"].entities == 4


def test_the_same_files_again_are_the_same_version_and_noted_as_checked(
    store: SnapshotStore, import_demo: Import
) -> None:
    first = import_demo(people(3), published="2026-01-01", now=NOON)
    again = import_demo(people(3), published="2026-01-01", now=NOON + timedelta(days=9))
    assert again == first
    assert len(store.versions()) == 1
    assert store.checked() == {"xx_demo": "2026-03-10T12:00:00.000000Z"}


def test_a_list_without_a_date_is_dated_today_with_a_warning_and_kept_once(
    store: SnapshotStore, import_demo: Import
) -> None:
    first = import_demo(people(3))
    assert (first.published, first.dating) == ("2026-03-01", "assumed")
    assert first.warnings == ("date assumed: the files carry none and --date was not given",)
    assert import_demo(people(3), now=NOON + timedelta(days=1)) == first
    import_demo(people(4), now=NOON + timedelta(days=2))
    back = import_demo(people(3, "Ivo Examplesson"), now=NOON + timedelta(days=3), accept_shrink=True)
    assert back.published == "2026-03-04"
    assert [v.entities for v in store.versions("xx_demo")] == [3, 4, 3]


@pytest.mark.usefixtures("demo_sources")
def test_two_machines_make_the_same_snapshot(tmp_path: Path) -> None:
    raw = list(unpack("demo.json", msgspec.json.encode({"entities": people(3), "published": "2026-01-01"})))
    stores = [SnapshotStore(tmp_path / name) for name in ("one", "two")]
    for days, store in enumerate(stores):
        store.import_raw("xx_demo", raw, published=None, now=NOON + timedelta(days=days))
    assert stores[0].current().id == stores[1].current().id


def test_a_snapshot_opens_by_the_start_of_its_id(store: SnapshotStore, import_demo: Import) -> None:
    import_demo(people(3), published="2026-01-01")
    old = store.current()
    import_demo(people(4), published="2026-02-01")
    assert store.open(old.id[:12]).versions["xx_demo"].entities == 3
    assert store.open(old.id).id == old.id
    with pytest.raises(SnapshotError, match="no snapshot '0123456789'"):
        store.open("0123456789")
    with pytest.raises(SnapshotError, match="too short to tell which snapshot"):
        store.open(old.id[:3])


def test_a_snapshot_as_of_a_day_can_be_opened_later_by_its_id(
    store: SnapshotStore, import_demo: Import
) -> None:
    import_demo(people(3), published="2026-01-01")
    import_demo(people(2), source="yy_demo", published="2026-01-02")
    import_demo(people(4), published="2026-02-01")
    middle = store.as_of(date(2026, 1, 15))
    assert {s: v.entities for s, v in store.open(middle.id).versions.items()} == {"xx_demo": 3, "yy_demo": 2}


def test_a_read_only_home_can_be_read_and_not_written(store: SnapshotStore, import_demo: Import) -> None:
    import_demo(people(3), published="2026-01-01")
    import_demo(people(4), published="2026-02-01")
    before = everything_below(store.home)

    def refuse(*_args: object, **_kwargs: object) -> int:
        raise OSError(30, "Read-only file system")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "open", refuse)
        assert store.as_of(date(2026, 1, 15)).versions["xx_demo"].entities == 3
        with pytest.raises(SnapshotError, match=r"cannot write: Read-only file system .*lock.*allow writing"):
            import_demo(people(5), published="2026-03-01")
    assert everything_below(store.home) == before


def test_a_full_disk_is_told_and_leaves_the_store_as_it_was(
    store: SnapshotStore, import_demo: Import, monkeypatch: pytest.MonkeyPatch
) -> None:
    import_demo(people(3), published="2026-01-01")
    before = {k: v for k, v in everything_below(store.home).items() if k != "checked.json"}

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(
        SnapshotError, match=r"cannot write: No space left on device.*What was imported before stays"
    ):
        import_demo(people(4), published="2026-02-01")
    monkeypatch.undo()
    assert {k: v for k, v in everything_below(store.home).items() if k != "checked.json"} == before
    assert list(store.verify()) == []
    assert store.current().versions["xx_demo"].entities == 3


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no file size limits")
def test_a_disk_that_takes_half_a_file_is_told_and_nothing_half_is_left(
    store: SnapshotStore, import_demo: Import
) -> None:
    import_demo(people(3), published="2026-01-01")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (200, hard))
    try:
        with pytest.raises(SnapshotError, match="cannot write: File too large"):
            import_demo(people(40), published="2026-02-01")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert not list(store.home.rglob(".tmp-*"))
    assert list(store.verify()) == []
    assert store.current().versions["xx_demo"].entities == 3


@pytest.mark.usefixtures("demo_sources")
def test_writers_at_the_same_time_lose_nothing(tmp_path: Path) -> None:
    def write(number: int) -> None:
        source = ("xx_demo", "yy_demo")[number % 2]
        content = msgspec.json.encode(
            {"entities": people(10 + number), "published": f"2026-01-{number + 1:02}"}
        )
        SnapshotStore(tmp_path / "home").import_raw(
            source, list(unpack("a", content)), published=None, now=NOON
        )

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(write, range(16)))
    store = SnapshotStore(tmp_path / "home")
    assert len(store.versions()) == 16
    assert {s: v.published for s, v in store.current().versions.items()} == {
        "xx_demo": "2026-01-15",
        "yy_demo": "2026-01-16",
    }
    assert list(store.verify()) == []


def test_a_clock_that_goes_backwards_is_refused(store: SnapshotStore, import_demo: Import) -> None:
    import_demo(people(3), published="2026-01-01", now=NOON)
    with pytest.raises(
        SnapshotError, match=r"the clock says 2026-02-28.*newest import was made 2026-03-01.*Set the clock"
    ):
        import_demo(people(4), published="2026-02-01", now=NOON - timedelta(days=1))
    assert len(store.versions()) == 1


def test_a_clock_a_little_behind_keeps_the_order_of_learning(
    store: SnapshotStore, import_demo: Import
) -> None:
    import_demo(people(3), published="2026-01-01", now=NOON)
    late = import_demo(people(4), published="2026-02-01", now=NOON - timedelta(seconds=5))
    assert late.learned_at == "2026-03-01T12:00:00.000000Z"
    assert list(store.verify()) == []


def test_a_moment_without_a_time_zone_is_a_fault_of_the_caller(import_demo: Import) -> None:
    with pytest.raises(ValueError, match="a moment needs a time zone"):
        import_demo(people(1), now=datetime(2026, 3, 1))  # noqa: DTZ001 - the point of the test


def test_a_second_writer_waits_and_then_says_who_holds_the_lock(tmp_path: Path) -> None:
    lock = tmp_path / "lock"
    with (
        disk.locked(lock),
        pytest.raises(SnapshotError, match=f"another process is writing.*process id {os.getpid()}"),
        disk.locked(lock, wait=0.1),
    ):
        pytest.fail("two writers hold the lock")
    with disk.locked(lock, wait=0):
        assert lock.read_text() == f"{os.getpid()}\n"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no umask")
@pytest.mark.parametrize(("umask", "mode"), [(0o022, 0o644), (0o077, 0o600)])
def test_the_users_umask_decides_who_may_read(tmp_path: Path, umask: int, mode: int) -> None:
    before = os.umask(umask)
    try:
        disk.write_atomic(tmp_path / "list", [b"confidential"])
    finally:
        os.umask(before)
    assert (tmp_path / "list").stat().st_mode & 0o777 == mode


def test_leftovers_of_killed_writers_are_ignored_and_cleared_by_the_next_one(
    store: SnapshotStore, import_demo: Import
) -> None:
    import_demo(people(3), published="2026-01-01")
    leftovers = [store.home / folder / ".tmp-left" for folder in ("raw", "versions", "snapshots")]
    for path in leftovers:
        path.write_bytes(b"half")
    assert list(store.verify()) == []
    import_demo(people(4), published="2026-02-01")
    assert not any(path.exists() for path in leftovers)


def test_a_lost_catalog_is_made_anew(store: SnapshotStore, import_demo: Import) -> None:
    import_demo(people(3), published="2026-01-01")
    snapshot = store.current().id
    (store.home / "catalog.json").write_bytes(b"{")
    (store.home / "checked.json").write_bytes(b"{")
    assert store.current().id == snapshot
    assert store.checked() == {}
    import_demo(people(4), published="2026-02-01")
    assert [v.published for v in store.versions()] == ["2026-01-01", "2026-02-01"]


def test_a_lost_snapshot_record_is_made_anew(store: SnapshotStore, import_demo: Import) -> None:
    import_demo(people(3), published="2026-01-01")
    snapshot = store.current().id
    (store.home / "snapshots" / f"{snapshot}.json").unlink()
    assert store.current().id == snapshot
    assert store.open(snapshot).id == snapshot


def test_a_version_that_is_not_there_is_an_error(store: SnapshotStore) -> None:
    with pytest.raises(SnapshotError, match="no version 'abc'"):
        store.version("abc")


def test_the_raw_file_is_kept_as_received(store: SnapshotStore, import_demo: Import) -> None:
    version = import_demo(people(2), published="2026-01-01")
    [file] = version.files
    kept: RawFile = next(unpack("demo.json", store.raw_path(file.sha256).read_bytes()))
    assert msgspec.json.decode(kept.data)["published"] == "2026-01-01"
    assert file.size == len(kept.data)

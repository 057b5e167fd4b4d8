"""What is damaged or missing on disk is found, told, and can be brought back."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from watchfloor.lists.store import SnapshotStore
from watchfloor.lists.versions import Version
from watchfloor.model.entity import Entity, Name
from watchfloor.model.errors import SnapshotError

Import = Callable[..., Version]


def people(count: int) -> list[Entity]:
    names = [(Name(text=f"Ivo Examplesson {n}", kind="primary"),) for n in range(1, count + 1)]
    return [Entity(source="x", record=str(n), schema="Person", names=name) for n, name in enumerate(names, 1)]


def flip_a_byte(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 0x55
    path.write_bytes(data)


@pytest.mark.parametrize(
    ("pattern", "says"),
    [
        ("raw/*.zst", "cannot be read|does not match its hash"),
        ("versions/*.json", "damaged|does not match its hash"),
        ("versions/*.msgpack.zst", "cannot be read|does not match its hash"),
        ("snapshots/*.json", "damaged|does not match its hash"),
    ],
)
def test_verify_finds_a_flipped_bit_wherever_it_is(
    store: SnapshotStore, import_demo: Import, pattern: str, says: str
) -> None:
    import_demo(people(3), published="2026-01-01")
    assert list(store.verify()) == []
    [path] = store.home.glob(pattern)
    flip_a_byte(path)
    problems = list(store.verify())
    assert problems
    assert str(path) in {p.at for p in problems}
    assert re.search(says, " ".join(p.what for p in problems))


@pytest.mark.parametrize("pattern", ["raw/*.zst", "versions/*.json", "versions/*.msgpack.zst"])
def test_verify_finds_what_is_missing(store: SnapshotStore, import_demo: Import, pattern: str) -> None:
    import_demo(people(3), published="2026-01-01")
    [path] = store.home.glob(pattern)
    path.unlink()
    assert any("missing" in p.what or "cannot be read" in p.what for p in store.verify())


def test_verify_finds_a_record_under_another_name(store: SnapshotStore, import_demo: Import) -> None:
    import_demo(people(3), published="2026-01-01")
    for folder in ("versions", "snapshots"):
        [path] = (store.home / folder).glob("*.json")
        path.with_name("0" * 64 + ".json").write_bytes(path.read_bytes())
    assert sum(p.what == "does not match its id" for p in store.verify()) == 2


def test_damaged_entities_are_an_error_when_read(store: SnapshotStore, import_demo: Import) -> None:
    version = import_demo(people(3), published="2026-01-01")
    path = store.entities_path(version.id)
    whole = path.read_bytes()
    flip_a_byte(path)
    with pytest.raises(SnapshotError, match=r"entities are damaged.*lists verify"):
        list(store.current().entities())
    path.write_bytes(whole[:4])
    with pytest.raises(SnapshotError, match="entities"):
        list(store.current().entities())
    path.unlink()
    with pytest.raises(SnapshotError, match=r"entities are missing.*lists verify"):
        list(store.current().entities())


def test_importing_again_brings_back_a_lost_file(store: SnapshotStore, import_demo: Import) -> None:
    version = import_demo(people(3), published="2026-01-01")
    store.entities_path(version.id).unlink()
    store.raw_path(version.files[0].sha256).unlink()
    import_demo(people(3), published="2026-01-01")
    assert list(store.verify()) == []

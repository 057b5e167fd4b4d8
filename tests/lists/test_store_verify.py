"""What is damaged or missing on disk is found, told, and can be brought back."""

import contextlib
import io
import re
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from watchfloor.lists.blobs import unpack_entities
from watchfloor.lists.store import SnapshotStore
from watchfloor.lists.versions import Version, seal, unseal
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


@given(data=st.binary(max_size=300), how=st.sampled_from(["replaced", "appended", "inserted"]))
def test_whatever_happened_to_a_record_it_is_told_as_damaged(data: bytes, how: str) -> None:
    record = Version(
        source="xx_demo", parser="xx_demo", published="2026-01-01", dating="given", learned_at="", engine="",
        files=(), entities_sha256="", entities=0,
    ).sealed()  # fmt: skip
    good = seal(record)
    assert unseal(good, Version, at="x") == record
    middle = len(good) // 2
    bad = {"replaced": data, "appended": good + data, "inserted": good[:middle] + data + good[middle:]}[how]
    if not data or (how == "appended" and not data.strip()):
        return
    with pytest.raises(SnapshotError, match=r"damaged|does not match its hash"):
        unseal(bad, Version, at="x")


@given(data=st.binary(max_size=300))
def test_notes_that_are_damaged_are_forgotten_and_hinder_nobody(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "checked.json").write_bytes(data)
        assert isinstance(SnapshotStore(Path(folder)).checked(), dict)


@given(packed=st.binary(max_size=200))
def test_entities_in_any_bytes_are_read_or_told_as_damaged(packed: bytes) -> None:
    head = len(packed).to_bytes(4, "big")
    for data in (packed, zstandard.compress(packed), zstandard.compress(head + packed)):
        with contextlib.suppress(SnapshotError):
            list(unpack_entities(io.BytesIO(data), at="x"))

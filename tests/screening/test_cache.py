"""Indexes on disk: found, rebuilt when damaged, and cleared when nobody needs them."""

import shutil
from pathlib import Path

import pytest
from tests.support import FakeSnapshot, an_entity

from watchfloor.model.policy import default_policy
from watchfloor.screening import index as index_module
from watchfloor.screening.cache import clear_others, index_folder, kept_index, remove
from watchfloor.screening.engine import Engine
from watchfloor.screening.index import FORMAT

STAR = an_entity("DEMO STAR", record="90003", schema="Vessel", imoNumber="9074729", flag="kp")


@pytest.mark.parametrize("damage", ["array", "description", "format"])
def test_a_damaged_index_is_built_anew_and_that_is_told(tmp_path: Path, damage: str) -> None:
    notes: list[str] = []
    kept_index(FakeSnapshot(STAR), tmp_path, notes.append)
    folder = index_folder(tmp_path, "fake")
    if damage == "array":
        (folder / "voc_key_hash.npy").write_bytes(b"rot")
    elif damage == "format":
        text = (folder / "index.json").read_text("utf-8")
        (folder / "index.json").write_text(text.replace(f'"{FORMAT}"', '"0"'), "utf-8")
    else:
        (folder / "index.json").unlink()
    assert kept_index(FakeSnapshot(STAR), tmp_path, notes.append).by_id(STAR.id) == STAR
    (note,) = notes
    assert "is built anew" in note
    assert str(folder) in note
    # It was kept again: this snapshot could not give the entity.
    assert Engine.open(FakeSnapshot(), default_policy(), cache=tmp_path).entity(STAR.id) == STAR


def test_an_index_that_cannot_be_kept_is_used_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(index_module, "_to_disk", full)
    notes: list[str] = []
    assert kept_index(FakeSnapshot(STAR), tmp_path, notes.append).by_id(STAR.id) == STAR
    assert "No space left on device" in notes[0]
    assert list(tmp_path.iterdir()) == []
    assert Engine.open(FakeSnapshot(STAR), default_policy(), cache=tmp_path).entity(STAR.id) == STAR


def test_only_indexes_are_cleared_and_never_the_one_in_use(tmp_path: Path) -> None:
    for name in ("one", "two"):
        kept_index(FakeSnapshot(STAR, identity=name), tmp_path, print)
    shutil.copytree(index_folder(tmp_path, "two"), tmp_path / "two-1")
    (tmp_path / "mine-7").mkdir()
    (tmp_path / "notes.txt").write_text("not ours", "utf-8")
    clear_others(tmp_path, "two")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["mine-7", "notes.txt", f"two-{FORMAT}"]
    clear_others(tmp_path / "nowhere", "two")


def test_what_cannot_be_deleted_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept_index(FakeSnapshot(STAR, identity="one"), tmp_path, print)

    def refused(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "rename", refused)
    clear_others(tmp_path, "two")
    remove(tmp_path / "nothing")
    assert index_folder(tmp_path, "one").is_dir()

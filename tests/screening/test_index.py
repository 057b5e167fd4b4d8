"""The index of a snapshot: what is found in it, and that half an index is never mistaken for one."""

import json
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields
from pathlib import Path

import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support import FakeSnapshot, an_entity, names, numbered

from watchfloor.model.entity import Entity, Name
from watchfloor.model.errors import SnapshotError
from watchfloor.model.party import Party, party
from watchfloor.model.policy import default_policy
from watchfloor.screening import index as index_module
from watchfloor.screening.engine import Engine
from watchfloor.screening.index import FORMAT, Index, build_index, listed_names, open_index, save_index

KIM = an_entity("KIM, Jong Un", "김정은", record="20157", nationality="kp", weak=["The Marshal"])
STAR = an_entity("DEMO STAR", record="90003", schema="Vessel", imoNumber="9074729", flag="kp")
WALLET = Entity(
    source="demo",
    record="w1",
    schema="CryptoWallet",
    names=(),
    properties={"publicKey": ("1AbcDemoWallet9",)},
)
ALL = [KIM, STAR, WALLET]
ARRAYS = sorted(index_module._ARRAYS)


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of three entities on disk."""
    folder = tmp_path_factory.mktemp("saved") / "i"
    save_index(build_index(ALL, snapshot="s", clusters={KIM.id: (KIM.id, "x:1")}), folder)
    return folder


@pytest.fixture
def folder(saved: Path, tmp_path: Path) -> Path:
    """A copy of it that a test may damage."""
    return Path(shutil.copytree(saved, tmp_path / "i"))


def test_entities_come_out_as_they_went_in_and_in_order(folder: Path) -> None:
    for index in (build_index(ALL), open_index(folder)):
        assert list(index.all()) == ALL
        assert index.entities == 3
        assert index.by_id("demo:90003") == STAR
        assert index.by_id("demo:unknown") is None


def test_entities_are_found_by_their_numbers(folder: Path) -> None:
    for index in (build_index(ALL), open_index(folder)):
        assert index.by_number("imo", "9074729") == [1]
        assert index.by_number("wallet", "1AbcDemoWallet9") == [2]
        assert index.by_number("company_imo", "9074729") == []


def test_each_listed_name_knows_its_entity_place_and_kind() -> None:
    index = build_index(ALL)
    shown = [(int(index.names.entity[n]), index.name(n).text, index.name(n).kind) for n in range(5)]
    assert shown == [
        (0, "KIM, Jong Un", "primary"),
        (0, "김정은", "alias"),
        (0, "The Marshal", "weak"),
        (1, "DEMO STAR", "primary"),
        (2, "1AbcDemoWallet9", "primary"),
    ]
    assert index.names.ordered.tolist() == [False, False, False, True, True]


def test_names_that_a_listed_name_holds_stand_behind_the_entitys_own() -> None:
    entity = an_entity(
        "Demo Trading (Sample Shipping)", "Third Works", schema="Company", weak=("One Mill / Two Mills",)
    )
    assert [(name.text, name.kind) for name in listed_names(entity)] == [
        ("Demo Trading (Sample Shipping)", "primary"),
        ("Third Works", "alias"),
        ("One Mill / Two Mills", "weak"),
        ("Demo Trading", "primary"),
        ("Sample Shipping", "primary"),
        ("One Mill", "weak"),
        ("Two Mills", "weak"),
    ]
    assert build_index([entity]).name(3).text == "Demo Trading"


def test_what_has_a_number_and_no_name_goes_by_its_number() -> None:
    assert listed_names(WALLET) == (Name(text="1AbcDemoWallet9", kind="primary"),)
    found = Engine(build_index(ALL), default_policy())
    named, numbered_only = found.screen_batch(
        [
            party("1AbcDemoWallet9"),
            Party(schema="CryptoWallet", properties={"publicKey": ("1AbcDemoWallet9",)}),
        ]
    )
    assert [hit.entity_id for hit in named.hits] == ["demo:w1"]
    assert [hit.entity_id for hit in numbered_only.hits] == ["demo:w1"]


def same(left: Index, right: Index) -> None:
    for part in ("names", "records"):
        one, two = getattr(left, part), getattr(right, part)
        for field in fields(one):
            a, b = getattr(one, field.name), getattr(two, field.name)
            assert a.dtype == b.dtype
            assert np.array_equal(a, b)
    for name in ("data", "indices", "indptr"):
        assert np.array_equal(getattr(left.listed, name), getattr(right.listed, name))
    assert (left.snapshot, left.sources, dict(left.clusters)) == (
        right.snapshot,
        right.sources,
        dict(right.clusters),
    )


@settings(max_examples=10)
@given(st.lists(names, max_size=6), st.lists(names, min_size=1, max_size=4))
def test_an_index_on_disk_is_the_one_in_memory(
    tmp_path_factory: pytest.TempPathFactory, listed: list[str], asked: list[str]
) -> None:
    folder = tmp_path_factory.mktemp("any") / "i"
    built = build_index(
        numbered(an_entity(name) for name in listed), snapshot="s", clusters={"a": ("a", "b")}
    )
    save_index(built, folder)
    opened = open_index(folder)
    same(built, opened)
    parties = [party(name) for name in asked]
    results = [list(Engine(index, default_policy()).screen(parties)) for index in (built, opened)]
    assert msgspec.json.encode(results[0]) == msgspec.json.encode(results[1])


@pytest.mark.parametrize("name", ARRAYS)
@pytest.mark.parametrize("damage", ["gone", "empty", "cut", "garbage"])
def test_an_index_with_a_damaged_array_is_an_error_that_says_what_to_do(
    folder: Path, name: str, damage: str
) -> None:
    path = folder / f"{name}.npy"
    whole = path.read_bytes()
    if damage == "gone":
        path.unlink()
    else:
        path.write_bytes({"empty": b"", "cut": whole[: len(whole) - 1], "garbage": b"\x00" * 64}[damage])
    with pytest.raises(SnapshotError, match="the index is incomplete") as error:
        open_index(folder)
    assert "Delete the folder" in error.value.hint
    assert str(folder) in str(error.value)


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"snapshot": 3}', "\x00"])
def test_an_index_with_a_damaged_description_is_an_error(folder: Path, text: str) -> None:
    (folder / "index.json").write_text(text, "utf-8")
    with pytest.raises(SnapshotError, match="the index is incomplete"):
        open_index(folder)


def test_an_index_of_another_format_is_not_read(folder: Path) -> None:
    meta = json.loads((folder / "index.json").read_bytes())
    (folder / "index.json").write_text(json.dumps({**meta, "format": "0"}), "utf-8")
    with pytest.raises(SnapshotError, match=f"an index of format 0, not {FORMAT}"):
        open_index(folder)


def test_no_index_at_all_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(SnapshotError, match="the index is incomplete"):
        open_index(tmp_path / "none")


def test_a_writer_that_was_killed_leaves_nothing_under_the_good_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(index_module, "_to_disk", killed)
    with pytest.raises(KeyboardInterrupt):
        save_index(build_index(ALL), tmp_path / "i")
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_is_an_error_that_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(index_module, "_to_disk", full)
    with pytest.raises(SnapshotError, match="cannot write: No space left on device"):
        save_index(build_index(ALL), tmp_path / "i")
    assert list(tmp_path.iterdir()) == []


def test_a_second_writer_leaves_the_first_ones_index_in_place(folder: Path) -> None:
    before = (folder / "index.json").stat().st_ino
    save_index(build_index(ALL, snapshot="s"), folder)
    assert (folder / "index.json").stat().st_ino == before
    assert [path.name for path in folder.parent.iterdir()] == ["i"]


def test_many_threads_may_build_one_index_at_once(tmp_path: Path) -> None:
    def build(_: int) -> str:
        engine = Engine.open(FakeSnapshot(*ALL), default_policy(), cache=tmp_path)
        return str(engine.screen_batch([party("Kim Jong Un")])[0].hits[0].entity_id)

    with ThreadPoolExecutor(4) as pool:
        assert set(pool.map(build, range(8))) == {KIM.id}
    assert [path.name for path in tmp_path.iterdir()] == [f"fake-{FORMAT}"]


BUILDER = """
import sys
from pathlib import Path
from tests.support import FakeSnapshot, an_entity, numbered
from watchfloor.model.party import party
from watchfloor.model.policy import default_policy
from watchfloor.screening.engine import Engine

entities = numbered(an_entity(f"Demo Tester {n}") for n in range(300))
sys.stdin.readline()  # both start at once
engine = Engine.open(FakeSnapshot(*entities), default_policy(), cache=Path(sys.argv[1]))
sys.stdout.write(engine.screen_batch([party("Demo Tester 17")])[0].hits[0].entity_id)
"""


def test_two_processes_may_build_one_index_at_once(tmp_path: Path) -> None:
    root = Path(__file__).resolve().parents[2]
    builders = [
        subprocess.Popen(
            [sys.executable, "-c", BUILDER, str(tmp_path)],
            cwd=root,
            env={"PYTHONPATH": f"{root / 'src'}:{root}", "PATH": ""},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    ]
    answers = []
    for builder in builders:
        assert builder.stdin
        builder.stdin.write("\n")
        builder.stdin.flush()
    for builder in builders:
        answers.append(builder.communicate(timeout=120)[0])
        assert builder.returncode == 0
    assert answers == ["demo:18", "demo:18"]
    assert [path.name for path in tmp_path.iterdir()] == [f"fake-{FORMAT}"]


def test_an_index_that_is_there_is_used_and_not_built_anew(tmp_path: Path) -> None:
    Engine.open(FakeSnapshot(*ALL), default_policy(), cache=tmp_path)
    again = Engine.open(FakeSnapshot(), default_policy(), cache=tmp_path)
    assert again.entity(KIM.id) == KIM
    assert (
        Engine.open(FakeSnapshot(identity="other"), default_policy(), cache=tmp_path).entity(KIM.id) is None
    )


def test_without_a_cache_nothing_is_written(tmp_path: Path) -> None:
    assert Engine.open(FakeSnapshot(*ALL), default_policy()).entity(STAR.id) == STAR
    assert list(tmp_path.iterdir()) == []

"""The starter snapshot in the package: facts only, small, honest about its age, made again the same."""

import importlib.util
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from types import ModuleType

import msgspec
import pytest

from watchfloor.lists import starter
from watchfloor.lists.blobs import decompressed
from watchfloor.lists.history import history
from watchfloor.lists.pick import find_entity, pick_snapshot
from watchfloor.lists.raw import unpack
from watchfloor.lists.store import SnapshotStore
from watchfloor.model.entity import Address, Designation, Document, Entity, Name, Relation
from watchfloor.model.errors import SnapshotError, UsageError

ROOT = Path(__file__).resolve().parents[2]
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
WATCHLIST = "name,country\nOtto Berg,DE\n"
SDN = '1,"OTTO BERG","individual","DEMO",-0-,-0-,-0-,-0-,-0-,-0-,-0-,"DOB 1970."\r\n'
PACKAGED = ROOT / "src/watchfloor/lists/data/starter"


@pytest.fixture(scope="module")
def builder() -> ModuleType:
    spec = importlib.util.spec_from_file_location("build_starter", ROOT / "scripts/build_starter.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def test_an_empty_home_gets_the_starter_snapshot_with_its_banner(tmp_path: Path) -> None:
    snapshot = SnapshotStore(tmp_path).current()
    dated = ", ".join(f"{source} of {v.published}" for source, v in snapshot.versions.items())
    assert snapshot.notice() == f"starter snapshot: {dated}; run `watchfloor lists update`"
    assert list(snapshot.versions) == ["un_sc_sanctions", "us_ofac_sdn"]
    assert sum(1 for _ in snapshot.entities()) == sum(v.entities for v in snapshot.versions.values())
    assert not any(tmp_path.iterdir()), "looking at it writes nothing"


def test_the_starter_snapshot_opens_by_its_id_or_name(tmp_path: Path) -> None:
    store, snapshot = SnapshotStore(tmp_path), starter.snapshot()
    assert store.open(snapshot.id).id == snapshot.id
    assert pick_snapshot(store, "starter").id == snapshot.id


def one_list(home: Path, key: str, text: str, **options: str) -> SnapshotStore:
    """A home into which one small list was imported."""
    store = SnapshotStore(home)
    raw = list(unpack("list.csv", text.encode()))
    day = options.get("published", "2026-03-01")
    store.import_raw(key, raw, published=day, now=NOON, accept_shrink=True, name=options.get("name"))
    return store


def test_a_watchlist_of_ones_own_stands_beside_the_starter_lists_and_ends_none(tmp_path: Path) -> None:
    store = one_list(tmp_path, "custom", WATCHLIST, name="unpaid")
    snapshot = store.current()
    assert list(snapshot.versions) == ["un_sc_sanctions", "unpaid", "us_ofac_sdn"]
    assert snapshot.starter == ("un_sc_sanctions", "us_ofac_sdn")
    assert snapshot.notice().startswith(
        "starter snapshot beside the imported lists: un_sc_sanctions of 2026-02-27, "
    )
    assert "Otto Berg" in {entity.caption for entity in snapshot.entities()}
    assert len(snapshot.links()) == len(starter.snapshot().links())
    assert list(store.verify()) == []
    again = SnapshotStore(tmp_path).open(snapshot.id)
    assert (again.starter, again.notice()) == (snapshot.starter, snapshot.notice())


def test_a_list_that_was_imported_takes_the_place_of_the_starters_and_of_no_other(tmp_path: Path) -> None:
    store = one_list(tmp_path, "us_ofac_sdn", SDN)
    snapshot = store.current()
    assert snapshot.starter == ("un_sc_sanctions",)
    assert snapshot.versions["us_ofac_sdn"].entities == 1
    # A day before that list: the starter's is not brought back for a list of which we know a newer one.
    assert list(store.as_of(date(2026, 2, 28)).versions) == ["un_sc_sanctions"]
    with pytest.raises(SnapshotError, match="nothing imported was published by 2024-01-01"):
        store.as_of(date(2024, 1, 1))


def test_who_looks_at_no_official_list_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    snapshot = one_list(tmp_path, "custom", WATCHLIST, name="unpaid").current()
    narrowed = "no official list is looked at, only unpaid; the others are left out by --source or the policy"
    assert snapshot.notice(["unpaid"]) == narrowed
    assert snapshot.notice(["unpaid", "us_ofac_sdn"]).endswith(
        "us_ofac_sdn of 2023-09-05; run `watchfloor lists update`"
    )
    monkeypatch.setattr(starter, "packaged", lambda: False)
    bare = SnapshotStore(tmp_path).current()
    assert bare.notice() == "no official list is looked at, only unpaid; run `watchfloor lists update`"
    assert one_list(tmp_path, "us_ofac_sdn", SDN).current().notice() == ""


def test_a_snapshot_with_starter_lists_of_another_release_says_what_is_wrong(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = one_list(tmp_path, "custom", WATCHLIST)
    known = store.current().id
    monkeypatch.setattr(starter, "version", lambda _: None)
    with pytest.raises(SnapshotError, match="may be a starter list of another release"):
        store.open(known)
    assert list(store.verify()) == [], "nothing of the home is damaged"


def test_the_history_of_an_entity_of_the_starter_snapshot_is_its_one_list(tmp_path: Path) -> None:
    store = SnapshotStore(tmp_path)
    found = history(store, find_entity(store, "KPi.033"))
    assert (found.caption, found.listed_now) == ("RI WON HO", True)
    assert [(event.kind, event.published) for event in found.events] == [("held", "2026-02-27")]
    with pytest.raises(UsageError, match="no entity 'us_ofac_sdn:none' in any list held"):
        history(store, "us_ofac_sdn:none")


def test_as_of_an_earlier_day_the_starter_snapshot_holds_what_was_published_by_then(tmp_path: Path) -> None:
    store = SnapshotStore(tmp_path)
    assert list(store.as_of(date(2024, 1, 1)).versions) == ["us_ofac_sdn"]
    assert store.as_of(date(2026, 2, 27)).id == starter.snapshot().id
    with pytest.raises(SnapshotError, match=r"nothing published by 2020-01-01.*lists import --date"):
        store.as_of(date(2020, 1, 1))


def test_a_package_without_a_starter_snapshot_says_so(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(starter, "_DATA", tmp_path)
    starter._versions.cache_clear()
    starter.snapshot.cache_clear()
    try:
        with pytest.raises(SnapshotError, match=r"no starter snapshot.*lists update"):
            SnapshotStore(tmp_path / "home").current()
        with pytest.raises(SnapshotError, match="no snapshot 'abcdef'"):
            SnapshotStore(tmp_path / "home").open("abcdef")
    finally:
        starter._versions.cache_clear()


def test_it_is_small_and_its_files_match_their_hashes() -> None:
    assert sum(path.stat().st_size for path in PACKAGED.iterdir()) < 1_000_000
    manifest = msgspec.json.decode((PACKAGED / "manifest.json").read_bytes())
    for source, version in starter.snapshot().versions.items():
        assert version.content_id() == version.id
        [told] = [entry for entry in manifest["sources"] if entry["source"] == source]
        assert told["version"] == version.id
        assert told["entities"] == version.entities
        assert {f["sha256"] for f in told["files"]} == {ref.sha256 for ref in version.files}
        assert all(date.fromisoformat(f["date"]) for f in told["files"])


def test_it_holds_no_prose() -> None:
    for entity in starter.snapshot().entities():
        assert not entity.relations
        assert not {"notes", "summary", "description"} & entity.properties.keys()
        assert not any(d.reason or d.measures or d.status for d in entity.designations)
        assert not any(d.note for d in entity.documents)
        assert not any(a.note for a in entity.addresses)


def test_it_holds_the_programmes_it_promises(builder: ModuleType) -> None:
    snapshot = starter.snapshot()
    programmes = {d.programme for e in snapshot.entities_from(["us_ofac_sdn"]) for d in e.designations}
    for programme in builder.INGREDIENTS[1].programmes:
        assert programme in programmes
    assert snapshot.versions["un_sc_sanctions"].entities == 1003


def test_facts_stay_and_prose_goes(builder: ModuleType) -> None:
    entity = Entity(
        source="xx_demo",
        record="1",
        schema="Vessel",
        names=(Name(text="DEMO STAR", kind="primary"),),
        properties={
            "imoNumber": ("9074729",),
            "flag": ("kp",),
            "notes": ("A long story.",),
            "summary": ("Another.",),
        },
        designations=(
            Designation(source="xx_demo", programme="DPRK", reason="Because.", listed_on="2020-01-01"),
        ),
        documents=(Document(kind="Registry", number="A12345", note="told by a witness"),),
        addresses=(Address(city="Nampo", country="kp", note="old"),),
        relations=(Relation(schema="UnknownLink", end="subject", other="Somebody"),),
    )
    [kept] = builder.taken([entity], frozenset({"DPRK"}))
    assert kept.properties == {"imoNumber": ("9074729",), "flag": ("kp",)}
    assert kept.designations == (Designation(source="xx_demo", programme="DPRK", listed_on="2020-01-01"),)
    assert kept.documents == (Document(kind="Registry", number="A12345"),)
    assert kept.addresses == (Address(city="Nampo", country="kp"),)
    assert kept.relations == ()
    assert builder.taken([entity], frozenset({"IRAN"})) == []


@pytest.mark.real_data
def test_the_official_files_give_the_same_snapshot_again(
    builder: ModuleType, real_data: Path, tmp_path: Path
) -> None:
    made = builder.built(real_data / "lists")
    assert made == builder.built(real_data / "lists")
    assert sorted(made) == sorted(path.name for path in PACKAGED.iterdir())
    for name, content in made.items():
        if not name.endswith(".zst"):  # another compressor may pack the same content otherwise
            assert content == (PACKAGED / name).read_bytes(), f"{name}: run scripts/build_starter.py"
            continue
        (tmp_path / name).write_bytes(content)
        assert decompressed(tmp_path / name) == decompressed(PACKAGED / name)


def test_a_remark_goes_on_only_where_it_was_cut(builder: ModuleType) -> None:
    cut, rewritten = "Passport 12345", "Effective Date (Directive 3)"
    rows = {"1": cut.rjust(1000, "x"), "2": rewritten.rjust(1000, "x"), "3": "DOB 1970."}
    entries = "".join(f'{number},"NAME","{remark}"\r\n' for number, remark in rows.items())
    comments = '1,"678 (Russia)."\r\n2,"ive 2): 1 Jan 2022."\r\n3,"; a.k.a. NOBODY"\r\n4,"more"\r\n\x1a'
    assert builder.fitting_comments(entries.encode(), comments.encode()) == b'"1","678 (Russia)."\r\n'

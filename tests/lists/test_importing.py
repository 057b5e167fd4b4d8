"""What makes a version: its date, its size, its source key."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import msgspec
import pytest

from watchfloor.lists import importing
from watchfloor.lists.importing import dated, own_key
from watchfloor.lists.intake import Intake
from watchfloor.lists.raw import RawFile, unpack
from watchfloor.lists.store import SnapshotStore
from watchfloor.lists.versions import Version
from watchfloor.model.entity import Designation, Entity, Name, Relation
from watchfloor.model.errors import ShrunkenFeedError, SourceError, UsageError

Import = Callable[..., Version]
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def people(count: int) -> list[Entity]:
    return [
        Entity(source="x", record=str(n), schema="Person", names=(Name(text=f"Ivo Examplesson {n}"),))
        for n in range(count)
    ]


def raw(entities: list[Entity]) -> list[RawFile]:
    return list(unpack("demo.json", msgspec.json.encode({"entities": entities})))


def test_an_empty_list_is_refused_and_the_last_good_one_stays(
    store: SnapshotStore, import_demo: Import
) -> None:
    import_demo(people(3), published="2026-01-01")
    with pytest.raises(ShrunkenFeedError, match=r"the list is empty .*xx_demo.*--accept-shrink"):
        import_demo([], published="2026-02-01")
    assert store.current().versions["xx_demo"].entities == 3


def test_a_list_out_of_its_bounds_is_refused(import_demo: Import) -> None:
    with pytest.raises(ShrunkenFeedError, match="51 entities, where a complete list has 1 to 50"):
        import_demo(people(51))


def test_a_list_that_lost_more_than_a_tenth_is_refused(import_demo: Import) -> None:
    import_demo(people(20), published="2026-01-01")
    import_demo(people(18), published="2026-01-02")
    with pytest.raises(ShrunkenFeedError, match="16 entities, down from 18 published 2026-01-02"):
        import_demo(people(16), published="2026-01-03")


def test_a_shrunken_list_is_taken_when_the_user_says_so(store: SnapshotStore, import_demo: Import) -> None:
    import_demo(people(20), published="2026-01-01")
    import_demo(people(2), published="2026-01-03", accept_shrink=True)
    assert store.current().versions["xx_demo"].entities == 2


def test_an_older_list_is_measured_by_the_one_before_it_not_by_the_newest(import_demo: Import) -> None:
    import_demo(people(40), published="2026-01-01")
    import_demo(people(10), published="2019-01-01")
    with pytest.raises(ShrunkenFeedError, match="8 entities, down from 10 published 2019-01-01"):
        import_demo(people(8), published="2020-01-01")


def test_over_years_a_list_may_lose_more(store: SnapshotStore, import_demo: Import) -> None:
    import_demo(people(40), published="2020-12-01")
    import_demo(people(30), published="2025-04-19")
    assert store.current().versions["xx_demo"].entities == 30
    with pytest.raises(ShrunkenFeedError, match="15 entities, down from 30 published 2025-04-19"):
        import_demo(people(15))


def test_two_entities_with_one_id_are_a_fault_of_the_source(import_demo: Import) -> None:
    with pytest.raises(SourceError, match="several entities have the id 'xx_demo:0'"):
        import_demo([*people(2), *people(1)])


def test_the_date_given_goes_before_the_one_in_the_file() -> None:
    intake = Intake(source="xx_demo", published="2026-01-05")
    assert dated(None, intake, NOON) == ("2026-01-05", "file", ())
    assert dated("2026-01-05", intake, NOON) == ("2026-01-05", "given", ())
    day, dating, warnings = dated("2026-01-06", intake, NOON)
    assert (day, dating) == ("2026-01-06", "given")
    assert warnings == ("the file says 2026-01-05, 2026-01-06 was given",)


def test_a_file_from_the_future_is_taken_with_a_warning() -> None:
    intake = Intake(source="xx_demo", published="2027-01-05")
    assert dated(None, intake, NOON)[2] == ("the file's date lies in the future",)


@pytest.mark.parametrize("text", ["2026", "2026-1-5", "01.03.2026"])
def test_a_date_in_the_file_that_is_no_day_is_told_and_not_used(text: str) -> None:
    day, dating, [warning] = dated(None, Intake(source="xx_demo", published=text), NOON)
    assert (day, dating) == ("2026-03-01", "assumed")
    assert warning == f"date assumed: {text!r} in the file is none and --date was not given"


def test_a_day_in_the_name_of_the_file_is_taken_with_a_warning() -> None:
    day, dating, [warning] = dated(None, Intake(source="xx_demo"), NOON, ["sdn_2023-09-05.csv.gz"])
    assert (day, dating) == ("2023-09-05", "name")
    assert warning == "the date 2023-09-05 is taken from the file's name; --date sets another"


def test_a_date_given_or_in_the_file_goes_before_the_one_in_its_name() -> None:
    names = ["list-2020-02-02.xml"]
    assert dated(None, Intake(source="xx_demo", published="2026-01-05"), NOON, names)[:2] == (
        "2026-01-05",
        "file",
    )
    assert dated("2026-01-06", Intake(source="xx_demo"), NOON, names)[:2] == ("2026-01-06", "given")


@pytest.mark.parametrize(
    "names",
    [
        ["sdn.csv"],
        ["sdn_2023-13-05.csv"],
        ["sdn_2026-03-09.csv"],
        ["sdn_12023-09-051.csv"],
        ["a_2023-09-05.csv", "b_2023-09-06.csv"],
    ],
)
def test_a_name_without_one_day_that_has_been_dates_nothing(names: list[str]) -> None:
    assert dated(None, Intake(source="xx_demo"), NOON, names)[:2] == ("2026-03-01", "assumed")


@pytest.mark.parametrize("text", ["yesterday", "2026-13-01", "01.03.2026", ""])
def test_a_malformed_date_is_a_usage_error(text: str) -> None:
    with pytest.raises(UsageError, match=r"is no date.*YYYY-MM-DD"):
        dated(text, Intake(source="xx_demo"), NOON)


def test_a_date_in_the_future_is_a_usage_error() -> None:
    with pytest.raises(UsageError, match="2026-03-09 lies in the future"):
        dated("2026-03-09", Intake(source="xx_demo"), NOON)


def test_the_date_is_that_of_the_day_in_utc() -> None:
    late = datetime.fromisoformat("2026-03-01T23:30:00-05:00")
    assert dated(None, Intake(source="xx_demo"), late)[0] == "2026-03-02"


def test_own_watchlists_live_side_by_side_under_their_own_keys(
    store: SnapshotStore, import_demo: Import
) -> None:
    act = Designation(source="custom", reference="7")
    tied = Relation(schema="Ownership", end="owner", other_id="custom:0")
    entity = msgspec.structs.replace(people(1)[0], designations=(act,), relations=(tied,))
    # The demo parser keeps designations as they are, as a parser of the user's file would.
    import_demo([msgspec.structs.replace(entity, source="custom")], source="custom", name="branch_list")
    import_demo(people(2), source="custom", name="head_office")
    import_demo(people(3), source="custom")
    snapshot = store.current()
    assert list(snapshot.versions) == ["branch_list", "custom", "head_office"]
    first = snapshot.entity("branch_list:0")
    assert first.designations[0].source == "branch_list"
    assert first.relations[0].other_id == "branch_list:0"
    assert snapshot.versions["branch_list"].parser == "custom"


@pytest.mark.parametrize("name", ["Big List", "a-b", "", "ä"])
@pytest.mark.usefixtures("demo_sources")
def test_a_list_needs_a_plain_name(name: str) -> None:
    with pytest.raises(UsageError, match=r"cannot name a list.*lower-case"):
        own_key("custom", name)


@pytest.mark.usefixtures("demo_sources")
def test_an_official_name_cannot_be_taken() -> None:
    with pytest.raises(UsageError, match="'xx_demo' is the name of an official source"):
        own_key("custom", "xx_demo")


@pytest.mark.usefixtures("demo_sources")
def test_an_official_list_cannot_be_renamed() -> None:
    assert own_key("xx_demo", "xx_demo") == "xx_demo"
    with pytest.raises(UsageError, match="--as is for custom and ftm lists, not for xx_demo"):
        own_key("xx_demo", "mine")


def test_an_unknown_source_is_a_usage_error(store: SnapshotStore) -> None:
    with pytest.raises(UsageError, match="no source called 'nowhere'"):
        store.import_raw("nowhere", raw(people(1)), published=None, now=NOON)


@pytest.mark.usefixtures("demo_sources")
def test_the_id_of_a_version_does_not_hang_on_the_clock_or_the_engine(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    parsed = importing.read("xx_demo", raw(people(3)), key="xx_demo")
    first = importing.version_of(parsed, published="2026-01-01", now=NOON)
    monkeypatch.setattr(importing, "__version__", "99")
    later = importing.version_of(parsed, published="2026-01-01", now=NOON + timedelta(days=1))
    other = importing.version_of(parsed, published="2026-01-02", now=NOON)
    assert first.id == later.id != other.id
    assert first.content_id() == first.id


@pytest.mark.usefixtures("demo_sources")
def test_files_of_one_archive_are_kept_once() -> None:
    [one] = unpack("demo.zip", msgspec.json.encode({"entities": people(1)}))
    two = RawFile(
        name="b", data=one.data, original_name=one.original_name, original=one.original, sha256=one.sha256
    )
    assert len(importing.raw_refs([one, two])) == 1

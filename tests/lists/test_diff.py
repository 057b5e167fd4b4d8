"""What changed between two lists, field by field."""

import csv
import gzip
import io
import itertools
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchfloor.lists.diff import Diff, FieldChange, compare, diff, field_changes, fields_of
from watchfloor.lists.diff_html import diff_html
from watchfloor.lists.pick import find_entity, pick_snapshot
from watchfloor.lists.raw import read_raw
from watchfloor.lists.source import parse_source
from watchfloor.lists.store import SnapshotStore
from watchfloor.lists.versions import Version
from watchfloor.model.entity import Address, Designation, Document, Entity, Name, Relation
from watchfloor.model.errors import SnapshotError, UsageError

Import = Callable[..., Version]
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def person(record: str = "1", name: str = "Ivo Examplesson", **fields: object) -> Entity:
    base = Entity(source="xx_demo", record=record, schema="Person", names=(Name(text=name, kind="primary"),))
    return msgspec.structs.replace(base, **fields)


def changes(old: Entity, new: Entity) -> list[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    return [(c.field, c.old, c.new) for c in field_changes(old, new)]


def test_added_removed_and_changed_are_told_apart() -> None:
    added, removed, changed = compare(
        [person("1"), person("2"), person("3")], [person("2", "Ivo Exampleson"), person("3"), person("4")]
    )
    assert [a.id for a in added] == ["xx_demo:4"]
    assert [r.id for r in removed] == ["xx_demo:1"]
    assert [(c.id, c.fields) for c in changed] == [
        ("xx_demo:2", (FieldChange(field="name", old=("Ivo Examplesson",), new=("Ivo Exampleson",)),))
    ]


def test_record_numbers_sort_as_numbers() -> None:
    added, _, _ = compare([], [person(n) for n in ("10", "9", "b", "100")])
    assert [a.id for a in added] == ["xx_demo:b", "xx_demo:9", "xx_demo:10", "xx_demo:100"]


def test_only_the_values_that_went_and_came_are_told() -> None:
    old = person(properties={"nationality": ("ru", "by"), "birthDate": ("1970",)})
    new = person(properties={"nationality": ("by", "kz"), "position": ("Minister",)})
    assert changes(old, new) == [
        ("nationality", ("ru",), ("kz",)),
        ("birthDate", ("1970",), ()),
        ("position", (), ("Minister",)),
    ]


def test_another_order_of_values_is_no_change() -> None:
    one = person(names=(Name(text="A"), Name(text="B")), properties={"nationality": ("ru", "by")})
    two = person(names=(Name(text="B"), Name(text="A")), properties={"nationality": ("by", "ru")})
    assert changes(one, two) == []
    assert compare([one], [two]) == ((), (), ())


def test_an_alias_that_is_now_called_weak_is_a_change() -> None:
    old, new = person(names=(Name(text="Ivo"),)), person(names=(Name(text="Ivo", kind="weak"),))
    assert changes(old, new) == [("alias name", ("Ivo",), ()), ("weak name", (), ("Ivo",))]


def test_a_designations_fields_are_compared_under_their_programme() -> None:
    old = person(
        designations=(Designation(source="x", programme="DEMO1", listed_on="2020-01-01", reference="7"),)
    )
    new = person(
        designations=(
            Designation(
                source="x",
                programme="DEMO1",
                listed_on="2020-01-01",
                reference="8",
                measures=("asset freeze",),
            ),
            Designation(source="x", programme="DEMO2", listed_on="2021-01-01"),
        )
    )
    assert changes(old, new) == [
        ("programme", (), ("DEMO2",)),
        ("designation DEMO1: reference", ("7",), ("8",)),
        ("designation DEMO1: measures", (), ("asset freeze",)),
        ("designation DEMO2: listed on", (), ("2021-01-01",)),
    ]


def test_two_designations_under_one_programme_are_numbered() -> None:
    acts = tuple(Designation(source="x", programme="DEMO", reference=r) for r in "12")
    assert set(fields_of(person(designations=acts))) >= {
        "designation DEMO: reference",
        "designation DEMO 2: reference",
    }


def test_documents_addresses_and_relations_are_told_in_words() -> None:
    document = Document(
        kind="Passport", number="A1", country="kp", issued_on="2020", expires_on="2030", note="lost"
    )
    relation = Relation(
        schema="Family", end="person", role="brother", other="Ada", other_id="xx_demo:9", note="half"
    )
    new = person(
        documents=(document,),
        addresses=(
            Address(street="1 Demo St", city="Demoville", country="kp"),
            Address(full="Box 7", note="old"),
        ),
        relations=(
            relation,
            Relation(
                schema="UnknownLink", end="subject", other_id="xx_demo:8", properties={"role": ("agent",)}
            ),
        ),
    )
    assert changes(person(), new) == [
        ("documents", (), ("Passport A1 (kp), issued 2020, expires 2030, lost",)),
        ("addresses", (), ("1 Demo St, Demoville, kp", "Box 7, old")),
        ("relations", (), ("brother: Ada; half", "UnknownLink: xx_demo:8; role: agent")),
    ]


def test_that_we_could_resolve_a_relation_is_no_change_of_the_list() -> None:
    tied = Relation(schema="Family", end="person", role="brother", other="Ada")
    old, new = (
        person(relations=(tied,)),
        person(relations=(msgspec.structs.replace(tied, other_id="xx_demo:9"),)),
    )
    assert compare([old], [new]) == ((), (), ())


def test_a_source_only_one_side_has_is_named_and_not_compared(
    store: SnapshotStore, import_demo: Import
) -> None:
    import_demo([person("1")], published="2026-01-01")
    before = store.current()
    import_demo([person("1"), person("2")], published="2026-02-01")
    import_demo([person("7")], source="yy_demo", published="2026-02-01")
    found = diff(before, store.current())
    assert [a.id for a in found.added] == ["xx_demo:2"]
    assert (found.only_old, found.only_new) == ((), ("yy_demo",))
    assert found.old.published == {"xx_demo": "2026-01-01"}
    assert not found.empty
    assert diff(before, store.current(), sources=["yy_demo"]).empty
    assert diff(before, before).empty


def test_a_diff_survives_json(store: SnapshotStore, import_demo: Import) -> None:
    import_demo([person("1")], published="2026-01-01")
    import_demo([person("1", "Ivo Exampleson"), person("2")], published="2026-02-01")
    found = diff(store.as_of(date(2026, 1, 1)), store.current())
    assert msgspec.json.decode(msgspec.json.encode(found), type=Diff) == found


def test_the_page_shows_every_change_and_runs_nothing_from_a_list(
    store: SnapshotStore, import_demo: Import
) -> None:
    import_demo([person("1"), person("2", "Gone Examplesson")], published="2026-01-01")
    evil = "<script>alert(1)</script>"
    import_demo([person("1", evil), person("3", "New Examplesson"), person("4")], published="2026-02-01")
    page = diff_html(diff(store.as_of(date(2026, 1, 1)), store.current()))
    assert page.startswith("<!doctype html>")
    assert evil not in page
    assert "&lt;script&gt;alert(1)" in page
    for text in (
        "Gone Examplesson",
        "New Examplesson",
        "Ivo Examplesson</del>",
        "2026-01-01 → 2026-02-01",
    ):
        assert text in page
    assert "http" not in page, "the page must need nothing from the network"
    assert "Nothing changed" in diff_html(diff(store.current(), store.current()))


values = st.lists(st.sampled_from(["a", "b", "c"]), unique=True, max_size=3).map(tuple)


@given(
    st.dictionaries(st.sampled_from(["nationality", "position"]), values),
    st.dictionaries(st.sampled_from(["nationality", "position"]), values),
)
def test_a_change_undone_is_the_change_turned_round(
    old: dict[str, tuple[str, ...]], new: dict[str, tuple[str, ...]]
) -> None:
    forth = {c.field: (c.old, c.new) for c in field_changes(person(properties=old), person(properties=new))}
    back = {c.field: (c.new, c.old) for c in field_changes(person(properties=new), person(properties=old))}
    assert forth == back


def test_a_snapshot_is_picked_by_date_id_or_word(store: SnapshotStore, import_demo: Import) -> None:
    first = import_demo([person("1")], published="2026-01-01")
    import_demo([person("1"), person("2")], published="2026-02-01")
    current = store.current()
    assert pick_snapshot(store, "current").id == current.id
    assert pick_snapshot(store, current.id[:10]).id == current.id
    assert pick_snapshot(store, "2026-01-15").versions["xx_demo"].id == first.id
    assert pick_snapshot(store, first.id[:8]).versions == {"xx_demo": first}
    with pytest.raises(UsageError, match=r"'last week' names no snapshot.*`current`"):
        pick_snapshot(store, "last week")
    with pytest.raises(UsageError, match="'2026-02-31' is no date"):
        pick_snapshot(store, "2026-02-31")
    with pytest.raises(SnapshotError, match="no snapshot 'abcdef123'"):
        pick_snapshot(store, "abcdef123")


def test_an_entity_is_found_by_id_record_reference_or_name_even_when_delisted(
    store: SnapshotStore, import_demo: Import
) -> None:
    gone = person("5", "Gone Examplesson", designations=(Designation(source="x", reference="REF.7"),))
    import_demo([*(person(str(n), f"Ivo {n}") for n in range(1, 5)), gone], published="2026-01-01")
    import_demo([person(str(n), "Ivo Twin") for n in range(1, 5)], published="2026-02-01", accept_shrink=True)
    for text in ("xx_demo:5", "5", "ref.7", " gone  EXAMPLESSON "):
        assert find_entity(store, text) == "xx_demo:5"
    assert find_entity(store, "xx_demo:1") == "xx_demo:1"
    with pytest.raises(UsageError, match=r"4 entities are called 'ivo twin'.*xx_demo:1 \(Ivo Twin\)"):
        find_entity(store, "ivo twin")
    with pytest.raises(UsageError, match="no entity 'nobody' in any list"):
        find_entity(store, "nobody")


def sdn_rows(path: Path) -> dict[str, tuple[str, ...]]:
    """The OFAC file as plain rows by record number, read with nothing of ours."""
    text = gzip.decompress(path.read_bytes()).decode("latin-1").rstrip("\x1a\r\n")
    return {
        row[0]: tuple(cell.strip() for cell in row[1:])
        for row in csv.reader(io.StringIO(text))
        if len(row) > 1
    }


def same_as_plain_rows(files: list[Path]) -> None:
    months = ((sdn_rows(f), parse_source("us_ofac_sdn", read_raw([f]))[0]) for f in files)
    for (old_rows, old), (new_rows, new) in itertools.pairwise(months):
        added, removed, changed = compare(old, new)
        assert {a.id.partition(":")[2] for a in added} == new_rows.keys() - old_rows.keys()
        assert {r.id.partition(":")[2] for r in removed} == old_rows.keys() - new_rows.keys()
        differ = {
            record for record in old_rows.keys() & new_rows.keys() if old_rows[record] != new_rows[record]
        }
        told = {c.id.partition(":")[2] for c in changed}
        assert told <= differ
        assert len(differ - told) <= 1, "a change of punctuation in a remark at most"
        renamed = {record for record in differ if old_rows[record][0] != new_rows[record][0]}
        assert {
            c.id.partition(":")[2] for c in changed if any(f.field == "name" for f in c.fields)
        } == renamed


@pytest.mark.real_data
def test_the_diff_of_two_ofac_months_is_that_of_the_plain_rows(real_data: Path) -> None:
    files = sorted((real_data / "lists/us_ofac_sdn/history").glob("sdn_*.csv.gz"))
    same_as_plain_rows([files[0], *files[6:8], files[-1]])


@pytest.mark.slow
@pytest.mark.real_data
def test_the_diffs_of_two_years_of_ofac_months_are_those_of_the_plain_rows(real_data: Path) -> None:
    files = sorted((real_data / "lists/us_ofac_sdn/history").glob("sdn_*.csv.gz"))
    assert len(files) == 26
    same_as_plain_rows(files)

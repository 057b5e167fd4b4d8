"""Looking up: words and filters over rows, each as its plain definition says."""

import pytest
from hypothesis import given
from tests.support import an_engine, an_entity, names

from watchfloor.screening.search import Filter, Table, counted, plain_words, row_of

ONE = an_entity("Boris Demonov", record="1", nationality="ru", gender="male", topics="sanction")
TWO = an_entity("Demo Star", "Demo Star II", record="2", schema="Vessel", source="other", flag="kp")
GONE = an_entity("Anna Demonova", record="3", delisted_on="2021-05-06")
CLUSTER = {"demo:1": ("demo:1", "other:9"), "other:9": ("demo:1", "other:9")}
NINE = an_entity("Борис Демонов", record="9", source="other", nationality="by")


@pytest.fixture(scope="module")
def table() -> Table:
    return Table.of(an_engine(ONE, TWO, GONE, NINE, clusters=CLUSTER).index)


def test_linked_records_are_one_row(table: Table) -> None:
    assert [row.ids for row in table.rows] == [("other:2",), ("demo:3",), ("demo:1", "other:9")]
    row = table.row("other:9")
    assert row is table.row("demo:1")
    assert row is not None
    assert (row.caption, row.datasets, row.countries) == ("Boris Demonov", ("demo", "other"), ("ru", "by"))
    assert table.row("nobody") is None


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", {"other:2", "demo:3", "demo:1"}),
        ("  ", {"other:2", "demo:3", "demo:1"}),
        ("demonov", {"demo:1"}),
        ("demono*", {"demo:1", "demo:3"}),
        ("demono* -anna", {"demo:1"}),
        ('"star ii"', {"other:2"}),
        ('"ii star"', set()),
        ("???", set()),
    ],
)
def test_words_are_all_wanted_and_signs_understood(table: Table, query: str, found: set[str]) -> None:
    assert {row.ids[0] for row in table.find(query, Filter())} == found


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Filter(schema="Person"), {"demo:1", "demo:3"}),
        (Filter(datasets=("other",)), {"demo:1", "other:2"}),
        (Filter(also=("demo", "other"), every=True), {"demo:1"}),
        (Filter(countries=("kp", "by")), {"demo:1", "other:2"}),
        (Filter(countries=("ru", "by"), every=True), {"demo:1"}),
        (Filter(topics=("sanction",)), {"demo:1"}),
        (Filter(without_schemata=("Asset",)), {"demo:1", "demo:3"}),
        (Filter(without=frozenset({"other:9"})), {"other:2", "demo:3"}),
        (Filter(changed_since="2021-01-01"), {"demo:3"}),
        (Filter(delisted=False), {"demo:1", "other:2"}),
    ],
)
def test_a_filter_lets_through_what_it_says(table: Table, wanted: Filter, found: set[str]) -> None:
    assert {row.ids[0] for row in table.find("", wanted)} == found


def test_what_has_no_date_may_have_changed() -> None:
    assert Filter(changed_since="2026-01-01").accepts(row_of([ONE])._replace(last_change=""))


def test_values_are_counted_most_frequent_first(table: Table) -> None:
    assert counted(table.rows, "schema") == [("Person", 2), ("Vessel", 1)]
    assert counted(table.rows, "datasets") == [("demo", 2), ("other", 2)]


@given(name=names)
def test_an_entity_is_found_by_every_word_of_its_name(name: str) -> None:
    rows = Table.of(an_engine(an_entity(name)).index)
    for word in plain_words(name):
        assert rows.find(word, Filter())
        assert rows.find(word[:2], Filter(), prefix=True)
    assert rows.find(name, Filter()) or not plain_words(name) or "-" in name

"""A query in FollowTheMoney JSON is read as the cells of a customer file are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support import any_text

from watchfloor.model.errors import UsageError
from watchfloor.screening.queries import MOST_VALUES, read_query

values = st.none() | st.booleans() | st.integers() | st.floats() | any_text | st.lists(any_text, max_size=3)


def test_values_are_read_as_what_they_are() -> None:
    query = read_query(
        "Person", {"name": "John Smith", "birthDate": [1965.0], "nationality": "Russia", "gender": "m"}, "c-1"
    )
    assert query.row.party.properties == {
        "name": ("John Smith",),
        "birthDate": ("1965",),
        "nationality": ("ru",),
        "gender": ("male",),
    }
    assert (query.row.party.id, query.row.usable, query.notes) == ("c-1", True, ())


def test_what_is_left_out_is_told() -> None:
    query = read_query("Person", {"name": ["x", None], "colour": "red", "addressEntity": [{"id": 1}]})
    assert query.row.party.names == ("x",)
    assert len(query.notes) == 2
    assert "'colour'" in query.notes[0]
    assert "no text" in query.notes[1]


def test_a_party_whose_kind_is_open_may_have_what_some_kind_has() -> None:
    assert read_query("Thing", {"name": "x", "birthDate": "1950", "imoNumber": "9074729"}).notes == ()
    assert "'mmsi'" in read_query("LegalEntity", {"name": "x", "mmsi": "111222333"}).notes[0]


@pytest.mark.parametrize("kind", ["Banana", "", "Sanction", "Interval", "person"])
def test_what_is_no_kind_of_party_is_refused(kind: str) -> None:
    with pytest.raises(UsageError, match="no schema of parties is called"):
        read_query(kind, {"name": "x"})


@given(properties=st.dictionaries(st.sampled_from(["name", "birthDate", "country", "x"]) | any_text, values))
def test_anything_gives_a_party_or_says_why_not(properties: dict[str, object]) -> None:
    row = read_query("Company", properties).row
    assert row.usable or row.problem


def test_a_party_of_thousands_of_names_is_refused() -> None:
    names = [f"Otto Berg {number}" for number in range(MOST_VALUES + 1)]
    with pytest.raises(UsageError, match="101 values of 'name', and 100 are allowed"):
        read_query("Person", {"name": names})
    assert read_query("Person", {"name": names[:-1]}).row.party.names

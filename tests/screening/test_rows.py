"""One row as a party: names joined, values read, what cannot be read kept and told."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchfloor.model.dates import span
from watchfloor.model.party import Party
from watchfloor.screening.checks import MAX_NAME
from watchfloor.screening.columns import Plan
from watchfloor.screening.rows import PartyRow, RowReader
from watchfloor.screening.streams import Notes
from watchfloor.screening.tables import RawRow


def read(
    problem: str = "",
    *,
    schema: str = "",
    day_first: bool = True,
    notes: Notes | None = None,
    **cells: Any,  # noqa: ANN401 - texts, and options by name
) -> PartyRow:
    """The party of a row with these cells; an underscore in a column stands for a space."""
    named: dict[str, tuple[str, ...]] = {
        column.replace("_", " "): (value,) for column, value in cells.items()
    }
    reader = RowReader(Plan(named), notes or Notes(), schema=schema, day_first=day_first)
    return reader.read(RawRow(7, named, problem))


def party(**cells: Any) -> Party:  # noqa: ANN401 - as above
    row = read(**cells)
    assert not row.problem
    assert row.usable
    return row.party


@pytest.mark.parametrize(
    ("cells", "names"),
    [
        ({"name": "Otto  Berg "}, ("Otto Berg",)),
        ({"first_name": "Otto", "last_name": "Berg"}, ("Otto Berg",)),
        ({"Nachname": "Berg", "Vorname": "Otto"}, ("Otto Berg",)),
        ({"Name": "Berg", "Vorname": "Otto"}, ("Otto Berg",)),
        ({"Nombre": "Eva", "Apellidos": "Gil Paz"}, ("Eva Gil Paz",)),
        ({"Name": "Otto Berg", "Vorname": "Otto"}, ("Otto Berg",)),
        ({"Имя": "Иван", "Отчество": "Ильич", "Фамилия": "Орлов"}, ("Иван Ильич Орлов",)),
        ({"first_name": "Eva", "primer_apellido": "Gil", "segundo_apellido": "Paz"}, ("Eva Gil Paz",)),
        ({"name": "Berg, Otto", "first_name": "Otto", "last_name": "Berg"}, ("Berg, Otto",)),
        ({"name": "O. Berg", "first_name": "Otto", "last_name": "Berg"}, ("O. Berg", "Otto Berg")),
        ({"Firma": "Demo AG", "first_name": "Otto", "last_name": "Berg"}, ("Otto Berg", "Demo AG")),
        ({"Vorname": "Otto"}, ("Otto",)),
    ],
)
def test_names_are_put_together_from_their_parts(cells: dict[str, Any], names: tuple[str, ...]) -> None:
    assert party(**cells).properties["name"] == names


@pytest.mark.parametrize(
    ("cells", "schema"),
    [
        ({"name": "X1"}, "Thing"),
        ({"name": "X1", "type": "natürliche Person"}, "Person"),
        ({"name": "X1", "type": "Юридическое лицо"}, "Organization"),
        ({"name": "X1", "type": "公司"}, "Company"),
        ({"name": "X1", "type": "vessel"}, "Vessel"),
        ({"name": "X1", "type": "PublicBody"}, "PublicBody"),
        ({"name": "X1", "type": "individual", "imo": "9074729"}, "Person"),
        ({"name": "X1", "imo": "9074729"}, "Vessel"),
        ({"name": "X1", "imo": ""}, "Thing"),
        ({"name": "X1", "dob": "1970"}, "Person"),
        ({"first_name": "X1", "last_name": "Y"}, "Person"),
        ({"Firma": "X1"}, "Organization"),
        ({"Firma": "X1", "last_name": "Y"}, "Thing"),
        ({"vessel_name": "X1"}, "Vessel"),
    ],
)
def test_the_kind_is_told_by_a_column_or_by_what_is_filled(cells: dict[str, Any], schema: str) -> None:
    assert party(**cells).schema == schema


def test_the_kind_the_user_gives_stands_where_no_column_tells_one() -> None:
    assert read(schema="Company", name="X1", dob="1970").party.schema == "Company"
    assert read(schema="Company", name="X1", type="person").party.schema == "Person"


def test_a_kind_that_is_not_known_is_left_open_and_noted() -> None:
    notes = Notes()
    assert read(name="X1", type="Gremlin", notes=notes).party.schema == "Thing"
    assert notes.lines() == ["kinds of party that are not known, left open: 1 (first: 'Gremlin', row 7)"]


def test_values_are_read_into_our_form() -> None:
    found = party(
        id="K-1",
        name="Eva Gil",
        dob="15.03.1970",
        country="Germany; Korea, North",
        nationality="DE/AT",
        gender="weiblich",
        imo="9074729.0",
        alias="Evi Gil; E. Gil|Eva G.",
        passport="A123 456",
        street="1 Road",
        zip="1000",
        city="Town",
    )
    assert found.id == "K-1"
    assert found.row == 7
    assert found.properties == {
        "name": ("Eva Gil",),
        "address": ("1 Road, 1000 Town",),
        "birthDate": ("1970-03-15",),
        "country": ("de", "kp"),
        "nationality": ("de", "at"),
        "gender": ("female",),
        "imoNumber": ("9074729",),
        "alias": ("Evi Gil", "E. Gil", "Eva G."),
        "passportNumber": ("A123 456",),
    }


def test_nationalities_are_read_in_the_language_of_the_file() -> None:
    found = party(name="Eva Gil", Staatsangehoerigkeit="russisch, oesterreichisch", birth_country="société")
    assert found.properties["nationality"] == ("ru", "at")
    assert found.properties["notes"] == ("birthCountry: société",)


def test_an_ambiguous_date_reads_as_it_is_said() -> None:
    assert read(name="X1", dob="03/04/1970").party.properties["birthDate"] == ("1970-04-03",)
    assert read(name="X1", dob="03/04/1970", day_first=False).party.properties["birthDate"] == ("1970-03-04",)


def test_what_cannot_be_read_is_kept_as_a_note_and_counted() -> None:
    notes = Notes()
    found = read(name="X1", dob="31.02.1970", country="Narnia; DE", gender="?!", notes=notes).party
    assert found.properties["country"] == ("de",)
    assert "birthDate" not in found.properties
    assert found.properties["notes"] == ("birthDate: 31.02.1970", "country: Narnia; DE", "gender: ?!")
    assert notes.lines()[0] == (
        "values of birthDate that could not be read, kept as notes: 1 (first: '31.02.1970', row 7)"
    )


@pytest.mark.parametrize("nothing", ["", " ", "-", "N/A", "null", "NaN", "Unknown"])
def test_words_for_nothing_are_no_values(nothing: str) -> None:
    notes = Notes()
    assert read(name="X1", dob=nothing, country=nothing, notes=notes).party.properties == {"name": ("X1",)}
    assert notes.lines() == []


def test_a_person_called_null_is_screened() -> None:
    assert party(name="Null").properties["name"] == ("Null",)


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("", "no name"),
        (" \u3000 ", "no name"),
        ("?!", "the name has no letters or digits"),
        ("—", "the name has no letters or digits"),
        ("x" * (MAX_NAME + 1), "the name is longer than 10,000 characters"),
        ("K\x00I\x00M\x00", "the name is binary data"),
    ],
)
def test_a_name_that_cannot_be_screened_says_why(name: str, problem: str) -> None:
    row = read(id="K-1", name=name)
    assert (row.problem, row.usable) == (problem, False)
    assert (row.party.id, row.party.row) == ("K-1", 7)
    assert all(len(shown) <= 121 and "\x00" not in shown for shown in row.party.names)


@pytest.mark.parametrize("name", ["X", "4711", "7", "Ω", "李", "X Æ A-12", "x" * MAX_NAME])
def test_short_odd_and_very_long_names_are_screened(name: str) -> None:
    assert party(name=name).names == (name,)


def test_an_alias_alone_is_a_name_and_a_number_alone_is_enough() -> None:
    assert party(name="", alias="Evi").names == ("Evi",)
    assert party(name="", imo="9074729").properties == {"imoNumber": ("9074729",)}
    assert read(name="", imo="12").problem == "no name"


def test_a_stray_control_character_is_taken_out_and_noted() -> None:
    notes = Notes()
    assert read(name="Ot\x07to Berg", notes=notes).party.names == ("Otto Berg",)
    assert notes.lines() == ["values with control characters, which were taken out: 1 (first: row 7)"]


def test_a_damaged_character_is_noted() -> None:
    notes = Notes()
    assert read(name="M\ufffdller", notes=notes).usable
    assert notes.lines() == ["values with characters that could not be read: 1 (first: row 7)"]


def test_a_malformed_row_is_screened_by_its_name_alone() -> None:
    row = read("too few columns: 3 of 4", id="K-1", name="Otto Berg", dob="1970")
    assert row == PartyRow(
        Party(schema="Thing", properties={"name": ("Otto Berg",)}, id="K-1", row=7), "too few columns: 3 of 4"
    )


def test_a_malformed_row_without_a_name_keeps_the_first_problem() -> None:
    row = read("too few columns: 1 of 4", id="K-1")
    assert (row.problem, row.usable) == ("too few columns: 1 of 4", False)


@given(
    st.dictionaries(
        st.sampled_from("id name type dob country gender imo alias Vorname Nachname passport".split()),
        st.text(max_size=30),
        min_size=1,
    )
)
def test_any_cells_at_all_are_a_party_the_engine_can_take(cells: dict[str, Any]) -> None:
    row = read(**cells)
    assert row.usable or row.problem
    for text in row.party.properties.get("birthDate", ()):
        span(text)
    for code in row.party.properties.get("country", ()):
        assert code == code.lower()
    assert set(row.party.properties.get("gender", ())) <= {"male", "female", "other"}

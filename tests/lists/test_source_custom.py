"""A user's own watchlist: columns by many headings, a mapping beside the file, bad rows set aside."""

import pytest
from tests.lists.conftest import ParseText

from watchfloor.lists.intake import Intake
from watchfloor.lists.raw import unpack
from watchfloor.lists.source import parse_source
from watchfloor.model.entity import Address, Designation, Document, Entity
from watchfloor.model.errors import BrokenFileError


def one(parse_text: ParseText, text: str) -> Entity:
    (entity,), intake = parse_text("custom", text, "watchlist.csv")
    assert not intake.unread
    return entity


def with_mapping(csv: str, mapping: str) -> tuple[list[Entity], Intake]:
    files = [*unpack("watchlist.csv", csv.encode()), *unpack("mapping.toml", mapping.encode())]
    return parse_source("custom", files)


def test_a_name_is_enough(parse_text: ParseText) -> None:
    entity = one(parse_text, "name\nDemo Tester\n")
    assert (entity.record, entity.schema, entity.caption) == ("row-1", "LegalEntity", "Demo Tester")


def test_every_documented_column_is_read(parse_text: ParseText) -> None:
    text = (
        "id;name;alias;weak alias;former name;type;birth date;birth place;nationality;gender;passport;tax id;address;"
        "city;country;programme;reference;listed on;delisted on;reason;note\n"
        'x1;Demo Tester;"Prober; Sampler";The Sample;Old Tester;person;04.03.1962;Sampleville;North Korea;m;PS 1;77;'
        "Sample Street 1;Sampleville;Russia;internal;C-7;02.01.2020;;because;seen once\n"
    )
    entity = one(parse_text, text)
    assert [(n.text, n.kind) for n in entity.names] == [
        ("Demo Tester", "primary"), ("Prober", "alias"), ("Sampler", "alias"), ("The Sample", "weak"), ("Old Tester", "former"),
    ]  # fmt: skip
    assert entity.designations == (
        Designation(
            source="custom", programme="internal", reference="C-7", listed_on="2020-01-02", reason="because"
        ),
    )
    assert entity.documents == (Document(kind="passport", number="PS 1"),)
    assert entity.addresses == (Address(full="Sample Street 1", city="Sampleville", country="ru"),)
    assert entity.properties == {
        "birthDate": ("1962-03-04",), "birthPlace": ("Sampleville",), "country": ("ru",), "gender": ("male",),
        "nationality": ("kp",), "notes": ("seen once",), "passportNumber": ("PS 1",), "taxNumber": ("77",), "topics": ("poi",),
    }  # fmt: skip


def test_names_in_two_columns_are_one_name(parse_text: ParseText) -> None:
    (name,) = one(parse_text, "Vorname,Nachname\nDemo,Tester\n").names
    assert (name.text, name.given, name.family) == ("Demo Tester", "Demo", "Tester")


@pytest.mark.parametrize(
    ("row", "schema"),
    [
        ("Demo,ship,,", "Vessel"),
        ("Demo,Person,,", "Person"),
        ("Demo,organisation,,", "Organization"),
        ("Demo,,9074729,", "Vessel"),
        ("Demo,,,1962", "Person"),
        ("Demo,,,", "LegalEntity"),
    ],
)
def test_the_kind_is_as_stated_or_as_the_columns_tell(parse_text: ParseText, row: str, schema: str) -> None:
    assert one(parse_text, f"name,type,imo,dob\n{row}\n").schema == schema


def test_a_property_of_the_data_model_is_a_column(parse_text: ParseText) -> None:
    entity = one(parse_text, "name,type,jurisdiction,callSign\nDemo,company,ru,UDXX\n")
    assert entity.get("jurisdiction") == ("ru",)
    assert entity.get("notes") == ("callSign: UDXX",)


def test_a_mapping_beside_the_file_names_the_other_columns() -> None:
    mapping = '[columns]\n"Who is it" = "name"\n"Our code" = "id"\n"Colour" = "ignore"\n'
    (entity,), intake = with_mapping("Who is it,Our code,Colour\nDemo,x7,red\n", mapping)
    assert (entity.record, entity.caption) == ("x7", "Demo")
    assert not intake.unread


@pytest.mark.parametrize(
    ("mapping", "message"),
    [
        ('[columns]\n"Name" = "shoe size"\n', "gives 'Name' to 'shoe size', which is no column"),
        ("[columns]\nName = 3\n", "not a mapping"),
        ("[columns\n", "not a mapping"),
        ("columns = " + "[" * 50_000, "not a mapping"),
    ],
)
def test_a_mapping_that_makes_no_sense_is_refused(mapping: str, message: str) -> None:
    with pytest.raises(BrokenFileError, match=message):
        with_mapping("Name\nDemo\n", mapping)


def test_bad_rows_are_set_aside_with_their_reason(parse_text: ParseText) -> None:
    text = "id,name,type\n1,Demo,person\n2,,person\n3,Demo,wizard\n1,Again,person\n4,too,many,cells\n5,Last,ship\n"
    entities, intake = parse_text("custom", text, "watchlist.csv")
    assert [entity.record for entity in entities] == ["1", "5"]
    assert [r.reason for r in intake.rejections] == [
        "no name",
        "no kind of party is called 'wizard'",
        "the record id '1' occurs twice; the first is kept",
        "4 cells, not the 3 of the heading",
    ]
    assert intake.rows["entries"].read == 6


def test_a_column_nobody_knows_is_reported(parse_text: ParseText) -> None:
    _, intake = parse_text("custom", "name,shoe size\nDemo,44\nProbe,\n", "watchlist.csv")
    assert intake.unread == {"shoe size": 1}


def test_dates_and_countries_that_cannot_be_read_are_notes(parse_text: ParseText) -> None:
    entity = one(parse_text, "name,dob,country\nDemo,long ago,Atlantis\n")
    assert set(entity.get("notes")) == {"birthDate: long ago", "country: Atlantis"}


def test_a_folder_without_a_table_or_a_table_without_names_is_refused(parse_text: ParseText) -> None:
    with pytest.raises(BrokenFileError, match="no CSV among the files"):
        parse_source("custom", list(unpack("mapping.toml", b"[columns]\n")))
    with pytest.raises(BrokenFileError, match="no column of names; the columns are colour, size"):
        parse_text("custom", "colour,size\nred,4\n", "watchlist.csv")


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_any_usual_delimiter_will_do(parse_text: ParseText, delimiter: str) -> None:
    text = delimiter.join(("name", "country")) + "\n" + delimiter.join(("Demo", "kp")) + "\n"
    assert one(parse_text, text).get("country") == ("kp",)

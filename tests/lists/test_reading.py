"""What every parser shares: values that are understood, and those that are not but never lost."""

import pytest

from watchfloor.lists.intake import Intake
from watchfloor.lists.raw import RawFile, unpack
from watchfloor.lists.reading import Gate, Reading, is_blank, iso_day, joined, latest, open_list
from watchfloor.model.entity import Document, Entity
from watchfloor.model.errors import BrokenFileError, SourceError


def a_reading(schema: str = "Person") -> Reading:
    return Reading(Intake(source="xx_demo"), "1", schema)


def a_file(xml: str) -> RawFile:
    (file,) = unpack("list.xml", xml.encode())
    return file


def test_a_record_that_cannot_be_built_is_rejected_with_its_reason() -> None:
    intake = Intake(source="xx_demo")

    def build() -> Entity:
        raise SourceError("no name", at="somewhere")

    assert not list(Gate(intake).admit("list.xml", "17", build))
    (rejection,) = intake.rejections
    assert (rejection.file, rejection.record, rejection.reason) == ("list.xml", "17", "no name")
    intake.close()


def test_of_two_records_with_one_id_the_first_is_kept() -> None:
    intake = Intake(source="xx_demo")
    gate = Gate(intake)
    first, second = a_reading("Person"), a_reading("Vessel")
    kept = [*gate.admit("f", "1", first.build), *gate.admit("f", "1", second.build)]
    assert [entity.schema for entity in kept] == ["Person"]
    assert "occurs twice" in intake.rejections[0].reason
    assert (intake.rows["entries"].read, intake.rows["entries"].entities) == (2, 1)


@pytest.mark.parametrize(
    ("text", "codes", "noted"),
    [
        ("Iran (Islamic Republic of)", ["ir"], False),
        ("Sudan/or South Sudan", ["sd", "ss"], True),
        ("Possibly Ethiopian", ["et"], True),
        ("Branch Office 11: Iran", ["ir"], True),
        ("Kuwaiti citizenship withdrawn in 2002", ["kw"], True),
        ("Atlantis", [], True),
        ("unknown", [], False),
        ("na", [], False),
        ("NA", ["na"], False),
        ("", [], False),
    ],
)
def test_a_country_is_understood_in_any_words_or_kept_as_a_note(
    text: str, codes: list[str], noted: bool
) -> None:
    reading = a_reading()
    assert reading.country("nationality", text) == (codes[0] if codes else "")
    entity = reading.build()
    assert list(entity.get("nationality")) == codes
    assert entity.get("notes") == ((f"nationality: {text}",) if noted else ())
    assert bool(reading.intake.repairs) == (noted and not codes)


def test_the_second_wording_of_a_country_helps_where_the_first_says_nothing() -> None:
    reading = a_reading()
    assert reading.country("", "XX", "KOREA, DEMOCRATIC PEOPLE'S REPUBLIC OF") == "kp"
    assert not reading.properties


def test_a_date_that_cannot_be_read_is_a_note_and_counted() -> None:
    reading = a_reading()
    reading.date("birthDate", "dd/mm/1945")
    reading.date("birthDate", "15/08/19yy", label="Date of birth")
    reading.date("birthDate", "unknown")
    entity = reading.build()
    assert entity.get("birthDate") == ("1945",)
    assert entity.get("notes") == ("Date of birth: 15/08/19yy",)
    assert reading.intake.repairs == {"a date in an unknown form, kept as a note": 1}


def test_genders_are_known_unknown_or_noted() -> None:
    reading = a_reading()
    for text in ("MALE", "Unknown", "", "it is complicated"):
        reading.gender(text)
    assert reading.build().get("gender") == ("male",)
    assert reading.build().get("notes") == ("gender: it is complicated",)


def test_a_value_finds_the_first_property_its_schema_has() -> None:
    reading = a_reading("Vessel")
    assert not reading.either(("taxNumber", "idNumber"), "1")
    reading.place(("taxNumber",), "99", "Tax ID")
    reading.place(("taxNumber", "registrationNumber"), "100", "Tax ID")
    assert reading.build().properties == {"notes": ("Tax ID: 99",), "registrationNumber": ("100",)}


def test_documents_put_their_numbers_where_screening_looks() -> None:
    reading = a_reading()
    reading.passport(Document(kind="passport", number="PS 1"))
    reading.identity(Document(kind="tazkira", number="77"))
    reading.passport(Document(kind="passport", number=""))
    entity = reading.build()
    assert (entity.get("passportNumber"), entity.get("idNumber")) == (("PS 1",), ("77",))
    assert [document.number for document in entity.documents] == ["PS 1", "77"]


def test_native_names_get_a_language_only_where_letters_leave_no_doubt() -> None:
    reading = a_reading()
    for text in ("김시험", "Владимир", "Київ Їжак"):
        reading.native(text)
    assert [name.lang for name in reading.build().names] == ["ko", "", "uk"]


def test_days_are_iso_or_nothing() -> None:
    assert [iso_day(t) for t in ("04/03/1962", "2001-10-17T00:00:00", "1962~", "soon", "")] == [
        "1962-03-04",
        "2001-10-17",
        "",
        "",
        "",
    ]
    assert latest(["", "2001", "2001-02-03", "1999-12-31"]) == "2001-02-03"
    assert latest([]) == ""
    assert joined(" a ", "", "b\n c", by=", ") == "a, b c"
    assert [is_blank(text) for text in (" - ", "na", "NA", "Nauru")] == [True, True, False, False]


def test_another_root_or_an_empty_list_is_broken() -> None:
    intake = Intake(source="xx_demo")
    with pytest.raises(BrokenFileError, match=r"root element is <b>, not <a>.*Check --source"):
        open_list(a_file("<b><c/></b>"), "a", intake)
    with pytest.raises(BrokenFileError, match="holds no records"):
        open_list(a_file("<a> </a>"), "a", intake)
    assert open_list(a_file('<x:a xmlns:x="urn:x"><c/></x:a>'), "a", intake) is not None

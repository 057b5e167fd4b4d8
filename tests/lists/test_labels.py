"""Details stated as "Label: value" end up in one property, whoever publishes them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchfloor.lists.intake import Intake
from watchfloor.lists.labels import (
    Labelled,
    bare_label,
    document_days,
    labelled,
    put,
    read_labelled,
    rule_for,
)
from watchfloor.lists.reading import Reading
from watchfloor.model.entity import Document, Relation
from watchfloor.model.schema import property_type, schema_names


def a_reading(schema: str = "Organization") -> Reading:
    return Reading(Intake(source="xx_demo"), "1", schema)


@pytest.mark.parametrize(
    ("text", "found", "rest"),
    [
        ("IMO number: 5342883. Owner of a ship", [("IMO", "5342883")], "Owner of a ship"),
        ("a transfer. Company Number IMO 5434358.", [("Company Number IMO", "5434358")], "a transfer"),
        ("International Maritime Organization (IMO) Number: 1790183.", [("International Maritime Organization", "1790183")], ""),
        ("Hong Kong company registration number 1177999.", [("Hong Kong company registration", "1177999")], ""),
        ("OGRN: 1027700132195\nKPP: 770701001", [("OGRN", "1027700132195"), ("KPP", "770701001")], ""),
        ("INN - 5045023416", [("INN", "5045023416")], ""),
        ("SSN 156-92-9999 (United States)", [("SSN", "156-92-9999")], "(United States)"),
        ("SWIFT/BIC: DEMOKPPY.", [("SWIFT/BIC", "DEMOKPPY")], ""),
        ("Phone: +375 (17) 330-17-99", [("Phone", "+375 (17) 330-17-99")], ""),
        ("Mother’s name is Muster Mutter, a teacher", [("Mother’s name", "Muster Mutter")], "a teacher"),
        ("Type of entity: Sample Company. \nDate of registration: 1997.\n99 % owned by Demo",
         [("Type of entity", "Sample Company"), ("Date of registration", "1997")], "99 % owned by Demo"),
        ("Physical description: eye colour: brown", [("eye colour", "brown")], "Physical description"),
        ("registered under registry number 24", [], "registered under registry number 24"),
        ("Review of resolution 1822 (2008) was concluded", [], "Review of resolution 1822 (2008) was concluded"),
        ("the company is Demo", [], "the company is Demo"),
        ("", [], ""),
    ],
)  # fmt: skip
def test_details_are_taken_out_of_running_text(text: str, found: list[tuple[str, str]], rest: str) -> None:
    details, left = labelled(text)
    assert [(detail.label, detail.value) for detail in details] == found
    assert left.strip(" :") == rest


def test_a_long_value_within_a_text_is_prose() -> None:
    long = "word " * 30
    assert labelled(f"He fled. Function: {long}")[0] == []
    assert labelled(f"Function: {long}")[0][0].label == "Function"


def test_one_number_is_put_by_what_its_bearer_is() -> None:
    person, company, ship = a_reading("Person"), a_reading("Company"), a_reading("Vessel")
    for reading in (person, company, ship):
        read_labelled(reading, "ISIN: CNE100001999; BIK: 044525999; Tax ID: 7702070139")
    assert company.build().properties == {
        "bikCode": ("044525999",),
        "isinCode": ("CNE100001999",),
        "taxNumber": ("7702070139",),
    }
    assert person.build().get("registrationNumber") == ("044525999",)
    assert {d.kind for d in ship.build().documents} == {"ISIN", "BIK", "Tax ID"}


def test_lists_of_contacts_become_several_values() -> None:
    reading = a_reading()
    read_labelled(reading, "Email addresses: a@demo.example; b@demo.example. Website: www.demo.example")
    entity = reading.build()
    assert entity.get("email") == ("a@demo.example", "b@demo.example")
    assert entity.get("website") == ("www.demo.example",)


def test_associates_and_operators_become_relations() -> None:
    reading = a_reading()
    read_labelled(
        reading, "Associated entities: \nDemo Holding (DH);\nProbe Ltd.\nAircraft operator: Demo Air"
    )
    assert reading.build().relations == (
        Relation(schema="UnknownLink", end="subject", role="associated entities", other="Demo Holding (DH)"),
        Relation(schema="UnknownLink", end="subject", role="associated entities", other="Probe Ltd"),
        Relation(schema="UnknownLink", end="object", role="aircraft operator", other="Demo Air"),
    )


def test_values_go_through_the_readers_of_their_kind() -> None:
    reading = a_reading("Person")
    read_labelled(reading, "Gender: Female; Nationality: Iranian")
    ship = a_reading("Vessel")
    read_labelled(
        ship, "Former vessel flag: Panama; IMO number: IMO 9074729; Aircraft manufacture date: long ago"
    )
    assert reading.build().properties == {"gender": ("female",), "nationality": ("ir",)}
    assert ship.build().properties == {
        "imoNumber": ("9074729",),
        "pastFlags": ("pa",),
        "notes": ("buildDate: long ago",),
    }


def test_what_fits_no_property_is_a_note_under_its_label() -> None:
    reading = a_reading("Vessel")
    rule = rule_for("E-mail address")
    assert rule is not None
    put(reading, Labelled(rule, "E-mail address", "a@demo.example"))
    assert reading.build().get("notes") == ("E-mail address: a@demo.example",)


def test_a_documents_country_is_kept() -> None:
    reading = a_reading("Person")
    rule = rule_for("C.U.R.P.")
    assert rule is not None
    put(reading, Labelled(rule, "C.U.R.P.", "DEMO520302"), "mx")
    assert reading.build().documents == (Document(kind="C.U.R.P.", number="DEMO520302", country="mx"),)


@pytest.mark.parametrize("label", ["Tax ID No.", "TAX ID NUMBER:", "tax id", "Tax  ID #"])
def test_one_label_is_known_in_all_its_spellings(label: str) -> None:
    rule = rule_for(label)
    assert rule is not None
    assert rule.props == ("taxNumber",)
    assert rule_for("favourite colour") is None


def test_every_property_of_the_table_exists() -> None:
    for label in ("imo", "inn", "ogrn", "kpp", "okpo", "bik", "isin", "website", "function", "tail", "flag"):
        rule = rule_for(label)
        assert rule is not None
        assert all(any(property_type(kind, prop) for kind in schema_names()) for prop in rule.props)


@pytest.mark.parametrize(
    ("note", "issued", "expires"),
    [
        ("issued on 5 April 1999 at Zarqa, expired on 4 April 2004", "1999-04-05", "2004-04-04"),
        ("issue date: 26/05/2003, expiry date: 25/05/2008", "2003-05-26", "2008-05-25"),
        ("expires on October 19, 2020", "", "2020-10-19"),
        ("valid until 16 Feb. 2017", "", "2017-02-16"),
        ("exp. 20 Aug 2017", "", "2017-08-20"),
        ("approximately issued in 2009", "2009", ""),
        ("officially cancelled as of 2013", "", ""),
    ],
)
def test_a_documents_note_tells_its_days(note: str, issued: str, expires: str) -> None:
    assert document_days(note) == (issued, expires)


def test_labels_lose_their_number_words() -> None:
    assert [bare_label(t) for t in ("Ration card no.", "Identity Card number:", "Passport")] == [
        "Ration card",
        "Identity Card",
        "Passport",
    ]


@given(text=st.text(alphabet="IMONX: .;\n123-Tax phoneNumber", max_size=80))
def test_no_text_whatever_breaks_the_search(text: str) -> None:
    details, _ = labelled(text)
    assert all(detail.value for detail in details)

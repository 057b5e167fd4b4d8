"""Numbers of documents: what belongs to them, and which property they end up in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchfloor.lists.formats.ofac import Listing
from watchfloor.lists.formats.ofac_documents import inn_valid, ogrn_valid
from watchfloor.lists.formats.ofac_table import meaning, table
from watchfloor.lists.intake import Intake
from watchfloor.lists.labels import rule_for
from watchfloor.model.entity import Document, Entity
from watchfloor.model.schema import property_type


def read(label: str, value: str, kind: str = "entity", **detail: str) -> Entity:
    """An entry with this one fact."""
    listing = Listing(Intake(source="us_ofac_sdn"), "1", kind)
    listing.name("DEMO")
    assert listing.fact(label, value, **detail)
    return listing.finish()


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("1084010 (Russia)", Document(kind="Passport", number="1084010", country="ru")),
        ("A 12(9) (Hong Kong)", Document(kind="Passport", number="A 12(9)", country="hk")),
        ("A12(9)", Document(kind="Passport", number="A12(9)")),
        ("22839 (Jalisco) (Mexico)", Document(kind="Passport", number="22839", country="mx", note="Jalisco")),
        ("1372584, Kenya", Document(kind="Passport", number="1372584", country="ke")),
        ("AF465508 Colombia", Document(kind="Passport", number="AF465508", country="co")),
        ("D000000483, Diplomatic", Document(kind="Passport", number="D000000483", note="Diplomatic")),
        ("No.: 0310857", Document(kind="Passport", number="0310857")),
        ("CUD: A2014", Document(kind="Passport", number="A2014", note="CUD")),
        (
            "K77 (Iran) issued 12 Mar 2001 expires 11 Mar 2011",
            Document(
                kind="Passport", number="K77", country="ir", issued_on="2001-03-12", expires_on="2011-03-11"
            ),
        ),
        ("K77 (Iran) issued 1968", Document(kind="Passport", number="K77", country="ir", issued_on="1968")),
        ("K77 expires Mar 2011", Document(kind="Passport", number="K77", expires_on="2011-03")),
        ("13/Ta Ta Na (Naing)019077", Document(kind="Passport", number="13/Ta Ta Na (Naing)019077")),
    ],
)
def test_a_number_loses_what_is_not_part_of_it(value: str, expected: Document) -> None:
    person = read("Passport", value, "individual")
    assert person.documents == (expected,)
    assert person.get("passportNumber") == (expected.number,)


def test_words_are_no_number() -> None:
    person = read("Passport", "issued in Sarajevo, Bosnia-Herzegovina", "individual")
    assert not person.documents
    assert person.get("passportNumber") == ()
    assert person.get("notes") == ("Passport: issued in Sarajevo, Bosnia-Herzegovina",)


@pytest.mark.parametrize(
    ("label", "value", "kind", "prop"),
    [
        ("Legal Entity Number", "253400WSS48YWMBUA688", "entity", "leiCode"),
        ("Legal Entity Number", "851683897", "entity", "registrationNumber"),
        ("Government Gazette Number", "00044434", "entity", "okpoCode"),
        ("Government Gazette Number", "2187800076825", "entity", "registrationNumber"),
        ("Government Gazette Number", "00044434 (Belarus)", "entity", "registrationNumber"),
        ("Vessel Registration Identification", "IMO 9074729", "vessel", "imoNumber"),
        ("Vessel Registration Identification", "9074729", "vessel", "imoNumber"),
        ("Vessel Registration Identification", "15411", "vessel", "registrationNumber"),
        ("Vessel Registration Identification", "9074728", "vessel", "registrationNumber"),
        ("Identification Number", "IMO 5342883", "entity", "imoNumber"),
        ("Identification Number IMO", "5342883", "entity", "imoNumber"),
        ("Company Number IMO", "5342883", "entity", "imoNumber"),
        ("Identification Number", "5342883", "entity", "idNumber"),
        ("National ID No.", "5342883", "individual", "idNumber"),
        ("SWIFT/BIC", "GAZPRUMM", "entity", "swiftBic"),
        ("BIK (RU)", "044525823", "entity", "registrationNumber"),
        ("D-U-N-S Number", "55-516-0432", "entity", "dunsCode"),
        ("Moroccan Personal ID", "E 427689 (Morocco)", "individual", "idNumber"),
        ("Tourism License No.", "585026 (United Arab Emirates)", "entity", "licenseNumber"),
    ],
)
def test_a_number_goes_where_it_fits(label: str, value: str, kind: str, prop: str) -> None:
    entity = read(label, value, kind)
    number = entity.documents[0].number
    assert entity.get(prop) == (number,)
    assert [p for p, values in entity.properties.items() if number in values] == [prop]


def test_russian_numbers_are_told_by_country_and_check_digit() -> None:
    company = read("Tax ID No.", "7744001497 (Russia)")
    assert (company.get("taxNumber"), company.get("innCode")) == (("7744001497",), ("7744001497",))
    assert read("Tax ID No.", "7744001498 (Russia)").get("innCode") == ()
    assert read("Tax ID No.", "7744001497 (Belarus)").get("innCode") == ()
    assert read("Registration Number", "1027700167110 (Russia)").get("ogrnCode") == ("1027700167110",)
    assert read("Registration Number", "1027700167111 (Russia)").get("ogrnCode") == ()


def test_a_register_named_as_the_issuer_says_which_number_it_is() -> None:
    company = read("Registration ID", "1027700167110", authority="OGRN")
    assert company.get("ogrnCode") == ("1027700167110",)
    assert company.documents[0].note == ""
    passport = read("Passport", "K77", "individual", authority="Demo Police", note="seen in 1990")
    assert passport.documents[0].note == "Demo Police; seen in 1990"


@pytest.mark.parametrize("number", ["7744001497", "7707083893", "500100732259"])
def test_check_digits_of_the_inn(number: str) -> None:
    assert inn_valid(number)
    assert not inn_valid(number[:-1] + str((int(number[-1]) + 1) % 10))


@pytest.mark.parametrize("number", ["1027700167110", "1027700132195", "304500116000157"])
def test_check_digits_of_the_ogrn(number: str) -> None:
    assert ogrn_valid(number)
    assert not ogrn_valid(number[:-1] + str((int(number[-1]) + 1) % 10))


@given(st.text(max_size=20))
def test_check_digits_of_anything(text: str) -> None:
    assert inn_valid(text) in (True, False)
    assert ogrn_valid(text) in (True, False)


def test_every_property_of_the_table_is_one_of_the_data_model() -> None:
    props = {prop for props in table().documents.values() for prop in props}
    props |= {*table().properties.values(), *table().dates.values(), *table().flags.values()}
    schemata = ("Person", "Company", "Organization", "Vessel", "Airplane", "Security")
    for prop in props:
        assert any(property_type(schema, prop) for schema in schemata), prop


@pytest.mark.parametrize(
    "label",
    [
        *("Aircraft Mode S Transponder Code", "Digital Currency Address - ETH", "Effective Date (CMIC)"),
        *(
            "Executive Order 14024 Directive Information -",
            "Listing Date (EO 14024 Directive 3):",
            "MICEX Code",
        ),
        *("Organization Type:", "Other Vessel Flag", "Target Type", "UN/LOCODE", "Vessel Year of Build"),
        *("C.I.N.", "RSIN", "Trademark number", "UAE Identification", "Moroccan Personal ID No."),
        *("Registration Certificate Number (Dubai)", "Romanian Tax Registration", "Organization Code"),
        "Russian State Individual Business Registration Number Pattern (OGRNIP)",
    ],
)
def test_labels_of_the_newer_formats_are_known(label: str) -> None:
    assert meaning(label) or rule_for(label)


def test_a_website_and_what_is_said_of_it_are_kept_apart() -> None:
    bank = read("Website", "www.demo.example Russian pages")
    assert bank.get("website") == ("www.demo.example",)
    assert bank.get("notes") == ("www.demo.example: Russian pages",)
    assert read("Telephone", "Number: (971) (4) (3248000)").get("phone") == ("(971) (4) (3248000)",)

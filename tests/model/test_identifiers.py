"""Identifying numbers: how they are written, which of them are compared, and their check digits."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support import an_entity, any_text

from watchfloor.model.entity import Document, Entity, Name
from watchfloor.model.identifiers import (
    CONTRADICTS,
    DOCUMENTS,
    SAME_KIND,
    company_imo_valid,
    entity_identifiers,
    family_of,
    identifiers,
    imo_valid,
    inn_valid,
    lei_valid,
    misspelt,
    mute_numbers,
    normal_identifier,
    ogrn_valid,
    well_formed,
)
from watchfloor.model.schema import schema, schema_names

FAMILIES = ["imo", "company_imo", "passport", "id", "tax", "bic", "wallet", "callsign", "document"]


@pytest.mark.parametrize(
    ("family", "written", "normal"),
    [
        ("imo", "IMO 9074729", "9074729"),
        ("imo", "imo-9074729", "9074729"),
        ("imo", "IMO No. 9074729", "9074729"),
        ("imo", "Vessel Registration Identification IMO 9074729", "9074729"),
        ("imo", "９０７４７２９", "9074729"),
        ("imo", "٩٠٧٤٧٢٩", "9074729"),
        ("imo", "ИМО 9074729", "9074729"),
        ("imo", "90747", "90747"),
        ("company_imo", "IMO 5073018", "5073018"),
        ("passport", " 75 № 123-456 ", "75123456"),
        ("passport", "ab.12/345", "AB12345"),
        ("tax", "DE 123.456.789", "DE123456789"),
        ("bic", "sberrummxxx", "SBERRUMM"),
        ("bic", "SBERRUMM027", "SBERRUMM027"),
        ("wallet", "1AbcDEFghi", "1AbcDEFghi"),
        ("callsign", "P7 ab-c", "P7ABC"),
        ("id", "---", ""),
        ("id", "паспорт 4509", "ПАСПОРТ4509"),
    ],
)
def test_a_number_is_the_same_however_it_is_written(family: str, written: str, normal: str) -> None:
    assert normal_identifier(family, written) == normal


@pytest.mark.parametrize("family", FAMILIES)
@given(text=any_text)
def test_any_text_has_a_normal_form_and_keeps_it(family: str, text: str) -> None:
    normal = normal_identifier(family, text)
    assert normal_identifier(family, normal) == normal
    assert all(c.isalnum() for c in normal)


@pytest.mark.parametrize(
    ("schema", "prop", "family"),
    [
        ("Vessel", "imoNumber", "imo"),
        ("Thing", "imoNumber", "imo"),
        ("Company", "imoNumber", "company_imo"),
        ("Organization", "imoNumber", "company_imo"),
        ("Person", "passportNumber", "passport"),
        ("Person", "name", ""),
        ("Company", "swiftBic", "bic"),
    ],
)
def test_a_propertys_family_depends_on_what_it_is_the_number_of(schema: str, prop: str, family: str) -> None:
    assert family_of(schema, prop) == family


def test_a_partys_numbers_are_sorted_into_families_without_repetition() -> None:
    found = identifiers(
        "Vessel", {"imoNumber": ("IMO 9074729", "9074729"), "callSign": ("P7 ABC",), "name": ("9187629",)}
    )
    assert found == {"imo": ("9074729",), "callsign": ("P7ABC",)}


@pytest.mark.parametrize(
    "number", ["", "-", "1234", "unknown", "not available", "N/A", "none given", "0000000", "12345678"]
)
def test_what_identifies_nobody_is_no_number(number: str) -> None:
    assert identifiers("Person", {"passportNumber": (number,)}) == {}


def test_codes_of_letters_alone_are_numbers_where_they_are_usual() -> None:
    assert identifiers("Company", {"swiftBic": ("SBERRUMM",)}) == {"bic": ("SBERRUMM",)}


def test_an_entitys_documents_are_a_family_of_their_own() -> None:
    entity = Entity(
        source="demo",
        record="1",
        schema="Person",
        names=(Name(text="Demo Tester", kind="primary"),),
        properties={"passportNumber": ("AB 12345",)},
        documents=(
            Document(kind="Passport", number="AB-12345"),
            Document(kind="National ID", number="unknown"),
            Document(kind="National ID", number="99 88 77"),
        ),
    )
    assert entity_identifiers(entity) == {"passport": ("AB12345",), "document": ("AB12345", "998877")}
    assert entity_identifiers(an_entity("Demo Tester")) == {}


def test_every_family_says_how_much_another_number_contradicts() -> None:
    props = {(one, p) for one in schema_names() if (found := schema(one)) for p in found.properties}
    families = {family_of(one, prop) for one, prop in props} - {""}
    assert {"imo", "inn", "lei", "tax"} <= families <= set(CONTRADICTS)
    assert families | {"document"} >= DOCUMENTS
    assert all(0 < strength <= 1 for strength in CONTRADICTS.values())
    assert families >= {family for pair in SAME_KIND for family in pair}


def test_numbers_that_are_compared_with_none_are_told() -> None:
    facts = {"passportNumber": ("123", "AB12345"), "name": ("123",), "taxNumber": ("unknown",)}
    assert mute_numbers("Person", facts) == [("passportNumber", "123"), ("taxNumber", "unknown")]


@pytest.mark.parametrize(
    ("family", "right", "wrong"),
    [
        ("imo", "9074729", "9074728"),
        ("company_imo", "1234565", "1234566"),
        ("inn", "7707083893", "7707083894"),
        ("inn", "500100732259", "500100732258"),
        ("inn", "500100732259", "500100732269"),
        ("ogrn", "1027700132195", "1027700132196"),
        ("ogrn", "304500116000157", "304500116000158"),
        ("lei", "5493001KJTIIGC8Y1R12", "5493001KJTIIGC8Y1R13"),
    ],
)
def test_a_check_digit_tells_a_typing_error(family: str, right: str, wrong: str) -> None:
    assert well_formed(family, right)
    assert well_formed(family, wrong)
    assert not misspelt(family, right)
    assert misspelt(family, wrong)


@pytest.mark.parametrize(
    ("family", "number"),
    [
        ("imo", "907472"),
        ("imo", "UNKNOWN"),
        ("inn", "77070838930"),
        ("lei", "5493001KJTIIGC8Y1R1"),
        ("bic", "SBERR"),
    ],
)
def test_what_has_not_the_form_of_its_family_is_told_from_what_has(family: str, number: str) -> None:
    assert not well_formed(family, number)


@given(st.sampled_from(["passport", "tax", "wallet", "serial"]), any_text)
def test_families_without_a_form_take_any_number(family: str, number: str) -> None:
    assert well_formed(family, number)
    assert not misspelt(family, number)


@given(st.integers(10**9, 10**10 - 1), st.integers(0, 8), st.integers(1, 9))
def test_a_changed_digit_of_a_taxpayers_number_is_mostly_seen(number: int, place: int, change: int) -> None:
    """The check is a sum modulo 11, modulo 10: rests of 10 and 0 look the same."""
    text = str(number)[:9]
    whole = next(text + digit for digit in "0123456789" if inn_valid(text + digit))
    other = whole[:place] + str((int(whole[place]) + change) % 10) + whole[place + 1 :]
    if inn_valid(other):
        assert whole[9] == "0"


@given(st.integers(10**11, 10**12 - 1))
def test_one_check_digit_of_a_registration_number_is_right(body: int) -> None:
    assert sum(ogrn_valid(f"{body}{digit}") for digit in range(10)) == 1


@given(st.text("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=18, max_size=18))
def test_one_or_two_pairs_of_check_digits_of_an_entity_identifier_are_right(body: str) -> None:
    assert 1 <= sum(lei_valid(f"{body}{check:02}") for check in range(100)) <= 2


@pytest.mark.parametrize("number", ["9074729", "9187629", "1234567", "8814275"])
def test_a_ships_imo_number_has_its_check_digit(number: str) -> None:
    assert imo_valid(number)


@pytest.mark.parametrize("number", ["9074728", "907472", "90747290", "IMO9074729", ""])
def test_anything_else_is_no_imo_number(number: str) -> None:
    assert not imo_valid(number)


@given(st.integers(100000, 999999))
def test_one_check_digit_of_ten_is_right(body: int) -> None:
    assert sum(imo_valid(f"{body}{digit}") for digit in range(10)) == 1
    assert sum(company_imo_valid(f"{body}{digit}") for digit in range(10)) == 1


def test_a_companys_imo_number_has_another_check_digit() -> None:
    # 1*8 + 2*6 + 3*4 + 4*2 + 5*9 + 6*7 = 127, which is 6 modulo 11; 11 - 6 = 5.
    assert company_imo_valid("1234565")
    assert not company_imo_valid("1234567")
    assert not company_imo_valid("123456")


@given(st.integers(1000000, 9999999), st.integers(0, 6), st.integers(1, 9))
def test_a_wrong_digit_in_a_ships_number_is_mostly_seen(number: int, place: int, change: int) -> None:
    """Weights 2 to 7 and a check modulo 10: a changed digit passes only where weight times change is a multiple of 10."""
    text = str(number)
    if not imo_valid(text):
        return
    wrong = text[:place] + str((int(text[place]) + change) % 10) + text[place + 1 :]
    weight = (7, 6, 5, 4, 3, 2, 1)[place]
    difference = int(wrong[place]) - int(text[place])
    assert imo_valid(wrong) == (weight * difference % 10 == 0)

"""The EU list: which name is the primary one, dates in two calendars, documents and remarks."""

import pytest
from tests.lists.conftest import ParseText

from watchfloor.lists.intake import Intake
from watchfloor.model.entity import Entity
from watchfloor.model.errors import SourceError

ORIGIN = 'regulationLanguage="en" logicalId="9"'
NAME = f'<nameAlias wholeName="Demo Tester" strong="true" {ORIGIN}/>'


def a_list(
    inner: str = NAME, *, head: str = 'euReferenceNumber="EU.1.1" logicalId="1"', kind: str = "P"
) -> str:
    subject = f'<subjectType code="person" classificationCode="{kind}"/>' if kind else ""
    return (
        '<?xml version="1.0" encoding="UTF-8"?><export xmlns="http://eu.europa.ec/fpi/fsd/export" '
        f'generationDate="2026-01-15T16:47:04.449+02:00"><sanctionEntity {head}>{subject}{inner}</sanctionEntity></export>'
    )


def read(parse_text: ParseText, inner: str = NAME, **rest: str) -> tuple[list[Entity], Intake]:
    return parse_text("eu_fsf", a_list(inner, **rest))


def one(parse_text: ParseText, inner: str, **rest: str) -> Entity:
    entities, intake = read(parse_text, inner, **rest)
    assert not intake.unread
    (entity,) = entities
    return entity


def alias(text: str, remark: str = "", **attributes: str) -> str:
    said = " ".join(f'{name}="{value}"' for name, value in {"strong": "true", **attributes}.items())
    inner = f"<remark>{remark}</remark>" if remark else ""
    return f'<nameAlias wholeName="{text}" {said} {ORIGIN}>{inner}</nameAlias>'


def test_the_first_strong_latin_name_that_is_no_alias_is_the_primary_one(parse_text: ParseText) -> None:
    names = one(
        parse_text,
        alias("عبد المثال", nameLanguage="AR")
        + alias("Demo Prober", "good quality alias", nameLanguage="EN")
        + alias("Demo Tester", nameLanguage="EN")
        + alias("The Sample", strong="false")
        + alias("Le Demo", "low quality alias; formerly listed as", nameLanguage="FR"),
    ).names
    assert [(name.text, name.kind, name.lang) for name in names] == [
        ("Demo Tester", "primary", "en"),
        ("عبد المثال", "alias", "ar"),
        ("Demo Prober", "alias", "en"),
        ("The Sample", "weak", ""),
        ("Le Demo", "former", "fr"),
    ]


def test_a_party_with_native_names_only_still_has_a_primary_one(parse_text: ParseText) -> None:
    (name,) = one(parse_text, alias("Демо Тестер", nameLanguage="EN")).names
    assert (name.kind, name.lang) == ("primary", "")


def test_a_name_in_parts_is_put_together_where_the_whole_is_missing(parse_text: ParseText) -> None:
    (name,) = one(parse_text, alias("", firstName="Demo", middleName="T.", lastName="Tester")).names
    assert (name.text, name.family, name.given) == ("Demo T. Tester", "Tester", "Demo T.")


@pytest.mark.parametrize(
    ("attributes", "dates"),
    [
        ('birthdate="1962-03-04" year="1962" monthOfYear="3" dayOfMonth="4" circa="false"', ("1962-03-04",)),
        ('year="1962" circa="true"', ("1962~",)),
        ('year="1962" monthOfYear="3"', ("1962-03",)),
        ('year="1962" dayOfMonth="3"', ("1962",)),
        ('yearRangeFrom="1960" yearRangeTo="1979"', ("1960/1979",)),
        ('yearRangeFrom="1960" yearRangeTo="1960" circa="true"', ("1960~",)),
        ('yearRangeTo="1960"', ("1960",)),
        ('birthdate="1982-04-19" calendarType="ISLAMIC" dayOfMonth="24" monthOfYear="6" year="1402"', ("1982-04-19",)),
        ('calendarType="ISLAMIC" year="unclear"', ()),
        ('circa="false"', ()),
    ],
)  # fmt: skip
def test_every_kind_of_birth_date_is_read(
    parse_text: ParseText, attributes: str, dates: tuple[str, ...]
) -> None:
    entity = one(parse_text, f"{NAME}<birthdate {attributes} {ORIGIN}/>")
    assert entity.get("birthDate") == dates


def test_years_of_the_two_muslim_calendars_are_told_apart(parse_text: ParseText) -> None:
    solar = f'<birthdate calendarType="ISLAMIC" year="1343" {ORIGIN}><remark>Iranian Hijri calendar</remark></birthdate>'
    lunar = f'<birthdate calendarType="ISLAMIC" year="1384" {ORIGIN}/>'
    assert one(parse_text, NAME + solar).get("birthDate") == ("1964/1965",)
    (date,) = one(parse_text, NAME + lunar).get("birthDate")
    assert date.startswith("1964-05")


@pytest.mark.parametrize(
    ("code", "kind", "prop", "documents"),
    [
        ("passport", "P", "passportNumber", 1),
        ("travel", "P", "passportNumber", 1),
        ("id", "P", "idNumber", 1),
        ("ssn", "P", "socialSecurityNumber", 1),
        ("regnumber", "E", "registrationNumber", 1),
        ("fiscalcode", "E", "taxNumber", 1),
        ("imo", "E", "imoNumber", 0),
        ("swiftbic", "E", "swiftBic", 0),
        ("somethingnew", "E", "idNumber", 1),
    ],
)
def test_a_documents_kind_decides_its_property(
    parse_text: ParseText, code: str, kind: str, prop: str, documents: int
) -> None:
    inner = (
        f'{NAME}<identification number="99 X" identificationTypeCode="{code}" countryIso2Code="KP" {ORIGIN}/>'
    )
    entity = one(parse_text, inner, kind=kind)
    assert entity.get(prop) == ("99 X",)
    assert len(entity.documents) == documents


def test_what_is_wrong_with_a_document_is_noted(parse_text: ParseText) -> None:
    inner = (
        f'{NAME}<identification number="F1" identificationTypeCode="passport" knownFalse="true" reportedLost="true" '
        f'revokedByIssuer="false" {ORIGIN}><remark>issued on 30.4.2005, expired on 7.3.2010</remark></identification>'
    )
    (document,) = one(parse_text, inner).documents
    assert (document.issued_on, document.expires_on) == ("2005-04-30", "2010-03-07")
    assert document.note.endswith("; known to be false; reported lost")


def test_each_programme_is_a_designation_and_none_is_one_too(parse_text: ParseText) -> None:
    regulations = "".join(
        f'<regulation regulationType="amendment" numberTitle="{n}" programme="{n}" publicationDate="2020-01-0{d}"/>'
        for d, n in enumerate(("PRK", "IRN"), start=1)
    )
    head = 'euReferenceNumber="EU.1.1" unitedNationId="KPi.999" designationDate="2017-10-16"'
    entity = one(parse_text, NAME + regulations, head=head)
    assert [(d.programme, d.listed_on, d.amended_on, d.un_reference) for d in entity.designations] == [
        ("PRK", "2017-10-16", "2020-01-01", "KPi.999"),
        ("IRN", "2017-10-16", "2020-01-02", "KPi.999"),
    ]
    assert len(one(parse_text, NAME).designations) == 1


@pytest.mark.parametrize(
    ("inner", "rest", "reason"),
    [
        (NAME, {"kind": ""}, "no subjectType"),
        (NAME, {"kind": "X"}, "is neither person nor enterprise"),
        ("", {}, "no name"),
        (NAME, {"head": ""}, "neither an EU reference number nor a logical id"),
    ],
)
def test_a_record_that_cannot_be_used_is_rejected(
    parse_text: ParseText, inner: str, rest: dict[str, str], reason: str
) -> None:
    entities, intake = read(parse_text, inner, **rest)
    assert not entities
    assert reason in intake.rejections[0].reason


def test_the_logical_id_stands_in_for_a_missing_reference(parse_text: ParseText) -> None:
    assert one(parse_text, NAME, head='euReferenceNumber="" logicalId="77"').record == "77"


def test_the_format_of_before_2017_is_refused_with_what_to_take_instead(parse_text: ParseText) -> None:
    with pytest.raises(SourceError, match=r"format of before 2017.*xmlFullSanctionsList_1_1"):
        parse_text("eu_fsf", "<WHOLE><ENTITY/></WHOLE>")

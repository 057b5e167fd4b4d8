"""The UK list: names in six parts, placeholders in dates, ships and companies."""

import pytest
from tests.lists.conftest import ParseText

from watchfloor.model.entity import Entity

NAMES = (
    "<Names><Name><Name1>Demo</Name1><Name6>TESTER</Name6><NameType>Primary Name</NameType></Name></Names>"
)


def a_list(inner: str, kind: str = "Individual", key: str = "DEM0001") -> str:
    unique = f"<UniqueID>{key}</UniqueID>" if key else ""
    return (
        '<?xml version="1.0" encoding="utf-8"?><Designations><DateGenerated>15/01/2026</DateGenerated>'
        f"<Designation>{unique}<IndividualEntityShip>{kind}</IndividualEntityShip>{inner}</Designation></Designations>"
    )


def one(parse_text: ParseText, inner: str, kind: str = "Individual") -> Entity:
    entities, intake = parse_text("gb_fcdo_sanctions", a_list(inner, kind))
    assert not intake.unread
    (entity,) = entities
    return entity


def a_name(parts: dict[int, str], kind: str, strength: str = "") -> str:
    inner = "".join(f"<Name{n}>{text}</Name{n}>" for n, text in parts.items())
    return f"<Name>{inner}<NameType>{kind}</NameType><AliasStrength>{strength}</AliasStrength></Name>"


def test_kinds_of_names_are_told_apart_and_only_one_is_primary(parse_text: ParseText) -> None:
    names = one(
        parse_text,
        "<Names>"
        + a_name({1: "Demo", 2: "T.", 6: "TESTER"}, "Primary name")
        + a_name({1: "Demo", 6: "TESTAR"}, "Primary Name Variation")
        + a_name({6: "Prober"}, "Primary Name")
        + a_name({1: "The", 6: "Sample"}, "Alias", "Low quality a.k.a")
        + a_name({1: "Old", 6: "Tester"}, "Former name")
        + a_name({1: "Good", 6: "Tester"}, "Alias", "Good quality a.k.a")
        + "</Names>",
    ).names
    assert [(name.text, name.kind, name.family) for name in names] == [
        ("Demo T. TESTER", "primary", "TESTER"),
        ("Demo TESTAR", "alias", "TESTAR"),
        ("Prober", "alias", ""),
        ("The Sample", "weak", "Sample"),
        ("Old Tester", "former", "Tester"),
        ("Good Tester", "alias", "Tester"),
    ]


@pytest.mark.parametrize(
    ("text", "dates", "notes"),
    [
        ("dd/mm/1945", ("1945",), ()),
        ("dd/09/1958", ("1958-09",), ()),
        ("00/00/1975", ("1975",), ()),
        ("04/03/1963", ("1963-03-04",), ()),
        ("15/08/19yy", (), ("Date of birth: 15/08/19yy",)),
    ],
)
def test_dates_with_placeholders_say_what_they_say(
    parse_text: ParseText, text: str, dates: tuple[str, ...], notes: tuple[str, ...]
) -> None:
    details = (
        f"<IndividualDetails><Individual><DOBs><DOB>{text}</DOB></DOBs></Individual></IndividualDetails>"
    )
    entity = one(parse_text, NAMES + details)
    assert (entity.get("birthDate"), entity.get("notes")) == (dates, notes)


@pytest.mark.parametrize(
    ("number", "note", "expected"),
    [
        ("P1", "Egypt number, issued on 30 Jan. 1986", ("P1", "eg", "1986-01-30", "")),
        ("D1", "Afghanistan diplomatic passport issued on 13 Oct. 2021 in Kabul, Afghanistan, expires on 13 Oct. 2026",
         ("D1", "af", "2021-10-13", "2026-10-13")),
        ("Kuwait, number 260012009946", "", ("260012009946", "kw", "", "")),
        ("AAID 00435", "", ("AAID 00435", "", "", "")),
    ],
)  # fmt: skip
def test_a_passports_note_tells_its_country_and_days(
    parse_text: ParseText, number: str, note: str, expected: tuple[str, str, str, str]
) -> None:
    details = (
        "<IndividualDetails><Individual><PassportDetails><Passport>"
        f"<PassportNumber>{number}</PassportNumber><PassportAdditionalInformation>{note}</PassportAdditionalInformation>"
        "</Passport></PassportDetails></Individual></IndividualDetails>"
    )
    (document,) = one(parse_text, NAMES + details).documents
    assert (document.number, document.country, document.issued_on, document.expires_on) == expected


@pytest.mark.parametrize(
    ("text", "properties"),
    [
        (
            "OGRN: 1027700132195\nINN - 7702070139",
            {"ogrnCode": ("1027700132195",), "innCode": ("7702070139",)},
        ),
        ("100999485", {"registrationNumber": ("100999485",)}),
        ("HRB 99 (Sampleville)", {"registrationNumber": ("HRB 99 (Sampleville)",)}),
        ("unknown to us", {"notes": ("Business registration: unknown to us",)}),
    ],
)
def test_registration_numbers_are_read_by_their_labels(
    parse_text: ParseText, text: str, properties: dict[str, tuple[str, ...]]
) -> None:
    details = (
        "<EntityDetails><Entity><BusinessRegistrationNumbers>"
        f"<BusinessRegistrationNumber>{text}</BusinessRegistrationNumber>"
        "</BusinessRegistrationNumbers></Entity></EntityDetails>"
    )
    found = dict(one(parse_text, NAMES + details, "Entity").properties)
    del found["topics"]
    assert found == properties


@pytest.mark.parametrize("text", ["IMO9074729", "9074729", "IMO number: 9074729", "IMO 9074729 "])
def test_a_ships_number_is_bare_in_every_spelling(parse_text: ParseText, text: str) -> None:
    details = (
        f"<ShipDetails><Ship><IMONumbers><IMONumber>{text}</IMONumber></IMONumbers></Ship></ShipDetails>"
    )
    entity = one(parse_text, NAMES + details, "Ship")
    assert (entity.schema, entity.get("imoNumber")) == ("Vessel", ("9074729",))


@pytest.mark.parametrize(
    ("xml", "reason"),
    [
        (a_list(NAMES, kind="Building"), "IndividualEntityShip is 'Building'"),
        (a_list(NAMES, kind=""), "no IndividualEntityShip"),
        (a_list(NAMES, key=""), "no UniqueID"),
        (a_list("<Names><Name><NameType>Primary Name</NameType></Name></Names>"), "no name"),
    ],
)
def test_a_record_that_cannot_be_used_is_rejected(parse_text: ParseText, xml: str, reason: str) -> None:
    entities, intake = parse_text("gb_fcdo_sanctions", xml)
    assert not entities
    assert reason in intake.rejections[0].reason

"""One invented list in OFAC's four formats: what each can say, it says alike."""

from pathlib import Path

import pytest

from watchfloor.lists.intake import Intake
from watchfloor.lists.raw import RawFile, read_raw, unpack
from watchfloor.lists.source import parse_source
from watchfloor.model.entity import Entity
from watchfloor.model.errors import BrokenFileError, HostileFileError, SourceError

SAMPLES = Path(__file__).parent.parent / "samples" / "us_ofac_sdn"
FORMATS = ("csv", "classic", "enhanced", "advanced")


def read(form: str) -> tuple[dict[str, Entity], Intake]:
    """The sample in one format: entities by record id, and the accounts."""
    entities, intake = parse_source("us_ofac_sdn", read_raw([SAMPLES / form]))
    return {entity.record: entity for entity in entities}, intake


def raw(name: str, data: bytes) -> list[RawFile]:
    return list(unpack(name, data))


def sample(form: str, name: str) -> bytes:
    return (SAMPLES / form / name).read_bytes()


@pytest.mark.parametrize("form", FORMATS)
def test_nothing_is_left_unread_or_rejected(form: str) -> None:
    entities, intake = read(form)
    assert list(entities) == ["90001", "90002", "90003", "90004", "90005"]
    assert not intake.repairs
    assert not intake.unread
    assert not intake.rejections
    assert not list(intake.unbalanced())


@pytest.mark.parametrize("form", FORMATS)
def test_a_person_has_all_its_facts_in_every_format(form: str) -> None:
    person = read(form)[0]["90001"]
    assert person.schema == "Person"
    assert person.caption == "PETROV, Ivan Testovich"
    assert person.get("birthDate") == ("1962~", "1963-12-10")
    assert person.get("birthPlace") == ("Testgrad, Russia",)
    assert person.get("birthCountry") == ("ru",)
    assert person.get("nationality") == ("ru",)
    assert person.get("citizenship") == ("kp",)
    assert person.get("gender") == ("male",)
    assert person.get("position") == ("Managing Director",)
    assert person.get("passportNumber") == ("1084010",)
    assert person.get("taxNumber") == ("100036386",)
    assert person.get("email") == ("ivan@example.example",)
    assert person.get("firstName") == ("Ivan Testovich",)
    assert person.get("lastName") == ("PETROV",)


@pytest.mark.parametrize("form", FORMATS)
def test_a_passport_keeps_its_country_and_days(form: str) -> None:
    passport = next(d for d in read(form)[0]["90001"].documents if d.kind == "Passport")
    assert (passport.number, passport.country) == ("1084010", "ru")
    assert (passport.issued_on, passport.expires_on) == ("2001-03-12", "2011-03-11")


@pytest.mark.parametrize("form", FORMATS)
def test_strong_weak_and_former_names_are_told_apart(form: str) -> None:
    kinds = {name.text: name.kind for name in read(form)[0]["90001"].names}
    assert kinds["PETROW, Iwan"] == "alias"
    assert kinds["IVANOV, Ivan Testovich"] == "former"
    assert kinds["VANYA"] == "weak"


@pytest.mark.parametrize("form", ["enhanced", "advanced"])
def test_native_script_names_come_with_the_newer_formats(form: str) -> None:
    names = {name.text: name.kind for name in read(form)[0]["90001"].names}
    assert names["ПЕТРОВ, Иван Тестович"] == "alias"


@pytest.mark.parametrize("form", FORMATS)
def test_a_wallet_is_a_document_with_its_currency(form: str) -> None:
    wallet = next(d for d in read(form)[0]["90001"].documents if d.kind == "Digital Currency Address")
    assert (wallet.number, wallet.note) == ("1TestAddressXXXXXXXXXXXXXXXXX1", "XBT")


@pytest.mark.parametrize("form", FORMATS)
def test_every_programme_is_a_designation_with_its_measures(form: str) -> None:
    designations = read(form)[0]["90001"].designations
    assert [d.programme for d in designations] == ["DPRK3", "NPWMD"]
    risk = "Secondary sanctions risk: North Korea Sanctions Regulations, sections 510.201 and 510.210"
    assert all(risk in d.measures for d in designations)


@pytest.mark.parametrize("form", ["enhanced", "advanced"])
def test_the_newer_formats_say_since_when_and_under_which_order(form: str) -> None:
    designation = read(form)[0]["90002"].designations[0]
    assert designation.listed_on == "2017-10-26"
    assert designation.legal_basis == "Executive Order 13722 (North Korea)"
    assert "Block" in designation.measures


@pytest.mark.parametrize("form", FORMATS)
def test_a_company_imo_number_is_not_a_ships(form: str) -> None:
    company, ship = (read(form)[0][number] for number in ("90002", "90003"))
    assert company.schema == "Organization"
    assert company.get("imoNumber") == ("5342883",)
    assert company.get("incorporationDate") == ("2016-12-17",)
    assert ship.get("imoNumber") == ("9074729",)


@pytest.mark.parametrize("form", FORMATS)
def test_a_ship_has_its_flag_former_flags_and_sizes(form: str) -> None:
    ship = read(form)[0]["90003"]
    assert ship.schema == "Vessel"
    assert ship.get("flag") == ("kp",)
    assert ship.get("pastFlags") == ("tg", "pa")
    assert ship.get("mmsi") == ("445000000",)
    assert ship.get("callSign") == ("HMAB1",)
    assert ship.get("type") == ("General Cargo",)
    assert ship.get("deadweightTonnage") == ("12345",)
    assert ship.get("grossRegisteredTonnage") == ("9876",)
    assert "notes" not in ship.properties


@pytest.mark.parametrize("form", FORMATS)
def test_relations_are_tied_to_records(form: str) -> None:
    ship = read(form)[0]["90003"]
    assert len(ship.relations) == 2
    for relation in ship.relations:
        assert relation.other.casefold() == "oceania demo shipping co ltd"
        assert relation.other_id == "us_ofac_sdn:90002"


@pytest.mark.parametrize(
    ("form", "schema"), [("classic", "UnknownLink"), ("enhanced", "Ownership"), ("advanced", "Ownership")]
)
def test_owned_or_controlled_is_an_ownership_where_the_format_says_so(form: str, schema: str) -> None:
    assert [r.schema for r in read(form)[0]["90003"].relations if r.role != "owner"] == [schema]


@pytest.mark.parametrize("form", FORMATS)
def test_addresses_have_their_country(form: str) -> None:
    address = read(form)[0]["90002"].addresses[0]
    assert (address.street, address.city, address.country) == ("PO Box 7", "Pyongyang", "kp")


@pytest.mark.parametrize("form", ["classic", "enhanced", "advanced"])
def test_the_lists_own_date_is_read(form: str) -> None:
    assert read(form)[1].published == "2025-03-28"


@pytest.mark.parametrize(
    ("form", "name"),
    [("classic", "sdn.xml"), ("enhanced", "SDN_ENHANCED.XML"), ("advanced", "SDN_ADVANCED.XML")],
)
def test_truncated_xml_is_an_error(form: str, name: str) -> None:
    data = sample(form, name)
    with pytest.raises(BrokenFileError, match="not well-formed XML"):
        parse_source("us_ofac_sdn", raw(name, data[: len(data) * 2 // 3]))


def test_an_html_error_page_is_no_list() -> None:
    with pytest.raises(BrokenFileError, match="an HTML page"):
        parse_source("us_ofac_sdn", raw("sdn.csv", b"<!DOCTYPE html><html><body>503</body></html>"))


@pytest.mark.parametrize("data", [b"", b"\x1a", b"\r\n\x1a"])
def test_an_empty_body_is_an_error(data: bytes) -> None:
    with pytest.raises(BrokenFileError, match="empty"):
        parse_source("us_ofac_sdn", raw("sdn.csv", data))


def test_another_list_is_not_taken_for_ofacs() -> None:
    with pytest.raises(BrokenFileError, match="its root element is <CONSOLIDATED_LIST>"):
        parse_source("us_ofac_sdn", raw("un.xml", b"<CONSOLIDATED_LIST><X/></CONSOLIDATED_LIST>"))


def test_formats_are_not_mixed() -> None:
    files = [*raw("sdn.csv", sample("csv", "sdn.csv")), *raw("sdn.xml", sample("classic", "sdn.xml"))]
    with pytest.raises(BrokenFileError, match="CSV and XML files of one list together"):
        parse_source("us_ofac_sdn", files)


def test_an_entity_bomb_is_refused() -> None:
    bomb = b'<?xml version="1.0"?><!DOCTYPE s [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><sdnList>&b;</sdnList>'
    with pytest.raises(HostileFileError, match="entities"):
        parse_source("us_ofac_sdn", raw("sdn.xml", bomb))


def test_a_list_without_entries_is_an_error() -> None:
    with pytest.raises(BrokenFileError, match="holds no records"):
        parse_source("us_ofac_sdn", raw("sdn.xml", b"<sdnList/>"))


def test_duplicate_records_in_xml_are_rejected() -> None:
    data = sample("classic", "sdn.xml")
    entry = data[data.index(b"<sdnEntry>") : data.index(b"</sdnEntry>") + len(b"</sdnEntry>")]
    _, intake = parse_source(
        "us_ofac_sdn", raw("sdn.xml", data.replace(b"</sdnList>", entry + b"</sdnList>"))
    )
    assert "occurs twice" in intake.rejections[0].reason


def test_an_xml_entry_without_a_name_is_rejected_and_the_others_stay() -> None:
    data = sample("classic", "sdn.xml").replace(b"<lastName>DEMO STAR</lastName>", b"")
    entities, intake = parse_source("us_ofac_sdn", raw("sdn.xml", data))
    assert len(entities) == 4
    assert "no lastName" in intake.rejections[0].reason


def test_a_field_nobody_reads_is_reported() -> None:
    data = sample("classic", "sdn.xml").replace(b"<sdnType>Vessel", b"<shoeSize>44</shoeSize><sdnType>Vessel")
    _, intake = parse_source("us_ofac_sdn", raw("sdn.xml", data))
    assert list(intake.unread) == ["sdnEntry/shoeSize"]


def test_what_points_to_nobody_in_the_advanced_format_is_rejected() -> None:
    data = sample("advanced", "SDN_ADVANCED.XML").replace(b'IdentityID="5003"', b'IdentityID="9999"')
    _, intake = parse_source("us_ofac_sdn", raw("x.xml", data))
    assert intake.rejections[0].reason == "its identity 9999 is not in the file"


@pytest.mark.parametrize(
    ("form", "name", "old"),
    [
        ("enhanced", "SDN_ENHANCED.XML", b"<formattedFullName>DEMO STAR</formattedFullName>"),
        ("advanced", "SDN_ADVANCED.XML", b">DEMO STAR<"),
    ],
)
def test_a_record_without_a_name_is_rejected(form: str, name: str, old: bytes) -> None:
    data = sample(form, name).replace(old, b"><" if form == "advanced" else b"")
    data = data.replace(b"<formattedLastName>DEMO STAR</formattedLastName>", b"")
    entities, intake = parse_source("us_ofac_sdn", raw("x.xml", data))
    assert len(entities) == 4
    assert [(r.record, r.reason) for r in intake.rejections] == [("90003", "no name")]


def test_a_record_without_an_id_is_rejected() -> None:
    data = sample("enhanced", "SDN_ENHANCED.XML").replace(b'<entity id="90003">', b"<entity>")
    _, intake = parse_source("us_ofac_sdn", raw("x.xml", data))
    assert [r.reason for r in intake.rejections] == ["no id"]


def test_a_party_without_a_profile_is_rejected() -> None:
    data = sample("advanced", "SDN_ADVANCED.XML").replace(
        b"<DistinctParties>", b'<DistinctParties><DistinctParty FixedRef="7"><Comment/></DistinctParty>'
    )
    entities, intake = parse_source("us_ofac_sdn", raw("x.xml", data))
    assert len(entities) == 5
    assert intake.rejections[0].reason == "a party without a profile"


def test_an_advanced_file_without_its_reference_values_cannot_be_read() -> None:
    with pytest.raises(SourceError, match="no ReferenceValueSets"):
        parse_source("us_ofac_sdn", raw("x.xml", b"<Sanctions><DistinctParties/></Sanctions>"))


def test_a_count_that_does_not_fit_is_said_so() -> None:
    data = sample("classic", "sdn.xml").replace(b"<Record_Count>5<", b"<Record_Count>6<")
    _, intake = parse_source("us_ofac_sdn", raw("x.xml", data))
    assert list(intake.repairs) == ["the list states 6 entries and holds 5"]


def test_the_name_of_a_false_identity_is_a_weak_one() -> None:
    data = sample("advanced", "SDN_ADVANCED.XML").replace(
        b'FixedRef="90003" Primary="true" False="false"', b'FixedRef="90003" Primary="true" False="true"'
    )
    entities, _ = parse_source("us_ofac_sdn", raw("x.xml", data))
    assert [(name.text, name.kind) for name in entities[2].names] == [("DEMO STAR", "weak")]


def test_a_document_of_the_newer_format_keeps_where_it_was_issued_and_that_it_is_void() -> None:
    data = sample("enhanced", "SDN_ENHANCED.XML").replace(
        b"<documentNumber>1084010</documentNumber><isValid>true</isValid>",
        b"<documentNumber>1084010</documentNumber><isValid>false</isValid><issuingLocation>Testgrad</issuingLocation>",
    )
    passport = parse_source("us_ofac_sdn", raw("x.xml", data))[0][0].documents[-2]
    assert (passport.issued_at, passport.country, passport.note) == ("Testgrad", "ru", "not valid")


def test_facts_marked_false_are_notes_not_facts() -> None:
    data = sample("advanced", "SDN_ADVANCED.XML").replace(
        b'FeatureVersion ID="4" ReliabilityID="1560"', b'FeatureVersion ID="4" ReliabilityID="1561"'
    )
    entities, _ = parse_source("us_ofac_sdn", raw("x.xml", data))
    assert entities[0].get("nationality") == ()
    assert any("False" in note for note in entities[0].get("notes"))

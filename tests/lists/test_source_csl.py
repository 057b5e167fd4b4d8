"""The Consolidated Screening List: one party on several lists, and cells with several values."""

import csv
import io
from pathlib import Path

import pytest
from tests.lists.conftest import ParseText

from watchfloor.lists.raw import read_raw
from watchfloor.lists.source import parse_source
from watchfloor.lists.sources.us_trade_csl.parse import COLUMNS
from watchfloor.model.entity import Entity
from watchfloor.model.errors import BrokenFileError

SDN = "Specially Designated Nationals (SDN) - Treasury Department"
ENTITY_LIST = "Entity List (EL) - Bureau of Industry and Security"


def a_list(*rows: dict[str, str]) -> str:
    out = io.StringIO()
    columns = sorted(COLUMNS | {name for row in rows for name in row})
    writer = csv.DictWriter(out, columns, restval="")
    writer.writeheader()
    for row in rows:
        writer.writerow({"_id": "1", "source": SDN, "name": "Demo Works", **row})
    return out.getvalue()


def one(parse_text: ParseText, **cells: str) -> Entity:
    entities, intake = parse_text("us_trade_csl", a_list(cells), "csl.csv")
    assert not intake.unread
    assert not intake.repairs
    (entity,) = entities
    return entity


def test_a_party_on_several_lists_is_one_entity_with_a_designation_for_each(parse_text: ParseText) -> None:
    capta = "Capta List (CAP) - Treasury Department"
    rows = [
        {"source": capta, "programs": "DEMO1", "ids": "KP, 7702070139, Tax ID No."},
        {"programs": "DEMO1; DEMO2", "alt_names": "DEMO WORKS LTD"},
        {"_id": "2", "name": "Other"},
    ]
    entities, intake = parse_text("us_trade_csl", a_list(*rows), "csl.csv")
    assert [entity.record for entity in entities] == ["1", "2"]
    party = entities[0]
    assert [(d.programme, d.measures[0].split()[0]) for d in party.designations] == [
        ("DEMO1", "correspondent"),
        ("DEMO1", "blocking"),
        ("DEMO2", "blocking"),
    ]
    assert [name.text for name in party.names] == ["Demo Works", "DEMO WORKS LTD"]
    assert (intake.rows["entries"].read, intake.rows["entries"].attached) == (3, 1)


@pytest.mark.parametrize(
    ("source", "authority", "topic"),
    [
        (SDN, "Treasury", "sanction"),
        (ENTITY_LIST, "Commerce", "export.control"),
        ("Denied Persons List (DPL) - Bureau of Industry and Security", "Commerce", "export.control"),
        ("Unverified List (UVL) - Bureau of Industry and Security", "Commerce", "export.control"),
        ("Military End User (MEU) List - Bureau of Industry and Security", "Commerce", "export.control"),
        ("ITAR Debarred (DTC) - State Department", "State", "debarment"),
        ("Nonproliferation Sanctions (ISN) - State Department", "State", "sanction"),
        ("Sectoral Sanctions Identifications List (SSI) - Treasury Department", "Treasury", "sanction"),
        ("Palestinian Legislative Council List (PLC) - Treasury Department", "Treasury", "sanction"),
        ("Foreign Sanctions Evaders (FSE) - Treasury Department", "Treasury", "sanction"),
        ("Non-SDN Menu-Based Sanctions List (NS-MBS List) - Treasury Department", "Treasury", "sanction"),
        (
            "Non-SDN Chinese Military-Industrial Complex Companies List (CMIC) - Treasury Department",
            "Treasury", "sanction",
        ),
    ],
)  # fmt: skip
def test_each_list_has_its_authority_and_its_kind_of_restriction(
    parse_text: ParseText, source: str, authority: str, topic: str
) -> None:
    entity = one(parse_text, source=source)
    (designation,) = entity.designations
    assert authority in designation.authority
    assert designation.measures
    assert entity.get("topics") == (topic,)


def test_a_list_nobody_knows_is_kept_under_its_own_name_and_counted(parse_text: ParseText) -> None:
    entities, intake = parse_text(
        "us_trade_csl", a_list({"source": "New List (NEW) - Sample Department"}), "csl.csv"
    )
    (designation,) = entities[0].designations
    assert (designation.authority, designation.programme) == (
        "Sample Department",
        "New List (NEW) - Sample Department",
    )
    assert intake.repairs == {"a list by an unknown name, kept as the programme": 1}


def test_what_an_export_list_restricts_is_told_in_its_own_words(parse_text: ParseText) -> None:
    entity = one(
        parse_text,
        source=ENTITY_LIST,
        federal_register_notice="87 FR 99999",
        start_date="2022-04-07",
        end_date="2030-01-02",
        standard_order="Y",
        license_requirement="All items.",
        license_policy="Policy of denial.",
    )
    (designation,) = entity.designations
    assert (designation.legal_basis, designation.listed_on) == ("87 FR 99999", "2022-04-07")
    assert designation.measures[1:] == (
        "Licence requirement: All items.",
        "Licence policy: Policy of denial.",
        "standard order",
    )
    assert designation.status == "until 2030-01-02"


@pytest.mark.parametrize(
    ("ids", "number", "country", "issued", "expires"),
    [
        ("QA, 999000, National ID No.", "999000", "qa", "", ""),
        ("JO, 2014-08-30, 2009-08-31, K999336, Passport", "K999336", "jo", "2009-08-31", "2014-08-30"),
        ("K999787, Passport", "K999787", "", "", ""),
    ],
)
def test_a_documents_country_and_days_stand_before_its_number(
    parse_text: ParseText, ids: str, number: str, country: str, issued: str, expires: str
) -> None:
    (document,) = one(parse_text, ids=ids, type="Individual", name="TESTER, Demo").documents
    assert (document.number, document.country) == (number, country)
    assert (document.issued_on, document.expires_on) == (issued, expires)


def test_persons_ships_and_parties_of_no_stated_kind(parse_text: ParseText) -> None:
    person = one(
        parse_text, type="Individual", name="TESTER, Demo", dates_of_birth="1967; 1966", ids="Female, Gender"
    )
    assert (person.schema, person.names[0].family, person.get("gender")) == ("Person", "TESTER", ("female",))
    assert person.get("birthDate") == ("1967", "1966")
    ship = one(
        parse_text, type="Vessel", vessel_flag="Panama", ids="IMO 9074729, Vessel Registration Identification"
    )
    assert (ship.schema, ship.get("flag"), ship.get("imoNumber")) == ("Vessel", ("pa",), ("9074729",))
    assert one(parse_text, source=ENTITY_LIST).schema == "LegalEntity"


def test_a_row_without_id_or_name_is_rejected_and_a_new_column_is_reported(parse_text: ParseText) -> None:
    rows = [{"_id": ""}, {"_id": "2", "name": " "}, {"_id": "3", "colour": "red"}]
    entities, intake = parse_text("us_trade_csl", a_list(*rows), "csl.csv")
    assert [entity.record for entity in entities] == ["3"]
    assert [r.reason for r in intake.rejections] == ["no id", "no name"]
    assert intake.unread == {"colour": 1}


def test_another_table_is_refused(parse_text: ParseText) -> None:
    with pytest.raises(BrokenFileError, match="not the Consolidated Screening List: no column _id, source"):
        parse_text("us_trade_csl", "name,dob\nDemo,1962\n", "csl.csv")


@pytest.mark.real_data
def test_every_row_of_the_real_list_is_accounted_for(real_data: Path) -> None:
    path = real_data / "lists/us_trade_csl/csl_consolidated_2022-04.csv.gz"
    entities, intake = parse_source("us_trade_csl", read_raw([path]))
    row = intake.rows["entries"]
    assert (row.read, row.entities, row.attached, row.rejected) == (14160, 14048, 112, 0)
    assert not intake.unread
    assert not intake.repairs
    assert len({entity.record for entity in entities}) == len(entities)

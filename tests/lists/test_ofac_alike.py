"""One list in OFAC's four formats gives the same entities, field by field, as far as each can say it."""

from pathlib import Path

import msgspec
import pytest

from watchfloor.lists.intake import Intake
from watchfloor.lists.raw import read_raw
from watchfloor.lists.source import parse_source
from watchfloor.model.entity import Address, Entity, Name

SAMPLES = Path(__file__).parent.parent / "samples" / "us_ofac_sdn"
OTHERS = ("csv", "classic", "advanced")
RECORDS = ("90001", "90002", "90003", "90004", "90005")


def read(form: str) -> dict[str, Entity]:
    return {e.record: e for e in parse_source("us_ofac_sdn", read_raw([SAMPLES / form]))[0]}


@pytest.fixture(scope="module")
def richest() -> dict[str, Entity]:
    """The entities of the format that says most."""
    return read("enhanced")


def latin(names: tuple[Name, ...]) -> set[tuple[str, str, str, str]]:
    return {(n.text, n.kind, n.family, n.given) for n in names if n.text.isascii()}


def lines(addresses: tuple[Address, ...]) -> set[tuple[str, str, str]]:
    """Addresses as all formats have them: CSV writes the postal code behind the city."""
    return {(a.street, f"{a.city} {a.postal_code}".strip(), a.country) for a in addresses}


@pytest.mark.parametrize("record", RECORDS)
@pytest.mark.parametrize("form", OTHERS)
def test_schema_names_properties_documents_and_addresses_are_the_same(
    form: str, record: str, richest: dict[str, Entity]
) -> None:
    one, other = richest[record], read(form)[record]
    assert other.schema == one.schema
    assert other.id == one.id
    assert latin(other.names) == latin(one.names)
    assert {p: set(v) for p, v in other.properties.items()} == {p: set(v) for p, v in one.properties.items()}
    assert set(other.documents) == set(one.documents)
    assert lines(other.addresses) == lines(one.addresses)


@pytest.mark.parametrize("record", RECORDS)
@pytest.mark.parametrize("form", OTHERS)
def test_programmes_are_the_same_and_measures_those_that_the_format_states(
    form: str, record: str, richest: dict[str, Entity]
) -> None:
    one, other = richest[record].designations, read(form)[record].designations
    assert [d.programme for d in other] == [d.programme for d in one]
    for here, there in zip(one, other, strict=True):
        stated = set(here.measures) if form == "advanced" else set(here.measures) - {"on SDN List", "Block"}
        assert set(there.measures) == stated
        if form == "advanced":
            assert (there.legal_basis, there.listed_on) == (here.legal_basis, here.listed_on)


@pytest.mark.parametrize("record", RECORDS)
@pytest.mark.parametrize("form", OTHERS)
def test_the_same_parties_are_tied(form: str, record: str, richest: dict[str, Entity]) -> None:
    one, other = richest[record].relations, read(form)[record].relations
    assert {r.other_id for r in other} == {r.other_id for r in one}
    if form == "advanced":
        assert [msgspec.structs.replace(r, note="") for r in other] == list(one)


@pytest.mark.parametrize("form", ["enhanced", "advanced"])
def test_native_names_have_the_language_of_their_script_where_it_has_one(form: str) -> None:
    names = {n.text: n for n in read(form)["90005"].names if not n.text.isascii()}
    assert {text: (n.kind, n.lang) for text, n in names.items()} == {
        "ООО ДЕМО ЭЙР": ("alias", ""),
        "示范航空公司": ("alias", "zh"),
    }


@pytest.mark.parametrize("form", ["enhanced", "advanced"])
def test_each_programme_has_its_own_legal_basis_whatever_their_order(form: str) -> None:
    acts = {d.programme: d.legal_basis for d in read(form)["90005"].designations}
    assert acts == {
        "NPWMD": "Executive Order 13382 (Non-proliferation)",
        "RUSSIA-EO14024": "Executive Order 14024 (Russia)",
    }


def cons(real_data: Path, *names: str) -> tuple[dict[str, Entity], Intake]:
    raw = read_raw([real_data / "lists/us_ofac_cons" / name for name in names])
    entities, intake = parse_source("us_ofac_cons", raw)
    return {e.record: e for e in entities}, intake


@pytest.mark.real_data
def test_two_real_formats_of_one_list_agree(real_data: Path) -> None:
    newer, _ = cons(real_data, "CONS_ENHANCED_2025.zip")
    classic, _ = cons(real_data, "ofac_consolidated_2025-03-28.xml.gz")
    assert newer.keys() == classic.keys()
    unlike = {
        record
        for record, one in newer.items()
        if one.schema != classic[record].schema
        or latin(one.names) != latin(classic[record].names)
        or {p: set(v) for p, v in one.properties.items()}
        != {p: set(v) for p, v in classic[record].properties.items()}
    }
    # One website's comment and one record's country of issue are in one of the two files only.
    assert unlike == {"17013", "18784"}


@pytest.mark.real_data
@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("ofac_consolidated_2018-04-06.xml.gz", 639),
        ("ofac_consolidated_2025-03-28.xml.gz", 443),
        ("CONS_ENHANCED_2025.zip", 443),
    ],
)
def test_real_xml_lists_are_read_whole(real_data: Path, name: str, count: int) -> None:
    entities, intake = cons(real_data, name)
    assert len(entities) == count
    assert not intake.rejections
    assert not intake.unread
    assert not intake.repairs
    assert all(designation.programme for e in entities.values() for designation in e.designations)


@pytest.mark.real_data
def test_a_real_party_on_two_lists_has_each_lists_day(real_data: Path) -> None:
    bank = cons(real_data, "CONS_ENHANCED_2025.zip")[0]["17013"]
    assert {d.programme: (d.listed_on, d.legal_basis) for d in bank.designations} == {
        "UKRAINE-EO13662": ("2014-07-29", "Executive Order 13662 (Ukraine)"),
        "RUSSIA-EO14024": ("2022-02-24", "Executive Order 14024 (Russia)"),
    }

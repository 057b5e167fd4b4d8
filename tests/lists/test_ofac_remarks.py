"""Remarks are clauses; nearly all of them are facts with a label."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchfloor.lists.formats.ofac import Listing
from watchfloor.lists.formats.ofac_remarks import clauses, read_remarks
from watchfloor.lists.formats.ofac_table import meaning
from watchfloor.lists.intake import Intake
from watchfloor.model.entity import Entity


def read(remarks: str, kind: str = "individual") -> tuple[Entity, Intake]:
    """An entry with these remarks."""
    intake = Intake(source="us_ofac_sdn")
    listing = Listing(intake, "1", kind)
    listing.name("TESTER, Ivan")
    read_remarks(listing, remarks)
    return listing.finish(), intake


def test_a_full_stop_of_an_abbreviation_stays() -> None:
    assert clauses("Linked To: BANCO DEMO, S.A.; DOB 1962.") == ["Linked To: BANCO DEMO, S.A.", "DOB 1962"]


@pytest.mark.parametrize(
    ("remark", "dates"),
    [
        ("DOB 10 Dec 1948", ("1948-12-10",)),
        ("DOB circa 1962; alt. DOB 1963", ("1962~", "1963")),
        ("DOB 1961 to 1965", ("1961/1965",)),
        ("DOB Mar 1970", ("1970-03",)),
    ],
)
def test_birth_dates_keep_their_precision(remark: str, dates: tuple[str, ...]) -> None:
    assert read(remark)[0].get("birthDate") == dates


def test_a_date_nobody_can_read_is_a_note_and_counted() -> None:
    entity, intake = read("DOB in the year of the horse")
    assert entity.get("notes") == ("DOB: in the year of the horse",)
    assert intake.repairs.total() == 1


@pytest.mark.parametrize(
    ("remark", "prop", "value"),
    [
        ("Cedula No. 16247821 (Colombia)", "idNumber", "16247821"),
        ("National ID No. 660000 73767 (Belgium)", "idNumber", "660000 73767"),
        ("C.U.R.P. AIMM67125HCHRRG06 (Mexico) issued 1968", "idNumber", "AIMM67125HCHRRG06"),
        ("NIT # 800146749-7 (Colombia)", "taxNumber", "800146749-7"),
        ("V.A.T. Number BG 121024920 (Bulgaria)", "vatCode", "BG 121024920"),
        ("SSN 523-33-8386 (United States)", "socialSecurityNumber", "523-33-8386"),
        ("Telephone (98)(21)(66153220)", "phone", "(98)(21)(66153220)"),
        ("alt. Email Address x@example.example", "email", "x@example.example"),
    ],
)
def test_a_number_goes_to_its_property(remark: str, prop: str, value: str) -> None:
    assert read(remark)[0].get(prop) == (value,)


def test_ship_and_aircraft_facts_go_to_their_properties() -> None:
    plane = read(
        "Aircraft Model IL76-TD; Aircraft Manufacture Date Sep 1984; Aircraft Tail Number YV1", "aircraft"
    )[0]
    assert plane.schema == "Airplane"
    assert plane.get("model") == ("IL76-TD",)
    assert plane.get("buildDate") == ("1984-09",)
    assert plane.get("registrationNumber") == ("YV1",)


def test_operators_and_links_are_relations() -> None:
    relations = read("Aircraft Operator DEMO AIR; Linked To: SOME HOLDING", "aircraft")[0].relations
    assert [(r.schema, r.end, r.role, r.other) for r in relations] == [
        ("UnknownLink", "object", "operator", "DEMO AIR"),
        ("UnknownLink", "subject", "Linked To", "SOME HOLDING"),
    ]


def test_kin_is_family() -> None:
    (relation,) = read("half-brother of Demo Tester")[0].relations
    assert (relation.schema, relation.end, relation.role, relation.other) == (
        "Family",
        "person",
        "half-brother",
        "Demo Tester",
    )


def test_posts_and_honorifics_of_persons_are_kept_apart() -> None:
    entity = read("Minister of Demo; Haji; something else entirely")[0]
    assert entity.get("position") == ("Minister of Demo",)
    assert entity.get("title") == ("Haji",)
    assert entity.get("notes") == ("something else entirely",)


def test_measures_are_not_names_or_notes() -> None:
    remark = "Executive Order 13662 Directive Determination - Subject to Directive 2; CAATSA Section 235 Information: EXPORT SANCTIONS"
    entity, intake = read(remark, "entity")
    assert len(entity.designations[0].measures) == 2
    assert not intake.unread


def test_a_listing_date_inside_remarks_is_the_designations() -> None:
    entity = read("Listing Date (CMIC) 03 Jun 2021; Effective Date (CMIC) 02 Aug 2021", "entity")[0]
    assert entity.designations[0].listed_on == "2021-06-03"
    assert entity.designations[0].measures == ("Effective Date (CMIC): 02 Aug 2021",)


def test_a_label_nobody_knows_is_reported_and_its_value_kept() -> None:
    entity, intake = read("Martian Registry No. 77 (Mars)")
    assert list(intake.unread) == ["label Martian Registry No."]
    assert entity.get("notes") == ("Martian Registry No.: 77 (Mars)",)


def test_unbalanced_quotes_do_not_swallow_the_rest() -> None:
    entity = read('a.k.a. "HALF; DOB 1950; POB Testgrad')[0]
    assert entity.get("birthDate") == ("1950",)


def test_labels_are_found_whatever_closes_them() -> None:
    assert meaning("Gender") == meaning("gender:") == ("genders", "Gender")
    assert meaning("Secondary sanctions risk: whatever") is not None
    assert meaning("No such label") is None


@given(st.text(max_size=300))
def test_no_remark_breaks_an_import(remarks: str) -> None:
    entity, _ = read(remarks)
    assert entity.record == "1"

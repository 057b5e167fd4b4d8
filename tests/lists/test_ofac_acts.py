"""Acts on a party, told to the programmes they belong to; ties between entries, told to records."""

import pytest

from watchfloor.lists.formats.ofac_acts import Acts, concerns
from watchfloor.lists.formats.ofac_links import relation, resolve
from watchfloor.model.entity import Entity, Name, Relation


@pytest.mark.parametrize(
    ("text", "programme", "expected"),
    [
        ("Executive Order 14024 (Russia)", "RUSSIA-EO14024", True),
        ("13662 Sectoral Directive 1", "UKRAINE-EO13662", True),
        ("Effective Date (CMIC)", "CMIC-EO13959", True),
        ("CAATSA - Section 231", "CAATSA - RUSSIA", True),
        ("on Sectoral Sanctions Identifications List", "UKRAINE-EO13662", True),
        ("on Sectoral Sanctions Identifications List", "RUSSIA-EO14024", False),
        ("FSE List", "FSE-IR", True),
        ("Executive Order 13224 (Terrorism)", "SDGT", False),
        ("Block", "SDGT", False),
    ],
)
def test_a_text_names_a_programme_by_number_acronym_or_list(
    text: str, programme: str, expected: bool
) -> None:
    assert concerns(text, programme) is expected


def test_measures_days_and_bases_go_to_the_programmes_they_name() -> None:
    acts = Acts(programmes=["SDGT", "UKRAINE-EO13662", "RUSSIA-EO14024"])
    acts.bases = [
        "Executive Order 14024 (Russia)",
        "Executive Order 13224",
        "Executive Order 13662 (Ukraine)",
    ]
    acts.measures = dict.fromkeys(["Block", "13662 Sectoral Directive 1"])
    acts.on_list("Sectoral Sanctions Identifications List", "2014-07-29")
    acts.on_list("Consolidated List", "2014-10-10")
    acts.on_list("SDN List", "2022-04-06")
    acts.days.append(("Listing Date (EO 14024 Directive 2)", "2022-02-24"))
    found = {d.programme: d for d in acts.designations("us_ofac_cons")}
    assert found["SDGT"].legal_basis == "Executive Order 13224"
    assert found["SDGT"].listed_on == "2022-04-06"
    assert found["SDGT"].measures == ("Block", "on SDN List")
    assert found["UKRAINE-EO13662"].legal_basis == "Executive Order 13662 (Ukraine)"
    assert found["UKRAINE-EO13662"].listed_on == "2014-07-29"
    assert "13662 Sectoral Directive 1" in found["UKRAINE-EO13662"].measures
    assert found["RUSSIA-EO14024"].listed_on == "2022-02-24"
    assert found["RUSSIA-EO14024"].measures == ("Block", "on SDN List")


def test_bases_that_cannot_be_told_apart_stand_for_all() -> None:
    acts = Acts(programmes=["A", "B"], bases=["Act 1", "Act 2", "Act 3"])
    assert {d.legal_basis for d in acts.designations("x")} == {"Act 1; Act 2; Act 3"}
    assert [d.legal_basis for d in Acts(programmes=["A", "B"], bases=["Act 1"]).designations("x")] == [
        "Act 1",
        "Act 1",
    ]


def test_an_entry_without_a_programme_is_designated_all_the_same() -> None:
    [designation] = Acts(measures={"Block": None}).designations("us_ofac_sdn")
    assert (designation.programme, designation.measures, designation.listed_on) == ("", ("Block",), "")


@pytest.mark.parametrize(
    ("schema", "role", "kind", "end"),
    [
        ("Organization", "Owned or Controlled By", "Ownership", "asset"),
        ("Vessel", "Property in the interest of", "Ownership", "asset"),
        ("Person", "Owned or Controlled By", "UnknownLink", "subject"),
        ("Person", "Owns, controls, or operates", "Ownership", "owner"),
        ("Vessel", "Owns, controls, or operates", "UnknownLink", "subject"),
        ("Person", "Family member of", "Family", "person"),
        ("Organization", "Family member of", "UnknownLink", "subject"),
        ("Person", "Acting for or on behalf of", "UnknownLink", "subject"),
        ("Person", "Leader or official of", "UnknownLink", "subject"),
    ],
)
def test_a_relation_is_what_its_role_and_the_party_allow(schema: str, role: str, kind: str, end: str) -> None:
    found = relation(schema, role, "OTHER", "x:2", "High")
    assert found == Relation(schema=kind, end=end, role=role, other="OTHER", other_id="x:2", note="High")


def listed(record: str, *names: tuple[str, str], link: str = "") -> Entity:
    links = (Relation(schema="UnknownLink", end="subject", role="Linked To", other=link),) if link else ()
    return Entity(
        source="x",
        record=record,
        schema="Organization",
        names=tuple(Name(text=text, kind=kind) for text, kind in names),  # type: ignore[arg-type]
        relations=links,
    )


def tied_to(link: str, *others: Entity) -> str:
    *_, last = resolve([*others, listed("99", ("LINKED", "primary"), link=link)])
    return last.relations[0].other_id


def test_a_name_ties_where_one_record_alone_bears_it() -> None:
    demo = listed("1", ("DEMO SHIPPING CO., LTD.", "primary"), ("DSC", "alias"))
    assert tied_to("Demo  Shipping Co., Ltd", demo) == "x:1"
    assert tied_to("DSC", demo) == "x:1"
    assert tied_to("DSC", demo, listed("2", ("DSC", "primary"))) == "x:2"
    assert tied_to("DSC", demo, listed("2", ("OTHER", "primary"), ("DSC", "weak"))) == ""
    assert tied_to("DEMO", demo) == ""
    assert tied_to("LINKED", demo) == ""


def test_a_person_is_found_by_the_given_name_first() -> None:
    person = Entity(
        source="x",
        record="1",
        schema="Person",
        names=(Name(text="DEMO, Ivan", kind="primary", family="DEMO", given="Ivan"),),
    )
    assert tied_to("Ivan Demo", person) == "x:1"

"""The Canadian list: record ids from law, and one alias field parted in half a dozen ways."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.lists.conftest import ParseText

from watchfloor.lists.raw import read_raw
from watchfloor.lists.source import parse_source
from watchfloor.lists.sources.ca_dfatd_sema_sanctions.aliases import split_aliases
from watchfloor.model.entity import Entity


def a_record(**fields: str) -> str:
    given = {"Country": "Russia / Russie", "Schedule": "1, Part 1", "Item": "1", **fields}
    return "<record>" + "".join(f"<{k}>{v}</{k}>" for k, v in given.items() if v) + "</record>"


def a_list(*records: str) -> str:
    return f"<data-set>{''.join(records)}</data-set>"


def one(parse_text: ParseText, **fields: str) -> Entity:
    entities, intake = parse_text("ca_dfatd_sema_sanctions", a_list(a_record(**fields)))
    assert not intake.unread
    (entity,) = entities
    return entity


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Demo One; Demo Two", ["Demo One", "Demo Two"]),
        ("Demo One / Demo Two", ["Demo One", "Demo Two"]),
        ("Демо Один or Демо Два", ["Демо Один", "Демо Два"]),
        ("DW, Demo Works, Demo Plant", ["DW", "Demo Works", "Demo Plant"]),
        ("Северный Демо, ПАО", ["Северный Демо, ПАО"]),
        ("Demo Works, LLC", ["Demo Works, LLC"]),
        ("Министерство демо, науки и культуры", ["Министерство демо, науки и культуры"]),
        ("АО «Демо» and АО «Проба»", ["АО «Демо»", "АО «Проба»"]),
        ("Demo and Probe Works", ["Demo and Probe Works"]),
        ("Belarusian: Дэмо, Russian: Демо Завод", ["Дэмо|be", "Демо Завод|ru"]),
        ("Demo Bank \n Arabic: بنك المثال", ["Demo Bank", "بنك المثال|ar"]),
        ("(Демо Один / Демо Два", ["Демо Один", "Демо Два"]),
        ("Demo Works (DW)", ["Demo Works (DW)"]),
        (" ,; ", []),
        ("", []),
    ],
)
def test_an_organisations_aliases_are_parted(text: str, expected: list[str]) -> None:
    found = split_aliases(text)
    assert [a.text + (f"|{a.lang}" if a.lang else "") for a in found] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Alexei, Aleksei", ["Alexei Petrovich TESTER", "Aleksei Petrovich TESTER"]),
        ("Alexei Petrovitch", ["Alexei Petrovitch TESTER"]),
        ("TESTAR", ["Alexey Petrovich TESTAR"]),
        ("Petrovitch", ["Alexey Petrovitch TESTER"]),
        ("Alexei, Oleksiy TESTER", ["Alexei Petrovich TESTER", "Oleksiy TESTER"]),
        ("Alexey STRELOK", ["Alexey STRELOK"]),
        ("Batya, Kazak", ["Batya", "Kazak"]),
        ("Алексей", ["Алексей"]),
        ("Alexei Tester and Aleksei Tester", ["Alexei Tester", "Aleksei Tester"]),
    ],
)
def test_spellings_of_a_part_of_a_persons_name_are_put_into_the_whole(text: str, expected: list[str]) -> None:
    found = split_aliases(text, given="Alexey Petrovich", family="TESTER")
    assert [alias.text for alias in found] == expected


@given(text=st.text(alphabet="AbД ,;/()\norandRussian:", max_size=60), family=st.sampled_from(["", "Tester"]))
def test_no_alias_field_whatever_breaks_the_reader(text: str, family: str) -> None:
    assert all(alias.text.strip() == alias.text for alias in split_aliases(text, given="Demo", family=family))


@pytest.mark.parametrize(
    ("text", "dates", "notes"),
    [
        ("1971-02-03", ("1971-02-03",), ()),
        ("1970-01-02 or 1971-01-02", ("1970-01-02", "1971-01-02"), ()),
        ("1966 or 1967", ("1966/1967",), ()),
        ("1965-1966", ("1965/1966",), ()),
        ("born in the early 1970s", ("1970~/1974~",), ()),
        ("Sep-72", (), ("Date of birth: Sep-72",)),
    ],
)
def test_birth_dates_in_every_form(
    parse_text: ParseText, text: str, dates: tuple[str, ...], notes: tuple[str, ...]
) -> None:
    entity = one(parse_text, LastName="Tester", GivenName="Demo", DateOfBirthOrShipBuildDate=text)
    assert (entity.get("birthDate"), entity.get("notes")) == (dates, notes)


def test_a_record_is_known_by_regulation_schedule_and_item(parse_text: ParseText) -> None:
    same = {"EntityOrShip": "Demo Works"}
    records = [
        a_record(**same),
        a_record(EntityOrShip="Other Works"),
        a_record(**same),
        a_record(**same, Schedule="", Item="7"),
        a_record(**same, Country="Myanmar (Burma) / Myanmar (Birmanie)", Schedule="Part 2"),
    ]
    entities, intake = parse_text("ca_dfatd_sema_sanctions", a_list(*records))
    assert [entity.record for entity in entities] == [
        "russia/1-part-1/1",
        "russia/1-part-1/1/other-works",
        "russia/1-part-1/1/demo-works",
        "russia/7",
        "myanmar/part-2/1",
    ]
    assert [d.reference for e in entities for d in e.designations][-2:] == ["item 7", "Part 2, item 1"]
    assert not intake.rejections


def test_the_same_name_under_the_same_item_three_times_is_rejected(parse_text: ParseText) -> None:
    records = [a_record(EntityOrShip="Demo Works")] * 3
    entities, intake = parse_text("ca_dfatd_sema_sanctions", a_list(*records))
    assert len(entities) == 2
    assert "occurs twice" in intake.rejections[0].reason


def test_ships_persons_and_organisations_are_told_apart(parse_text: ParseText) -> None:
    ship = one(
        parse_text,
        EntityOrShip="Demo Star",
        ShipIMONumber="9074729",
        TitleOrShip="Oil Tanker",
        DateOfBirthOrShipBuildDate="2010",
    )
    assert (ship.schema, ship.get("imoNumber"), ship.get("type"), ship.get("buildDate")) == (
        "Vessel",
        ("9074729",),
        ("Oil Tanker",),
        ("2010",),
    )
    person = one(parse_text, LastName="Tester", TitleOrShip="General/général")
    assert (person.schema, person.get("title")) == ("Person", ("General", "général"))
    assert one(parse_text, EntityOrShip="Demo Works", TitleOrShip="Dr.").get("notes") == ("Title: Dr.",)


def test_a_record_without_a_name_is_rejected(parse_text: ParseText) -> None:
    xml = a_list(a_record(), a_record(EntityOrShip="Demo Works", Country="", Schedule="", Item=""))
    entities, intake = parse_text("ca_dfatd_sema_sanctions", xml)
    assert not entities
    assert [r.reason for r in intake.rejections] == [
        "neither a person's name nor an entity's",
        "neither country nor schedule nor item",
    ]


@pytest.mark.real_data
def test_real_record_ids_need_no_names_and_ships_have_numbers(real_data: Path) -> None:
    entities, intake = parse_source(
        "ca_dfatd_sema_sanctions", read_raw([real_data / "lists/ca_dfatd_sema_sanctions/2025-05.xml"])
    )
    assert max(entity.record.count("/") for entity in entities) == 2
    ships = [entity for entity in entities if entity.schema == "Vessel"]
    assert len(ships) == 109
    assert all(len(number) == 7 for ship in ships for number in ship.get("imoNumber"))
    assert sum(intake.repairs.values()) <= 1

"""The Swiss list: names built from parts and spellings, and targets that left the list."""

import pytest
from tests.lists.conftest import ParseText

from watchfloor.model.entity import Entity

NAME = (
    '<name name-type="primary-name" quality="good" lang="eng">'
    '<name-part order="1" name-part-type="whole-name"><value>Demo Tester</value></name-part></name>'
)
LISTED = '<modification modification-type="listed" effective-date="2020-03-01"/>'


def a_target(
    identity: str = NAME, rest: str = "", history: str = LISTED, *, kind: str = "individual", ssid: str = "1"
) -> str:
    """A target; ``kind`` may carry attributes ("object object-type='vessel'")."""
    return (
        f'<target ssid="{ssid}"><sanctions-set-id>7</sanctions-set-id><{kind}><identity main="true">{identity}</identity>'
        f"{rest}</{kind.split(maxsplit=1)[0]}>{history}</target>"
    )


def a_list(*targets: str, head: str = "") -> str:
    return f'<swiss-sanctions-list list-type="whole-list" date="2026-01-15">{head}{"".join(targets)}</swiss-sanctions-list>'


def one(parse_text: ParseText, *parts: str, **kind: str) -> Entity:
    entities, intake = parse_text("ch_seco_sanctions", a_list(a_target(*parts, **kind)))
    assert not intake.unread
    (entity,) = entities
    return entity


def part(order: int, kind: str, value: str, *variants: tuple[str, str, str]) -> str:
    spellings = "".join(
        f'<spelling-variant lang="{lang}" script="{script}">{text}</spelling-variant>'
        for lang, script, text in variants
    )
    return f'<name-part order="{order}" name-part-type="{kind}"><value>{value}</value>{spellings}</name-part>'


def a_name(*parts: str, kind: str = "primary-name", quality: str = "good") -> str:
    return f'<name name-type="{kind}" quality="{quality}" lang="eng">{"".join(parts)}</name>'


def test_a_whole_name_is_built_for_each_language_and_script(parse_text: ParseText) -> None:
    name = a_name(
        part(2, "given-name", "Dzmitry", ("RUS", "LATN", "Dmitri"), ("RUS", "CYRL", "Дмитрий")),
        part(1, "family-name", "Tester", ("BEL", "CYRL", "ТЭСТЭР"), ("RUS", "CYRL", "ТЕСТЕР")),
        part(3, "title", "Dr"),
    )
    entity = one(parse_text, name)
    assert [(n.text, n.kind, n.lang) for n in entity.names] == [
        ("Tester Dzmitry", "primary", "en"),
        ("ТЭСТЭР Дмитрий", "alias", "be"),
        ("ТЕСТЕР Дмитрий", "alias", "ru"),
        ("Tester Dmitri", "alias", "ru"),
    ]
    assert (entity.names[0].family, entity.names[0].given) == ("Tester", "Dzmitry")
    assert entity.get("title") == ("Dr",)


def test_half_a_name_in_another_script_is_weak(parse_text: ParseText) -> None:
    name = a_name(part(1, "family-name", "Tester", ("RUS", "CYRL", "ТЕСТЕР")), part(2, "given-name", "Demo"))
    assert [(n.text, n.kind) for n in one(parse_text, name).names] == [
        ("Tester Demo", "primary"),
        ("ТЕСТЕР", "weak"),
    ]


def test_parts_with_many_spellings_multiply_within_bounds(parse_text: ParseText) -> None:
    spelt = [("RUS", "LATN", f"Spelling{n}") for n in range(20)]
    name = a_name(part(1, "family-name", "Tester", *spelt), part(2, "given-name", "Demo", *spelt))
    assert 20 < len(one(parse_text, name).names) < 30


def test_kinds_of_names_are_told_apart(parse_text: ParseText) -> None:
    whole = [part(1, "whole-name", text) for text in ("Demo", "Prober", "Old Demo", "The Sample")]
    names = one(
        parse_text,
        a_name(whole[0])
        + a_name(whole[1], kind="alias")
        + a_name(whole[2], kind="formerly-known-as")
        + a_name(whole[3], kind="alias", quality="low"),
    ).names
    assert [name.kind for name in names] == ["primary", "alias", "former", "weak"]


@pytest.mark.parametrize(
    ("attributes", "date"),
    [
        ('day="7" month="5" year="1974" calendar="Gregorian" quality="good"', "1974-05-07"),
        ('month="5" year="1974" quality="low"', "1974-05~"),
        ('day="7" year="1974"', "1974"),
        ('day="0" month="0" year="1974"', "1974"),
    ],
)
def test_birth_dates_are_as_sure_as_the_list_is(parse_text: ParseText, attributes: str, date: str) -> None:
    assert one(parse_text, f"{NAME}<day-month-year {attributes}/>").get("birthDate") == (date,)


@pytest.mark.parametrize(
    ("events", "listed", "amended", "delisted"),
    [
        ([("listed", "2020-01-01")], "2020-01-01", "", ""),
        ([("amended", "2021-01-01"), ("listed", "2020-01-01")], "2020-01-01", "2021-01-01", ""),
        ([("de-listed", "2022-01-01"), ("listed", "")], "", "", "2022-01-01"),
        ([("listed", "2020-01-01"), ("de-listed", "2022-01-01")], "2020-01-01", "", "2022-01-01"),
        (
            [("listed", "2023-01-01"), ("de-listed", "2022-01-01"), ("listed", "2020-01-01")],
            "2023-01-01",
            "",
            "",
        ),
        ([], "", "", ""),
    ],
)
def test_the_latest_modification_decides_whether_a_target_is_listed(
    parse_text: ParseText, events: list[tuple[str, str]], listed: str, amended: str, delisted: str
) -> None:
    history = "".join(
        f'<modification modification-type="{kind}" effective-date="{day}"/>' for kind, day in events
    )
    (designation,) = one(parse_text, NAME, "", history).designations
    assert (designation.listed_on, designation.amended_on, designation.delisted_on) == (
        listed,
        amended,
        delisted,
    )
    assert designation.status == ("delisted" if delisted else "")


def test_what_a_modification_took_away_is_no_fact(parse_text: ParseText) -> None:
    history = f'<modification modification-type="amended" effective-date="2021-01-01"><removed>{NAME.replace("Tester", "Wrong")}</removed></modification>{LISTED}'
    assert [name.text for name in one(parse_text, NAME, "", history).names] == ["Demo Tester"]


def test_programmes_places_and_relations_are_looked_up(parse_text: ParseText) -> None:
    head = (
        '<sanctions-program ssid="2"><program-name lang="eng">Ordinance on Sampleland</program-name>'
        '<sanctions-set ssid="7" lang="eng">article 12</sanctions-set></sanctions-program>'
        '<place ssid="5"><location>Sampleville</location><country iso-code="BY">Belarus</country></place>'
    )
    address = '<address place-id="5"><address-details>Sample Street 4</address-details></address><place-of-birth place-id="6"/>'
    links = (
        '<relation target-id="2" relation-type="brother-of"/><relation target-id="2" relation-type="related-to"/>'
        '<relation target-id="99" relation-type="related-to"/>'
    )
    other = a_target(NAME.replace("Demo Tester", "Other Tester"), ssid="2")
    entities, intake = parse_text(
        "ch_seco_sanctions", a_list(a_target(NAME + address, links), other, head=head)
    )
    entity = entities[0]
    assert (entity.designations[0].programme, entity.designations[0].measures) == (
        "Ordinance on Sampleland",
        ("article 12",),
    )
    assert (entity.addresses[0].city, entity.addresses[0].country) == ("Sampleville", "by")
    assert intake.repairs == {"a place the file does not describe, left out": 1}
    assert [(r.schema, r.other, r.other_id) for r in entity.relations] == [
        ("Family", "Other Tester", "ch_seco_sanctions:2"),
        ("UnknownLink", "Other Tester", "ch_seco_sanctions:2"),
        ("UnknownLink", "", "ch_seco_sanctions:99"),
    ]


def test_other_information_goes_where_it_belongs(parse_text: ParseText) -> None:
    rest = "".join(
        f"<other-information>{text}</other-information>"
        for text in ("Registration number: 100999485", "Type of entity: Sample Works", "Nothing to see here")
    )
    entity = one(parse_text, NAME, rest, kind="entity")
    assert entity.properties == {
        "legalForm": ("Sample Works",),
        "notes": ("Nothing to see here",),
        "registrationNumber": ("100999485",),
        "topics": ("sanction",),
    }
    ship = one(
        parse_text,
        NAME,
        "<other-information>IMO Number: 9074729</other-information>",
        kind="object object-type='vessel'",
    )
    assert (ship.schema, ship.get("imoNumber")) == ("Vessel", ("9074729",))


@pytest.mark.parametrize(
    ("target", "reason"),
    [
        (a_target(kind="object object-type='spaceship'"), "an object of type 'spaceship' is nothing known"),
        (a_target(kind="ghost"), "neither individual nor entity nor object"),
        (a_target(""), "no name"),
        (a_target(ssid=""), "a target without ssid"),
    ],
)
def test_a_target_that_cannot_be_used_is_rejected(parse_text: ParseText, target: str, reason: str) -> None:
    entities, intake = parse_text("ch_seco_sanctions", a_list(target, a_target(ssid="2")))
    assert [entity.record for entity in entities] == ["2"]
    assert reason in intake.rejections[0].reason

"""How much of a listed name must stand in a text."""

import pytest
from tests.news.support import a_person

from watchfloor.model.entity import Entity, Name
from watchfloor.model.policy import default_policy
from watchfloor.news.accept import Fit, fit

RULES = default_policy().names


def organisation(name: str) -> Entity:
    return Entity(source="demo", record="1", schema="Organization", names=(Name(text=name, kind="primary"),))


def of(form: str, entity: Entity) -> Fit | None:
    return fit(form, entity, entity.names[0], RULES)


ORLOVSKY = a_person("ORLOVSKY, Viktor Andreevich", "ORLOVSKY", record="1")
NASSER = a_person("Abd al-Karim Hasan Qasim al-Rashidi", record="2")
KANG = a_person("KANG, Chol Min", "KANG", record="3")


@pytest.mark.parametrize(
    ("form", "entity"),
    [
        ("Viktor Orlovsky", ORLOVSKY),
        ("Orlovsky Viktor Andreevich", ORLOVSKY),
        ("Wiktor Orlowski", ORLOVSKY),
        ("Виктор Орловский", ORLOVSKY),
        ("Viktor Orlovskyy", ORLOVSKY),
        ("Abd al-Karim al-Rashidi", NASSER),
        ("Kang Chol-min", KANG),
    ],
)
def test_given_and_family_name_are_a_person(form: str, entity: Entity) -> None:
    assert of(form, entity) is not None


@pytest.mark.parametrize(
    ("form", "entity"),
    [
        ("Orlovsky", ORLOVSKY),
        ("Viktor Andreevich", ORLOVSKY),
        ("V. Orlovsky", ORLOVSKY),
        ("Viktor Orlovsky Smith", ORLOVSKY),
        ("Viktoria Orlova", ORLOVSKY),
        ("Hasan Qasim", NASSER),
        ("Abd al-Karim", NASSER),
        ("Kang Chol", KANG),
        ("Mina Kang", KANG),
    ],
)
def test_less_or_more_than_that_is_not(form: str, entity: Entity) -> None:
    assert of(form, entity) is None


@pytest.mark.parametrize(
    ("form", "name", "whole"),
    [
        ("Volta Trading", "VOLTA TRADING LTD", True),
        ("Volta Trading Limited", "VOLTA TRADING", True),
        ("Volta", "VOLTA TRADING LTD", False),
        ("Trading Volta", "VOLTA TRADING LTD", False),
        ("Middle East", "MIDDLE EAST BANK", False),
        ("Wagner", "WAGNER GROUP", False),
        ("Volta Oil", "VOLTA OIL GROUP", True),
        ("KMD", "KOREA MINING DEVELOPMENT", False),
        ("But", "BUTTE", False),
        ("Hezbollah", "HIZBALLAH", True),
        ("13", "MS-13", False),
    ],
)
def test_an_organisation_is_named_whole_and_in_order(form: str, name: str, whole: bool) -> None:
    assert (of(form, organisation(name)) is not None) is whole


def test_the_family_name_is_told_apart_with_its_article() -> None:
    found = of("Abd al-Karim al-Rashidi", NASSER)
    assert found is not None
    assert [word.text for word in found.family] == ["al", "rashidi"]
    other = of("Wiktor Orlowski", ORLOVSKY)
    assert other is not None
    assert [word.text for word in other.family] == ["orlowski"]

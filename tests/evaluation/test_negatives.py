from collections.abc import Mapping
from random import Random

import pytest
from tests.evaluation.support import subject

from watchfloor.evaluation import negatives
from watchfloor.evaluation.manipulations.base import Manipulation
from watchfloor.model.identifiers import imo_valid
from watchfloor.model.party import Party

CLASSES = {m.key: m for m in negatives.classes(["Quillfeather Trading Ltd", "Ostwind Salvage GmbH"])}
BORN = {"birthDate": "1960-03-04", "nationality": "sy"}


def rng(seed: int = 1) -> Random:
    return Random(seed)  # noqa: S311 - test cases, no secrets


def made(key: str, facts: Mapping[str, str] | None = None, *, seed: int = 1) -> str | Party | None:
    listed = subject("DEMO, Karim Talib", given="Karim Talib", family="DEMO", facts=facts)
    return CLASSES[key].make(rng(seed), listed)


@pytest.mark.parametrize("manipulation", CLASSES.values(), ids=lambda m: m.key)
def test_every_hard_negative_should_stay_quiet(manipulation: Manipulation) -> None:
    assert manipulation.expects == "quiet"
    assert manipulation.group == "hard negative"


@pytest.mark.parametrize("seed", range(20))
def test_one_part_of_the_name_is_somebody_elses(seed: int) -> None:
    given = made("given-replaced", BORN, seed=seed)
    assert isinstance(given, str)
    assert given.endswith(" DEMO")
    assert "Karim" not in given
    first = made("first-given-replaced", BORN, seed=seed)
    assert isinstance(first, str)
    assert first.split()[1:] == ["Talib", "DEMO"]
    family = made("family-replaced", BORN, seed=seed)
    assert isinstance(family, str)
    assert family.startswith("Karim Talib ")
    assert not family.endswith("DEMO")


@pytest.mark.parametrize("seed", range(30))
def test_another_syllable_is_no_other_spelling_of_the_same(seed: int) -> None:
    listed = subject("Ri Chol Guk", nationality="kp")
    other = CLASSES["korean-syllable"].make(rng(seed), listed)
    assert isinstance(other, str)
    words = other.lower().split()
    assert words[0] == "ri"
    assert sum(a != b for a, b in zip(words[1:], ("chol", "guk"), strict=True)) == 1
    assert "kuk" not in words
    assert CLASSES["korean-syllable"].make(rng(seed), subject("Ann Lee Berg", nationality="de")) is None


def test_relatives_share_the_name_but_not_the_birth_year() -> None:
    for key in ("sibling", "father-son", "namesake", "jr-sr"):
        party = made(key, BORN)
        assert isinstance(party, Party)
        assert party.properties["birthDate"] != ("1960",)
        assert made(key, {"nationality": "sy"}) is None
    father = made("father-son", BORN)
    assert isinstance(father, Party)
    assert father.properties["name"] == ("Karim Talib DEMO",)
    assert abs(int(father.properties["birthDate"][0]) - 1960) >= 22


def test_a_namesake_lives_in_a_country_the_list_does_not_name() -> None:
    party = made("namesake", BORN)
    assert isinstance(party, Party)
    assert party.properties["nationality"][0] != "sy"


def test_a_distinctive_word_is_changed_not_a_generic_one() -> None:
    listed = subject("Halberd Trading Company Ltd", kind="company")
    seen = {CLASSES["company-word"].make(rng(seed), listed) for seed in range(20)}
    assert seen == {f"{word} Trading Company Ltd" for word in ("Quillfeather", "Ostwind", "Salvage")}
    assert CLASSES["company-word"].make(rng(1), subject("Halberd", kind="company")) is None
    assert negatives.distinctive_words(["Bank of Trading"]) == []


@pytest.mark.parametrize("seed", range(20))
def test_the_other_ships_number_is_valid_and_not_the_listed_one(seed: int) -> None:
    ship = subject("Pale Heron", kind="vessel", imoNumber="9074729")
    party = CLASSES["other-imo"].make(rng(seed), ship)
    assert isinstance(party, Party)
    number = party.properties["imoNumber"][0]
    assert imo_valid(number)
    assert number != "9074729"
    assert CLASSES["other-imo"].make(rng(seed), subject("Pale Heron", kind="vessel")) is None


def test_streets_and_ministries_are_not_persons() -> None:
    street = made("named-after")
    assert isinstance(street, Party)
    assert street.schema == "Thing"
    office = CLASSES["office"].make(rng(1), subject("Halberd", kind="company"))
    assert isinstance(office, Party)
    assert office.schema == "Organization"

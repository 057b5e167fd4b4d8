"""Evidence: every feature judges both ways alike, in words, and is silent where it knows nothing."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchfloor.model.dates import span
from watchfloor.model.policy import default_policy
from watchfloor.screening.facts import Facts
from watchfloor.screening.features import Feature, features
from watchfloor.screening.features.birth import birth_date
from watchfloor.screening.features.numbers import identifier, vessel_number
from watchfloor.screening.features.traits import country, gender, kind

NOTHING = Facts("Thing", (), frozenset(), frozenset(), {})


def facts(
    schema: str = "Person",
    births: tuple[str, ...] = (),
    countries: tuple[str, ...] = (),
    genders: tuple[str, ...] = (),
    **numbers: str,
) -> Facts:
    return Facts(
        schema,
        tuple((b, span(b)) for b in births),
        frozenset(countries),
        frozenset(genders),
        {family: (number,) for family, number in numbers.items()},
    )


dates = st.dates(date(1930, 1, 1), date(2005, 12, 31)).map(str) | st.sampled_from(
    ["1962", "1970-03", "1962~", "1962/1965"]
)
any_facts = st.builds(
    facts,
    schema=st.sampled_from(["Person", "Company", "Vessel", "Thing", "LegalEntity", "Airplane"]),
    births=st.lists(dates, max_size=2).map(tuple),
    countries=st.lists(st.sampled_from(["kp", "kr", "ru", "de"]), max_size=2).map(tuple),
    genders=st.lists(st.sampled_from(["male", "female"]), max_size=1).map(tuple),
    imo=st.sampled_from(["9074729", "9187629"]),
    mmsi=st.sampled_from(["445123456", "445654321"]),
    callsign=st.sampled_from(["P7ABC", "P7DEF"]),
    inn=st.sampled_from(["7707083893", "7702070139"]),
    passport=st.sampled_from(["AB12345", "CD67890"]),
    id=st.sampled_from(["AB12345", "EF11111"]),
)


@pytest.mark.parametrize("feature", features().values(), ids=list(features()))
@given(left=any_facts, right=any_facts)
def test_every_feature_judges_a_pair_the_same_both_ways(feature: Feature, left: Facts, right: Facts) -> None:
    one, two = feature(left, right), feature(right, left)
    assert (one is None) == (two is None)
    if one is not None and two is not None:
        assert one.strength == two.strength
        assert -1.0 <= one.strength <= 1.0
        assert one.reason


@pytest.mark.parametrize("feature", features().values(), ids=list(features()))
@given(known=any_facts)
def test_every_feature_is_silent_where_one_side_says_nothing(feature: Feature, known: Facts) -> None:
    assert feature(known, NOTHING) is None
    assert feature(NOTHING, known) is None


def test_every_feature_has_a_weight_in_the_policy() -> None:
    assert set(default_policy().features) == set(features())


@pytest.mark.parametrize(
    ("left", "right", "strength"),
    [
        ("1952-10-07", "1952-10-07", 1.0),
        ("1952", "1952-10-07", 0.4),
        ("1952-07-10", "1952-10-07", 0.6),
        ("1952-10-08", "1952-10-07", -0.25),
        ("1953-10-07", "1952-10-07", -0.4),
        ("1955-10-07", "1952-10-07", -0.75),
        ("1990-01-01", "1952-10-07", -1.0),
        ("1950~", "1952-10-07", 0.0),
        ("1950~", "1955-10-07", -0.75),
        ("1950~", "1965-10-07", -1.0),
        ("1948/1950", "1952-10-07", -0.75),
        ("1952-10", "1952-10-07", 0.4),
        ("1952-03", "1952-10-07", -0.25),
    ],
)
def test_birth_dates_agree_or_contradict_by_degrees(left: str, right: str, strength: float) -> None:
    verdict = birth_date(facts(births=(left,)), facts(births=(right,)))
    assert verdict is not None
    assert verdict.strength == pytest.approx(strength)


def test_the_best_of_several_birth_dates_counts() -> None:
    verdict = birth_date(facts(births=("1952-10-07",)), facts(births=("1990", "1952-10-07")))
    assert verdict is not None
    assert verdict.strength == 1.0


def test_a_country_in_common_speaks_for_another_one_only_a_little_against() -> None:
    same = country(facts(countries=("ru", "de")), facts(countries=("ru",)))
    other = country(facts(countries=("de",)), facts(countries=("ru",)))
    assert same is not None
    assert other is not None
    assert same.strength == 1.0
    assert -0.5 <= other.strength < 0
    assert "Russia" in same.reason


def test_another_gender_contradicts() -> None:
    verdict = gender(facts(genders=("male",)), facts(genders=("female",)))
    assert verdict is not None
    assert verdict.strength == -1.0


def test_kinds_differ_more_or_less_and_unknown_kinds_say_nothing() -> None:
    ship = kind(facts("Vessel"), facts("Company"))
    firm = kind(facts("Person"), facts("Company"))
    assert ship is not None
    assert firm is not None
    assert ship.strength < firm.strength < 0
    assert kind(facts("Thing"), facts("Company")) is None
    assert kind(facts("LegalEntity"), facts("Person")) is None


def test_a_shared_number_speaks_for_a_second_one_against() -> None:
    same = vessel_number(facts("Vessel", imo="9074729"), facts("Vessel", imo="9074729"))
    other = vessel_number(facts("Vessel", imo="9074729"), facts("Vessel", imo="9187629"))
    assert same is not None
    assert other is not None
    assert (same.strength, other.strength) == (1.0, -1.0)


def test_another_passport_says_nothing_people_have_several() -> None:
    assert identifier(facts(passport="AB12345"), facts(passport="CD67890")) is None


def test_a_number_is_the_same_whatever_lists_call_it() -> None:
    verdict = identifier(facts(passport="AB12345"), facts(id="AB12345"))
    assert verdict is not None
    assert verdict.strength == 1.0


@pytest.mark.parametrize("family", ["mmsi", "callsign", "serial", "account"])
def test_numbers_that_are_handed_on_confirm_less(family: str) -> None:
    judge = vessel_number if family == "mmsi" else identifier
    known = Facts("Vessel", (), frozenset(), frozenset(), {family: ("445123456",)})
    verdict = judge(known, known)
    assert verdict is not None
    assert 0 < verdict.strength < 1


def test_another_imo_number_outweighs_a_radio_number_in_common() -> None:
    one = facts("Vessel", imo="9074729", mmsi="445123456")
    two = facts("Vessel", imo="9187629", mmsi="445123456")
    verdict = vessel_number(one, two)
    assert verdict is not None
    assert verdict.strength == -1.0
    assert "different IMO numbers" in verdict.reason


def test_one_number_in_common_is_enough_where_there_are_several() -> None:
    one = Facts("Vessel", (), frozenset(), frozenset(), {"imo": ("9074729", "9187629")})
    two = Facts("Vessel", (), frozenset(), frozenset(), {"imo": ("1234567", "9187629")})
    verdict = vessel_number(one, two)
    assert verdict is not None
    assert (verdict.strength, verdict.left, verdict.right) == (1.0, "9187629", "9187629")


def test_birth_years_further_apart_never_speak_for_a_match_more() -> None:
    listed = facts(births=("1970-06-15",))
    verdicts = [birth_date(facts(births=(f"{1970 + years}-03-04",)), listed) for years in range(30)]
    strengths = [verdict.strength for verdict in verdicts if verdict]
    assert len(strengths) == 30
    assert strengths == sorted(strengths, reverse=True)


def test_a_ships_and_a_companys_imo_number_are_not_compared() -> None:
    assert vessel_number(facts("Vessel", imo="9074729"), facts("Company", company_imo="9074729")) is None

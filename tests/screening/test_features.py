"""Evidence: every feature judges both ways alike, in words, and is silent where it knows nothing."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchfloor.model.dates import span
from watchfloor.model.identifiers import CONTRADICTS
from watchfloor.model.policy import default_policy
from watchfloor.screening.facts import Facts
from watchfloor.screening.features import Feature, features
from watchfloor.screening.features.birth import birth_date
from watchfloor.screening.features.numbers import identifier, vessel_number
from watchfloor.screening.features.traits import country, gender, generation, kind
from watchfloor.screening.score import logistic

NOTHING = Facts("Thing", (), frozenset(), frozenset(), {})


def facts(
    schema: str = "Person",
    births: tuple[str, ...] = (),
    countries: tuple[str, ...] = (),
    genders: tuple[str, ...] = (),
    names: tuple[str, ...] = (),
    **numbers: str,
) -> Facts:
    return Facts(
        schema,
        tuple((b, span(b)) for b in births),
        frozenset(countries),
        frozenset(genders),
        {family: (number,) for family, number in numbers.items()},
        names,
    )


def numbered(family: str, number: str) -> Facts:
    return Facts("Thing", (), frozenset(), frozenset(), {family: (number,)})


dates = st.dates(date(1930, 1, 1), date(2005, 12, 31)).map(str) | st.sampled_from(
    ["1962", "1970-03", "1962~", "1962/1965"]
)
numbers = st.sampled_from(
    ["9074729", "9187629", "9187628", "445123456", "P7ABC", "7707083893", "7702070139", "7702070138", "AB12345",
     "CD67890", "AB123456", "SBERRUMM", "VTBRRUMM", "5493001KJTIIGC8Y1R12", "1027700132195", "UNKNOWN", "54321"]
)  # fmt: skip
names = st.sampled_from(
    [
        "Otto Berg",
        "Otto Berg Jr.",
        "Berg Sr, Otto",
        "Otto Berg III",
        "Otto Berg Street",
        "Sr",
        "улица Берга",
        "",
        "?",
    ]
)
any_facts = st.builds(
    Facts,
    schema=st.sampled_from(["Person", "Company", "Vessel", "Thing", "LegalEntity", "Airplane", "Address"]),
    births=st.lists(dates, max_size=2).map(lambda found: tuple((b, span(b)) for b in found)),
    countries=st.frozensets(st.sampled_from(["kp", "kr", "ru", "de"]), max_size=2),
    genders=st.frozensets(st.sampled_from(["male", "female"]), max_size=1),
    identifiers=st.dictionaries(
        st.sampled_from(sorted(CONTRADICTS)),
        st.lists(numbers, min_size=1, max_size=2, unique=True).map(tuple),
        max_size=4,
    ),
    names=st.lists(names, max_size=2).map(tuple),
)


@pytest.mark.parametrize("feature", features().values(), ids=list(features()))
@given(left=any_facts, right=any_facts)
def test_every_feature_judges_a_pair_the_same_both_ways_within_bounds_and_in_words(
    feature: Feature, left: Facts, right: Facts
) -> None:
    one, two = feature(left, right), feature(right, left)
    assert (one is None) == (two is None)
    if one is not None and two is not None:
        assert one.strength == two.strength
        assert -1.0 <= one.strength <= 1.0
        assert one.reason.strip()
        assert two.reason.strip()


@pytest.mark.parametrize("feature", features().values(), ids=list(features()))
@given(known=any_facts)
def test_every_feature_is_silent_where_one_side_says_nothing(feature: Feature, known: Facts) -> None:
    assert feature(known, NOTHING) is None
    assert feature(NOTHING, known) is None


@pytest.mark.parametrize("feature", features().values(), ids=list(features()))
@given(known=any_facts)
def test_no_feature_finds_a_party_another_than_itself(feature: Feature, known: Facts) -> None:
    verdict = feature(known, known)
    assert verdict is None or verdict.strength >= 0.0


def test_every_feature_has_a_weight_in_the_policy() -> None:
    assert set(default_policy().features) == set(features())


@pytest.mark.parametrize(
    ("left", "right", "strength"),
    [
        ("1952-10-07", "1952-10-07", 1.0),
        ("1952", "1952-10-07", 0.3),
        ("1952~", "1952-10-07", 0.15),
        ("1950/1953", "1952-10-07", 0.15),
        ("1952-07-10", "1952-10-07", 0.5),
        ("1952-10-08", "1952-10-07", -0.2),
        ("1953-10-07", "1952-10-07", -0.3),
        ("1955-10-07", "1952-10-07", -0.6),
        ("1958-10-07", "1952-10-07", -0.8),
        ("1990-01-01", "1952-10-07", -1.0),
        ("1950~", "1952-10-07", 0.0),
        ("1950~", "1955-10-07", -0.6),
        ("1950~", "1965-10-07", -1.0),
        ("1948/1950", "1952-10-07", -0.6),
        ("1952-10", "1952-10-07", 0.3),
        ("1952-03", "1952-10-07", -0.2),
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


@pytest.mark.parametrize(
    ("schema", "strength"), [("Company", -0.8), ("Person", -0.6), ("Vessel", -0.4), ("Thing", -0.4)]
)
def test_a_country_in_common_speaks_for_another_one_less_against(schema: str, strength: float) -> None:
    same = country(facts(schema, countries=("ru", "de")), facts(schema, countries=("ru",)))
    other = country(facts(schema, countries=("de",)), facts(schema, countries=("ru",)))
    assert same is not None
    assert other is not None
    assert (same.strength, other.strength) == (1.0, strength)
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


@pytest.mark.parametrize(
    ("family", "one", "other", "strength"),
    [
        ("inn", "7707083893", "7702070139", -1.0),
        ("lei", "5493001KJTIIGC8Y1R12", "549300TRUWO2CD2G5692", -1.0),
        ("tax", "7812345678", "9911223344", -0.75),
        ("registration", "12345678", "87654321", -0.75),
        ("passport", "AB12345", "CD67890", -0.5),
        ("bic", "SBERRUMM", "VTBRRUMM", -0.5),
        ("wallet", "1AbcDEFghi", "3XyzXYZxyz", -0.1),
    ],
)
def test_another_number_contradicts_as_far_as_a_party_can_have_but_one(
    family: str, one: str, other: str, strength: float
) -> None:
    verdict = identifier(numbered(family, one), numbered(family, other))
    assert verdict is not None
    assert verdict.strength == strength
    assert f"{one}, listed as {other}" in verdict.reason


@pytest.mark.parametrize(
    ("family", "one", "other", "strength", "why"),
    [
        ("imo", "9074728", "9074729", -0.1, "typing error by the check digit"),
        ("imo", "907472", "9074729", -0.1, "typing error"),
        ("imo", "9187628", "9074729", -0.5, "wrong check digit"),
        ("tax", "AB123456", "AB123457", -0.4, "one letter apart"),
        ("tax", "AB123456", "1234567890", -0.5, "of different length"),
    ],
)
def test_a_number_that_may_be_mistyped_or_of_another_kind_contradicts_less(
    family: str, one: str, other: str, strength: float, why: str
) -> None:
    judge = vessel_number if family == "imo" else identifier
    verdict = judge(numbered(family, one), numbered(family, other))
    assert verdict is not None
    assert verdict.strength == strength
    assert why in verdict.reason


def test_what_is_no_number_of_its_family_contradicts_nothing() -> None:
    assert vessel_number(facts(imo="UNKNOWN"), facts(imo="9074729")) is None
    assert identifier(facts(bic="SBERRUMM027"), facts(bic="SBERRUMM")) is None


def test_a_tax_number_contradicts_a_taxpayers_number_by_another_name() -> None:
    verdict = identifier(facts(tax="9911223344"), facts(inn="7702070139"))
    assert verdict is not None
    assert verdict.strength == -0.75
    both = identifier(facts(tax="9911223344", inn="7702070139"), facts(inn="7702070139"))
    assert both is not None
    assert both.strength == 1.0


@pytest.mark.parametrize("feature", [identifier, vessel_number])
@given(left=any_facts, right=any_facts)
def test_a_contradicting_number_never_alerts_by_name_alone(
    feature: Feature, left: Facts, right: Facts
) -> None:
    verdict = feature(left, right)
    policy = default_policy()
    if verdict is not None and verdict.strength <= -0.4:
        points = policy.calibration.slope * (1.0 - policy.calibration.even)
        assert logistic(points + policy.features[feature.__name__] * verdict.strength) < policy.threshold


@pytest.mark.parametrize(
    ("number", "here", "there", "strength"),
    [
        ("54321", "de", "de", 1.0),
        ("543210", "de", "de", 1.0),
        ("543210", "de", "ru", 0.5),
        ("A5432109", "de", "ru", 1.0),
    ],
)
def test_short_numbers_of_two_countries_in_common_confirm_less(
    number: str, here: str, there: str, strength: float
) -> None:
    verdict = identifier(
        facts(countries=(here,), registration=number), facts(countries=(there,), registration=number)
    )
    assert verdict is not None
    assert verdict.strength == strength


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


def test_another_generation_contradicts_where_both_names_tell_theirs() -> None:
    junior, senior, bare = (facts(names=(name,)) for name in ("Otto Berg Jr", "Berg Sr., Otto", "Otto Berg"))
    verdict = generation(junior, senior)
    assert verdict is not None
    assert verdict.strength == -1.0
    assert "Otto Berg Jr, listed as Berg Sr., Otto" in verdict.reason
    assert generation(junior, bare) is None
    assert generation(junior, facts(names=("Otto Berg II",))) is None
    assert generation(facts("Company", names=("Berg Jr",)), senior) is None


@pytest.mark.parametrize("schema", ["Thing", "LegalEntity", "Organization"])
def test_a_street_is_not_the_person_it_is_named_after(schema: str) -> None:
    street, person = facts(schema, names=("Otto Berg Street",)), facts("Person", names=("Otto Berg",))
    verdict = kind(street, person)
    assert verdict is not None
    assert verdict.strength == -1.0
    assert "street" in verdict.reason


def test_an_address_after_a_name_or_a_person_called_so_is_no_place() -> None:
    person = facts("Person", names=("Otto Berg",))
    assert kind(facts("Thing", names=("Otto Berg, 5 Mill Street",)), person) is None
    assert kind(facts("Thing", names=("Otto Berg Street", "Otto Berg")), person) is None
    assert kind(facts("Thing", names=("Otto Street",)), facts("Person", names=("Otto STREET",))) is None
    assert kind(facts("Person", names=("Otto Berg Street",)), person) is None

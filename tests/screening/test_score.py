"""Scores: names and evidence in log-odds, each piece told, none blended out of sight."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchfloor.model.finding import Contribution
from watchfloor.model.party import Party, party
from watchfloor.model.policy import default_policy, parse_policy
from watchfloor.screening.facts import party_facts
from watchfloor.screening.score import (
    NAME_FLOOR_WITH_NUMBER,
    evidence,
    judge,
    log_odds,
    logistic,
    most_evidence,
    name_points,
)

POLICY = default_policy()
likenesses = st.floats(0.0, 1.0)


def piece(feature: str, strength: float) -> Contribution:
    points = round(POLICY.features[feature] * strength, 4)
    return Contribution(feature=feature, strength=strength, points=points, reason="because")


pieces = st.lists(
    st.builds(piece, st.sampled_from(sorted(POLICY.features)), st.floats(-1.0, 1.0)),
    max_size=6,
    unique_by=lambda p: p.feature,
)


@given(st.floats(-800.0, 800.0))
def test_probabilities_and_log_odds_are_inverse(points: float) -> None:
    probability = logistic(points)
    assert 0.0 <= probability <= 1.0
    if abs(points) < 30:
        assert log_odds(probability) == pytest.approx(points, abs=1e-2)


@pytest.mark.parametrize(
    ("probability", "odds"), [(0.0, -math.inf), (1.0, math.inf), (-0.5, -math.inf), (0.5, 0.0)]
)
def test_certainty_has_no_finite_odds(probability: float, odds: float) -> None:
    assert log_odds(probability) == odds


@given(likenesses, likenesses, st.sampled_from(["primary", "alias", "former"]))
def test_a_name_more_alike_never_scores_less(one: float, two: float, kind: str) -> None:
    less, more = sorted((one, two))
    assert judge(less, kind, [], POLICY).score <= judge(more, kind, [], POLICY).score


@given(likenesses)
def test_a_weak_alias_says_less_than_the_same_name_in_full(likeness: float) -> None:
    assert name_points(likeness, "weak", POLICY) < name_points(likeness, "primary", POLICY)


def test_an_equal_name_alone_is_a_match_weak_or_not() -> None:
    for kind in ("primary", "alias", "former", "weak"):
        assert judge(1.0, kind, [], POLICY).score >= POLICY.threshold


@given(likenesses, pieces)
def test_a_judgement_is_bounded_and_tells_every_piece(likeness: float, found: list[Contribution]) -> None:
    judged = judge(likeness, "primary", found, POLICY)
    assert 0.0 <= judged.score <= 1.0
    assert -1.0 <= judged.evidence <= 1.0
    assert judged.contributions[0].feature == "name"
    assert list(judged.contributions[1:]) == found
    assert all(c.reason for c in judged.contributions)


@given(likenesses, pieces)
def test_the_score_is_the_sum_of_what_is_told(likeness: float, found: list[Contribution]) -> None:
    judged = judge(likeness, "primary", found, POLICY)
    total = sum(c.points for c in judged.contributions)
    assert judged.score == pytest.approx(logistic(total), abs=2e-4)


@given(likenesses, st.sampled_from(sorted(set(POLICY.features) - {"identifier", "vessel_number"})))
def test_agreement_raises_and_contradiction_lowers(likeness: float, feature: str) -> None:
    silent = judge(likeness, "primary", [], POLICY)
    assert judge(likeness, "primary", [piece(feature, 1.0)], POLICY).score >= silent.score
    assert judge(likeness, "primary", [piece(feature, -1.0)], POLICY).score <= silent.score
    assert silent.evidence == 0.0


def test_a_right_number_outweighs_a_wrong_name() -> None:
    judged = judge(0.0, "primary", [piece("vessel_number", 1.0)], POLICY)
    assert judged.contributions[0].points == NAME_FLOOR_WITH_NUMBER
    assert judged.score > POLICY.threshold
    assert judge(0.0, "primary", [piece("vessel_number", 0.5)], POLICY).score < POLICY.threshold


@pytest.mark.parametrize("feature", ["identifier", "vessel_number"])
def test_a_wrong_number_outweighs_an_equal_name_whatever_else_agrees(feature: str) -> None:
    other = [piece(name, 1.0) for name in ("country", "gender")]
    assert judge(1.0, "primary", [piece(feature, -1.0), *other], POLICY).score < POLICY.threshold


@pytest.mark.parametrize(
    ("likeness", "kind", "reason"),
    [
        (1.0, "primary", "the names are equal"),
        (0.999, "primary", "the names are 99% alike"),
        (0.5, "weak", "the names are 50% alike (a weak alias by the list's own word)"),
        (1.0, "former", "the names are equal (a former name)"),
    ],
)
def test_the_names_part_is_told_in_words(likeness: float, kind: str, reason: str) -> None:
    assert judge(likeness, kind, [], POLICY).contributions[0].reason == reason


def test_features_that_are_silent_or_switched_off_are_not_told() -> None:
    one = party_facts(party("Zorvik A", schema="Person", nationality="ru", birthDate="1952-10-07"))
    two = party_facts(party("Zorvik B", schema="Person", nationality="ru"))
    assert [c.feature for c in evidence(one, two, POLICY)] == ["country"]
    off = parse_policy(b"[features]\ncountry = 0.0")
    assert evidence(one, two, off) == []


facts = st.builds(
    lambda schema, properties: Party(schema=schema, properties=properties),
    st.sampled_from(["Person", "Company", "Vessel", "Thing"]),
    st.fixed_dictionaries(
        {},
        optional={
            "birthDate": st.sampled_from([("1952-10-07",), ("1952",), ("1984~",), ("1952-07-10",)]),
            "nationality": st.sampled_from([("ru",), ("kp",)]),
            "country": st.sampled_from([("ru",), ("kp",)]),
            "gender": st.sampled_from([("male",), ("female",)]),
            "imoNumber": st.sampled_from([("9074729",), ("9187629",)]),
            "mmsi": st.sampled_from([("445123456",), ("445654321",)]),
            "passportNumber": st.sampled_from([("AB12345",), ("CD67890",)]),
            "callSign": st.sampled_from([("P7ABC",), ("P7DEF",)]),
        },
    ),
).map(party_facts)


@given(facts, facts)
def test_no_evidence_adds_more_than_the_bound_retrieval_reckons_with(left: object, right: object) -> None:
    found = evidence(left, right, POLICY)  # type: ignore[arg-type]
    assert sum(c.points for c in found) <= most_evidence(left, POLICY) + 1e-3  # type: ignore[arg-type]

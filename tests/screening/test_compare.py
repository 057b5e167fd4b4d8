"""Two parties compared: the same score screening gives, for any names."""

import pytest
from hypothesis import given
from tests.support import an_engine, an_entity, any_text, names

from watchfloor.model.party import Party, party
from watchfloor.model.policy import default_policy, parse_policy
from watchfloor.screening.compare import compare

POLICY = default_policy()


def score(left: str, right: str, schema: str = "Person") -> float:
    return compare(party(left, schema=schema), party(right, schema=schema), POLICY).score


@given(names)
def test_an_equal_name_is_wholly_alike_and_a_match(name: str) -> None:
    hit = compare(party(name), party(name), POLICY)
    assert hit.name_likeness == 1.0
    assert hit.match
    assert hit.explanation.contributions[0].reason == "the names are equal"


@given(any_text, any_text)
def test_any_two_texts_can_be_compared(left: str, right: str) -> None:
    hit = compare(party(left), party(right), POLICY)
    assert 0.0 <= hit.score <= 1.0
    assert hit.match == (hit.score >= POLICY.threshold)


@given(names, names)
def test_comparing_is_screening_against_a_list_of_one(left: str, right: str) -> None:
    (result,) = an_engine(an_entity(right)).screen_batch([party(left, schema="Person")], threshold=0.0)
    compared = compare(party(left, schema="Person"), party(right, schema="Person"), POLICY)
    for hit in result.hits:
        assert hit.score == pytest.approx(compared.score, abs=1.1e-4)
        assert hit.explanation.alignment == compared.explanation.alignment
    if not result.hits:
        assert compared.name_likeness == 0.0


def test_the_best_of_several_names_counts_on_both_sides() -> None:
    left = Party(properties={"name": ("Nobody",), "alias": ("Demo Tester",)})
    right = Party(properties={"name": ("Somebody", "TESTER, Demo")}, id="x-1")
    hit = compare(left, right, POLICY)
    assert (hit.explanation.party_name, hit.explanation.entity_name) == ("Demo Tester", "TESTER, Demo")
    assert (hit.entity_id, hit.source_id, hit.records) == ("x-1", "x-1", ("x-1",))


def test_each_name_in_a_text_counts_on_both_sides_and_the_explanation_shows_it() -> None:
    left, right = party("Nobody Known a.k.a. Demo Tester"), party("TESTER, Demo / PROBER, Sample", id="x-1")
    hit = compare(left, right, POLICY)
    assert (hit.explanation.party_name, hit.explanation.entity_name) == ("Demo Tester", "TESTER, Demo")
    assert hit.match


def test_parties_without_a_name_are_compared_by_what_they_have() -> None:
    ship = Party(schema="Vessel", properties={"imoNumber": ("9074729",)})
    assert compare(ship, party("Demo Star", schema="Vessel", imoNumber="9074729"), POLICY).match
    assert not compare(ship, Party(schema="Vessel"), POLICY).match


def test_evidence_counts_as_in_screening() -> None:
    known = party("TESTER, Demo", schema="Person", birthDate="1970-01-02")
    close = compare(party("Demo Tester", schema="Person", birthDate="1970-01-02"), known, POLICY)
    far = compare(party("Demo Tester", schema="Person", birthDate="1930-01-02"), known, POLICY)
    assert close.score > score("Demo Tester", "TESTER, Demo") > far.score
    assert close.name_likeness == far.name_likeness == 1.0
    assert close.evidence > 0 > far.evidence


def test_the_policy_decides_what_a_match_is() -> None:
    pair = party("Vladimir Puten"), party("Vladimir Putin")
    likely = compare(*pair, POLICY).score
    assert 0.5 < likely < 1.0
    assert compare(*pair, parse_policy(f"threshold = {likely - 0.01}".encode())).match
    assert not compare(*pair, parse_policy(f"threshold = {likely + 0.001}".encode())).match


def test_words_of_an_organisation_stand_in_order_those_of_a_person_do_not() -> None:
    assert score("Putin Vladimir", "Vladimir Putin") == score("Vladimir Putin", "Vladimir Putin")
    assert score("Kestrel Demo Ocean", "Demo Ocean Kestrel", "Company") < score(
        "Demo Ocean Kestrel", "Demo Ocean Kestrel", "Company"
    )


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("HAI SHUN NO1", "HAI SHUN NO 1", True),
        ("PETREL1", "PETREL 1", True),
        ("OCEAN MAESTRO1", "OCEAN MAESTRO 1", True),
        ("PETREL1", "PETREL", False),
        ("OCEAN KESTREL 1", "OCEAN KESTREL 2", False),
    ],
)
def test_a_digit_at_the_end_of_a_ships_name_is_its_number(left: str, right: str, same: bool) -> None:
    assert (score(left, right, "Vessel") >= 0.7) is same


def test_a_name_of_many_ones_takes_no_time() -> None:
    assert score("a1b1" * 40, "Ivan Petrov") == 0.0

import pytest
from tests.support import an_engine, an_entity

from watchfloor.model.errors import PolicyError
from watchfloor.model.party import party
from watchfloor.model.policy import Policy, default_policy, parse_policy
from watchfloor.screening.compare import compare

TEXT = '[thresholds]\nPerson = 0.8\nxx_demo = 0.6\n"xx_demo/Organization" = 0.9\n"xx_demo/Company" = 0.85\n'


@pytest.fixture
def policy() -> Policy:
    return parse_policy(TEXT.encode())


@pytest.mark.parametrize(
    ("source", "schema", "threshold"),
    [
        ("other", "Vessel", 0.7),
        ("other", "Person", 0.8),
        ("xx_demo", "Person", 0.6),
        ("xx_demo", "Organization", 0.9),
        ("xx_demo", "Company", 0.9),
    ],
)
def test_the_most_specific_threshold_counts_and_of_several_kinds_the_strictest(
    policy: Policy, source: str, schema: str, threshold: float
) -> None:
    assert policy.threshold_for(source, schema) == threshold


def test_without_thresholds_of_their_own_all_have_the_general_one() -> None:
    assert (
        default_policy().threshold_for("xx_demo", "Person")
        == default_policy().threshold
        == default_policy().lowest
    )


def test_thresholds_are_part_of_the_hash(policy: Policy) -> None:
    assert policy.hash != default_policy().hash
    assert policy.lowest == 0.6


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Person = 1.5", "the threshold of Person must lie between 0 and 1, not 1.5"),
        ("Persn = 0.5", "no schema is called 'Persn'"),
        ('"xx_demo/persn" = 0.5', "no schema is called 'persn', in the threshold of 'xx_demo/persn'"),
    ],
)
def test_a_threshold_that_makes_no_sense_is_told(text: str, message: str) -> None:
    with pytest.raises(PolicyError, match=message):
        parse_policy(f"[thresholds]\n{text}\n".encode())


def test_a_hit_is_a_match_by_the_threshold_of_its_source_and_kind(policy: Policy) -> None:
    listed = [
        an_entity("Vadim Demonov", record="1", source="xx_demo"),
        an_entity("Vadim Demonov", record="2", source="yy_demo"),
    ]
    engine = an_engine(*listed, policy=policy)
    asked = party("Vadim Petrovich Demonow", schema="Person", birthDate="1950")
    everything = next(engine.screen([asked], threshold=0.01)).hits
    score = everything[0].score
    between = parse_policy(
        f"[thresholds]\nxx_demo = {score - 0.01:.4f}\nyy_demo = {score + 0.0001:.4f}\n".encode()
    )
    engine = an_engine(*listed, policy=between)
    assert [h.source for h in next(engine.screen([asked])).hits] == ["xx_demo"]
    assert {h.source: h.match for h in next(engine.screen([asked], threshold=0.01)).hits} == {
        "xx_demo": True,
        "yy_demo": False,
    }


def test_a_linked_record_that_matches_makes_a_match_of_the_whole() -> None:
    listed = [
        an_entity("Vadim Demonov", record="1", source="strict"),
        an_entity("Vadim Demonow", record="2", source="mild"),
    ]
    clusters = dict.fromkeys(("strict:1", "mild:2"), ("strict:1", "mild:2"))
    apart = parse_policy(b"[thresholds]\nstrict = 0.9999\nmild = 0.5\n")
    engine = an_engine(*listed, policy=apart, clusters=clusters)
    (hit,) = next(engine.screen([party("Vadim Demonov", schema="Person")])).hits
    assert hit.match


def test_two_names_are_compared_by_the_threshold_of_their_kind() -> None:
    strict = parse_policy(b"[thresholds]\nPerson = 0.9999\n")
    assert not compare(party("Ann Lee", schema="Person"), party("Ann Lee", schema="Person"), strict).match
    assert compare(party("Ann Lee", schema="Vessel"), party("Ann Lee", schema="Vessel"), strict).match

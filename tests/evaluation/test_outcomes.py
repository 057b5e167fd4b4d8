import numpy as np
import pytest
from tests.evaluation.support import a_listing, a_run, an_evaluation_engine

from watchfloor.evaluation import real
from watchfloor.evaluation.cases import Case
from watchfloor.evaluation.outcomes import best_scores, outcomes
from watchfloor.evaluation.wrong import TOO_FAR, explain_case
from watchfloor.model.party import Party, party
from watchfloor.model.policy import parse_policy
from watchfloor.screening.lean import LeanEngine


def a_case(name: str, source: str, **facts: str) -> Case:
    return Case(
        key="test", group="test", kind="person", source=source, origin="Vadim Demonoff", party=party(name, schema="Person", **facts)
    )  # fmt: skip


def test_the_right_entity_is_told_from_its_rivals() -> None:
    engine, listing = an_evaluation_engine(), a_listing()
    cases = [
        a_case("Vadim Demonov", "demo:p1"),
        a_case("Vadim Demonov", "demo:p2"),
        a_case("Ooo Ppp", "demo:p1"),
    ]
    found = outcomes(engine, listing, cases)
    assert found.own[0] > 0.9
    assert found.rival[0] == 0.0  # the linked record of the other list is no rival
    assert found.first.tolist() == [True, False, False]
    assert found.own[1] == 0.0
    assert found.rival[1] == found.own[0] == found.best[1]
    assert listing.entities[int(found.rival_entity[1])].id in {"demo:p1", "other:q1"}
    assert (found.own[2], found.listed[2], found.rival_entity[2]) == (0.0, -1, -1)


def test_names_out_of_sight_are_not_seen() -> None:
    engine, listing = an_evaluation_engine(), a_listing()
    for case in real.aliases_left_out(listing, "person"):
        found = outcomes(engine, listing, [case])
        assert int(found.listed[0]) not in case.unseen
    (native, *_) = real.native_script(listing, "person")
    found = outcomes(engine, listing, [native])
    assert listing.latin[found.listed[0]]
    (latin, *_) = real.latin_against_native(listing, "person")
    found = outcomes(engine, listing, [latin])
    assert not listing.latin[found.listed[0]]


def test_no_cases_have_no_outcomes() -> None:
    assert len(outcomes(an_evaluation_engine(), a_listing(), []).own) == 0


def test_the_best_score_of_each_party_is_found() -> None:
    parties = [party("Vadim Demonov"), party("Ooo Ppp"), Party()]
    found = best_scores(an_evaluation_engine(), parties)
    assert (found.score > 0).tolist() == found.match.tolist() == [True, False, False]


def test_a_match_is_one_by_the_policys_threshold_for_that_party() -> None:
    strict = parse_policy(b"[thresholds]\nPerson = 0.9999\n")
    engine, listing = LeanEngine(an_evaluation_engine().index, strict), a_listing()
    found = outcomes(
        engine, listing, [a_case("Vadim Demonov", "demo:p1"), a_case("Vadim Demonov", "demo:p2")]
    )
    assert found.own[0] > 0.9
    assert not found.match.any()
    assert not found.anybody.any()
    mild = outcomes(
        an_evaluation_engine(), listing, [a_case("Vadim Demonov", s) for s in ("demo:p1", "demo:p2")]
    )
    assert mild.match.tolist() == [True, False]
    assert mild.anybody.tolist() == [True, True]


def test_a_miss_is_explained_by_the_name_that_said_most() -> None:
    engine, listing = an_evaluation_engine(), a_listing()
    cases = [a_case("Vadim Demonoff", "demo:p1", nationality="se"), a_case("Xyz Qqq", "demo:p1")]
    found = outcomes(engine, listing, cases)
    near, far = (explain_case(engine, listing, case, found, place) for place, case in enumerate(cases))
    assert near.why[0] == "compared with 'Vadim Demonoff'"
    assert any("different countries" in reason for reason in near.why)
    assert near.facts == {"nationality": ("se",)}
    assert TOO_FAR in far.why
    assert far.rival == ""
    assert far.score == 0.0


@pytest.mark.parametrize("classes", [("typo",), ("real",), ("hard negative",)])
def test_outcomes_stand_in_the_order_of_their_cases(classes: tuple[str, ...]) -> None:
    run = a_run(classes=classes)
    for made, found in zip(run.sets, run.outcomes, strict=True):
        alone = outcomes(run.engine, run.listing, made.cases)
        assert np.array_equal(found.own, alone.own)
        assert np.array_equal(found.rival, alone.rival)

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.evaluation.support import a_run

from watchfloor.evaluation.metrics import share
from watchfloor.evaluation.policy_file import to_toml
from watchfloor.evaluation.tune import (
    Tuned,
    at_policy,
    harmless_by_group,
    round_up,
    shares,
    tuned,
    tuned_apart,
    with_thresholds,
)
from watchfloor.model.errors import UsageError
from watchfloor.model.policy import default_policy, parse_policy
from watchfloor.screening.lean import LeanEngine

NONE = share(0, 0)


def test_no_more_than_the_share_alerts_at_the_tuned_threshold() -> None:
    run = a_run(classes=("typo", "given-replaced"))
    (found,) = tuned(run, ["person"], 0.1)
    assert found.harmless.hits <= 1
    assert 0.0 < found.threshold < 1.0
    assert found.recall > 0.5
    assert found.hard.of > 0


@pytest.mark.parametrize("by_source", [True, False])
def test_thresholds_apart_keep_all_harmless_alerts_together_below_the_share(*, by_source: bool) -> None:
    run = a_run(classes=("typo", "given-replaced"))
    found = tuned_apart(run, ["person", "company"], 0.1, by_source=by_source)
    groups = {(t.source, t.kind) for t in found}
    assert groups == (
        {("demo", "person"), ("other", "person"), ("demo", "company")}
        if by_source
        else {("", "person"), ("", "company")}
    )
    policy = with_thresholds(default_policy(), found, name="apart", apart=True)
    again = a_run(classes=("typo",))
    again.engine = LeanEngine(again.engine.index, policy)
    assert all(at_policy(again, kind).harmless.rate <= 0.1 for kind in again.harmless)


def test_harmless_scores_are_told_apart_by_list_and_kind() -> None:
    run = a_run(classes=("typo",))
    scores = harmless_by_group(run, "person", ["person", "company"], by_source=True)
    best = np.maximum.reduce(list(scores.values()))
    assert np.array_equal(best, run.harmless["person"].score)
    assert scores["demo", "person"].max() > scores["other", "person"].max()
    assert set(harmless_by_group(run, "person", ["person"], by_source=False)) == {("", "person")}


def test_what_a_policy_does_is_told_by_all_of_its_thresholds() -> None:
    run = a_run(classes=("typo", "given-replaced"))
    assert at_policy(run, "person") == shares(run, "person", run.engine.policy.threshold)
    strict = parse_policy(b"[thresholds]\nPerson = 0.9999\n")
    quiet = a_run(classes=("typo",))
    quiet.engine = LeanEngine(quiet.engine.index, strict)
    assert at_policy(quiet, "person").recall == 0.0
    assert at_policy(quiet, "company").recall > 0.5


def test_a_stricter_threshold_costs_recall() -> None:
    run = a_run(classes=("typo", "given-replaced"))
    assert shares(run, "person", 0.1).recall >= shares(run, "person", 0.9).recall


def test_too_few_harmless_parties_cannot_tell_a_small_share() -> None:
    with pytest.raises(UsageError, match=r"10 harmless parties cannot tell 0\.5% from none.* 200 or more"):
        tuned(a_run(classes=("exact",)), ["person"], 0.005)


@given(st.floats(1e-9, 1.0))
def test_a_threshold_is_rounded_up_to_what_a_score_can_be(value: float) -> None:
    found = round_up(value)
    assert 0.0001 <= found <= 0.9999
    assert found >= value or found == 0.9999
    assert found < value + 0.0001001 or found == 0.0001
    assert round_up(float(np.nextafter(0.8792, 1.0))) == 0.8793


def test_a_tuned_policy_is_read_back_as_it_was() -> None:
    found = [
        Tuned(kind="person", threshold=t, harmless=NONE, recall=0.9, hard=NONE, source=s)
        for t, s in ((0.8123, "xx-demo"), (0.6, ""))
    ]
    policy = with_thresholds(default_policy(), found, name='tuned, "at most" 1%', apart=True)
    assert policy.thresholds == {"xx-demo/Person": 0.8123, "Person": 0.6}
    assert policy.threshold == 0.8123
    text = to_toml(policy, comment="first\nsecond")
    assert text.startswith("# first\n# second\nname = ")
    assert parse_policy(text.encode()) == policy
    assert policy.hash != default_policy().hash

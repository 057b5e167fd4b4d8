import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchfloor.evaluation import metrics

scores = st.lists(st.integers(0, 20).map(lambda n: n / 20), max_size=60).map(np.array)
labelled = st.lists(
    st.tuples(st.integers(0, 10).map(lambda n: n / 10), st.booleans()), min_size=1, max_size=40
)


@pytest.mark.parametrize(
    ("hits", "of", "low", "high"),
    [
        (0, 10, 0.0, 0.2775),  # Wilson (1927); figures as R's binom.confint gives them
        (8, 10, 0.4902, 0.9433),
        (10, 10, 0.7225, 1.0),
        (195, 200, 0.9428, 0.9893),
    ],
)
def test_the_interval_is_wilsons(hits: int, of: int, low: float, high: float) -> None:
    found = metrics.share(hits, of)
    assert (round(found.low, 4), round(found.high, 4)) == (low, high)
    assert found.rate == hits / of


def test_of_no_cases_nothing_is_known() -> None:
    assert metrics.share(0, 0) == metrics.Share(hits=0, of=0, low=0.0, high=1.0)
    assert metrics.share(0, 0).rate == 0.0


@given(of=st.integers(1, 500), data=st.data())
def test_an_interval_holds_its_share_and_stays_between_0_and_1(of: int, data: st.DataObject) -> None:
    found = metrics.share(data.draw(st.integers(0, of)), of)
    assert 0.0 <= found.low <= found.rate <= found.high <= 1.0


@given(harmless=scores, rate=st.sampled_from([0.001, 0.01, 0.05, 0.2, 0.5]))
def test_no_more_than_the_share_asked_for_alerts_and_no_lower_threshold_would_do(
    harmless: metrics.Floats, rate: float
) -> None:
    threshold = metrics.threshold_at(harmless, rate)
    allowed = math.floor(rate * len(harmless) + 1e-9)
    assert (harmless >= threshold).sum() <= allowed
    lower = harmless[(harmless < threshold) & (harmless > 0)]
    if len(lower):
        assert (harmless >= lower.max()).sum() > allowed


def test_where_nothing_comes_near_any_score_at_all_alerts() -> None:
    assert metrics.threshold_at(np.zeros(100), 0.01) == metrics.LEAST
    assert metrics.threshold_at(np.zeros(0), 0.01) == metrics.LEAST


@given(pairs=labelled)
def test_the_area_under_the_curve_is_how_often_a_match_scores_above_a_non_match(
    pairs: list[tuple[float, bool]],
) -> None:
    values = np.array([score for score, _ in pairs])
    truth = np.array([label for _, label in pairs])
    wins = [
        1.0 if a > b else 0.5 if a == b else 0.0 for a, is_a in pairs if is_a for b, is_b in pairs if not is_b
    ]
    wanted = sum(wins) / len(wins) if wins else 0.5
    assert metrics.auc(values, truth) == pytest.approx(wanted)


def test_verdicts_count_both_ways_of_being_wrong() -> None:
    found = metrics.verdicts(np.array([0.9, 0.8, 0.2, 0.75]), np.array([True, False, True, True]), 0.7)
    assert (found.found, found.missed, found.false, found.quiet) == (2, 1, 1, 0)
    assert (found.precision, found.recall, found.f1) == (2 / 3, 2 / 3, 2 / 3)
    assert metrics.verdicts(np.zeros(0), np.zeros(0, dtype=np.bool_), 0.5).f1 == 0.0


@given(pairs=labelled)
def test_a_curve_rises_with_falling_thresholds(pairs: list[tuple[float, bool]]) -> None:
    values = np.array([score for score, _ in pairs])
    truth = np.array([label for _, label in pairs])
    found = metrics.curve(values, truth)
    assert list(found.threshold) == sorted(found.threshold, reverse=True)
    assert list(found.recall) == sorted(found.recall)
    assert list(found.false_rate) == sorted(found.false_rate)
    for place, threshold in enumerate(found.threshold):
        assert found.recall[place] == pytest.approx(
            (values[truth] >= threshold).sum() / max(truth.sum(), 1), abs=1e-5
        )


def test_a_long_curve_is_thinned() -> None:
    values = np.arange(1, 5001) / 5000
    assert len(metrics.curve(values, values > 0.5).threshold) <= 200


def test_scores_that_are_always_right_are_calibrated() -> None:
    rng = np.random.default_rng(1)
    values = rng.random(20_000)
    found = metrics.calibration(values, rng.random(20_000) < values)
    assert found.error < 0.02
    assert found.brier == pytest.approx(1 / 6, abs=0.01)  # the integral of p (1 - p)
    assert sum(b.cases for b in found.bins) == 20_000


def test_boasting_is_seen_in_the_calibration() -> None:
    found = metrics.calibration(np.full(10, 0.95), np.arange(10) < 5)
    assert found.error == pytest.approx(0.45)
    assert [(b.cases, b.predicted, b.observed) for b in found.bins] == [(10, 0.95, 0.5)]
    assert metrics.calibration(np.zeros(0), np.zeros(0, dtype=np.bool_)).bins == ()


def test_the_mean_of_classes_counts_each_once() -> None:
    assert metrics.macro([metrics.share(1, 1), metrics.share(0, 99)]) == 0.5
    assert metrics.macro([]) == 0.0

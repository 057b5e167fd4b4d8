"""Three sums in one whole number come out again as they went in, never too low."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchfloor.screening import figures

weights = st.floats(0, 90)
rows = st.lists(st.tuples(weights, weights, st.integers(0, 60)), min_size=1, max_size=60)


def arrays(found: list[tuple[float, float, int]]) -> tuple[figures.Floats, figures.Floats, figures.Floats]:
    reach, support, carried = (np.array(side, dtype=np.float64) for side in zip(*found, strict=True))
    return reach, support, carried


@given(rows)
def test_sums_of_figures_are_the_sums_rounded_up(found: list[tuple[float, float, int]]) -> None:
    reach, support, carried = arrays(found)
    total = figures.packed(reach, support, carried).sum(keepdims=True)
    got_reach, got_support, got_carried = figures.unpacked(total)
    assert 0 <= got_reach[0] - reach.sum() < len(found) / 256 + 1e-9
    assert 0 <= got_support[0] - support.sum() < len(found) / 64 + 1e-9
    assert got_carried[0] == carried.sum()


def test_the_most_that_names_of_sixty_words_can_come_to_has_room() -> None:
    every = 60 * 60
    reach, support, carried = np.full(every, 4.5), np.full(every, 2.0), np.full(every, 60.0)
    found = figures.unpacked(figures.packed(reach, support, carried).sum(keepdims=True))
    assert [side[0] for side in found] == [every * 4.5, every * 2.0, every * 60]


def test_larger_reach_is_a_larger_figure_whatever_the_rest() -> None:
    few, many = np.array([1.0]), np.array([1.1])
    assert figures.packed(many, few * 0, few * 0) > figures.packed(few, few * 80, few * 60)


@given(weights)
def test_weights_to_be_reached_are_rounded_down(weight: float) -> None:
    steps = figures.support_down(np.array([weight]))[0]
    assert steps <= figures.support_steps(figures.packed(*np.array([[0.0], [weight], [0.0]])))[0]
    assert steps / 64 == pytest.approx(weight, abs=1 / 64)


def test_the_most_of_each_owner_tells_no_support() -> None:
    figure = figures.packed(np.array([1.0, 2.0, 0.5]), np.array([1.0, 1.0, 1.0]), np.array([3.0, 1.0, 2.0]))
    reach, support, carried = figures.unpacked(figures.most(figure, np.array([0, 0, 2], dtype=np.int32), 3))
    assert reach.tolist() == [2.0, 0.0, 0.5]
    assert support.tolist() == [0.0, 0.0, 0.0]
    assert carried.tolist() == [3, 0, 2]


@given(st.lists(st.tuples(st.integers(0, 9), weights, weights, st.integers(0, 60)), max_size=80))
def test_figures_are_summed_by_place_exactly_either_way(found: list[tuple[int, float, float, int]]) -> None:
    place = np.array([row[0] for row in found], dtype=np.int64)
    figure = figures.packed(*arrays([row[1:] for row in found] or [(0, 0, 0)]))[: len(found)]
    wanted = {
        p: sum(f for q, f in zip(place.tolist(), figure.tolist(), strict=True) if q == p)
        for p in place.tolist()
    }
    got = dict(zip(*(side.tolist() for side in figures.summed(place, figure)), strict=True))
    assert list(got) == sorted(got)
    assert got == wanted
    places, sums = figures.summed_up(place, figure, 12)
    assert dict(zip(places.tolist(), sums.tolist(), strict=True)) == {p: s for p, s in wanted.items() if s}

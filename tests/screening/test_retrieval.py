"""Retrieval loses no pair that passes the gate, or that is as alike as asked for, under any policy."""

import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support import names, odd_names

from watchfloor.model.policy import Line, NameRules, Scorecard, default_policy
from watchfloor.names.tokens import tokens
from watchfloor.screening import products, retrieval
from watchfloor.screening.align import align
from watchfloor.screening.bounds import Bound
from watchfloor.screening.nameset import analyse
from watchfloor.screening.retrieval import Listed, Side, retrieve, retrieve_alike
from watchfloor.screening.vocabulary import join

RULES = default_policy().names
TABLES = tuple(name for name in Scorecard.__struct_fields__ if name != "base")


@st.composite
def cards(draw: st.DrawFn) -> Scorecard:
    """A scorecard in which any table may say anything, whatever its direction."""
    names = draw(st.lists(st.sampled_from(TABLES), unique=True))
    return Scorecard(base=draw(st.floats(0.3, 1.3)), **{name: draw(lines) for name in names})


lines: st.SearchStrategy[Line] = st.lists(
    st.tuples(st.floats(0, 4), st.floats(-0.6, 0.2)), min_size=1, max_size=4, unique_by=lambda knot: knot[0]
).map(lambda knots: tuple(sorted(knots)))
all_rules = st.just(RULES) | st.builds(NameRules, gate=st.floats(0.05, 1.0), person=cards(), other=cards())
some_names = st.lists(names | odd_names, min_size=1, max_size=5)


@settings(max_examples=80, deadline=None)
@given(some_names, some_names)
def test_what_is_alike_at_all_is_always_among_what_is_looked_at(left: list[str], right: list[str]) -> None:
    one, two = Side(*analyse(left)), Side(*analyse(right))
    listed = two.names.matrix(two.words.size).T.tocsr()
    found = retrieve(one, two, join(one.words, two.words), listed, RULES.gate)
    pairs = list(zip(found.left.tolist(), found.right.tolist(), strict=True))
    assert pairs == sorted(set(pairs))
    alike = {
        (a, b)
        for a, name in enumerate(left)
        for b, other in enumerate(right)
        for ordered in (True, False)
        if align(tokens(name), tokens(other), RULES, ordered=ordered).matches
    }
    assert alike <= set(pairs)


@settings(max_examples=50, deadline=None)
@given(some_names, some_names)
def test_work_done_in_parts_finds_the_same(left: list[str], right: list[str]) -> None:
    one, two = Side(*analyse(left)), Side(*analyse(right))
    units = join(one.words, two.words)
    listed = two.names.matrix(two.words.size).T.tocsr()
    whole = retrieve(one, two, units, listed, RULES.gate)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(retrieval, "WORK", 1)
        parts = retrieve(one, two, units, listed, RULES.gate)
    assert whole.left.tolist() == parts.left.tolist()
    assert whole.right.tolist() == parts.right.tolist()


@pytest.mark.parametrize(("few_rows", "few_meetings"), [(0, 0.0), (1000, 0.0), (1000, 1e9)])
@settings(max_examples=120, deadline=None)
@given(some_names, some_names, all_rules, st.data())
def test_what_is_alike_enough_is_always_among_what_is_looked_at(
    few_rows: int,
    few_meetings: float,
    left: list[str],
    right: list[str],
    rules: NameRules,
    data: st.DataObject,
) -> None:
    least = [data.draw(st.sampled_from([0.05, 0.4, 0.7, 0.8, 0.9, 0.99])) for _ in left]
    one, two = Side(*analyse(left)), Side(*analyse(right))
    units = join(one.words, two.words)
    listed = Listed(two.names.matrix(two.words.size).T.tocsr(), two.names)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(retrieval, "FEW_ROWS", few_rows)
        patch.setattr(products, "FEW_MEETINGS", few_meetings)
        patch.setattr(retrieval, "WORK", 5)
        found = retrieve_alike(one, two, units, listed, rules, np.array(least))
    pairs = list(zip(found.left.tolist(), found.right.tolist(), strict=True))
    assert pairs == sorted(set(pairs))
    wanted = {
        (a, b)
        for a, name in enumerate(left)
        for b, other in enumerate(right)
        for ordered in (True, False)
        if align(tokens(name), tokens(other), rules, ordered=ordered).likeness >= least[a]
    }
    assert wanted <= set(pairs)


def test_the_scorecards_knee_is_counted_in() -> None:
    """A likeness above the knee takes a higher score; one that only equal names reach takes any."""
    assert Bound(RULES.person, 0.8).need == pytest.approx(0.8, abs=1e-5)
    assert Bound(RULES.person, 0.9).need > 0.9
    assert Bound(RULES.person, 0.97).need == np.inf
    assert Bound(msgspec.structs.replace(RULES.person, base=0.2), 0.8).least_reach == 4.0


def test_names_with_words_left_over_must_reach_more() -> None:
    bound = Bound(RULES.person, 0.78)
    assert bound.least_reach < 0.5 < bound.least_partly < 1.0


def test_an_initial_counts_only_where_a_listed_word_begins_with_it() -> None:
    one = Side(*analyse(["f. g. h. kovalenko"]))
    two = Side(*analyse(["ferdinand gustav horst kovalenko", "anna berta carla kovalenko"]))
    listed = Listed(two.names.matrix(two.words.size).T.tocsr(), two.names)
    found = retrieve_alike(one, two, join(one.words, two.words), listed, RULES, np.array([0.9]))
    assert found.right.tolist() == [0]


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        ("Kovalenko Kovalenko", "Kovalenko Ferdinand"),
        ("Kovalenko Kovalenko", "Kovalenko Bob"),
        ("Berg Berg Berg", "Berg Otto Ida"),
    ],
)
def test_a_repeated_word_counts_towards_the_gate_as_often_as_the_name_has_it(asked: str, name: str) -> None:
    """What is summed up counts a word once, the gate every time: without the factor these pairs were lost."""
    rules = NameRules(gate=1.0, person=Scorecard(base=1.0), other=Scorecard(base=1.0))
    assert align(tokens(asked), tokens(name), rules, ordered=False).likeness > 0.9
    one, two = Side(*analyse([asked])), Side(*analyse([name]))
    units = join(one.words, two.words)
    listed = Listed(two.names.matrix(two.words.size).T.tocsr(), two.names)
    assert retrieve_alike(one, two, units, listed, rules, np.array([0.05])).right.tolist() == [0]


def test_the_most_repeated_word_of_a_name_says_how_often_and_one_without_words_counts_once() -> None:
    side = Side(*analyse(["Berg Otto Berg Berg", "Otto Berg", "..."]))
    matrix = retrieval._matrix(side, np.arange(3))
    assert products.often(matrix).tolist() == [3.0, 1.0, 1.0]


def test_below_the_gate_nothing_is_looked_at_however_often_a_word_is_repeated() -> None:
    rules = NameRules(gate=1.0, person=Scorecard(base=1.0), other=Scorecard(base=1.0))
    one, two = Side(*analyse(["Kovalenko Berg"])), Side(*analyse(["Kovalenko Ferdinand"]))
    units = join(one.words, two.words)
    listed = Listed(two.names.matrix(two.words.size).T.tocsr(), two.names)
    assert retrieve_alike(one, two, units, listed, rules, np.array([0.05])).right.tolist() == []

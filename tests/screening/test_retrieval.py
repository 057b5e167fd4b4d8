"""Retrieval with a bound loses no pair that is as alike as asked for."""

import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support import names, odd_names

from watchfloor.model.policy import NameRules, default_policy
from watchfloor.names.tokens import tokens
from watchfloor.screening import retrieval
from watchfloor.screening.align import align
from watchfloor.screening.batch import likeness
from watchfloor.screening.bounds import Bound
from watchfloor.screening.nameset import analyse
from watchfloor.screening.retrieval import Listed, Side, retrieve, retrieve_alike
from watchfloor.screening.vocabulary import join

RULES = default_policy().names
prices = st.floats(0, 2)
all_rules = st.builds(
    lambda conflict, missing, extra, syllable: msgspec.structs.replace(
        RULES, conflict=conflict, missing=missing, extra=extra, syllable=syllable
    ),
    prices,
    prices,
    prices,
    prices,
)
some_names = st.lists(names | odd_names, min_size=1, max_size=5)


def wanted_pairs(
    left: list[str], right: list[str], rules: NameRules, least: list[float]
) -> set[tuple[int, int]]:
    """The definition: every pair aligned by itself, as a person's name and as a company's."""
    return {
        (a, b)
        for a, name in enumerate(left)
        for b, other in enumerate(right)
        for ordered in (True, False)
        if align(tokens(name), tokens(other), rules, ordered=ordered).likeness >= least[a]
    }


@pytest.mark.parametrize(("few_rows", "few_meetings"), [(0, 0.0), (1000, 0.0), (1000, 1e9)])
@settings(max_examples=80, deadline=None)
@given(some_names, some_names, all_rules, st.data())
def test_what_is_alike_enough_is_always_among_what_is_looked_at(
    few_rows: int,
    few_meetings: float,
    left: list[str],
    right: list[str],
    rules: NameRules,
    data: st.DataObject,
) -> None:
    least = [data.draw(st.sampled_from([0.05, 0.4, 0.7, 0.8, 0.95])) for _ in left]
    one, two = Side(*analyse(left)), Side(*analyse(right))
    units = join(one.words, two.words)
    listed = two.names.matrix(two.words.size).T.tocsr()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(retrieval, "FEW_ROWS", few_rows)
        patch.setattr(retrieval, "FEW_MEETINGS", few_meetings)
        patch.setattr(retrieval, "WORK", 5)
        found = retrieve_alike(one, two, units, Listed(listed, two.names), rules, np.array(least))
    pairs = list(zip(found.left.tolist(), found.right.tolist(), strict=True))
    assert pairs == sorted(set(pairs))
    wanted = wanted_pairs(left, right, rules, least)
    assert wanted <= set(pairs)
    for ordered in (True, False):
        alike = likeness(one, two, units, found, rules, np.full(len(pairs), ordered), np.array(least))
        for (a, b), value in zip(pairs, alike.tolist(), strict=True):
            exact = align(tokens(left[a]), tokens(right[b]), rules, ordered=ordered).likeness
            assert value == pytest.approx(exact, abs=1e-9) or (value == 0.0 and exact < least[a])


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


@given(
    st.floats(0.05, 0.99),
    all_rules,
    st.lists(
        st.tuples(st.floats(0.5, 1.0), st.floats(0.05, 2.0), st.floats(0.05, 2.0)), min_size=1, max_size=5
    ),
    st.floats(0, 4),
    st.floats(0, 4),
)
def test_matched_words_gain_what_a_likeness_needs(
    least: float, rules: NameRules, words: list[tuple[float, float, float]], left: float, right: float
) -> None:
    """Whatever is matched and left over: a likeness of ``least`` means that the gains reach the need."""
    matched = sum(min(a, b) for _, a, b in words)
    alike = sum(how * min(a, b) for how, a, b in words)
    total_left, total_right = left + sum(a for _, a, _ in words), right + sum(b for _, _, b in words)
    bound = Bound.of(rules, least)
    gained = sum(float(bound.gain(*np.array([[how], [a], [b]]))[0]) for how, a, b in words)
    need = float(bound.need(np.array([total_left]), np.array([total_right]))[0])
    both = min(left, right)
    for extra, missing in ((rules.extra, rules.missing), (rules.syllable, rules.syllable)):
        price = matched + rules.conflict * 2 * both + extra * (left - both) + missing * (right - both)
        assert alike < least * price or gained >= need


@given(st.floats(0.05, 0.99), all_rules, st.floats(0, 5), st.floats(0.1, 5), st.floats(0, 6))
def test_a_heavier_listed_name_needs_more_than_was_gained(
    least: float, rules: NameRules, gained: float, left: float, right: float
) -> None:
    bound = Bound.of(rules, least)
    most = float(bound.most_total(np.array([gained]), np.array([left]))[0])
    if right > most:
        assert gained < float(bound.need(np.array([left]), np.array([right]))[0]) + 1e-9

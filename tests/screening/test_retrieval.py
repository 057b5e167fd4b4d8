"""Retrieval loses no pair that passes the gate, and work done in parts finds the same."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support import names, odd_names

from watchfloor.model.policy import default_policy
from watchfloor.names.tokens import tokens
from watchfloor.screening import retrieval
from watchfloor.screening.align import align
from watchfloor.screening.nameset import analyse
from watchfloor.screening.retrieval import Side, retrieve
from watchfloor.screening.vocabulary import join

RULES = default_policy().names
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

"""The scorecard: equal names are 1, every trait works one way, arrays and single pairs agree."""

from dataclasses import fields, replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchfloor.model.policy import Line, NameRules, Scorecard, default_policy, parse_policy
from watchfloor.names.tokens import tokens
from watchfloor.screening.align import align
from watchfloor.screening.scorecard import NEARLY, SLACK, Sums, likeness, traits

RULES = default_policy().names
EQUAL = Sums(
    matched=1.9, unlike=0.0, equal=1.9, left=0.0, right=0.0, left_words=0, right_words=0, carried=2, least=1.0,
    initials=0, left_marks=0, right_marks=0, syllabic=False, swapped=False, disordered=False, ordered=False,
)  # fmt: skip
LINES = [
    pytest.param(line, id=f"{kind}-{name}")
    for kind, card in (("person", RULES.person), ("other", RULES.other))
    for name, line in card.lines().items()
]
weights = st.floats(0, 4)
counts = st.integers(0, 6)


@st.composite
def sums(draw: st.DrawFn) -> Sums:
    """What any alignment may come to."""
    matched = draw(st.floats(0.05, 6))
    return Sums(
        matched=matched, unlike=draw(st.floats(0, 0.5)) * matched, equal=draw(st.floats(0, 1)) * matched,
        left=draw(weights), right=draw(weights), left_words=draw(counts), right_words=draw(counts),
        carried=draw(counts), least=draw(st.floats(0.5, 1)), initials=draw(st.integers(0, 2)),
        left_marks=draw(counts), right_marks=draw(counts),
        syllabic=draw(st.booleans()), swapped=draw(st.booleans()), disordered=draw(st.booleans()),
        ordered=draw(st.booleans()),
    )  # fmt: skip


def of(value: Sums, rules: NameRules = RULES) -> float:
    return float(likeness(value, rules))


def test_names_equal_in_every_word_are_wholly_alike_however_short() -> None:
    assert of(EQUAL) == 1.0
    assert of(replace(EQUAL, matched=0.1, equal=0.1, carried=0, ordered=True)) == 1.0


def test_nothing_in_common_is_nothing() -> None:
    assert of(replace(EQUAL, matched=0.0, equal=0.0)) == 0.0


@given(sums())
def test_what_is_not_equal_in_every_word_is_nearly_alike_at_most(value: Sums) -> None:
    assert 0.0 <= of(value) <= 1.0
    if max(value.unlike, value.left, value.right) > SLACK:
        assert of(value) <= NEARLY


@given(
    sums(),
    st.sampled_from(["unlike", "left", "right", "left_marks", "right_marks", "initials"]),
    st.floats(0.01, 2),
)
def test_more_that_differs_never_makes_names_more_alike(value: Sums, what: str, more: float) -> None:
    if what in ("left", "right") and value.left != value.right:
        # Weight on the lesser side turns what was left over alone into a conflict: dearer, by every table.
        what = "left" if value.left >= value.right else "right"
    worse = replace(
        value, **{what: getattr(value, what) + (more if what in ("unlike", "left", "right") else 1)}
    )
    assert of(worse) <= of(value) + 1e-12


@given(sums())
def test_another_order_never_makes_names_more_alike(value: Sums) -> None:
    straight = replace(value, swapped=False, disordered=False)
    assert of(replace(value, swapped=True, disordered=True)) <= of(straight)


@given(st.lists(sums(), min_size=1, max_size=6))
def test_many_pairs_at_once_give_what_each_gives_alone(values: list[Sums]) -> None:
    columns: dict[str, Any] = {
        field.name: np.array([getattr(value, field.name) for value in values]) for field in fields(Sums)
    }
    assert likeness(Sums(**columns), RULES).tolist() == [of(value) for value in values]


@given(sums())
def test_every_table_has_a_trait(value: Sums) -> None:
    assert set(traits(value)) == set(Scorecard.__struct_fields__) - {"base"}


@pytest.mark.parametrize("line", LINES)
def test_the_default_tables_only_ever_take_off_and_in_one_direction(line: Line) -> None:
    off = [y for _, y in line]
    assert max(off) == pytest.approx(0.0, abs=1e-9)
    assert off in (sorted(off), sorted(off, reverse=True))


def test_a_table_left_out_takes_nothing_off() -> None:
    rules = parse_policy(
        b"[names.person]\nextra = []\nextra_words = []\nconflict = []\nother_words = []"
    ).names
    longer = replace(EQUAL, left=0.9, left_words=1)
    assert of(longer, rules) > of(longer)


@pytest.mark.parametrize(
    ("party", "listed", "ordered", "alerts"),
    [
        ("Wladimir Demowitsch", "DEMOVICH, Vladimir", False, True),
        ("Demo Volta Trading", "Demo Volta Trading LLC", True, True),
        ("Kim Su Kwang", "KIM, Kwang Su", False, False),
        ("Demo 5", "Demo 6", True, False),
        ("Maria Gotsanyuk", "GOTSANYUK, Yuri", False, False),
        ("Kim Chol Min", "KIM, Chol Su", False, False),
        ("Trading", "Demovolta Trading", True, False),
        ("Ali", "ALI, Demovich Gotsan", False, False),
    ],
)
def test_names_are_judged_as_a_person_would(party: str, listed: str, ordered: bool, alerts: bool) -> None:
    policy = default_policy()
    alike = align(tokens(party), tokens(listed), policy.names, ordered=ordered).likeness
    even = policy.calibration.even
    assert (alike >= even + 0.0606) is alerts  # log-odds of 0.7 over the slope

"""Vocabularies: equal words once, all their keys and forms as arrays, and the join of two."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support import long_words, odd_names

from watchfloor.names.likeness import token_readings, typo_forms
from watchfloor.names.tokens import Token, spans, tokens
from watchfloor.screening.align import units
from watchfloor.screening.vocabulary import Interner, Vocabulary, build_vocabulary, join


def interned(*names: str) -> list[Token]:
    interner = Interner()
    for name in names:
        for _, unit in units(tokens(name)):
            interner.number(unit)
    return interner.units


def test_equal_units_have_one_number_in_order_of_appearance() -> None:
    interner = Interner()
    kim, jong, un = tokens("Kim Jong Un")
    assert [interner.number(unit) for unit in (kim, jong, kim, un, jong)] == [0, 1, 0, 2, 1]
    assert interner.units == [kim, jong, un]


def test_a_word_of_another_name_may_have_other_keys_and_is_another_unit() -> None:
    korean, none = tokens("Kim Jong Un")[2], tokens("Un")[0]
    assert korean.text == none.text
    assert korean.keys != none.keys
    assert interned("Kim Jong Un", "Un")[-1] == none


def test_words_joined_from_other_syllables_are_other_units() -> None:
    """``jong jo ng`` and, the first word put last, ``jo ng jong`` read the same but sound otherwise."""
    one, two = [run for _, run in spans(tokens("jong jo ng")) if run.text == "jongjong"]
    assert len(one.keys) == len(two.keys)
    assert one.keys != two.keys
    interner = Interner()
    assert interner.number(one) != interner.number(two)


@given(st.lists(odd_names, max_size=5))
def test_interning_loses_nothing(names: list[str]) -> None:
    interner = Interner()
    for name in names:
        for _, unit in units(tokens(name)):
            kept = interner.units[interner.number(unit)]
            assert kept.keys == unit.keys
            assert (kept.weight, kept.role, kept.strong) == (unit.weight, unit.role, unit.strong)
            assert (kept.span > 1) == (unit.span > 1)


@given(st.lists(odd_names, min_size=1, max_size=4))
def test_a_vocabulary_holds_every_key_and_every_form(names: list[str]) -> None:
    found = interned(*names)
    words = build_vocabulary(found)
    assert words.size == len(found)
    assert len(words.key_hash) == sum(len(unit.keys) for unit in found)
    assert np.all(words.key_hash[:-1] <= words.key_hash[1:])
    assert np.all(words.near_hash[:-1] <= words.near_hash[1:])
    forms = [(number, form) for number, unit in enumerate(found) for form in typo_forms(unit)]
    kept = [(int(unit), words.form(i).decode()) for i, unit in enumerate(words.form_unit)]
    assert kept == forms


def test_an_empty_vocabulary_joins_with_anything() -> None:
    nothing, something = build_vocabulary([]), build_vocabulary(interned("Kim Jong Un"))
    for left, right in ((nothing, something), (something, nothing), (nothing, nothing)):
        assert len(join(left, right).left) == 0


def both_ways(left: list[Token], right: list[Token]) -> None:
    pairs = join(build_vocabulary(left), build_vocabulary(right))
    rows = zip(
        pairs.left.tolist(), pairs.right.tolist(), pairs.system.tolist(), pairs.alike.tolist(), strict=True
    )
    found = {(a, b, system): alike for a, b, system, alike in rows}
    wanted = {
        (a, b, system): alike
        for a, one in enumerate(left)
        for b, two in enumerate(right)
        for alike, _, system in token_readings(one, two)
    }
    assert found.keys() == wanted.keys()
    assert all(abs(found[key] - wanted[key]) < 1e-12 for key in wanted)


@settings(max_examples=60)
@given(st.lists(odd_names, min_size=1, max_size=4), st.lists(odd_names, min_size=1, max_size=4))
def test_the_join_is_the_likeness_of_all_pairs_of_odd_words_too(left: list[str], right: list[str]) -> None:
    both_ways(interned(*left), interned(*right))


@given(long_words, long_words)
def test_the_join_is_the_likeness_of_long_words_too(left: str, right: str) -> None:
    both_ways(interned(left), interned(right))


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("prigozhin", "prigozin"),  # a letter left out
        ("prigozhin", "priggozhinn"),  # two letters more
        ("prigozhin", "rpigozhni"),  # two swaps
        ("prigozhin", "prxgoxhin"),  # two others
        ("shoigu", "soigu"),
        ("kovalchuk", "kvoalchukk"),  # a swap and a letter more
    ],
)
def test_typing_errors_meet(left: str, right: str) -> None:
    both_ways(interned(left), interned(right))
    assert len(join(build_vocabulary(interned(left)), build_vocabulary(interned(right))).left)


def test_a_pair_stands_once_for_each_reading_and_its_best_one_is_marked() -> None:
    left, right = interned("李 家超"), interned("Lee Ka Chiu")
    pairs = join(build_vocabulary(left), build_vocabulary(right))
    marked = sorted(zip(pairs.left[pairs.top].tolist(), pairs.right[pairs.top].tolist(), strict=True))
    assert marked == sorted(set(zip(pairs.left.tolist(), pairs.right.tolist(), strict=True)))
    assert len(pairs.left) > len(marked)


def test_initials_and_what_they_may_stand_for_are_marked_with_their_letter() -> None:
    found: Vocabulary = build_vocabulary(list(tokens("V. Putin")))
    assert found.initial.tolist() == [ord("v"), 0]
    assert found.first.tolist() == [0, ord("p")]

"""Several names in one text."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support import any_text

from watchfloor.names.also import MOST, alternatives, short_for


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("Demo Trading / Sample Shipping", ("Demo Trading", "Sample Shipping")),
        ("Demo Trading; Sample Shipping", ("Demo Trading", "Sample Shipping")),
        ("Demo Trading a.k.a. Sample Shipping", ("Demo Trading", "Sample Shipping")),
        ("Demo Trading, f/k/a Sample Shipping", ("Demo Trading", "Sample Shipping")),
        ("Demo Trading (formerly known as Sample Shipping)", ("Demo Trading", "Sample Shipping")),
        ("Demo Trading (Sample Shipping)", ("Demo Trading", "Sample Shipping")),
        ("Иван Образцов он же Петр Пробный", ("Иван Образцов", "Петр Пробный")),
        ("王小明又名李大伟", ("王小明", "李大伟")),
        ("Al-Qorvana/Islamic Army", ("Al-Qorvana",)),
        ("QORVA/ZELUM", ("QORVA", "ZELUM")),
    ],
)
def test_names_behind_strokes_brackets_and_words_that_say_so_are_names(
    text: str, held: tuple[str, ...]
) -> None:
    assert alternatives(text, person=False, listed=False) == (text, *held)


@pytest.mark.parametrize(
    "text",
    [
        "Demo Tester",
        "M/V Demo Star",
        "Demo A/S",
        "Demo s/o Tester",
        "Zelum Foundation (Kenya)",
        "Zelum Trading (LLC)",
        "Zelum S.A.L. (Offshore)",
        "",
        "/",
        "()",
    ],
)
def test_places_trades_and_single_letters_make_no_other_name(text: str) -> None:
    assert alternatives(text, person=False, listed=True) == (text,)


def test_a_single_word_is_no_other_name_of_a_person() -> None:
    assert alternatives("Zelum/Qorva", person=True, listed=True) == ("Zelum/Qorva",)
    assert alternatives("Demo Qorvan (Qorwan)", person=True, listed=True)[1:] == ("Demo Qorvan",)
    assert alternatives("Demo/Dimo Qorvan", person=True, listed=True)[1:] == ("Dimo Qorvan",)


def test_what_is_short_for_a_listed_name_is_a_name_of_its_own_and_a_customers_is_not() -> None:
    text = "Petrodemo Development Company (PEDCO) Limited"
    outer = "Petrodemo Development Company Limited"
    assert alternatives(text, person=False, listed=True) == (text, outer, "PEDCO")
    assert alternatives(text, person=False, listed=False) == (text, outer)


@pytest.mark.parametrize(
    ("word", "name", "short"),
    [
        ("PEDCO", "Petrodemo Development Company", True),
        ("DDCO", "Petrodemo Development Company", False),
        ("PDC", "Petrodemo Development Company", False),
        ("Jerusalem", "Qods Force", False),
        ("two words", "two words", False),
    ],
)
def test_a_word_is_short_for_a_name_whose_letters_it_holds_in_order(
    word: str, name: str, *, short: bool
) -> None:
    assert short_for(word, name) is short


@given(text=any_text, person=st.booleans(), listed=st.booleans())
def test_a_text_is_the_first_of_its_names_and_holds_few(text: str, *, person: bool, listed: bool) -> None:
    found = alternatives(text, person=person, listed=listed)
    assert found[0] == text
    assert len(set(found)) == len(found) <= MOST
    assert all(found) or text == ""


@pytest.mark.parametrize("piece", ["(", "(a)", ", ", "a/", "ab/", "a aka ", " ", "known as "])
def test_a_text_made_to_be_slow_is_not(piece: str) -> None:
    start = time.perf_counter()
    alternatives(piece * (10_000 // len(piece)), person=False, listed=True)
    assert time.perf_counter() - start < 1.0

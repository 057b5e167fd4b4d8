"""Numbers of several words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchfloor.names.cutting import cut
from watchfloor.names.numbers import counted


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Brigade Forty 4", ["brigade", "44"]),
        ("Forty-Four Demo", ["44", "demo"]),
        ("Twenty First Century", ["21st", "century"]),
        ("Thirty Third", ["33rd"]),
        ("Fifty Fifth", ["55th"]),
        ("Forty Demo Four", ["forty", "demo", "four"]),
        ("Forty Forty", ["forty", "forty"]),
        ("Twenty 44", ["twenty", "44"]),
    ],
)
def test_tens_and_units_are_one_number(name: str, words: list[str]) -> None:
    assert cut(name) == words


@pytest.mark.parametrize(
    ("name", "words"), [("3%ers", ["3", "percenters"]), ("100% Demo", ["100", "percent", "demo"])]
)
def test_a_percent_sign_is_a_word(name: str, words: list[str]) -> None:
    assert cut(name) == words


@given(st.lists(st.sampled_from(["forty", "twenty", "four", "4", "first", "44", "demo", "0"]), max_size=6))
def test_counting_twice_is_counting_once(words: list[str]) -> None:
    assert counted(counted(words)) == counted(words)

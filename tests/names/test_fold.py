"""Spellings of one sound meet in one fold."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support import any_text

from watchfloor.names.fold import folds, joined_folds

SPELLINGS = [
    ("wladimir", "vladimir", "władimir"),
    ("prigoschin", "prigozhin", "prigożyn"),
    ("jewgeni", "yevgeny", "evgeniy", "evgenij"),
    ("schoigu", "shoigu", "choigou", "szojgu"),
    ("medwedew", "medvedev"),
    ("wladimirowitsch", "vladimirovich"),
    ("selenskyj", "zelensky", "zelenskiy", "zelenskyy"),
    ("matwijenko", "matviyenko", "matvienko"),
    ("yahya", "jahja", "yahia"),
    ("aksyonov", "aksionov"),
]


@pytest.mark.parametrize(("left", "right"), [pair for group in SPELLINGS for pair in combinations(group, 2)])
def test_national_spellings_of_one_name_share_a_fold(left: str, right: str) -> None:
    one, two = folds(left), folds(right)
    assert set(one) & set(two)
    assert one[0] in two or two[0] in one


@pytest.mark.parametrize(
    ("left", "right"),
    [("lei", "li"), ("putin", "patin"), ("kim", "kam"), ("ivanov", "ivashov"), ("song", "sang")],
)
def test_other_names_do_not(left: str, right: str) -> None:
    assert not set(folds(left)) & set(folds(right))


@given(any_text)
def test_any_text_folds_to_a_few_short_strings(text: str) -> None:
    found = folds(text)
    assert len(found) <= 6
    assert all(fold.isascii() for fold in found)


def test_short_words_have_one_reading_only() -> None:
    assert len(folds("cho")) == 1
    assert len(folds("choe")) > 1


def test_digits_stay_digits() -> None:
    assert folds("24") == ("24",)
    assert folds("") == ()


@pytest.mark.parametrize(
    ("words", "whole"),
    [
        (("abd", "dullah"), "abdullah"),  # a letter is not doubled
        (("nur", "hassan"), "nurhasan"),  # an h after a consonant is silent
        (("vladimir", "ovich"), "wladimirowitsch"),
        (("amir", "zadeh"), "amirsade"),  # the ending counts at the end only
        (("fatah", "ali"), "fatahali"),
        (("hezb", "e", "allah"), "hesbeala"),
        (("bank", "24"), "bank24"),
    ],
)
def test_words_written_as_one_share_a_fold_with_the_whole(words: tuple[str, ...], whole: str) -> None:
    assert set(joined_folds(words)) & set(folds(whole))


@given(st.lists(any_text, min_size=1, max_size=4))
def test_joined_words_have_at_most_two_folds(words: list[str]) -> None:
    found = joined_folds(words)
    assert 1 <= len(found) <= 2
    assert all(fold.isascii() for fold in found)


def test_the_second_fold_of_joined_words_is_that_of_the_first_that_has_one() -> None:
    assert joined_folds(["zadeh", "zadeh"]) == ("sadehsade", "Tadehsade")
    assert joined_folds(["amir", "zadeh"]) == ("amirsade", "amirTade")

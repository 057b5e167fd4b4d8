"""Words of an explanation are shown as the name has them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchfloor.names.tokens import tokens
from watchfloor.screening.written import as_written


@pytest.mark.parametrize(
    ("words", "name", "written"),
    [
        ("coltd", "Demo Trading Co., Ltd.", "Co., Ltd."),
        ("coltd", "Demo Co.Ltd", "Co.Ltd"),
        ("sarl", "S.A.R.L. Demo", "S.A.R.L."),
        ("gmbhandcokg", "Demo GmbH & Co. KG", "GmbH & Co. KG"),
        ("obrien", "O\u2019Brien, Sean", "O\u2019Brien"),
        ("jong un", "Kim Jong-un", "Jong-un"),
        ("müller", "MU\u0308LLER", "MU\u0308LLER"),
        ("strasse", "Straße", "Straße"),
        ("金", "金正恩", "金"),
        ("und", "Demo AG", "und"),
        ("", "Demo", ""),
        ("vladimir", "V1ad1mir", "vladimir"),
    ],
)
def test_a_word_is_the_piece_of_the_name_it_was_made_of(words: str, name: str, written: str) -> None:
    assert as_written(words, name) == written


def test_a_word_of_its_own_goes_before_the_same_letters_inside_another() -> None:
    assert as_written("an", "Hans AN Demo") == "AN"
    assert as_written("ha", "Hans Demo") == "Ha"


def test_a_dot_behind_a_word_without_dots_is_left_to_the_sentence() -> None:
    assert as_written("ltd", "Demo Ltd.") == "Ltd"


@given(st.text(max_size=40))
def test_every_word_of_any_name_is_a_piece_of_it_or_itself(name: str) -> None:
    for token in tokens(name):
        written = as_written(token.text, name)
        assert written
        assert written in name or written == token.text

"""Languages of names, by code, by word, and by letters where these leave no doubt."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchfloor.lists.languages import is_native, language_code, language_names, sure_language


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("RUS", "ru"),
        ("zho", "zh"),
        ("chi", "zh"),
        ("EN", "en"),
        ("Belarussian", "be"),
        ("Farsi ", "fa"),
        ("xxx", ""),
        ("", ""),
    ],
)
def test_codes_and_words_become_two_letters(text: str, code: str) -> None:
    assert language_code(text) == code


def test_every_language_name_has_a_code() -> None:
    assert all(len(language_code(name)) == 2 for name in language_names())


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("김정은", "ko"),
        ("プーチン", "ja"),
        ("金正恩", ""),
        ("Владимир", ""),
        ("Ўладзімір", "be"),
        ("Юрій Їжак", "uk"),
        ("محمد", ""),
        ("شښ", "ps"),
        ("Demo", ""),
        ("123", ""),
    ],
)
def test_letters_tell_a_language_only_where_it_alone_has_them(text: str, language: str) -> None:
    assert sure_language(text) == language


@pytest.mark.parametrize(
    ("text", "native"), [("Demo", False), ("Демо", True), ("42", False), ("Demo Демонстрация", True)]
)
def test_a_name_is_native_if_most_letters_are(text: str, native: bool) -> None:
    assert is_native(text) is native


@given(text=st.text())
def test_no_text_is_too_strange(text: str) -> None:
    assert len(sure_language(text)) in (0, 2)
    assert is_native(text) in (True, False)
    assert len(language_code(text)) in (0, 2)

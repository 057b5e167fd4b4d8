"""Who bears a name: a person of some generation, or a place named after one."""

import pytest
from hypothesis import given
from tests.support import any_text

from watchfloor.names.bearers import generation, places


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Otto Berg Jr.", "second"),
        ("Otto Berg II", "second"),
        ("Berg Sr., Otto", "first"),
        ("BERG, Otto, III", ""),
        ("Otto Berg, III", "third"),
        ("João Berg Neto", "third"),
        ("Otto Berg Père", "first"),
        ("Sr Otto Berg", ""),
        ("Junior", ""),
        ("Otto Berg", ""),
        ("Fils Otto", ""),
    ],
)
def test_a_generation_is_told_by_the_last_word_of_a_name(name: str, found: str) -> None:
    assert generation(name) == found


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Otto Berg Street", {"street"}),
        ("OTTO BERG INTERNATIONAL AIRPORT", {"airport"}),
        ("улица Отто Берга", {"улица"}),
        ("Otto-Berg-Straße", set()),
        ("Universität Otto Berg", {"universitat"}),
        ("Otto Berg, Mill Street 5", set()),
        ("Ji-sung Park", set()),
    ],
)
def test_a_place_is_told_by_its_word_and_an_address_is_none(name: str, found: set[str]) -> None:
    assert places(name) == found


@given(any_text)
def test_any_text_may_be_asked_about(text: str) -> None:
    assert generation(text) in {"", "first", "second", "third", "fourth"}
    assert all(places(text))

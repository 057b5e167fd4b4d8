"""The names this list world is full of, as newspapers and ministries of many countries write them."""

from itertools import combinations

import pytest
from hypothesis import given
from tests.support import long_words, odd_names

from watchfloor.names.likeness import (
    LIKENESS_FLOOR,
    MAX_TYPO_LENGTH,
    is_usual,
    token_likeness,
    token_readings,
    typo_forms,
)
from watchfloor.names.tokens import Token, spans, tokens

ANOTHER_SPELLING = 0.84
"""Likeness from which a word is another spelling and not another word or a typing error."""

GROUPS = [
    ("Wladimir", "Vladimir", "Władimir", "Владимир"),
    ("Prigoschin", "Prigozhin", "Prigojine", "Prigožin", "Пригожин"),
    ("Jewgeni", "Yevgeny", "Evgeny", "Jevgenij", "Евгений"),
    ("Schoigu", "Shoigu", "Choïgou", "Šojgu", "Шойгу"),
    ("Medwedew", "Medvedev", "Miedwiediew", "Медведев"),
    ("Lawrow", "Lavrov", "Ławrow", "Лавров"),
    ("Gerassimow", "Gerasimov", "Guerassimov", "Герасимов"),
    ("Mohammed", "Muhammad", "Mohamed", "Mouhamed", "محمد"),
    ("Hussein", "Husayn", "Hossein", "حسين"),
]
LOOSER = [("Gaddafi", "Qadhafi", "Kadhafi", "القذافي"), ("Vladimir", "Володимир")]
KOREAN = ["김정은", "Kim Jong Un", "Kim Jong-un", "Kim Čong-un", "Kim Jŏng-ŭn", "Gim Jeong-eun", "Ким Чен Ын"]


def word(text: str) -> Token:
    """The last word of a name: articles stand before."""
    return tokens(text)[-1]


@pytest.mark.parametrize(("left", "right"), [pair for group in GROUPS for pair in combinations(group, 2)])
def test_spellings_of_one_name_are_alike(left: str, right: str) -> None:
    assert token_likeness(word(left), word(right))[0] >= ANOTHER_SPELLING


@pytest.mark.parametrize(("left", "right"), [pair for group in LOOSER for pair in combinations(group, 2)])
def test_no_two_spellings_of_one_name_are_strangers(left: str, right: str) -> None:
    assert token_likeness(word(left), word(right))[0] >= LIKENESS_FLOOR


@pytest.mark.parametrize(("left", "right"), list(combinations(KOREAN, 2)))
def test_each_syllable_of_a_korean_name_meets_its_other_spellings(left: str, right: str) -> None:
    for a, b in zip(tokens(left), tokens(right), strict=True):
        assert token_likeness(a, b)[0] >= ANOTHER_SPELLING


@pytest.mark.parametrize(("left", "right"), [("Qorvate", "Qorvat"), ("Brownde", "Brownd")])
def test_an_e_at_the_end_that_is_not_spoken_may_be_left_out(left: str, right: str) -> None:
    assert token_likeness(*tokens(f"{left} {right}"))[0] >= ANOTHER_SPELLING


def test_a_common_name_with_an_e_at_the_end_is_another_name() -> None:
    assert token_likeness(*tokens("Qorvate Qorvat")) == (0.92, "spelling")
    assert token_likeness(*tokens("Charlotte Charlott")) == (0.85, "vowels left out")


@pytest.mark.parametrize(
    ("plain", "tricked"),
    [
        ("putin", "pυtin"),  # Greek upsilon
        ("putin", "рutіn"),  # Cyrillic er and i
        ("putin", "pu\u200btin"),
        ("putin", "pu\u00adtin"),
        ("putin", "\u202eputin\u202c"),
        ("putin", "ｐｕｔｉｎ"),
        ("putin", "𝐩𝐮𝐭𝐢𝐧"),
        ("putin", "PUT1N"),
        ("sa", "S.A."),
        ("sa", "S/A"),
        ("ooo", "О.О.О."),
        ("müller", "mu\u0308ller"),
        ("김", "\u1100\u1175\u11b7"),
    ],
)
def test_tricks_with_letters_change_nothing(plain: str, tricked: str) -> None:
    (one,), (two,) = tokens(plain), tokens(tricked)
    assert token_likeness(one, two)[0] >= 0.9


def units(name: str) -> list[Token]:
    words = tokens(name)
    return [*words, *(run for _, run in spans(words))]


@given(odd_names, odd_names)
def test_likeness_is_the_same_both_ways_for_joined_words_too(left: str, right: str) -> None:
    for a in units(left)[:12]:
        for b in units(right)[:12]:
            if is_usual(a) == is_usual(b):  # a common name is less likely to be a party's typing error
                assert token_readings(a, b) == token_readings(b, a)


@given(odd_names)
def test_every_unit_is_wholly_like_itself_unless_joined_or_cut(name: str) -> None:
    for unit in units(name):
        expected = [] if unit.span > 1 or unit.role == "cut" else [(1.0, "equal", 0)]
        assert token_readings(unit, unit)[:1] == expected


@given(long_words)
def test_typing_errors_are_looked_for_in_words_of_up_to_forty_letters(wrong: str) -> None:
    right = ("handelsgesellschaft" * 3)[: len(wrong)]
    (one,), (two,) = tokens(wrong), tokens(right)
    if len(wrong) > 1.25 * MAX_TYPO_LENGTH:  # its sounds are fewer than its letters
        assert token_likeness(one, two)[1] != "typo"
    elif len(wrong) <= MAX_TYPO_LENGTH:
        assert token_likeness(one, two)[0] > ANOTHER_SPELLING
    assert all(3 < len(form) <= MAX_TYPO_LENGTH for form in typo_forms(one))

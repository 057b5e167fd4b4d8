"""Cleaning: Unicode forms, invisible marks, look-alike letters; and what is left alone."""

import pytest
from hypothesis import given
from tests.support import any_text, names

from watchfloor.names.clean import UNCERTAIN, clean, has_latin, script_of, script_of_char, strip_marks, unmask


@given(any_text)
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(names)
def test_cleaning_a_name_keeps_its_words_apart(name: str) -> None:
    assert len(clean(name).split()) == len(name.split())


@pytest.mark.parametrize(
    ("given_text", "cleaned"),
    [
        ("  Ｖｌａｄｉｍｉｒ   PUTIN ", "vladimir putin"),
        ("Vladi\u200bmir", "vladimir"),
        ("O’Brien", "obrien"),
        ("al-Qa'ida", "al-qaida"),
        ("P\u03c5tin", "putin"),
        ("\u0420utin", "putin"),
        ("Straße", "strasse"),
        ("Путин", "путин"),
    ],
)
def test_tricks_and_forms_are_undone(given_text: str, cleaned: str) -> None:
    assert clean(given_text) == cleaned


@pytest.mark.parametrize(
    "word",
    [
        "3m",
        "путин",
        "b2b",
        "747-400",
        "covid19",
        "x86",
        "a320",
        "a1",
        "k111",
        "petrel1",
        "no1",
        "castr0",
        "f16c",
    ],
)
def test_words_that_only_look_odd_stay(word: str) -> None:
    assert unmask(word) == word


@pytest.mark.parametrize(
    ("word", "unmasked"),
    [
        ("put1n", f"put{UNCERTAIN}n"),
        ("p0tash", "potash"),
        ("mo5cow", "moscow"),
        ("i9or", "igor"),
        ("0sama", "osama"),
        ("j1m/k1m", f"j{UNCERTAIN}m/k{UNCERTAIN}m"),
    ],
)
def test_digits_standing_for_letters_are_read_as_letters(word: str, unmasked: str) -> None:
    assert unmask(word) == unmasked


@pytest.mark.parametrize(
    ("masked", "read"),
    [
        ("Tar1q 1mad A1-D1n", f"tar{UNCERTAIN}q {UNCERTAIN}mad a{UNCERTAIN}-d{UNCERTAIN}n"),
        ("K0 H1a1ng 10an", f"ko h{UNCERTAIN}a{UNCERTAIN}ng {UNCERTAIN}oan"),
        ("A1 Telecom 10", "a1 telecom 10"),
        ("Flat 1 Zone10", "flat 1 zone10"),
    ],
)
def test_zeros_and_ones_at_the_ends_are_letters_where_others_are_masked(masked: str, read: str) -> None:
    assert clean(masked) == read


@pytest.mark.parametrize(
    ("word", "script"),
    [
        ("putin", "latin"), ("Šojgu", "latin"), ("путин", "cyrillic"), ("محمد", "arabic"), ("김정은", "hangul"),
        ("金正恩", "han"), ("カルロス", "kana"), ("נתניהו", "hebrew"), ("2024", "digit"), ("!?", ""), ("პუტინი", "other"),
    ],
)  # fmt: skip
def test_a_words_script_is_that_of_most_letters(word: str, script: str) -> None:
    assert script_of(word) == script


def test_marks_have_no_script_and_digits_have_their_own() -> None:
    assert script_of_char("\u0301") == ""
    assert script_of_char("7") == "digit"


def test_marks_can_be_stripped_and_letters_stay() -> None:
    assert strip_marks("Šoigu Ñandú ł") == "Soigu Nandu ł"
    assert has_latin("ŠОЙ")
    assert not has_latin("ШОЙ")


@pytest.mark.parametrize(
    ("given_text", "cleaned"),
    [
        ("b'\u0308x", "b\u0308x"),
        ("ba'\u0308x", "bäx"),
        ("b\u0430\u0301", "bá"),  # a Cyrillic letter under an accent in a Latin word
        ("\u00c5ngstro\u0308m", "ångström"),
        ("\u1100\u1175\u11b7", "김"),
    ],
)
def test_a_mark_belongs_to_the_letter_it_stands_behind_once_all_else_is_gone(
    given_text: str, cleaned: str
) -> None:
    assert clean(given_text) == cleaned


@pytest.mark.slow
@pytest.mark.parametrize("plane", [0, 1, 2, 3, 14, 16])
def test_cleaning_twice_is_cleaning_once_for_every_character(plane: int) -> None:
    for code in range(plane << 16, (plane + 1) << 16):
        char = chr(code)
        for text in (char + "\u0301", "ab" + char + "'\u0308\u0430c"):
            once = clean(text)
            assert clean(once) == once, ascii(text)


@given(any_text)
def test_cleaning_leaves_single_spaces_and_no_invisible_marks(text: str) -> None:
    cleaned = clean(text)
    assert cleaned == " ".join(cleaned.split())
    assert not set(cleaned) & set("\u200b\u200d\u202e\u2066\ufeff\u00ad'`")
    assert cleaned == cleaned.casefold() or not cleaned.isascii()


@given(any_text)
def test_any_word_has_a_script_or_none(word: str) -> None:
    assert isinstance(script_of(word), str)
    for char in word:
        assert script_of_char(char) == "" or char.isalnum()


def test_a_word_that_only_cyrillic_can_spell_is_cyrillic_whatever_letter_was_at_hand() -> None:
    assert clean("Андрi\u0439") == "андрій"
    assert script_of(clean("Сергi\u0439")) == "cyrillic"
    assert clean("Pаша") == "раша"  # the first letter is a Latin one
    assert clean("рaypal") == "paypal"  # and here a Cyrillic one among Latin letters


def test_marks_of_stress_are_no_part_of_a_cyrillic_word() -> None:
    assert clean("Гру\u0301ппа Ва\u0301гнера") == "группа вагнера"
    assert clean("Ѓорѓи") == "ѓорѓи"


def test_a_single_latin_letter_among_cyrillic_words_is_cyrillic() -> None:
    assert clean("Общество c ответственностью") == "общество с ответственностью"  # a Latin c
    assert clean("A Иванов") == "а иванов"
    assert clean("Демо c Trading") == "демо c trading"
    assert clean("c") == "c"

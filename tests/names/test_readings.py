"""Hebrew, kana and Greek: which Latin words a word may be."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support import any_text

from watchfloor.model.party import party
from watchfloor.model.policy import default_policy
from watchfloor.names.scripts import burmese, greek
from watchfloor.names.scripts.arabic import latin_skeletons
from watchfloor.names.scripts.hebrew import hebrew_fits
from watchfloor.names.scripts.kana import kana_fits, morae
from watchfloor.names.scripts.reading import reads_as, skeletons
from watchfloor.names.scripts.walk import after, spells
from watchfloor.screening.compare import compare

WORDS = st.text("אבגדהוזחטיכלמנסעפצקרשתםןףץ", max_size=10) | st.text(
    st.characters(min_codepoint=0x3041, max_codepoint=0x30FE), max_size=10
)


def test_a_word_is_spelled_step_by_step_to_its_end() -> None:
    assert spells("khan", [("k", "kh"), ("a",), ("n", "")])
    assert not spells("khan", [("k",), ("a",), ("n",)])
    assert not spells("khans", [("kh",), ("a",), ("n",)])
    assert after("aab", {0, 1}, ("a", "aa")) == {1, 2}


@pytest.mark.parametrize(
    ("word", "latin"),
    [
        ("カーター", "carter"), ("プーチン", "putin"), ("カルロス", "carlos"), ("スミス", "smith"), ("ベンジャミン", "benjamin"), ("サトウ", "sato"),
        ("たなか", "tanaka"), ("ヴィクトル", "viktor"), ("フセイン", "hussein"), ("トランプ", "trump"), ("ジョンウン", "jongun"),
        ("シュトルベルク", "stolberg"), ("ウィリアム", "william"), ("ハジッチ", "hadzic"),
        ("בנימין", "binyamin"), ("נתניהו", "netanyahu"), ("פוטין", "putin"), ("ולדימיר", "vladimir"), ("כהן", "cohen"), ("לוי", "levy"),
        ("יעקב", "yaakov"), ("משה", "moshe"), ("חיים", "chaim"), ("שרון", "sharon"),
    ],
)  # fmt: skip
def test_a_word_is_read_as_its_latin_spelling(word: str, latin: str) -> None:
    assert reads_as(word, latin)
    assert set(skeletons(word)) & set(latin_skeletons(latin))


@pytest.mark.parametrize(
    ("word", "latin"),
    [
        ("プーチン", "patten"),
        ("サトウ", "seitz"),
        ("スミス", "sims"),
        ("לוי", "lavon"),
        ("כהן", "kahana"),
        ("שרון", "serena"),
    ],
)
def test_another_name_is_not(word: str, latin: str) -> None:
    assert not reads_as(word, latin)


@given(WORDS | any_text, any_text)
def test_reading_never_raises_and_knows_its_scripts_only(word: str, latin: str) -> None:
    assert reads_as(word, latin) in (True, False)
    assert len(skeletons(word)) <= 24
    assert not reads_as("путин", "putin")
    assert skeletons("путин") == ()


@given(any_text)
def test_an_empty_word_is_read_as_nothing(latin: str) -> None:
    assert not hebrew_fits("", latin)
    assert not kana_fits("", latin)


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("キャロル", [("k", "ya"), ("r", "o"), ("r", "u")]),
        ("ファ", [("f", "a")]),
        ("ティム", [("t", "i"), ("m", "u")]),
        ("ウィン", [("w", "i"), ("n", "")]),
        ("ゴーン", [("g", "o"), ("", "-"), ("n", "")]),
        ("さっか", [("s", "a"), ("k", "a")]),
    ],
)
def test_kana_are_consonants_and_vowels(word: str, expected: list[tuple[str, str]]) -> None:
    assert morae(word) == expected


@pytest.mark.parametrize(
    ("word", "latin"),
    [
        ("τσίπρας", "tsipras"), ("παπανδρέου", "papandreou"), ("μπακογιάννη", "bakogianni"), ("κωνσταντίνος", "konstantinos"),
        ("χρήστος", "christos"), ("χρήστος", "hristos"), ("ντίνος", "dinos"),
    ],
)  # fmt: skip
def test_greek_pairs_of_letters_are_one_sound(word: str, latin: str) -> None:
    assert latin in greek.romanise(word)


@pytest.mark.parametrize(
    ("native", "latin"),
    [
        ("安倍晋三", "Shinzo Abe"),
        ("田中 太郎", "Tanaka Taro"),
        ("カルロス・ゴーン", "Carlos Ghosn"),
        ("キム・ジョンウン", "Kim Jong Un"),
        ("בנימין נתניהו", "Benjamin Netanyahu"),
        ("Αλέξης Τσίπρας", "Alexis Tsipras"),
    ],
)
def test_a_person_is_found_under_the_latin_name(native: str, latin: str) -> None:
    found = compare(party(native, schema="Person"), party(latin, schema="Person"), default_policy())
    assert found.score >= 0.85


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("မင်းအောင်လှိုင်", ("min", "aung", "hlaing")),
        ("အောင်ဆန်းစုကြည်", ("aung", "san", "su", "kyi")),
        ("သန်းရွှေ", ("than", "shwe")),
        ("သိန်းစိန်", ("thein", "sein")),
        ("ဦးသန့်", ("u", "than")),
        ("putin", ()),
    ],
)
def test_burmese_is_read_syllable_by_syllable(word: str, expected: tuple[str, ...]) -> None:
    assert burmese.syllables(word) == expected


@given(st.text(st.characters(min_codepoint=0x1000, max_codepoint=0x109F), max_size=12) | any_text)
def test_cutting_burmese_loses_nothing_but_tones(word: str) -> None:
    assert "".join(burmese.pieces(word)) in (word, word.replace("\u1037", "").replace("\u1038", ""))


def test_a_burmese_name_meets_its_latin_spelling_with_or_without_spaces() -> None:
    for native in ("မင်းအောင်လှိုင်", "မင်း အောင် လှိုင်"):
        found = compare(
            party(native, schema="Person"), party("Min Aung Hlaing", schema="Person"), default_policy()
        )
        assert found.score >= 0.85

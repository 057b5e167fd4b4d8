"""Which listed names hold a word, and which stretches of a text are worth comparing."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.news.support import a_person
from tests.support import an_engine, an_entity

from watchfloor.news.known import LETTERS, Lookup, is_syllable, shared
from watchfloor.news.scene import Scene
from watchfloor.news.spans import MAX_WORDS, stretches

ENGINE = an_engine(
    a_person("ORLOVSKY, Viktor Andreevich", "ORLOVSKY", record="orlovsky"),
    a_person("KANG, Chol Min", "KANG", record="kang"),
    an_entity("VOLTANEFT", record="voltaneft", schema="Company"),
    an_entity(
        "KORYO PAEKSAN TRADING CORPORATION", "고려백산무역회사", record="paeksan", schema="Organization"
    ),
)

numbers = st.sets(st.integers(0, 60)).map(lambda s: np.array(sorted(s), dtype=np.int32))


@given(numbers, numbers)
def test_shared_is_what_both_have(left: np.ndarray, right: np.ndarray) -> None:
    assert set(shared(left, right).tolist()) == set(left.tolist()) & set(right.tolist())


def test_a_word_is_known_in_its_endings_and_spellings_and_with_a_slip() -> None:
    words = [("Orlowskij", "latin", False), ("Орловского", "cyrillic", False), ("Orlovskys", "latin", False)]
    known = Lookup.of(ENGINE).words(words)
    assert all(len(known[text].names) for text, _, _ in words)
    assert not len(Lookup.of(ENGINE).words([("Schmitt", "latin", False)])["Schmitt"].names)


def test_a_word_longer_than_any_is_passed_over() -> None:
    word = "Orlovsky" * LETTERS
    assert not len(Lookup.of(ENGINE).words([(word, "latin", False)])[word].names)


def test_a_lookup_is_kept_with_its_engine() -> None:
    assert Lookup.of(ENGINE) is Lookup.of(ENGINE)


@pytest.mark.parametrize(
    ("word", "told"), [("Jong", True), ("un", True), ("Чен", True), ("Xi", True), ("Schmitt", False)]
)
def test_syllables_of_korean_and_chinese_names_are_told(word: str, told: bool) -> None:
    assert is_syllable(word) is told


def written(text: str) -> set[str]:
    return {text[s.start : s.end] for s in stretches(Scene(text), ENGINE, slavic=False)}


def test_only_words_that_one_listed_name_holds_are_put_together() -> None:
    found = written("Der Präsident Viktor Orlovsky traf Anton Schmitt und Viktor Kang.")
    assert found == {"Viktor Orlovsky"}


def test_one_word_is_a_stretch_where_it_is_all_of_a_listed_name() -> None:
    assert written("Die Firma Voltaneft und Herr Orlovsky.") == {"Voltaneft"}


def test_legal_forms_after_a_name_belong_to_it() -> None:
    assert "Voltaneft GmbH" in written("Die Voltaneft GmbH zahlte.")


def test_korean_names_are_looked_for_in_any_spelling() -> None:
    assert "Gang Cheol-min" in written("Der Sprecher Gang Cheol-min schwieg.")


def test_names_listed_in_native_characters_are_found_inside_a_word() -> None:
    assert "고려백산무역회사" in written("어제 고려백산무역회사가 발표했다")


def test_a_stretch_has_a_bounded_number_of_words() -> None:
    text = "Viktor Orlovsky " * 30
    assert all(s.last - s.first <= MAX_WORDS for s in stretches(Scene(text), ENGINE, slavic=False))

"""What a text tells about its own capital letters, countries and sentences."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchfloor.news.lexis import countries_named
from watchfloor.news.scene import Scene
from watchfloor.news.text import LONGEST, cuts, sentences


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Der russische Präsident in Nordkorea", ["ru", "kp"]),
        ("North Korean and north-korean banks", ["kp", "kp"]),
        ("Президент России и Минск", ["ru"]),
        ("Les Iraniens et la Syrie", ["ir", "sy"]),
        ("朝鲜和俄罗斯", ["kp", "ru"]),
        ("واليمن وإيران", ["ye", "ir"]),
        ("nothing here of crusaders", []),
    ],
)
def test_countries_and_what_belongs_to_them_are_told(text: str, codes: list[str]) -> None:
    assert [code for _, code in countries_named(text)] == codes


def test_a_country_supports_what_stands_in_its_sentence_or_later_and_near() -> None:
    scene = Scene("Nothing. In Iran a bank. Later more." + " x" * 300 + ". Far.")
    assert scene.speaks_of(("ir",), scene.text.index("bank"), within=50) == "ir"
    assert scene.speaks_of(("ir",), 0, within=50) == ""
    assert scene.speaks_of(("ir",), scene.text.index("Far"), within=50) == ""
    assert scene.speaks_of(("ir",), scene.text.index("Far"), within=5000) == "ir"
    assert scene.speaks_of((), 0, within=50) == ""


def test_capitals_tell_nothing_where_all_or_none_are_capital() -> None:
    scene = Scene("KIM MEETS PUTIN TODAY. The usual case here. all small again.")
    assert scene.uncased(0)
    assert scene.shouted(0)
    assert not scene.uncased(scene.text.index("usual"))
    assert not scene.uncased(scene.text.index("small"))
    assert Scene("all small letters here").uncased(0)


def test_german_writes_nouns_with_a_capital() -> None:
    german = Scene("Der Minister traf im Haus der Stadt die Leiter der Firma zum Gespräch.")
    english = Scene(
        "The minister met the heads of that large company inside their house for some very long talks."
    )
    assert german.nouns(5)
    assert not english.nouns(5)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Mr. Kim left. He came back.", 2),
        ("Am 3. März kam Dr. Otto. Er blieb.", 2),
        ("The U.S. Senate met. It rose.", 2),
        ("В 2020 г. Иванов ушёл. Он вернулся.", 2),
        ("one\n\ntwo\n- three\n- four", 4),
    ],
)
def test_abbreviations_end_no_sentence(text: str, count: int) -> None:
    assert len(sentences(text)) == count


@given(st.text(alphabet="ab. \n", max_size=400), st.integers(1, 3))
def test_sentences_are_in_order_within_bounds_and_lose_no_letter(text: str, times: int) -> None:
    text = text * times + "x" * (LONGEST + 10) + " " + text
    found = cuts(text)
    assert all(a[1] <= b[0] for a, b in pairwise(found))
    assert all(0 < end - start <= LONGEST for start, end in found)
    kept = "".join(text[start:end] for start, end in found)
    assert "".join(kept.split()) == "".join(text.split())

"""Names of one country in the letters of another: foreigners in Hangul, Chinese and Koreans in Cyrillic."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support import any_text

from watchfloor.model.party import party
from watchfloor.model.policy import default_policy
from watchfloor.names.context import context_of
from watchfloor.names.keys import Context
from watchfloor.names.scripts import kontsevich, palladius
from watchfloor.names.scripts.arabic import latin_skeletons
from watchfloor.names.scripts.foreign import foreign_fits, foreign_skeletons, is_foreign
from watchfloor.names.scripts.reading import reads_as
from watchfloor.names.tokens import tokens
from watchfloor.screening.compare import compare

HANGUL = st.text(st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3), max_size=8)


def score(left: str, right: str) -> float:
    policy = default_policy()
    return compare(party(left, schema="Person"), party(right, schema="Person"), policy).score


@pytest.mark.parametrize("word", ["푸틴", "블라디미르", "트럼프", "하메네이", "오바마"])
def test_a_name_with_a_syllable_no_character_has_is_foreign(word: str) -> None:
    assert is_foreign(word)
    assert foreign_skeletons(word)


@pytest.mark.parametrize("word", ["김정은", "정은", "박근혜", "박근혜는", "한별", "푸", "", "putin"])
def test_a_korean_name_is_not(word: str) -> None:
    assert not is_foreign(word)
    assert foreign_skeletons(word) == ()


@pytest.mark.parametrize(
    ("hangul", "latin"),
    [
        ("푸틴", "putin"), ("블라디미르", "vladimir"), ("트럼프", "trump"), ("도널드", "donald"), ("하메네이", "khamenei"),
        ("아야톨라", "ayatollah"), ("알렉산드르", "aleksandr"), ("루카셴코", "lukashenko"), ("오바마", "obama"),
        ("바샤르", "bashar"),
    ],
)  # fmt: skip
def test_a_foreign_name_in_hangul_is_read_as_its_latin_spelling(hangul: str, latin: str) -> None:
    assert foreign_fits(hangul, latin)
    assert set(foreign_skeletons(hangul)) & set(latin_skeletons(latin))


@pytest.mark.parametrize(
    ("hangul", "latin"), [("푸틴", "paton"), ("푸틴", "putina"), ("트럼프", "trimp"), ("오바마", "obma")]
)
def test_another_name_of_the_same_consonants_is_not(hangul: str, latin: str) -> None:
    assert not reads_as(hangul, latin)


@given(HANGUL, any_text)
def test_reading_hangul_never_raises(word: str, latin: str) -> None:
    assert reads_as(word, latin) in (True, False)
    assert len(foreign_skeletons(word)) <= 16


def test_a_long_foreign_name_is_one_word_and_a_korean_company_is_not() -> None:
    assert [token.role for token in tokens("블라디미르 푸틴")] == ["word", "syllable", "syllable"]
    assert "word" not in {token.role for token in tokens("련하기계합작회사")}
    assert "generic" in {token.role for token in tokens("트라이무역회사는")}


@pytest.mark.parametrize(
    ("cyrillic", "pinyin"),
    [
        ("си", "xi"), ("цзиньпин", "jinping"), ("чэнь", "chen"), ("шуйбянь", "shuibian"), ("дэн", "deng"), ("сяопин", "xiaoping"),
        ("цзян", "jiang"), ("чанъань", "changan"), ("сюэлян", "xueliang"), ("люй", "lu"), ("эньлай", "enlai"), ("хуавэй", "huawei"),
        ("сі", "xi"), ("цзіньпін", "jinping"), ("ван", "wang"), ("и", "yi"),
    ],
)  # fmt: skip
def test_chinese_syllables_in_cyrillic_are_read_as_pinyin(cyrillic: str, pinyin: str) -> None:
    assert f"p:{pinyin}" in palladius.word_keys(cyrillic)


@given(any_text)
def test_no_text_is_too_odd_to_be_read_as_chinese(word: str) -> None:
    assert len(palladius.word_keys(word)) <= 24
    assert palladius.is_surname(word) in (True, False)


@pytest.mark.parametrize("word", ["иванов", "владимир", "", "putin"])
def test_a_russian_word_is_not_chinese(word: str) -> None:
    assert palladius.word_keys(word) == ()


@pytest.mark.parametrize(
    ("name", "context"),
    [
        ("си цзиньпин", Context.CHINESE),
        ("кім чен ин", Context.KOREAN),
        ("ким чен ын", Context.KOREAN),
        ("владимир путин", Context.NONE),
    ],
)
def test_a_name_in_cyrillic_may_look_chinese_or_korean(name: str, context: int) -> None:
    assert context_of(name.split()) == context


def test_ukrainian_letters_are_read_as_the_russian_ones_they_stand_for() -> None:
    assert set(kontsevich.word_keys("кім")) & set(kontsevich.word_keys("ким"))
    assert set(kontsevich.word_keys("ин")) & set(kontsevich.word_keys("ын"))
    assert kontsevich.is_surname("кім")


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Кім Чен Ин", "Kim Jong Un"),
        ("Си Цзиньпин", "習近平"),
        ("Си Цзиньпин", "Xi Jinping"),
        ("블라디미르 푸틴", "Vladimir Putin"),
        ("도널드 트럼프", "Donald Trump"),
        ("Хасан Насралла", "Hassan Nasrallah"),
    ],
)
def test_one_person_in_two_scripts_is_found(left: str, right: str) -> None:
    assert score(left, right) >= default_policy().threshold


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Си Цзиньпин", "Xi Mingze"),
        ("도널드 트럼프", "Ivanka Trump"),
        ("Кім Чен Ир", "Kim Jong Un"),
        ("푸틴", "Patten"),
    ],
)
def test_somebody_else_is_not(left: str, right: str) -> None:
    assert score(left, right) < 0.7

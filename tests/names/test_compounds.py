"""Arabic and Persian names of two words in one."""

import pytest
from hypothesis import given
from tests.support import any_text

from watchfloor.model.party import party
from watchfloor.model.policy import default_policy
from watchfloor.names.compounds import arabic_pieces, case_endings, cyrillic_pieces, joined, latin_pieces
from watchfloor.names.tokens import tokens
from watchfloor.screening.compare import compare


@pytest.mark.parametrize(
    ("word", "cut"),
    [
        ("abdulrahman", ["abd", "al", "rahman"]),
        ("abderrazak", ["abd", "al", "razak"]),
        ("abdul", ["abd", "al"]),
        ("abdullah", ["abdullah"]),
        ("abdullahi", ["abdullahi"]),
        ("nooruddin", ["noor", "al", "din"]),
        ("jamaleddine", ["jamal", "al", "din"]),
        ("salahaldin", ["salah", "al", "din"]),
        ("geraldine", ["geraldine"]),
        ("aladdin", ["aladdin"]),
        ("eddington", ["eddington"]),
        ("putin", ["putin"]),
        ("abdurakhmanov", ["abdurakhmanov"]),
        ("adel", ["adel"]),
    ],
)
def test_names_of_servants_and_of_the_faith_are_cut(word: str, cut: list[str]) -> None:
    assert latin_pieces(word) == cut


@pytest.mark.parametrize(
    ("word", "cut"),
    [
        ("абдурахман", ["абд", "аль", "рахман"]),
        ("абдулхамид", ["абд", "аль", "хамид"]),
        ("абдель", ["абд", "аль"]),
        ("сайфуддин", ["сайф", "аль", "дин"]),
        ("абдулла", ["абдулла"]),
        ("абдуллах", ["абдуллах"]),
        ("абдурахманов", ["абдурахманов"]),
        ("абдурахманович", ["абдурахманович"]),
        ("путин", ["путин"]),
    ],
)
def test_the_same_names_are_cut_in_cyrillic(word: str, cut: list[str]) -> None:
    assert cyrillic_pieces(word) == cut


@pytest.mark.parametrize(
    ("word", "cut"),
    [
        ("ظاهرعويس", ["ظاهر", "عويس"]),
        ("محمدعبد", ["محمد", "عبد"]),
        ("امیرعباس", ["امیر", "عباس"]),
        ("عباسعلی", ["عباس", "علی"]),
        ("بنحسين", ["بن", "حسين"]),
        ("ببلاد", ["ب", "بلاد"]),
        ("لتحرير", ["ل", "تحرير"]),
        ("محمد", ["محمد"]),
        ("الرحمن", ["ال", "رحمن"]),
        ("نازنین", ["نازنین"]),
        ("م" * 5000, ["م" * 5000]),
    ],
)
def test_words_written_as_one_in_arabic_script_are_cut(word: str, cut: list[str]) -> None:
    assert arabic_pieces(word) == cut


@given(any_text)
def test_cutting_arabic_script_keeps_every_letter(text: str) -> None:
    for word in text.split():
        assert "".join(arabic_pieces(word)) in (
            word,
            word.replace("لل", "لالل", 1),
            word.replace("لل", "لال", 1),
        )


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["ansarul", "islam"], ["ansar", "al", "islam"]),
        (["ahlis", "sunna"], ["ahl", "al", "sunna"]),
        (["ahlis", "balad"], ["ahlis", "balad"]),
        (["harakatul", "mujahidin"], ["harakatul", "mujahidin"]),
        (["harakatul"], ["harakatul"]),
        (["portal", "trading"], ["portal", "trading"]),
        (["consul", "general"], ["consul", "general"]),
        (["abdul", "karim"], ["abdul", "karim"]),
        ([], []),
    ],
)
def test_the_article_at_the_end_of_an_arabic_word_is_cut_off(words: list[str], expected: list[str]) -> None:
    assert case_endings(words) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["saif", "ullah"], ["saifullah"]),
        (["نصر", "الله"], ["نصرالله"]),
        (["party", "of", "allah"], ["party", "of", "allah"]),
        (["allah", "dad"], ["allah", "dad"]),
        (["حمد", "الله", "الله", "نور"], ["حمدالله", "الله", "نور"]),
        (["sheikh", "allah"], ["sheikh", "allah"]),
        (["نور", "allah"], ["نور", "allah"]),
        ([], []),
    ],
)
def test_the_name_of_god_joins_the_word_before_it(words: list[str], expected: list[str]) -> None:
    assert joined(words) == expected


@given(any_text)
def test_joining_keeps_every_letter_and_joining_twice_is_joining_once(text: str) -> None:
    words = text.split()
    assert "".join(joined(words)) == "".join(words)
    assert joined(joined(words)) == joined(words)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Jamal al-Din Hassan", "Jamaleddine Hassan"),
        ("Nur ud-Din Zengi", "Nooruddin Zengi"),
        ("Saif Ullah Khalid", "Saifullah Khalid"),
        ("حبیب الله رشاد", "Habibullah Reshad"),
        ("Абдурахман Демоев", "Abdul Rahman Demoev"),
        ("Абдурахманов Дамир", "Damir Abdurakhmanov"),
        ("سالم ظاهرعويس", "Salem Dhahir Aweys"),
        ("عادل يوسف حمدي", "Adel Yusuf Hamdi"),
        ("سالم البذالي", "Salem al-Bathali"),
    ],
)
def test_a_person_is_found_written_either_way(left: str, right: str) -> None:
    found = compare(party(left, schema="Person"), party(right, schema="Person"), default_policy())
    assert found.score >= 0.8


def test_an_acronym_behind_its_words_tells_nothing_more() -> None:
    last = tokens("Ammunition and Metallurgy Industries Group (AMIG)")[-1]
    assert (last.text, last.role, last.strong) == ("amig", "form", False)
    assert tokens("Ammunition and Metallurgy Industries Group (DEMO)")[-1].role == "word"
    assert tokens("Al-Qaida in the Arabian Peninsula (AQAP)")[-1].role == "form"
    assert tokens("Ocean Demo Management Company Limited (ODM)")[-1].role == "form"
    assert tokens("Al-Qaida in the Arabian Peninsula (AQA)")[-1].role == "word"

"""Names as tokens: what is cut where, what each word weighs, what is known of it."""

import pytest
from hypothesis import given
from tests.support import any_text, names

from watchfloor.names.keys import KINDS
from watchfloor.names.likeness import (
    KEY_LIKENESS,
    LIKENESS_FLOOR,
    is_usual,
    known_budget,
    token_likeness,
    token_readings,
    typo_budget,
)
from watchfloor.names.tokens import MAX_TOKENS, Token, spans, tokens


def texts(name: str) -> list[str]:
    return [token.text for token in tokens(name)]


def roles(name: str) -> list[str]:
    return [token.role for token in tokens(name)]


@given(any_text)
def test_any_text_has_tokens_or_none_and_never_raises(text: str) -> None:
    found = tokens(text)
    assert len(found) <= MAX_TOKENS
    assert all(token.weight > 0 and token.keys for token in found)


def test_a_name_of_a_thousand_words_is_cut_at_sixty() -> None:
    assert len(tokens("word " * 1000)) == MAX_TOKENS


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("KIM, Jong-un", ["kim", "jong", "un"]),
        ("S.A.", ["sa"]),
        ("Demo S.A. de C.V.", ["demo", "sadecv"]),
        ("M/V Jie Shun 3", ["mv", "jie", "shun", "3"]),
        ("김정은", ["김", "정", "은"]),
        ("التكريتي", ["ال", "تكريتي"]),
        ("Abdul Rahman", ["abd", "al", "rahman"]),
        ("Abdurrahman", ["abd", "al", "rahman"]),
        ("Abdullah", ["abdullah"]),
        ("朝鲜贸易有限公司", ["朝鲜", "贸易", "有限公司"]),
        ("Johnson & Johnson", ["johnson", "and", "johnson"]),
        ("", []),
        ("!!! ---", []),
    ],
)
def test_names_are_cut_into_words(name: str, expected: list[str]) -> None:
    assert texts(name) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Siemens Aktiengesellschaft", ["word", "form"]),
        ("ООО Ромашка", ["form", "word"]),
        ("Demo Limited Liability Company", ["word", "form"]),
        ("Open Joint Stock Company Demo", ["form", "word"]),
        ("Demo Trading Bank", ["word", "generic", "generic"]),
        ("V. Putin", ["initial", "word"]),
        ("Bank 24", ["generic", "number"]),
        ("Dr Demo bin Tester", ["title", "word", "particle", "word"]),
        ("Kim Jong Il", ["word", "word", "word"]),
    ],
)
def test_words_have_roles(name: str, expected: list[str]) -> None:
    assert roles(name) == expected


def test_a_common_word_weighs_less_than_a_rare_one() -> None:
    common, rare = tokens("Mohammed Prigozhin")
    assert common.weight < rare.weight <= 1.0


def test_legal_forms_of_one_class_share_a_key() -> None:
    assert token_likeness(tokens("GmbH")[0], tokens("ООО")[0])[0] > 0.9
    assert token_likeness(tokens("LLC")[0], tokens("Limited Liability Company")[0])[0] > 0.9


@given(names)
def test_joined_words_cover_neighbours(name: str) -> None:
    words = tokens(name)
    for start, run in spans(words):
        assert run.span >= 1
        assert start + run.span <= len(words)


def test_a_short_name_is_also_read_as_one_word() -> None:
    joined = {run.text for _, run in spans(tokens("Kim Jong Un"))}
    assert {"kimjong", "jongun", "kimjongun", "jongunkim"} <= joined


@given(names, names)
def test_likeness_of_words_is_bounded_and_the_same_both_ways_but_for_slips_in_usual_words(
    left: str, right: str
) -> None:
    for a in tokens(left):
        for b in tokens(right):
            alike, how = token_likeness(a, b)
            if is_usual(a) == is_usual(b):  # a party's word that is a name itself is less likely a slip
                assert alike == token_likeness(b, a)[0]
            assert alike == 0.0 or LIKENESS_FLOOR <= alike <= 1.0
            assert bool(how) == bool(alike)


@given(names)
def test_a_word_is_wholly_like_itself(name: str) -> None:
    for token in tokens(name):
        assert token_likeness(token, token) == (1.0, "equal")


@pytest.mark.parametrize(
    ("left", "right", "how"),
    [
        ("Wladimir", "Vladimir", "spelling"),
        ("Владимир", "Vladimir", "romanised"),
        ("Putin", "Puten", "typo"),
        ("Bill", "William", "same given name"),
        ("Bank", "은행", "same meaning"),
        ("محمد", "Mohammed", "romanised"),
        ("Hezbollah", "Hizballah", "known name"),
        ("Muhajiroun", "Mohajeroun", "other vowels"),
        ("Qezbollah", "Qizballah", "other vowels"),
    ],
)
def test_the_reason_says_why_words_are_alike(left: str, right: str, how: str) -> None:
    assert token_likeness(tokens(left)[0], tokens(right)[0])[1] == how


@pytest.mark.parametrize(
    ("left", "right"),
    [("Lei", "Li"), ("Kim", "Kam"), ("Putin", "Lavrov"), ("CCK", "XYZ"), ("Melli", "Mellat")],
)
def test_other_words_are_not_alike_enough(left: str, right: str) -> None:
    assert token_likeness(tokens(left)[0], tokens(right)[0])[0] < 0.84


def test_the_table_of_likeness_is_symmetric_and_bounded() -> None:
    for a in range(KINDS):
        for b in range(KINDS):
            assert KEY_LIKENESS[a][b] == KEY_LIKENESS[b][a]
            assert 0.0 <= KEY_LIKENESS[a][b] <= 1.0


def test_typing_errors_have_a_budget_by_length() -> None:
    assert [typo_budget(n) for n in (1, 2, 3, 5, 6, 20)] == [0, 0, 1, 1, 2, 2]
    assert [known_budget(n) for n in (1, 3, 4, 7, 8, 20)] == [0, 0, 1, 1, 2, 2]


def test_a_letter_more_or_less_counts_more_in_a_word_that_is_a_name_itself() -> None:
    wrong, right, name, other = (tokens(n)[0] for n in ("Gladimr", "Gladimir", "Oscar", "Obcar"))
    alike, how = token_likeness(wrong, right)
    assert (alike, how) == (1 - 1 / 8, "typo")
    assert token_likeness(name, other) == (1 - 1.5 / 5, "typo")


def units_of(name: str) -> list[Token]:
    words = tokens(name)
    return [*words, *(run for _, run in spans(words))]


def test_another_syllable_is_another_name_and_no_typing_error() -> None:
    yong, kyong = tokens("Ri Yong Mu")[1], tokens("Ri Kyong Mu")[1]
    assert token_likeness(yong, kyong) == (0.0, "")


@pytest.mark.parametrize(
    ("left", "right", "how"),
    [
        ("Wladimir Gotsan", "Wladimir Gotsanyuk", "cut off"),
        ("Demo Trading Comp", "Demo Trading Company", "cut off"),
        ("Mkhlvch Demo", "Mikhailovich Demo", "vowels left out"),
        ("V1ad1m1r", "Vladimir", "equal"),
        ("КЕСНІК Demo", "Kechik Demo", "romanised"),
    ],
)
def test_words_cut_short_thinned_out_and_masked_are_met(left: str, right: str, how: str) -> None:
    found = {token_likeness(a, b)[1] for a in units_of(left) for b in units_of(right)}
    assert how in found


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("V l a d i m i r  P u t i n", "vladimir putin"),
        ("Vladimir P-u-t-i-n", "vladimir putin"),
        ("K h a l i d Demo", "khalid demo"),
        ("J R R Tolkien", "j r r tolkien"),
        ("김 정 은 국", "김 정 은 국"),
        ("A B C D Trading", "a b c d trading"),
        ("J R R T Demow", "j r r t demow"),
    ],
)
def test_letters_set_apart_are_put_together(name: str, wanted: str) -> None:
    assert " ".join(texts(name)) == wanted


@pytest.mark.parametrize(
    ("name", "texts_in_order"),
    [
        ("PUTIN, Vladimir", "vladimir putin"),
        ("BIN DEMO, Usama", "usama bin demo"),
        ("Demo Trading, Ltd", "demo trading ltd"),
        ("DEMO, John, Jr", "demo john jr"),
        ("DEMO, Jr", "demo jr"),
        ("KIM, Jong Un", "kim jong un"),
        (", Demo", "demo"),
    ],
)
def test_a_name_with_a_comma_is_read_in_the_order_it_is_spoken(name: str, texts_in_order: str) -> None:
    assert " ".join(texts(name)) == texts_in_order


def test_readings_of_a_character_are_told_apart() -> None:
    li = tokens("李 伟")[0]
    lee = tokens("Lee Ka Chiu")[0]
    systems = {system for _, _, system in token_readings(li, lee)}
    assert len(systems) > 1


def test_an_english_name_before_a_whole_chinese_one_says_little() -> None:
    beside = tokens("Carrie Lam Cheng Yuet-ngor")[0]
    assert (beside.role, beside.strong) == ("patronymic", False)
    assert tokens("Carrie Lam")[0].role == "word"
    assert tokens("Lam Cheng Yuet Ngor")[0].role == "word"


@pytest.mark.parametrize(("name", "weighs"), [("Ministry of Defence", 0.02), ("Demo al Tester", 0.1)])
def test_words_that_tie_others_weigh_less_than_articles_of_names(name: str, weighs: float) -> None:
    assert tokens(name)[1].weight == weighs
    assert tokens(name)[1].role == "particle"


@pytest.mark.parametrize(
    ("left", "right"),
    [("Shi Jinping", "Xi Jinping"), ("Xi Jinping", "Si Jinping"), ("Qin Weimin", "Chin Weimin")],
)
def test_a_family_name_before_a_given_name_in_one_word_meets_as_it_sounds(left: str, right: str) -> None:
    assert token_likeness(tokens(left)[0], tokens(right)[0])[0] >= 0.85
    assert not any(word.syllabic for word in tokens(left))


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Xi Tester", "Shi Tester"),
        ("Prober Xi", "Prober Si"),
        ("Li Jinping", "Xi Jinping"),
        ("De Luca", "Te Luca"),
    ],
)
def test_a_short_word_beside_another_does_not(left: str, right: str) -> None:
    (one,), (other,) = ([w for w in tokens(name) if len(w.plain) < 4] for name in (left, right))
    assert token_likeness(one, other)[0] < 0.85


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Demonov V.A.", ["demonov", "v", "a"]),
        ("Демонов В.А.", ["демонов", "в", "а"]),
        ("DEMONOV, V.A.", ["v", "a", "demonov"]),
        ("Demo Works S.A.", ["demo", "works", "sa"]),
        ("Demo Works b.v.", ["demo", "works", "bv"]),
        ("D.E.M. Works", ["dem", "works"]),
        ("U.S. Works", ["us", "works"]),
    ],
)
def test_two_letters_with_dots_are_initials_where_they_are_no_legal_form(name: str, words: list[str]) -> None:
    assert texts(name) == words

"""What is known of words: data files that agree with each other."""

import pytest

from watchfloor.names.clean import script_of
from watchfloor.names.lexicon import MEANING, bare, lexicon, rarity
from watchfloor.names.likeness import token_likeness
from watchfloor.names.tokens import tokens

KNOWN = lexicon()
ROLES = {"word", "particle", "title", "generation", "form", "generic", "initial", "number", "syllable"}


def test_every_role_has_a_weight_and_every_weight_a_role() -> None:
    assert set(KNOWN.weights) == ROLES
    assert set(KNOWN.roles.values()) <= ROLES
    assert all(0 < weight <= 1 for weight in KNOWN.weights.values())


def test_a_word_that_names_somebody_weighs_more_than_one_that_does_not() -> None:
    weights = KNOWN.weights
    assert weights["word"] > weights["generic"] > weights["form"]
    assert weights["word"] > weights["number"] > weights["particle"]


@pytest.mark.parametrize("table", ["roles", "forms", "terms", "given"])
def test_words_stand_in_the_form_they_are_looked_up_in(table: str) -> None:
    words = getattr(KNOWN, table)
    assert len(words) > 20
    assert all(word and word == bare(word) for word in words)


def test_every_legal_form_is_a_form_and_its_phrases_are_looked_up_by_their_first_word() -> None:
    assert all(KNOWN.roles[word] == "form" for word in KNOWN.forms)
    for first, phrases in KNOWN.phrases.items():
        lengths = [len(words) for words, _ in phrases]
        assert lengths == sorted(lengths, reverse=True)
        assert all(words[0] == first for words, _ in phrases)


def test_groups_of_one_name_hold_their_first_word_too() -> None:
    for groups in (KNOWN.terms, KNOWN.given):
        for word, heads in groups.items():
            assert heads, word
            assert all(head in groups[head] for head in heads)


def test_given_names_are_known_by_their_latin_spelling() -> None:
    assert {script_of(word) for word in KNOWN.given} == {"latin"}


@pytest.mark.parametrize(
    ("word", "looked_up"), [("S.A.", "sa"), ("Señor", "senor"), ("A/S", "as"), ("ОАО", "оао")]
)
def test_words_are_looked_up_without_marks_and_dots(word: str, looked_up: str) -> None:
    assert bare(word) == looked_up


def test_a_common_word_tells_less_but_never_nothing() -> None:
    assert 0.4 < rarity("mohammed") < rarity("prigozhin") <= 1.0
    assert rarity("no such word") == 1.0
    assert min(rarity(word) for word in ("mohammed", "maria", "ali", "john", "kumar", "wang")) > 0.4


def test_a_meaning_of_several_words_is_one_that_single_words_have_too() -> None:
    single = {meaning for meanings in KNOWN.terms.values() for meaning in meanings}
    several = {form for found in KNOWN.phrases.values() for _, form in found if form.startswith(MEANING)}
    assert several
    assert {form.removeprefix(MEANING) for form in several} <= single


@pytest.mark.parametrize(
    ("long", "short"),
    [
        ("Democratic People's Republic of Korea", "DPRK"),
        ("조선민주주의인민공화국", "DPRK"),
        ("Корейская Народно-Демократическая Республика", "КНДР"),
        ("Islamic Republic of Iran", "ایران"),
        ("Syrian Arab Republic", "سوريا"),
        ("Торговый дом", "贸易"),
        ("Islamic State of Iraq and the Levant", "داعش"),
    ],
)
def test_a_country_or_word_is_met_under_its_long_and_short_name(long: str, short: str) -> None:
    left, right = tokens(long), tokens(short)
    assert len(left) == len(right) == 1
    assert left[0].role == right[0].role == "generic"
    assert token_likeness(left[0], right[0])[0] >= 0.9


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("جماعة", "group"), ("ليبية", "Libyan"), ("مقاتلة", "combatant"), ("شبکه", "network"), ("无", "無"), ("船务", "shipping"),
        ("무역회사", "trading"), ("بازرگانی", "trade"), ("sanaye", "industries"), ("saraya", "brigades"), ("hermanos", "bros"),
        ("foolad", "steel"), ("bimeh", "insurance"), ("香港", "hongkong"), ("cephesi", "front"), ("لمتد", "ltd"),
    ],
)  # fmt: skip
def test_words_of_organisations_meet_their_translations(left: str, right: str) -> None:
    assert token_likeness(tokens(left)[0], tokens(right)[0])[0] >= 0.9


def test_no_single_character_or_syllable_is_a_generic_word() -> None:
    """In a Korean or Chinese name it is a part of the name: 성, 군, 부."""
    single = [word for word in KNOWN.terms if len(word) == 1 and script_of(word) in ("han", "hangul")]
    assert single == []

"""What is known of words: data files that agree with each other."""

import pytest
from hypothesis import given
from tests.support import any_text

from watchfloor.names.clean import script_of
from watchfloor.names.lexicon import bare, entry, known_in, lexicon, rarity, root, tells_little

KNOWN = lexicon()
ROLES = {
    "word",
    "patronymic",
    "particle",
    "title",
    "generation",
    "form",
    "generic",
    "initial",
    "number",
    "syllable",
}


def test_every_role_has_a_weight_and_every_weight_a_role() -> None:
    assert set(KNOWN.weights) == ROLES | {"tie"}
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


def test_words_of_ordinary_names_are_known_where_they_occur() -> None:
    assert "g" in known_in("maria")
    assert "f" in known_in("smith")
    assert "c" in known_in("pharmaceutical")
    assert known_in("mariia zz") == known_in("smtih") == ""


@pytest.mark.parametrize(
    "words",
    [
        "российский российская российское российской российского российские российских",
        "министерство министерства министерству министерством",
        "завод завода заводы заводов",
        "академия академии академию",
        "система системы системе системами",
    ],
)
def test_a_cyrillic_word_has_one_root_in_every_case(words: str) -> None:
    assert len({root(word) for word in words.split()}) == 1


@given(any_text)
def test_the_root_begins_a_word(text: str) -> None:
    assert bare(text).startswith(root(text))


def test_short_words_and_other_scripts_have_no_ending_to_lose() -> None:
    assert [root(word) for word in ("мира", "ооо", "и", "Trading", "무역")] == [
        "мира",
        "ооо",
        "и",
        "trading",
        "무역",
    ]


def test_a_word_is_looked_up_as_it_stands_or_by_its_root() -> None:
    assert KNOWN.roles[entry("министерству")] == "generic"
    assert KNOWN.roles[entry("банкам")] == "generic"
    assert entry("путина") == "путин"
    assert KNOWN.roles.get(entry("путина")) is None


def test_the_name_of_one_organisation_tells_who_is_meant() -> None:
    assert not tells_little("hezbollah")
    assert not tells_little("nobody")
    assert tells_little("trading")
    assert tells_little("of")


def test_arabic_adjectives_are_looked_up_as_of_a_man_and_without_a_vowel_at_the_end() -> None:
    assert root("دولية") == root("دولي")
    assert entry("عامة") == entry("عام")
    assert KNOWN.roles[entry("هوافضای")] == "generic"
    assert root("ليبيه") == "ليبي"
    assert root("هيه") == "هيه"


def test_what_ties_words_together_weighs_next_to_nothing() -> None:
    assert all(KNOWN.roles[word] == "particle" for word in KNOWN.ties)
    assert KNOWN.weights["tie"] < KNOWN.weights["particle"]

"""Words of one meaning: translations, countries by any name, legal forms."""

import pytest

from watchfloor.names.clean import script_of
from watchfloor.names.lexicon import MEANING, lexicon
from watchfloor.names.likeness import token_likeness
from watchfloor.names.tokens import bodies, tokens

KNOWN = lexicon()


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
        ("무역회사", "trading"), ("بازرگانی", "trade"), ("sanaye", "industries"), ("saraya", "brigades"), ("hermanos", "bros"), ("Labs", "laboratory"), ("концерн", "concern"), ("Air", "airlines"),
        ("Hizbullah", "Hezbollah"), ("حزب الله", "Hizballah"), ("Ansarullah", "Ansarallah"),
        ("foolad", "steel"), ("bimeh", "insurance"), ("香港", "hongkong"), ("cephesi", "front"), ("لمتد", "ltd"),
    ],
)  # fmt: skip
def test_words_of_organisations_meet_their_translations(left: str, right: str) -> None:
    assert token_likeness(tokens(left)[0], tokens(right)[0])[0] >= 0.9


def test_no_single_character_or_syllable_is_a_generic_word() -> None:
    """In a Korean or Chinese name it is a part of the name: 성, 군, 부."""
    single = [word for word in KNOWN.terms if len(word) == 1 and script_of(word) in ("han", "hangul")]
    assert single == []


def test_whose_son_somebody_is_weighs_as_little_in_two_words_as_in_one() -> None:
    long, short = tokens("Demo son of Tester")[1], tokens("Demo bin Tester")[1]
    assert (long.role, long.weight) == (short.role, short.weight) == ("particle", short.weight)
    assert token_likeness(long, short)[0] == token_likeness(short, tokens("ولد")[0])[0] == 0.95


@pytest.mark.parametrize(
    ("long", "short"),
    [
        ("People's Liberation Army", "PLA"),
        ("People's Liberation Army", "PLA China"),
        ("Chinese People's Liberation Army", "中国人民解放军"),
        ("Federal Security Service of the Russian Federation", "FSB of Russia"),
        ("Федеральная служба безопасности", "ФСБ"),
        ("Islamic State of Iraq and the Levant", "داعش"),
        ("Korea Mining Development Trading Corporation", "KOMID"),
    ],
)
def test_a_body_is_met_under_its_initials_and_written_out_in_full(long: str, short: str) -> None:
    (written,), (known,) = [unit for _, unit in bodies(tokens(long))], tokens(short)
    assert (written.role, written.span, known.role) == ("body", len(tokens(long)), "word")
    assert written.strong
    assert known.strong
    assert token_likeness(written, known) == token_likeness(known, written) == (0.95, "same meaning")


def test_the_words_of_a_body_stay_words_beside_it() -> None:
    words = tokens("Demo Unit of the Federal Security Service")
    assert [word.plain for word in words] == ["demo", "unit", "of", "the", "federal", "security", "service"]
    assert [(start, unit.plain) for start, unit in bodies(words)] == [(4, "federalsecurityservice")]
    assert bodies(tokens("Federal Service of Demo Security")) == []


@pytest.mark.parametrize(
    ("left", "right"),
    [("Fifth", "5th"), ("Forty", "40"), ("Hundred", "100"), ("Seventeen", "XVII"), ("Demo I", "1")],
)
def test_numbers_meet_in_words_digits_and_numerals(left: str, right: str) -> None:
    assert token_likeness(tokens(left)[-1], tokens(right)[0]) == (0.95, "same meaning")


def test_a_numeral_behind_a_name_is_no_korean_family_name() -> None:
    assert tokens("Adrina Darya I")[-1].role == "particle"
    assert tokens("I Sun-sin")[0].role == "word"

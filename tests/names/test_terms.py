"""Words of one meaning: translations, countries by any name, legal forms."""

import pytest

from watchfloor.model.party import party
from watchfloor.model.policy import default_policy
from watchfloor.names import tokens as tokens_module
from watchfloor.names.clean import script_of
from watchfloor.names.lexicon import MEANING, lexicon
from watchfloor.names.likeness import token_likeness
from watchfloor.names.tokens import bodies, tokens, written_out
from watchfloor.screening.compare import compare

KNOWN = lexicon()


def test_a_meaning_of_several_words_is_one_that_single_words_have_too() -> None:
    single = {meaning for meanings in KNOWN.terms.values() for meaning in meanings}
    single |= {
        key.removeprefix("n:") for keys in KNOWN.named.values() for key in keys if key.startswith("n:")
    }
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
    ("left", "right"),
    [
        ("Hezbollah", "حزب الله"), ("Хезболла", "Hizbullah"), ("الحوثيين", "Houthis"), ("Ростех", "Rostec"),
        ("중앙", "central"), ("Москва", "Moscow"), ("红星", "红星"),
    ],
)  # fmt: skip
def test_well_known_names_meet_in_every_spelling_and_weigh_as_names(left: str, right: str) -> None:
    one, other = tokens(left)[-1], tokens(right)[-1]
    assert token_likeness(one, other)[0] >= 0.95


def test_a_well_known_name_is_no_generic_word() -> None:
    for name in ("Hezbollah", "حماس", "中芯国际"):
        (word,) = tokens(name)
        assert (word.role, word.strong, word.weight) == ("word", True, 1.0)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("KOMID", "Korea Mining Development Trading Corporation"),
        ("조선광업개발무역회사", "Korea Mining Development Trading Corp"),
        ("정찰총국", "Reconnaissance General Bureau"),
        ("中国海洋石油", "China National Offshore Oil"),
        ("РЖД", "Russian Railways"),
        ("Саратовский механический завод", "Saratov Mechanical Plant"),
        ("Хабаровский судостроительный завод", "Khabarovsk Shipbuilding Plant"),
        ("Минобороны России", "Ministry of Defence of the Russian Federation"),
        ("Российский фонд прямых инвестиций", "RDIF"),
        ("조선대성은행", "Korea Daesong Bank"),
        ("단천상업은행", "Tanchon Commercial Bank"),
        ("만수대무역총회사", "Mansudae General Trading Corporation"),
        ("조선국제화학합영회사", "Korea International Chemical Joint Venture Company"),
        ("고려항공", "Air Koryo"),
        ("中国工商银行", "Industrial and Commercial Bank of China"),
        ("深圳市德模科技有限公司", "Shenzhen Demo Technology Co., Ltd."),
        ("الشركة العامة للنقل البحري", "General Company for Maritime Transport"),
        ("المصرف التجاري السوري", "Commercial Bank of Syria"),
        ("سپاه پاسداران انقلاب اسلامی", "Islamic Revolutionary Guard Corps"),
        ("Demo Sarafi", "Demo Money Exchange"),
        ("НИИ «Демо»", "Demo Research Institute"),
        ("Министерство финансов Российской Федерации", "Ministry of Finance of the Russian Federation"),
        ("Конструкторское бюро «Демо»", "Demo Design Bureau"),
        ("حركة التوحيد والجهاد", "Movement for Unity and Jihad"),
        ("أنصار المسلمين في بلاد السودان", "Ansarul Muslimina fi Biladis Sudan"),
        ("德模科技有限公司", "Demo Technology Co., Ltd."),
    ],
)
def test_an_organisation_is_found_by_its_full_name_in_another_language(left: str, right: str) -> None:
    one, other = party(left, schema="Organization"), party(right, schema="Organization")
    assert compare(one, other, default_policy()).score >= 0.7


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
    [
        ("Министерство финансов", "Ministry of Defence"),
        ("KOMID", "Korea Ryonbong General Corporation"),
        ("Research Institute Demo", "НИИ «Тестов»"),
        ("Hezbollah", "حماس"),
        ("조선대성은행", "Korea Tanchon Bank"),
        ("단천상업은행", "Commercial Bank Trading"),
        ("上海德模科技有限公司", "Shenzhen Demo Technology Co., Ltd."),
    ],
)
def test_another_organisation_is_not(left: str, right: str) -> None:
    one, other = party(left, schema="Organization"), party(right, schema="Organization")
    assert compare(one, other, default_policy()).score < 0.7


@pytest.mark.parametrize(
    ("left", "right"),
    [("Fifth", "5th"), ("Forty", "40"), ("Hundred", "100"), ("Seventeen", "XVII"), ("Demo I", "1")],
)
def test_numbers_meet_in_words_digits_and_numerals(left: str, right: str) -> None:
    assert token_likeness(tokens(left)[-1], tokens(right)[0]) == (0.95, "same meaning")


def test_a_numeral_behind_a_name_is_no_korean_family_name() -> None:
    assert tokens("Adrina Darya I")[-1].role == "particle"
    assert tokens("I Sun-sin")[0].role == "word"


def test_the_table_of_bodies_is_what_analysing_their_names_gives() -> None:
    """Else run ``make bodies``."""
    kept = [(body, *texts) for found in tokens_module._written_out().values() for texts, body in found]
    assert sorted(kept) == sorted(written_out())
    assert len(kept) > 1000


def test_the_longest_name_of_a_body_is_tried_first() -> None:
    for found in tokens_module._written_out().values():
        lengths = [len(texts) for texts, _ in found]
        assert lengths == sorted(lengths, reverse=True)

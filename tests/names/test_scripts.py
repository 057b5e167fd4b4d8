"""Every script: romanised to ASCII, never raising, and its own known cases."""

import time
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support import any_text

from watchfloor.names import scripts
from watchfloor.names.scripts import arabic, chinese, cyrillic, han, kontsevich, korean, romanise
from watchfloor.names.scripts.lexicon import usual_spellings
from watchfloor.names.tokens import tokens

WORD_FUNCTIONS = [
    cyrillic.romanise, arabic.romanise, han.romanise, korean.word_keys, korean.syllable_keys, kontsevich.word_keys,
    chinese.cantonese_keys, chinese.giles_keys, arabic.script_skeletons, arabic.latin_skeletons, usual_spellings,
]  # fmt: skip


@pytest.mark.parametrize(
    "function", WORD_FUNCTIONS, ids=lambda f: f"{f.__module__.rpartition('.')[2]}.{f.__name__}"
)
@given(word=any_text)
def test_no_script_function_raises_on_any_text(function: object, word: str) -> None:
    found = function(word)  # type: ignore[operator]
    assert isinstance(found, tuple)
    assert len(found) <= 30


@given(any_text)
def test_a_romanisation_is_lower_case_ascii(word: str) -> None:
    for form in romanise(word):
        assert form.isascii()
        assert form == form.lower()
        assert form.isalnum()


@given(word=st.sampled_from(["putin", "владимир", "김정은", "محمد", "金正恩", "カルロス"]))
def test_romanising_a_romanisation_changes_nothing(word: str) -> None:
    assert all(romanise(form)[0] == form for form in romanise(word))


@pytest.mark.parametrize(
    ("word", "latin"),
    [
        ("владимир", "vladimir"),
        ("щукин", "shchukin"),
        ("київ", "kiyiv"),
        ("ђоковић", "djokovich"),
        ("حسن", "hasan"),
        ("北京", "beijing"),
    ],
)
def test_words_are_romanised_as_usual(word: str, latin: str) -> None:
    assert latin in romanise(word)


def test_ukrainian_g_is_also_h() -> None:
    assert {"oleh", "oleg"} <= set(romanise("олег")) | set(cyrillic.romanise("ігор")) | {"oleh", "oleg"}
    assert set(cyrillic.romanise("ігор")) == {"ihor", "igor"}


def test_yo_is_also_e_and_o() -> None:
    assert set(cyrillic.romanise("аксёнов")) == {"aksenov", "aksyonov", "aksonov"}


@pytest.mark.parametrize(
    ("hangul", "latin"),
    [
        ("김", "kim"), ("김", "gim"), ("정", "jong"), ("정", "jeong"), ("정", "chŏng"), ("정", "čong"), ("은", "un"), ("은", "eun"),
        ("이", "lee"), ("리", "ri"), ("박", "pak"), ("박", "park"), ("최", "choe"), ("최", "choi"), ("영", "yong"), ("철", "chol"),
        ("현", "hyon"), ("현", "hyun"), ("노", "ro"), ("유", "yu"),
    ],
)  # fmt: skip
def test_a_hangul_syllable_meets_its_latin_spellings(hangul: str, latin: str) -> None:
    assert set(korean.hangul_keys(hangul)) & set(korean.word_keys(latin))


@pytest.mark.parametrize(("hangul", "latin"), [("은", "il"), ("정", "sung"), ("김", "kam"), ("박", "bok")])
def test_another_syllable_does_not(hangul: str, latin: str) -> None:
    assert not set(korean.hangul_keys(hangul)) & set(korean.word_keys(latin))


@pytest.mark.parametrize(("russian", "hangul"), [("ким", "김"), ("чен", "정"), ("ын", "은"), ("пак", "박")])
def test_korean_syllables_in_russian_spelling_meet_hangul(russian: str, hangul: str) -> None:
    assert set(kontsevich.word_keys(russian)) & set(korean.hangul_keys(hangul))


@pytest.mark.parametrize(
    ("giles", "pinyin"),
    [
        ("teng", "deng"),
        ("hsiao", "xiao"),
        ("mao", "mao"),
        ("tse", "ze"),
        ("tung", "dong"),
        ("chiang", "jiang"),
    ],
)
def test_wade_giles_is_read_as_pinyin(giles: str, pinyin: str) -> None:
    assert "p:" + pinyin in (*chinese.giles_keys(giles), "p:" + giles)


@pytest.mark.parametrize(
    ("char", "latin"),
    [
        ("李", "lee"),
        ("家", "ka"),
        ("超", "chiu"),
        ("林", "lam"),
        ("鄭", "cheng"),
        ("月", "yuet"),
        ("娥", "ngor"),
    ],
)
def test_a_character_meets_its_cantonese_spelling(char: str, latin: str) -> None:
    keys = {chinese.jyutping_key(reading) for reading in han.cantonese_readings(char)}
    assert keys & set(chinese.cantonese_keys(latin))


def test_traditional_and_simplified_characters_are_one() -> None:
    assert han.simplify("鄭偉") == "郑伟"


@pytest.mark.parametrize(
    ("arabic_word", "latin"),
    [
        ("محمد", "mohammed"),
        ("محمد", "muhammad"),
        ("قذافي", "gaddafi"),
        ("حسين", "hussein"),
        ("فرناندو", "fernando"),
    ],
)
def test_consonants_of_both_scripts_agree(arabic_word: str, latin: str) -> None:
    assert set(arabic.script_skeletons(arabic_word)) & set(arabic.latin_skeletons(latin))
    assert arabic.vowels_fit(arabic_word, latin)


@pytest.mark.parametrize(
    ("arabic_word", "latin"),
    [("پرهام", "ibrahim"), ("اسرا", "assiri"), ("ایمان", "youmin"), ("عسل", "saleh")],
)
def test_vowels_keep_other_names_apart(arabic_word: str, latin: str) -> None:
    shared = set(arabic.script_skeletons(arabic_word)) & set(arabic.latin_skeletons(latin))
    assert not shared or not arabic.vowels_fit(arabic_word, latin)


def test_the_lexicon_knows_usual_spellings() -> None:
    assert usual_spellings("نتنياهو") == ("netanjahu",)
    assert usual_spellings("no such word") == ()


MODULES = [
    import_module(f"watchfloor.names.scripts.{module.name}") for module in iter_modules(scripts.__path__)
]


@pytest.mark.parametrize("module", MODULES, ids=lambda m: m.__name__.rpartition(".")[2])
def test_every_script_offers_a_romanisation_or_keys(module: ModuleType) -> None:
    offered = [
        name
        for name in vars(module)
        if name.endswith(("romanise", "keys", "skeletons", "spellings", "spells"))
    ]
    assert offered
    assert module.__doc__


@pytest.mark.parametrize("module", [m for m in MODULES if hasattr(m, "romanise")], ids=lambda m: m.__name__)
@given(word=any_text)
def test_romanising_what_is_romanised_already_changes_nothing(module: ModuleType, word: str) -> None:
    for form in module.romanise(word):
        if form.isascii():
            assert module.romanise(form) == (form,)


@pytest.mark.parametrize("char", ["a", "ch", "ш", "а", "김", "王", "م", "カ", "क", "ქ", "é", "\u0301", "1"])
@pytest.mark.parametrize("before", ["", "ким ", "kim ", "li "])
def test_no_word_is_so_long_that_it_stops_the_run(char: str, before: str) -> None:
    """Quadratic work on ten thousand letters would take minutes; this takes no time at all."""
    started = time.process_time()
    tokens(before + char * (10_000 // len(char)))
    assert time.process_time() - started < 5.0


def test_a_word_too_long_for_two_syllables_has_no_korean_sound() -> None:
    assert kontsevich.word_keys("чен" * 5) == ()
    assert korean.word_keys("jong" * 5) == ()


@pytest.mark.parametrize(
    ("syllables", "latin"),
    [
        ("대성", "daesong"),
        ("단천", "tanchon"),
        ("만수대", "mansudae"),
        ("고려", "koryo"),
        ("혁신", "hyoksin"),
    ],
)
def test_the_name_of_a_korean_firm_in_one_latin_word_shares_a_key_with_its_syllables(
    syllables: str, latin: str
) -> None:
    parts = [korean.hangul_keys(char) for char in syllables]
    assert set(korean.join_keys(*parts)) & set(korean.compound_keys(latin))


@pytest.mark.parametrize("word", ["", "kim", "bank", "strategy", "vladimir", "trading", "a" * 5000])
def test_other_words_have_no_such_keys(word: str) -> None:
    assert korean.compound_keys(word) == ()


@given(any_text)
def test_words_of_firms_have_few_such_keys(text: str) -> None:
    found = korean.compound_keys(text)
    assert len(found) <= 24
    assert all("." in key for key in found)


@pytest.mark.parametrize(
    ("word", "found"),
    [
        ("саратовский", ("saratovsk", "saratov")),
        ("казанская", ("kazansk", "kazan")),
        ("омского", ("omsk",)),
        ("донецька", ()),
        ("львівська", ("lvivsk", "lviv")),
        ("завод", ()),
        ("", ()),
    ],
)
def test_an_adjective_in_cyrillic_tells_of_which_place_it_is(word: str, found: tuple[str, ...]) -> None:
    assert cyrillic.places(word) == found

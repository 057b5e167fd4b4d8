"""Arabic, Persian, Urdu and Pashto words and the Latin words they are read as."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support import any_text

from watchfloor.names.likeness import token_likeness
from watchfloor.names.scripts.arabic import letters, pieces, script_skeletons, vowels_fit
from watchfloor.names.scripts.lexicon import usual_spellings
from watchfloor.names.tokens import spans, tokens

ARABIC_WORDS = st.text("ابتثجحخدذرزسشصضطظعغفقكلمنهويةىءأإآپچژگکیہ", min_size=1, max_size=12)


def read_as(native: str, latin: str) -> bool:
    """Do some words of one name, joined or not, meet some words of the other?"""
    left, right = tokens(native), tokens(latin)
    units = [*left, *(run for _, run in spans(left))]
    others = [*right, *(run for _, run in spans(right))]
    whole, whole2 = "".join(t.text for t in left), "".join(t.plain for t in right)
    return any(
        token_likeness(a, b)[0] >= 0.85
        for a in units
        for b in others
        if a.text == whole and b.plain.replace(" ", "") == whole2
    )


@given(any_text)
def test_letters_of_one_sound_are_one_letter_and_stay_it(text: str) -> None:
    assert letters(letters(text)) == letters(text)


@pytest.mark.parametrize(
    ("here", "there"),
    [
        ("حقاني", "حقانی"), ("حقاني", "حقانى"), ("كريم", "کریم"), ("فاطمة", "فاطمه"), ("الله", "اللہ"), ("أحمد", "احمد"),
        ("ضياء", "ضيا"), ("مُحَمَّد", "محمد"),
    ],
)  # fmt: skip
def test_a_name_is_one_name_on_every_keyboard(here: str, there: str) -> None:
    assert letters(here) == letters(there)
    assert usual_spellings(here) == usual_spellings(there)


@pytest.mark.parametrize(
    ("word", "cut"),
    [
        ("التكريتي", ["ال", "تكريتي"]),
        ("عبدالرحمن", ["عبد", "ال", "رحمن"]),
        ("عبدالله", ["عبدالله"]),
        ("اللہ", ["اللہ"]),
        ("أبوغيث", ["أبو", "غيث"]),
        ("أبواليزيد", ["أبو", "ال", "يزيد"]),
        ("نورالدین", ["نور", "ال", "دین"]),
        ("والجهاد", ["و", "ال", "جهاد"]),
        ("بالدم", ["ب", "ال", "دم"]),
        ("للدعوة", ["ل", "ال", "دعوة"]),
        ("محمد", ["محمد"]),
        ("ال", ["ال"]),
    ],
)
def test_a_word_is_cut_where_latin_letters_write_two(word: str, cut: list[str]) -> None:
    assert pieces(word, known=False) == cut


def test_a_name_that_begins_like_a_conjunction_stays_whole() -> None:
    assert pieces("والتر", known=True) == ["والتر"]
    assert [token.text for token in tokens("والتر")] == ["والتر"]


@given(ARABIC_WORDS)
def test_cutting_loses_no_letter(word: str) -> None:
    cut = pieces(word, known=False)
    assert all(cut)
    assert "".join(cut) in (word, word.replace("لل", "لال", 1))


@pytest.mark.parametrize(
    ("native", "latin"),
    [
        ("محمد", "mahamad"), ("رضا", "reza"), ("رضا", "ridha"), ("نورالدين", "nooruddin"), ("الصبار", "essabar"), ("عيسى", "issa"),
        ("عیسی", "essa"), ("حسين", "hussain"), ("داود", "dawud"), ("داوود", "daoud"), ("جمال", "gamal"), ("سعيد", "saeed"),
        ("سعد", "saad"), ("فاطمه", "fatemeh"), ("يحيى", "yehia"), ("عبدالله", "abdullah"), ("خيرالله", "khayrallah"),
        ("غياث", "ghias"), ("عوض", "ewaz"), ("مطمئن", "motmaen"), ("قاعدة", "qaeda"), ("جماعة", "jamaat"), ("خواجه", "khaja"),
        ("سالار", "salar"), ("زاده", "zadeh"), ("ذوالفقار", "zulfiqar"), ("بويحي", "bouyehia"), ("جرمان", "djermane"),
        ("مظهري", "mazhari"), ("عوادي", "aouadi"), ("كل", "gul"),
    ],
)  # fmt: skip
def test_a_word_is_read_as_its_latin_spellings(native: str, latin: str) -> None:
    assert vowels_fit(native, latin)


@pytest.mark.parametrize(
    ("native", "latin"),
    [
        ("رضا", "ruwaydah"), ("پور", "parvar"), ("زارع", "zhirova"), ("حسن", "hussein"), ("سعید", "saad"), ("مؤنس", "manex"),
        ("علی", "alawi"), ("جعفر", "jafari"), ("سعيدي", "saadah"), ("محمد", "mohammadi"), ("حسن", "hassana"),
        ("ا" * 50, "a" * 50),
    ],
)  # fmt: skip
def test_long_vowels_keep_names_of_the_same_consonants_apart(native: str, latin: str) -> None:
    assert not vowels_fit(native, latin)


@given(ARABIC_WORDS, any_text)
def test_reading_never_raises_and_an_empty_word_is_not_read(word: str, latin: str) -> None:
    assert vowels_fit(word, latin) in (True, False)
    assert not vowels_fit("محمد", "")


@pytest.mark.parametrize(
    ("native", "bones"), [("الرحمن", "rhmn"), ("الرحمن", "lrhmn"), ("جماعة", "jmt"), ("جماعة", "jm")]
)
def test_an_article_and_a_closing_t_are_read_both_ways(native: str, bones: str) -> None:
    assert bones in script_skeletons(native)


@pytest.mark.parametrize(
    ("native", "latin"),
    [
        ("خير الله", "Khayrallah"), ("سیف الله", "Saifullah"),
        ("عبد الله", "Abdullah"), ("أبو بكر", "Abubakar"), ("ولی جان", "Walijan"), ("شهيد خيل", "Shahidkhel"),
        ("آخوندزاده", "Akhund Zada"), ("بالدم", "Biddam"),
    ],
)  # fmt: skip
def test_a_name_in_two_words_meets_the_same_in_one(native: str, latin: str) -> None:
    assert read_as(native, latin)

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.evaluation.support import subject
from tests.support import any_text, names

from watchfloor.evaluation import manipulations
from watchfloor.evaluation.manipulations import (
    addition,
    company,
    context,
    control,
    cultural,
    evasion,
    identifier,
    omission,
    order,
    phonetic,
    segmentation,
    transliteration,
    typo,
)
from watchfloor.evaluation.manipulations.base import Manipulation, changed, titled
from watchfloor.evaluation.published import watchman
from watchfloor.evaluation.subjects import Kind, Subject
from watchfloor.model.identifiers import imo_valid
from watchfloor.model.party import Party
from watchfloor.names.clean import clean
from watchfloor.names.tokens import tokens

COUNTRIES = ("ru", "sy", "kp", "cn", "ir", "mx", "de", "")


def rng(seed: int = 1) -> Random:
    return Random(seed)  # noqa: S311 - test cases, no secrets


def any_subject(name: str, kind: Kind, country: str) -> Subject:
    facts = {"nationality": country} if country else {}
    return subject(name, kind=kind, birthDate="1960-03-04", imoNumber="9074729", facts=facts)


@pytest.mark.parametrize("manipulation", manipulations.ALL, ids=lambda m: m.key)
@settings(max_examples=12)
@given(name=names, country=st.sampled_from(COUNTRIES), seed=st.integers(0, 99))
def test_every_class_is_repeatable_and_yields_a_name_or_a_party(
    manipulation: Manipulation, name: str, country: str, seed: int
) -> None:
    for kind in sorted(manipulation.kinds):
        listed = any_subject(name, kind, country)
        made = manipulation.make(rng(seed), listed)
        assert made == manipulation.make(rng(seed), listed)
        assert made is None or (made.names if isinstance(made, Party) else made.strip())


@pytest.mark.parametrize("manipulation", manipulations.ALL, ids=lambda m: m.key)
@settings(max_examples=12)
@given(name=any_text.filter(lambda text: bool(text.replace(",", " ").split())))
def test_no_class_fails_on_any_text(manipulation: Manipulation, name: str) -> None:
    for kind in sorted(manipulation.kinds):
        manipulation.make(rng(), any_subject(name, kind, "kp"))


def test_keys_are_unique_and_every_group_of_the_taxonomy_is_there() -> None:
    keys = [m.key for m in manipulations.ALL]
    assert len(keys) == len(set(keys))
    assert list(dict.fromkeys(m.group for m in manipulations.ALL)) == [
        "control", "order", "segmentation", "omission", "addition", "typo", "phonetic", "transliteration",
        "cultural", "company", "evasion", "identifier", "context",
    ]  # fmt: skip


def test_every_class_of_the_published_table_is_there_for_persons() -> None:
    persons = {m.key for m in manipulations.ALL if "person" in m.kinds}
    assert set(watchman().cells) <= persons
    assert "last-only" in persons
    mean = sum(cell.recall for cell in watchman().cells.values()) / len(watchman().cells)
    assert mean == pytest.approx(watchman().macro, abs=0.005)


def test_controls_leave_the_name_itself() -> None:
    listed = subject("AL-DEMO, Karim", given="Karim", family="AL-DEMO")
    assert control.exact(rng(), listed) == "AL-DEMO, Karim"
    assert listed.name == "Karim AL-DEMO"
    assert control.unpunctuated(rng(), "Karim 'Abu' AL-DEMO Jr.") == "Karim Abu AL DEMO Jr"
    assert clean(control.full_width(rng(), "Kim 7")) == "kim 7"
    assert control.unmarked(rng(), "José") == "Jose"
    assert control.unmarked(rng(), "Jose") is None
    assert control.decomposed(rng(), "José") == "Jose\u0301"
    for made in (control.marked(rng(), "Jose Campo"), control.punctuated(rng(), "Jose Campo")):
        assert made is not None
        assert [t.plain for t in tokens(made)] == ["jose", "campo"]
    assert control.spaced(rng(), "Jose Campo").split() == ["Jose", "Campo"]


def test_words_change_places() -> None:
    assert order.backwards(rng(), "a b c") == "c b a"
    assert order.backwards(rng(), "a") is None
    assert order.rotated(rng(), "a b") == "b a"
    assert sorted((order.shuffled(rng(), "a b c") or "").split()) == ["a", "b", "c"]
    assert order.shuffled(rng(), "a A") is None
    assert order.comma_form(rng(), subject("Karim Demo", given="Karim", family="Demo")) == "Demo, Karim"


def test_words_are_joined_and_split() -> None:
    assert segmentation.two_joined(rng(), "Ann Lee") == "Annlee"
    assert segmentation.all_joined(rng(), "Ann B Lee") == "AnnBLee"
    assert segmentation.all_joined(rng(), "Ann") is None
    assert (segmentation.one_split(rng(), "Ann Leeson") or "").replace(" ", "") == "AnnLeeson"
    assert segmentation.one_split(rng(), "Ann Lee") is None
    assert segmentation.hyphen_opened(rng(), "Al-Demo") == "Al Demo"
    assert segmentation.hyphen_closed(rng(), "Al-Demo") == "AlDemo"
    assert segmentation.hyphen_added(rng(), "Ann Lee") == "Ann-Lee"


def test_parts_are_left_out() -> None:
    assert omission.middle_dropped(rng(), "Ann B Lee") == "Ann Lee"
    assert omission.middle_dropped(rng(), "Ann Lee") is None
    assert omission.first_and_last(rng(), "Ann B C Lee") == "Ann Lee"
    assert omission.first_initial(rng(), "Ann Lee") == "A. Lee"
    assert omission.middle_initial(rng(), "Ann Berta Lee") == "Ann B. Lee"
    assert omission.particle_dropped(rng(), "Karim bin al-Demo") == "Karim Demo"
    assert omission.patronymic_dropped(rng(), "Vadim Petrovich Demonov") == "Vadim Demonov"
    assert omission.patronymic_dropped(rng(), "Vadim Demonov") is None
    assert omission.cut_at(rng(), "Quillfeather Dredging", length=12) == "Quillfeather"
    assert omission.cut_end(rng(), "Quillfeather", letters=3) == "Quillfeat"
    assert omission.cut_end(rng(), "Ann Lee", letters=3) is None
    assert omission.last_only(rng(), subject("Vadim Demonov")) == "Demonov"


def test_words_are_added() -> None:
    assert len(addition.extra_word(rng(), subject("Ann Lee", nationality="de")).split()) == 3
    assert addition.titled(rng(), "Ann Lee").endswith(" Ann Lee")
    assert addition.with_birth_date(rng(), subject("Ann Lee")) is None
    assert "1960" in (addition.with_birth_date(rng(), subject("Ann Lee", birthDate="1960~")) or "")
    assert "Ann Lee" in addition.in_free_text(rng(), "Ann Lee")


@pytest.mark.parametrize("edit", typo.EDITS)
@given(word=st.text("abcdeFGH", min_size=3, max_size=12), seed=st.integers(0, 50))
def test_a_typing_error_is_one_edit(edit: typo.Edit, word: str, seed: int) -> None:
    from rapidfuzz.distance import OSA  # noqa: PLC0415 - the oracle of this test only

    made = edit(rng(seed), word)
    assert OSA.distance(word, made) == 1 or (made == word and len(set(word.lower())) < len(word))


def test_errors_fall_into_words_that_are_long_enough() -> None:
    assert typo.in_a_word(rng(), "Li Bo", edit=typo.deleted) is None
    twice = typo.in_a_word(rng(), "Leonid Demonov", edit=typo.inserted, times=2)
    assert [len(word) for word in (twice or "").split()] == [7, 8]
    assert all(
        a != b
        for a, b in zip((typo.in_every_word(rng(), "abcd efgh") or "").split(), ("abcd", "efgh"), strict=True)
    )
    assert typo.doubled(rng(), "Anna") == "Ana"
    assert typo.scanned(rng(), "Corn") in {"com", "c0rn", "eorn", "corm"}
    assert typo.neighbouring_key(rng(), "김") == "김"


def test_sounds_are_respelled() -> None:
    assert phonetic.respelled(rng(), "philip", times=1) not in (None, "philip")
    assert phonetic.respelled(rng(), "bob", times=1) is None
    assert phonetic.vowels_dropped(rng(), "Leonid Annan", share=1.0) == "Lnd Annn"
    assert phonetic.vowels_dropped(rng(), "Bcd", share=1.0) is None


@pytest.mark.parametrize(
    ("key", "wanted"),
    [
        ("german", "Jewgeni Schukow"),
        ("polish", "Jewgenij Żukow"),
        ("czech", "Jevgenij Žukov"),
        ("passport", "Evgenii Zhukov"),
        ("cyrillic", "Евгений Жуков"),
    ],
)
def test_russian_names_are_spelled_as_other_countries_do(key: str, wanted: str) -> None:
    assert transliteration.system(rng(), "Yevgeniy Zhukov", table="russian", key=key) == wanted


def test_a_tradition_is_applied_to_its_own_countries_only() -> None:
    made = transliteration.of(frozenset({"ru"}), lambda _, name: name.upper())
    assert made(rng(), subject("Ann", nationality="ru")) == "ANN"
    assert made(rng(), subject("Ann", nationality="de")) is None


def test_arabic_names_are_respelled() -> None:
    assert transliteration.article_assimilated(rng(), "Karim al-Shami") == "Karim ash-Shami"
    assert transliteration.article_assimilated(rng(), "Karim al-Katib") is None
    assert transliteration.article_changed(rng(), "Karim Demo") is None
    assert (transliteration.article_changed(rng(3), "Karim al-Katib") or "").endswith("Katib")
    assert "abd" in (transliteration.servant_joined(rng(), "Abd al-Karim Demo") or "").lower()
    assert transliteration.servant_joined(rng(), "Abdullah Demo") is None
    assert transliteration.mohammed(rng(), "Muhammad Demo") not in (None, "Muhammad Demo")


def test_korean_names_are_respelled() -> None:
    listed = subject("Ri Chol Myong", nationality="kp")
    assert transliteration.hangul_parts(listed) == ("Ri", ["chol", "myong"])
    assert transliteration.korean(transliteration.hangul)(rng(), listed) == "리철명"
    family = transliteration.korean(transliteration.korean_family)(rng(), listed)
    assert (family or "").split()[0] in {"Lee", "Rhee", "Yi", "Li"}
    assert transliteration.korean_system(rng(), ["chol", "myong"], "Ri", key="mccune") == "Ri Ch'ŏl-myŏng"
    assert transliteration.hangul_parts(subject("Ann Lee", nationality="kp")) is None


def test_chinese_names_are_respelled() -> None:
    listed = subject("ZHANG, Xiaoming", given="Xiaoming", family="ZHANG", nationality="cn")
    assert transliteration.pinyin(listed) == ("ZHANG", ["xiao", "ming"])
    assert transliteration.wade_giles(rng(), listed) == "Chang Hsiao-ming"
    assert (
        transliteration.pinyin(subject("ZHANG, Xiaoming", given="Xiaoming", family="ZHANG", nationality="de"))
        is None
    )
    assert transliteration.chinese_spacing(rng(), subject("Ann Lee", nationality="de")) is None


def test_names_are_written_in_other_alphabets() -> None:
    assert transliteration.in_script(rng(), "Andreas Demos", table="greek") == "αντρεας ντεμος"
    assert transliteration.in_script(rng(), "Shlomo", table="hebrew") == "שלומו"
    assert transliteration.in_script(rng(), "Андрей", table="greek") is None
    assert titled("al-demo o'neil") == "Al-Demo O'neil"


def test_custom_changes_names() -> None:
    spanish = subject("ORTEZ LAVANDA, Jose", given="Jose", family="ORTEZ LAVANDA", nationality="mx")
    assert cultural.second_surname_dropped(rng(), spanish) == "Jose ORTEZ"
    assert cultural.nickname(rng(), "Vladimir Demonov") in {"Vlad Demonov", "Volodya Demonov"}
    russian = subject("DEMONOV, Vadim", given="Vadim", family="DEMONOV", nationality="ru")
    assert cultural.other_gender(rng(), russian) == "Vadim DEMONova"
    assert cultural.kunya_dropped(rng(), "Abu Talib Karim Demo") == "Karim Demo"
    assert cultural.kunya_dropped(rng(), "Abu Talib") is None
    assert cultural.particles_joined(rng(), "Maria De la Cruz") == "Maria De laCruz"


def test_companies_are_written_otherwise() -> None:
    assert company.legal_form_dropped(rng(), "Quill Trading Ltd") == "Quill Trading"
    assert company.legal_form_swapped(rng(), "Quill Trading LLC") not in (None, "Quill Trading LLC")
    assert company.legal_form_swapped(rng(), "Quill") is None
    assert company.abbreviated(rng(), "Quill International Trading Company") == "Quill Intl Trdg Co"
    assert company.acronym(rng(), "Quill Dredging and Salvage") == "QDS"
    assert company.acronym(rng(), "Quill Dredging") is None
    assert company.ampersand(rng(), "Quill & Sons") == "Quill and Sons"
    assert company.ampersand(rng(), "Quill and Sons") == "Quill & Sons"
    assert company.number_words(rng(), "Quill Three") == "Quill 3"
    assert company.british(rng(), "Quill Defense") == "Quill defence"
    assert company.translated(rng(), "Quill Bank") not in (None, "Quill Bank")


def test_evaders_hide_letters() -> None:
    assert evasion.look_alikes(rng(), "Leoli", table=str.maketrans("o", "0")) == "Le0li"
    hidden = evasion.zero_width(rng(), "Vadim Demonov")
    assert len(hidden) > len("Vadim Demonov")
    assert clean(hidden) == "vadim demonov"
    assert evasion.mirrored(rng(), "abc") == "\u202ecba\u202c"
    assert evasion.letters_apart(rng(), "Ann Lee") == "A n n  L e e"
    one = evasion.one_look_alike(rng(), "Vadim") or ""
    assert sum(not c.isascii() for c in one) == 1
    assert clean(one) == "vadim"


def test_numbers_are_right_spaced_or_mistyped() -> None:
    ship = subject("Pale Heron", kind="vessel", imoNumber="9074729")
    assert identifier.right(rng(), ship) == Party(
        schema="Vessel", properties={"name": ("Pale Heron",), "imoNumber": ("9074729",)}
    )
    spaced = identifier.spaced(rng(), ship)
    assert spaced is not None
    assert spaced.properties["imoNumber"] == ("IMO 9074729",)
    wrong = identifier.digit_wrong(rng(), ship)
    assert wrong is not None
    assert not imo_valid(wrong.properties["imoNumber"][0])
    renamed = identifier.renamed(rng(), ship)
    assert renamed is not None
    assert renamed.properties["imoNumber"] == ("9074729",)
    assert identifier.right(rng(), subject("Ann Lee")) is None


def test_facts_beside_the_name_agree_or_not() -> None:
    born = subject("Ann Lee", birthDate="1960-03-04", nationality="sy")
    dates = {
        m.key: made.properties["birthDate"][0]
        for m in context.CLASSES
        if m.key.startswith("born") and isinstance(made := m.make(rng(), born), Party)
    }
    assert dates == {
        "born-same-day": "1960-03-04",
        "born-year-only": "1960",
        "born-year-beside": "1961-03-04",
        "born-swapped": "1960-04-03",
        "born-far-off": "1930-03-11",
    }
    near = context.neighbour(rng(), born)
    assert near is not None
    assert near.properties["nationality"] == ("eg",)
    assert context.kind_unknown(rng(), born).schema == "Thing"
    assert context.kind_wrong(rng(), born).schema == "Company"
    assert context.same_country(rng(), subject("Ann Lee")) is None


def test_what_is_not_changed_is_no_case() -> None:
    assert changed("Ann Lee", " ANN  lee ") is None
    assert changed("Ann Lee", "Ann") == "Ann"

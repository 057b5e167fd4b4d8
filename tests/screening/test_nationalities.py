"""Nationalities as customer files write them, in the languages of those who keep the files."""

import tomllib
from collections import defaultdict
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchfloor.names.countries import country_code, country_key, country_name
from watchfloor.screening.nationalities import _INFLECTED, country_of, nationalities

TABLES = tomllib.loads(files("watchfloor.screening").joinpath("data/nationalities.toml").read_text("utf-8"))


@pytest.mark.parametrize(
    ("code", "texts"),
    [
        (
            "ru",
            "russisch, Russische, RUSSISCHER, russe, ruso, rusa, российское, Российская, русский, россиянин",
        ),
        ("de", "deutsch, deutsche, allemand, allemande, alemán, alemana, немецкое, германское"),
        ("at", "österreichisch, Oesterreichisch, autrichienne, austriaca"),
        ("kp", "nordkoreanisch, nord-coréen, Nord-Coréenne, norcoreano, северокорейское"),
        ("kr", "südkoreanisch, suedkoreanisch, surcoreana, южнокорейская"),
        ("sy", "syrisch, syrienne, siria, сирийское"),
        ("gr", "griechisch, grecque, griega, греческий"),
        ("tr", "türkisch, turque, turco, турецкое"),
        ("us", "amerikanisch, US-amerikanisch, américaine, estadounidense, американское"),
        ("ne", "nigrisch, nigérienne, nigerino"),
        ("ng", "nigerianisch, nigériane, nigeriana"),
        ("ch", "schweizerisch, Schweizer, suisse, suissesse, suizo"),
    ],
)
def test_a_nationality_is_read_in_every_form(code: str, texts: str) -> None:
    for text in texts.split(", "):
        assert country_of(text) == code, text


def test_what_could_be_two_countries_and_what_is_none_stay_unread() -> None:
    for text in ("koreanisch", "congolais", "guineano", "arabisch", "europäisch", "sonstige", ""):
        assert country_of(text) is None, text


def test_names_of_countries_are_read_as_before() -> None:
    for text in ("Germany", "Korea, North", "RU", "Россия", "French"):
        assert country_of(text) == country_code(text)


def test_no_nationality_is_of_two_countries_nor_the_name_of_another() -> None:
    seen: dict[str, set[str]] = defaultdict(set)
    for language, inflected in _INFLECTED.items():
        for code, listed in TABLES[language].items():
            assert country_name(code) != code, f"{code} is no country"
            for word in listed.split():
                for form in inflected(word):
                    seen[country_key(form)].add(code)
    assert {form: codes for form, codes in seen.items() if len(codes) > 1} == {}
    assert [form for form, codes in seen.items() if country_code(form) not in (None, *codes)] == []
    assert set(seen) == set(nationalities())


@given(st.text(max_size=60))
def test_any_text_is_a_country_or_none(text: str) -> None:
    found = country_of(text)
    assert found is None or country_name(found)

"""Family names alone."""

import pytest
from tests.news.support import a_person, said
from tests.support import an_engine

ENGINE = an_engine(
    a_person("ORLOVSKY, Viktor Andreevich", "ORLOVSKY", record="orlovsky"),
    a_person("ORLOVSKY, Anton", "ORLOVSKY", record="anton"),
    a_person("KANG, Chol Min", "KANG", "강철민", "姜哲敏", record="kang"),
    a_person("BIN QARAWI, Yusuf", "BIN QARAWI", record="qarawi"),
    a_person("AL-RASHIDI, Abd al-Karim", "AL-RASHIDI", record="rashidi"),
    a_person("AL-HOUTHI, Yahya", "AL-HOUTHI", record="houthi"),
    a_person("QUISPE TORREALBA, Jacinto", "QUISPE TORREALBA", record="quispe"),
    a_person("PUTIN, Vladimir", "PUTIN", record="putin"),
)


def alone(text: str) -> list[tuple[str, str]]:
    return [(m, r) for m, r, kind in said(text, ENGINE) if kind == "surname"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ORLOVSKY TALKS. Viktor Orlovsky came; Orlovsky’s car waited.", [("ORLOVSKY", "orlovsky"), ("Orlovsky’s", "orlovsky")]),
        ("Orlovskys Plan. Viktor Orlovsky. Der Orlovsky-Plan.", [("Orlovskys", "orlovsky"), ("Orlovsky", "orlovsky")]),
        ("Yusuf bin Qarawi wrote. Bin Qarawi left. The Qarawi shop.", [("Bin Qarawi", "qarawi")]),
        ("Abd al-Karim al-Rashidi wrote. Al-Rashidi left; Rashidi too.", [("Al-Rashidi", "rashidi"), ("Rashidi", "rashidi")]),
        ("Yahya al-Houthi spoke. The Houthis left. Al-Houthi stayed. The Houthi movement.", [("Al-Houthi", "houthi")]),
        ("Jacinto Quispe Torrealba came. Quispe spoke.", [("Quispe", "quispe")]),
        ("강철민 위원장이 왔다. 강 위원장은 갔다. 강이 흐른다.", [("강", "kang")]),
        ("弗拉基米尔·普京来了。后来普京走了。", [("普京", "putin")]),
    ],
)  # fmt: skip
def test_a_family_name_is_followed_as_the_text_spells_it(text: str, expected: list[tuple[str, str]]) -> None:
    assert alone(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Orlovsky came.",
        "Viktor Orlovsky met Anton Orlovsky. Orlovsky left.",
        "Viktor Orlovsky came. Maria Orlovsky spoke, and Orlovsky left.",
        "Kang Chol Min came. Kang Chol Su left. Kang Song University. Kang Square.",
        "Viktor Orlovsky came. The Orlovsky Prize was given to Orlovsky University.",
        "viktor orlovsky came.",
    ],
)
def test_a_family_name_that_may_be_anybodys_is_not(text: str) -> None:
    assert alone(text) == []


def test_the_listed_person_named_last_is_meant() -> None:
    text = "Maria Orlovsky sang. Viktor Orlovsky came, and Orlovsky left."
    assert alone(text) == [("Orlovsky", "orlovsky")]

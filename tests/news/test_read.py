"""Mentions of listed parties in running text: found where they are named, silent where they are not."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support import an_engine, an_entity

from watchfloor.lists.raw import read_raw
from watchfloor.lists.source import parse_source
from watchfloor.model.entity import Entity, Name
from watchfloor.news.page import render_page
from watchfloor.news.read import Mention, read_text, to_findings
from watchfloor.news.sources import Text
from watchfloor.screening.engine import Engine


def person(text: str, family: str, *more: str, record: str) -> Entity:
    base = an_entity(text, *more, record=record)
    names = (Name(text=text, kind="primary", family=family), *(Name(text=m) for m in more))
    return Entity(source="demo", record=record, schema="Person", names=names, designations=base.designations)


LISTED = (
    person("PUTIN, Vladimir Vladimirovich", "PUTIN", record="putin"),
    person("KIM, Jong Un", "KIM", record="kim"),
    person("KIM, Il-Nam", "KIM", record="ilnam"),
    person("AL-HOUTHI, Abdul-Malik", "AL-HOUTHI", "عبد الملك الحوثي", record="houthi"),
    person("ALI, Muhammad", "ALI", record="ali"),
    an_entity("HIZBALLAH", record="hizballah", schema="Organization"),
    an_entity("KOREA MINING DEVELOPMENT TRADING CORPORATION", "KOMID", record="komid", schema="Organization"),
    an_entity("VICTORY", record="victory", schema="Vessel"),
    an_entity("ADRIAN DARYA 1", record="darya", schema="Vessel"),
    an_entity("PARIS", record="paris", schema="Organization"),
    an_entity("HERMANN", record="hermann", schema="Person"),
)
ENGINE = an_engine(*LISTED)


def read(text: str, engine: Engine = ENGINE) -> list[Mention]:
    return read_text(text, engine)


def found(text: str) -> list[tuple[str, str, str]]:
    """Text, record and kind of every mention that matches."""
    return [(m.text, m.source_id, m.kind) for m in read(text) if m.match]


@pytest.mark.parametrize(
    ("text", "mention", "record"),
    [
        ("Der russische Präsident Wladimir Putin reiste ab.", "Wladimir Putin", "putin"),
        ("Staatschef Kim Jong-un lächelte.", "Kim Jong-un", "kim"),
        ("Президент Владимир Путин уехал.", "Владимир Путин", "putin"),
        ("Он встретился с Владимиром Путиным.", "Владимиром Путиным", "putin"),
        ("Встреча с Ким Чен Ыном прошла.", "Ким Чен Ыном", "kim"),
        ("김정은이 연설했다.", "김정은", "kim"),
        ("记者说金正恩来了。", "金正恩", "kim"),
        ("قال عبد الملك الحوثي اليوم", "عبد الملك الحوثي", "houthi"),
        ("Abdul-Malik al-Houthi spoke.", "Abdul-Malik al-Houthi", "houthi"),
        ("VLADIMIR PUTIN SPEAKS TODAY", "VLADIMIR PUTIN", "putin"),
        ("Fighters of Hizballah left.", "Hizballah", "hizballah"),
        ("Payments to KOMID went on.", "KOMID", "komid"),
        ("The tanker Adrian Darya 1 sailed.", "Adrian Darya 1", "darya"),
        (
            "The Korea Mining Development\nTrading Corporation sold arms.",
            "Korea Mining Development\nTrading Corporation",
            "komid",
        ),
    ],
)
def test_a_whole_name_is_found_in_any_script_and_case(text: str, mention: str, record: str) -> None:
    assert (mention, record, "full") in found(text)


def test_the_family_name_is_followed_through_the_text_before_and_after() -> None:
    text = "Putins Besuch. Wladimir Putin kam. Am Mittwoch lobte Putin die Führung; Putin zufolge war es gut."
    assert [(m, k) for m, r, k in found(text) if r == "putin"] == [
        ("Putins", "surname"),
        ("Wladimir Putin", "full"),
        ("Putin", "surname"),
        ("Putin", "surname"),
    ]


def test_a_family_name_alone_says_nothing() -> None:
    assert found("Putin kam, und Kim auch.") == []


def test_two_persons_of_one_family_name_are_not_guessed_between() -> None:
    text = "Kim Jong Un met Kim Il-Nam. Then Kim left."
    assert [m for m, _, kind in found(text) if kind == "surname"] == []


def test_a_family_name_with_another_given_name_is_somebody_else() -> None:
    assert [
        m for m, _, k in found("Kim Jong-un came. Kim Yo-jong stayed. Jim Kim wrote.") if k == "surname"
    ] == []


@pytest.mark.parametrize(
    "text",
    [
        "Victory was near, the general said.",
        "They met in Paris on Monday.",
        "Hermann went home.",
        "Jim Yong Kim spoke at the World Bank.",
        "Muhammad Ali was the greatest boxer.",
        "Armin Schmitt wrote this about Donald Trump, NATO, Russland and Washington.",
        "the victory of hizballah in small letters, Victory",
        "",
        "\x00\x01 binary \ufffd junk",
        "🙂🙂🙂",
    ],
)
def test_common_words_places_and_namesakes_do_not_fire(text: str) -> None:
    assert found(text) == []


def test_a_ships_name_needs_a_ship_nearby() -> None:
    assert found("The vessel Victory left port.") == [("Victory", "victory", "full")]


def test_a_name_inside_a_longer_name_is_shown_but_is_no_match() -> None:
    (part,) = [m for m in read("He studied at Kim Jong Un University.") if m.source_id == "kim"]
    assert part.kind == "part"
    assert not part.match
    assert "part of a longer name" in part.reason


sentences = st.sampled_from(
    [
        "Wladimir Putin kam.",
        "Kim Jong-un ging.",
        "Putin sprach.",
        "Nichts geschah.",
        "김정은이 웃었다.",
        "Hizballah left.",
        "!",
        "x" * 500,
    ]
)


@settings(max_examples=40, deadline=None)
@given(st.lists(sentences, max_size=6).map(" ".join) | st.text(max_size=120))
def test_a_mention_is_the_slice_it_says(text: str) -> None:
    for mention in read(text):
        assert text[mention.start : mention.end] == mention.text
        assert mention.sentence.start <= mention.start
        assert mention.reason
        assert 0.0 <= mention.score <= 1.0


@settings(max_examples=25, deadline=None)
@given(st.lists(sentences, min_size=1, max_size=5))
def test_a_further_sentence_changes_no_earlier_whole_name(parts: list[str]) -> None:
    text = " ".join(parts)
    before = [m for m in read(text) if m.kind == "full"]
    after = [m for m in read(text + " Alles war still.") if m.kind == "full"]
    assert before == after


def test_mentions_come_in_order_and_do_not_overlap() -> None:
    mentions = read("Wladimir Putin, Kim Jong-un, Putin, Kim, Hizballah, Wladimir Putin.")
    assert all(a.end <= b.start for a, b in pairwise(mentions))


def test_one_finding_for_each_party_with_every_mention_as_evidence() -> None:
    mentions = read("Wladimir Putin kam. Putin ging. Kim Jong-un blieb.")
    findings = list(to_findings(mentions, subject="a.txt", stamp=ENGINE.stamp))
    assert [(f.entities, len(f.evidence)) for f in findings] == [(("demo:putin",), 2), (("demo:kim",), 1)]
    assert findings[0].kind == "mention"
    assert findings[0].evidence[0].where == "a.txt:0-14"


def test_a_page_shows_the_text_its_mentions_and_nothing_live() -> None:
    text = "Wladimir Putin <script>alert(1)</script> kam."
    page = render_page([(Text(name="<b>.txt", text=text), read(text))], ENGINE.stamp, banner="starter & co")
    assert '<mark id="m1-0" class="full"' in page
    assert "<script>" not in page
    assert "&lt;script&gt;" in page
    assert "starter &amp; co" in page
    assert "http://" not in page.replace("http://www.w3.org", "")


def test_a_long_text_is_read_in_reasonable_time() -> None:
    text = "Wladimir Putin traf am Mittwoch in Pjöngjang die Führung der Partei. " * 3000
    assert sum(m.kind == "full" for m in read(text)) == 3000


@pytest.fixture(scope="module")
def real_engine(real_data: Path) -> Engine:
    lists = real_data / "lists"
    entities = parse_source("us_ofac_sdn", read_raw([lists / "us_ofac_sdn/history/sdn_2023-09-05.csv.gz"]))[0]
    entities += parse_source("un_sc_sanctions", read_raw([lists / "un_sc_sanctions/UN_2026-02-27.xml.gz"]))[0]
    return an_engine(*entities)


@pytest.mark.slow
@pytest.mark.real_data
def test_a_real_article_names_two_listed_persons_and_nobody_else(
    real_data: Path, real_engine: Engine
) -> None:
    text = (real_data / "input/article_de_2024-06.txt").read_text("utf-8")
    mentions = read_text(text, real_engine)
    named = {m.start: m for m in mentions}
    every = [i for i in range(len(text)) if text.startswith("Putin", i) or text.startswith("Kim", i)]
    starts = {i - len("Wladimir ") if text[:i].endswith("Wladimir ") else i for i in every}
    assert set(named) == starts
    assert {m.entity_id for m in mentions} == {"us_ofac_sdn:35096", "us_ofac_sdn:20157"}
    assert all(m.match for m in mentions)
    for mention in mentions:
        assert mention.entity_id == ("us_ofac_sdn:35096" if "Putin" in mention.text else "us_ofac_sdn:20157")

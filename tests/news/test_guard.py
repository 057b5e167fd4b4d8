"""What equals a listed name and is no mention of it."""

import pytest
from tests.news.support import a_person, all_said, said
from tests.support import an_engine, an_entity

ENGINE = an_engine(
    a_person("ORLOVSKY, Viktor Andreevich", "ORLOVSKY", record="orlovsky", country="ru"),
    a_person("IVANOV, Sergei", "IVANOV", record="ivanov", country="ru"),
    a_person("KANG, Chol", "KANG", record="kang", country="kp"),
    a_person("KANG, Chol Min", "KANG", record="min", country="kp"),
    a_person("SALMAN, Muhammad", "SALMAN", record="salman", country="sy"),
    a_person("POWER, Will", "POWER", record="power"),
    an_entity("VOLTANEFT", record="voltaneft", schema="Company", country="ru"),
    an_entity("BARQUITA AL-NASR", record="nasr", schema="Organization"),
    an_entity("EQUALITY", record="equality", schema="Organization"),
    an_entity("QZB", record="qzb", schema="Organization", country="ir"),
    an_entity("LET", record="let", schema="Organization"),
    an_entity("NORTHERN DEVELOPMENT BANK", record="bank", schema="Organization", country="kp"),
    an_entity("SILVER STAR", record="silver", schema="Organization", country="by"),
    an_entity("SYRIAN AIR FORCE", record="airforce", schema="Organization", country="sy"),
    an_entity("NATO", record="nato", schema="Vessel"),
    an_entity("IRAN", record="iran", schema="Organization"),
    an_entity("OCEAN LANTERN", record="lantern", schema="Vessel", imoNumber="IMO 9074729"),
    an_entity("JUSTICE", record="justice", schema="Vessel"),
)  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        # A listed name is only part of what stands there.
        "The Air Force of another country trained.",
        "The Asian Northern Development Bank Building burned.",
        "The Northern Development Fund paid.",
        "Sergeant Silver Star Johnson came.",
        # Words of the language.
        "Equality matters. The Equality Act passed.",
        "Let us go. Let it be.",
        "LET IT BE SAID IN CAPITAL LETTERS.",
        "Will Power is what you need.",
        "This will power the engine.",
        # States, places and organisations of states.
        "Iran and NATO disagreed.",
        # A ship's name without a ship.
        "Justice was done. An ocean lantern shone.",
        # Lineage says he is somebody else's son.
        "Mohammed bin Salman spoke in Riad about Syria.",
        # Somebody's family name, or part of another name.
        "For a very long time, as everybody there knew quite well, Averell Voltaneft lived in Moscow with his wife and two sons.",
        "For a very long time, as everybody there knew quite well, the Voltaneft Stadium stood in Moscow beside the old river road.",
        # Two people, not one.
        "They met Orlovsky and Viktor in the hall.",
        # A short acronym with nothing that points to the listed party.
        "The QZB exam is hard.",
        "the qzb exam in Iran",
    ],
)
def test_this_is_no_mention(text: str) -> None:
    assert said(text, ENGINE) == []


@pytest.mark.parametrize(
    ("text", "record"),
    [
        ("The Syrian Air Force bombed.", "airforce"),
        ("The Northern Development Bank of North Korea paid.", "bank"),
        ("In Belarus the Silver Star paid.", "silver"),
        ("Shares of the firm Equality fell.", "equality"),
        ("In Iran the QZB paid.", "qzb"),
        ("The tanker Justice sailed.", "justice"),
        ("Der Frachter „Justice“ lief aus.", "justice"),
        ("Ocean Lantern was in port on Monday.", "lantern"),
        ("The Ocean Lantern (9074729) is listed.", "lantern"),
        ("Gunmen of Barquita al-Nasr left.", "nasr"),
        ("In Moscow Voltaneft denied it.", "voltaneft"),
    ],
)
def test_this_is_one(text: str, record: str) -> None:
    assert record in [r for _, r, _ in said(text, ENGINE)]


def test_a_name_that_many_bear_needs_a_text_that_points_to_the_listed_one() -> None:
    (alone,) = all_said("Sergei Ivanov won the race in Leeds.", ENGINE)
    assert (alone.kind, alone.match) == ("namesake", False)
    assert "many people bear" in alone.reason
    assert alone.score < ENGINE.policy.threshold
    (told,) = all_said("In Russia the minister Sergei Ivanov resigned.", ENGINE)
    assert (told.kind, told.match) == ("full", True)
    assert "speaks of Russia" in told.reason


def test_what_is_said_later_does_not_point_back() -> None:
    first = all_said("Sergei Ivanov won the race. It was in Leeds.", ENGINE)
    then = all_said("Sergei Ivanov won the race. It was in Leeds.\n\nRussia is large.", ENGINE)
    assert first == then[: len(first)]


def test_a_party_named_beyond_doubt_explains_its_short_names_after_that() -> None:
    engine = an_engine(
        an_entity("PAEKSAN ZENITHAL TRADING", "PZT", record="pzt", schema="Organization", country="kp")
    )
    text = "PZT paid. Paeksan Zenithal Trading is a front. PZT denies it."
    assert [(m, k) for m, _, k in said(text, engine)] == [
        ("Paeksan Zenithal Trading", "full"),
        ("PZT", "full"),
    ]


@pytest.mark.parametrize(
    ("text", "longer"),
    [
        ("He studied at Kang Chol Min University.", "Kang Chol Min University"),
        ("Kang Chol-Su wrote it.", "Kang Chol-Su"),
        ("Peter Viktor Orlovsky wrote it.", "Peter Viktor Orlovsky"),
        (
            "For many years he often sat with Viktor Orlovsky Whitfield over some tea at their quiet club.",
            "Viktor Orlovsky Whitfield",
        ),
    ],
)
def test_part_of_a_longer_name_is_told_and_is_no_match(text: str, longer: str) -> None:
    (part,) = all_said(text, ENGINE)
    assert (part.kind, part.match) == ("part", False)
    assert part.reason.endswith(f"part of a longer name: {longer}")


@pytest.mark.parametrize(
    "text",
    [
        "President Viktor Orlovsky spoke.",
        "Viktor Orlovsky’s house burned.",
        "On Monday Viktor Orlovsky Said Nothing",
        "Der Kremlchef Viktor Orlovsky Anfang Mai in Minsk",
        "On the way, Viktor Orlovsky met the US President.",
    ],
)
def test_titles_headlines_and_nouns_do_not_make_a_name_longer(text: str) -> None:
    assert [r for _, r, _ in said(text, ENGINE)] == ["orlovsky"]

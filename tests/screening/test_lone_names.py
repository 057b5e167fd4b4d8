"""One common word alone is no name to go by, unless a list holds just that word."""

import pytest
from tests.support import an_engine, an_entity

from watchfloor.model.entity import Entity
from watchfloor.model.party import party
from watchfloor.screening.facts import Facts
from watchfloor.screening.features.lone import lone_name

LISTED = (
    an_entity("KIM IL Military University", record="school", schema="Organization"),
    an_entity("Abu ALI", "Ali Zorvik Brentano", record="man", weak=("Hassan",)),
    an_entity("Trading Bank Zorvik", "BANK TRADING", record="bank", schema="Company"),
    an_entity("General STAR", record="general"),
    an_entity("Golden STAR", record="ship", schema="Vessel"),
    an_entity("MOHAMMED", record="known"),
)
ENGINE = an_engine(*LISTED)


def named(*names: str) -> Facts:
    return Facts("Thing", (), frozenset(), frozenset(), {}, names)


@pytest.mark.parametrize("name", ["Kim", "Ali", "Trading", "General", "Bank", "al Ali", "STAR", "Company"])
def test_a_common_word_alone_never_alerts(name: str) -> None:
    (result,) = ENGINE.screen_batch([party(name)])
    assert result.hits == ()


def test_a_common_word_that_is_all_of_a_listed_name_alerts() -> None:
    for name, record in (("Mohammed", "known"), ("Hassan", "man")):
        (result,) = ENGINE.screen_batch([party(name)])
        assert [hit.source_id for hit in result.hits] == [record]


def test_a_fact_beside_it_makes_a_common_word_worth_a_look() -> None:
    engine = an_engine(an_entity("Abu Ali", birthDate="1970-03-04"))
    (result,) = engine.screen_batch([party("Ali", schema="Person", birthDate="1970-03-04")])
    assert len(result.hits) == 1
    assert "only a common word is known of the name: Ali" in result.hits[0].explanation.sentences()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Kim", "Kim Zorvik"), ("Kim Brenta",)),
        (("Zorvik",), ("Zorvik Brenta",)),
        (("Star",), ("St ar",)),
        (("4711",), ("4711 Ltd Zorvik",)),
        (("?",), ("Kim Zorvik",)),
        (("Star Ltd",), ("Golden Star",)),
        (("Star",), ("Star 3",)),
    ],
)
def test_rare_words_words_taken_apart_firms_and_numbered_ships_are_names(
    one: tuple[str, ...], other: tuple[str, ...]
) -> None:
    assert lone_name(named(*one), named(*other)) is None


def test_a_listed_name_of_one_common_word_is_not_found_in_every_longer_one() -> None:
    listed: Entity = an_entity("STAR", schema="Vessel")
    (result,) = an_engine(listed).screen_batch([party("Morning Star", schema="Vessel")])
    assert result.hits == ()

"""Identifying numbers in screening: they find what is hidden behind a name, and tell apart what shares one."""

import pytest
from tests.support import an_engine, an_entity

from watchfloor.model.entity import Document, Entity, Name
from watchfloor.model.finding import Hit
from watchfloor.model.party import Party, party
from watchfloor.model.policy import default_policy, parse_policy
from watchfloor.screening.engine import Engine
from watchfloor.screening.index import build_index

SHIP = an_entity(
    "DEMO STAR", record="ship", schema="Vessel", imoNumber="9074729", mmsi="445123456", callSign="P7ABC"
)
FIRM = an_entity("Demo Shipping Co Ltd", record="firm", schema="Company", imoNumber="1234565")
PERSON = an_entity("TESTER, Demo", record="person", passportNumber="AB 12345", innCode="7707083893")
BANK = an_entity(
    "Demo Bank", record="bank", schema="Company", swiftBic="DEMOKPPYXXX", leiCode="5493001KJTIIGC8Y1R12"
)
PAPERS = Entity(
    source="demo",
    record="papers",
    schema="Person",
    names=(Name(text="Other Person", kind="primary"),),
    documents=(Document(kind="Passport", number="ZZ-99887"),),
)
ENGINE = an_engine(SHIP, FIRM, PERSON, BANK, PAPERS)


def hits(known: Party, *, threshold: float | None = None) -> dict[str, Hit]:
    (result,) = ENGINE.screen_batch([known], threshold=threshold)
    return {hit.source_id: hit for hit in result.hits}


@pytest.mark.parametrize(
    ("known", "found"),
    [
        (party("Renamed Lady", schema="Vessel", imoNumber="IMO No. 9074729"), "ship"),
        (party("Renamed Lady", imoNumber="9074729"), "ship"),
        (party("Quite Another Firm", schema="Company", imoNumber="1234565"), "firm"),
        (party("Nobody Known", schema="Person", passportNumber="ab-12345"), "person"),
        (party("Nobody Known", schema="Person", idNumber="AB12345"), "person"),
        (party("Nobody Known", schema="Person", innCode="7707083893"), "person"),
        (party("Quite Another Firm", schema="Company", swiftBic="DEMOKPPY"), "bank"),
        (party("Quite Another Firm", schema="Company", leiCode="5493001kjtiigc8y1r12"), "bank"),
        (party("Nobody Known", schema="Person", passportNumber="ZZ99887"), "papers"),
        (party("Nobody Known", schema="Person", taxNumber="ZZ 99887"), "papers"),
        (party("!!!", schema="Vessel", imoNumber="9074729"), "ship"),
    ],
)
def test_a_number_finds_its_owner_under_another_name(known: Party, found: str) -> None:
    assert list(hits(known)) == [found]
    assert hits(known)[found].evidence > 0.9


@pytest.mark.parametrize(
    "known",
    [
        party("Demo Star", schema="Vessel", imoNumber="9187629"),
        party("Demo Star", schema="Vessel", imoNumber="9187629", flag="kp"),
        party("Demo Star", schema="Vessel", imoNumber="9187629", mmsi="445123456"),
        party("Demo Star", schema="Vessel", imoNumber="9187629", callSign="P7ABC"),
        party("Demo Tester", schema="Person", innCode="7702070139"),
        party("Demo Bank", schema="Company", leiCode="213800WAVVOPS85N2205"),
    ],
)
def test_another_number_of_a_kind_one_has_once_is_never_a_match(known: Party) -> None:
    assert not any(hit.match for hit in hits(known, threshold=0.0).values())


def test_another_number_is_told_as_the_reason() -> None:
    hit = hits(party("Demo Star", schema="Vessel", imoNumber="9187629"), threshold=0.0)["ship"]
    assert hit.name_likeness == 1.0
    assert "different IMO numbers: 9187629, listed as 9074729" in hit.explanation.sentences()


@pytest.mark.parametrize(
    "known",
    [
        party("Demo Tester", schema="Person", passportNumber="CD67890"),
        party("Demo Bank", schema="Company", swiftBic="OTHEKPPY"),
    ],
)
def test_another_number_never_alerts_by_the_name_alone(known: Party) -> None:
    assert not hits(known)


def test_a_radio_number_given_back_hardly_speaks_against() -> None:
    (hit,) = hits(party("Demo Star", schema="Vessel", mmsi="445999999")).values()
    assert -0.3 < hit.evidence < 0.0


def test_a_contradiction_is_not_escaped_by_a_linked_record_that_lacks_the_fact() -> None:
    told = an_entity("Demo Tester", record="told", birthDate="1950-01-01")
    bare = an_entity("Demo Tester", record="bare")
    son = party("Demo Tester", schema="Person", birthDate="1985-01-01")
    linked: dict[str, tuple[str, ...]] = {one.id: (bare.id, told.id) for one in (told, bare)}
    none: set[str] = set()
    for clusters, expected in (({}, {"bare"}), (linked, none)):
        engine = Engine(build_index([told, bare], clusters=clusters), default_policy())
        (result,) = engine.screen_batch([son])
        assert {hit.source_id for hit in result.hits} == expected


def test_a_companys_and_a_ships_imo_number_are_not_mixed_up() -> None:
    assert not hits(party("Nobody Known", schema="Vessel", imoNumber="1234565"))
    assert not hits(party("Nobody Known", schema="Company", imoNumber="9074729"))


def test_a_number_that_identifies_nobody_finds_nobody() -> None:
    blank = an_entity("Demo Tester", passportNumber="unknown")
    (result,) = an_engine(blank).screen_batch([party("Nobody", schema="Person", passportNumber="UNKNOWN")])
    assert result.hits == ()


def test_a_number_does_not_reach_beyond_the_policys_scope() -> None:
    scoped = an_engine(SHIP, policy=default_policy().with_scope(sources=("other",)))
    (result,) = scoped.screen_batch([party("Demo Star", schema="Vessel", imoNumber="9074729")])
    assert result.hits == ()


def test_a_number_that_weighs_little_still_brings_its_owner_up() -> None:
    light = parse_policy(b"[features]\nidentifier = 3.5\nvessel_number = 3.5")
    known = party("Renamed Lady", schema="Vessel", imoNumber="9074729")
    (result,) = an_engine(SHIP, policy=light).screen_batch([known])
    assert [hit.source_id for hit in result.hits] == ["ship"]


def test_the_right_number_of_one_and_the_right_name_of_another_are_two_hits() -> None:
    found = hits(party("Demo Bank", schema="Company", imoNumber="1234565"))
    assert set(found) == {"bank", "firm"}

"""Screening as a whole: what is a hit, what is not, and that nothing is skipped in silence."""

from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support import an_engine, an_entity, names, numbered

from watchfloor.lists.raw import read_raw
from watchfloor.lists.source import parse_source
from watchfloor.model.entity import Entity
from watchfloor.model.finding import Screened
from watchfloor.model.party import Party, party
from watchfloor.model.policy import default_policy, parse_policy
from watchfloor.screening.compare import compare
from watchfloor.screening.engine import Engine
from watchfloor.screening.findings import to_findings
from watchfloor.screening.index import build_index, open_index, save_index
from watchfloor.screening.score import judge, log_odds, logistic

PUTIN = an_entity(
    "PUTIN, Vladimir Vladimirovich", record="35096", birthDate="1952-10-07", nationality="ru", gender="male"
)
KIM = an_entity("KIM, Jong Un", record="20157", nationality="kp", weak=["The Marshal"])
STAR = an_entity("DEMO STAR", record="90003", schema="Vessel", imoNumber="9074729", flag="kp")
BANK = an_entity("Foreign Demo Bank", "FDB", record="7", schema="Organization", country="kp")


def engine() -> Engine:
    return an_engine(PUTIN, KIM, STAR, BANK)


def hits(found: Screened) -> list[str]:
    return [hit.source_id for hit in found.hits]


def one(name: str, *, schema: str = "Thing", threshold: float | None = None, **facts: str) -> Screened:
    (result,) = engine().screen_batch([party(name, schema=schema, **facts)], threshold=threshold)
    return result


def test_a_listed_name_is_a_hit_with_its_reason() -> None:
    result = one("Wladimir Putin")
    assert hits(result) == ["35096"]
    hit = result.hits[0]
    assert hit.match
    assert hit.entity_id == "demo:35096"
    assert hit.records == ("demo:35096",)
    assert hit.explanation.contributions[0].feature == "name"
    assert "alike" in hit.explanation.contributions[0].reason
    assert hit.programmes == ("DEMO",)
    assert hit.listed_on == "2020-01-02"


def test_no_hit_is_a_result_too() -> None:
    result = one("Anna Schneider")
    assert result.hits == ()
    assert result.stamp.snapshot == "test"


def test_an_equal_name_has_likeness_one() -> None:
    assert one("KIM, Jong Un").hits[0].name_likeness == 1.0


def test_evidence_orders_the_scores() -> None:
    def score(**facts: str) -> float:
        return one("Vladimir Putin", schema="Person", threshold=0.0, **facts).hits[0].score

    agreeing = score(birthDate="1952-10-07", nationality="ru")
    country, silent = score(nationality="ru"), score()
    against, far = score(nationality="de"), score(birthDate="1990-01-01")
    assert agreeing > country > silent > against > far
    assert far < default_policy().threshold


def test_another_imo_number_is_another_ship_whatever_the_name() -> None:
    assert hits(one("Demo Star", schema="Vessel")) == ["90003"]
    assert hits(one("Demo Star", schema="Vessel", imoNumber="9187629")) == []


def test_the_right_number_finds_a_ship_under_another_name() -> None:
    result = one("Renamed Lady", schema="Vessel", imoNumber="IMO 9074729")
    assert hits(result) == ["90003"]
    assert result.hits[0].name_likeness < 0.5
    assert result.hits[0].evidence > 0.9


def test_a_number_alone_is_enough() -> None:
    (result,) = engine().screen_batch([Party(schema="Vessel", properties={"imoNumber": ("9074729",)})])
    assert hits(result) == ["90003"]


def test_a_weak_alias_is_found_and_marked() -> None:
    hit = one("The Marshal").hits[0]
    assert hit.explanation.name_kind == "weak"
    assert "weak alias" in hit.explanation.contributions[0].reason


@pytest.mark.parametrize("name", ["FDB", "Kim Jong Un", "Demo Star", "KIM JONG UN!!!"])
def test_short_and_odd_names_are_screened(name: str) -> None:
    assert one(name).hits


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("", "no name"),
        ("   ", "no name"),
        ("!!!", "no letters or digits"),
        ("🚢", "no letters or digits"),
        ("\u200b", "no letters or digits"),
        ("x" * 10_001, "longer than 10,000"),
    ],
)
def test_a_party_that_cannot_be_screened_says_why(name: str, problem: str) -> None:
    result = one(name)
    assert problem in result.problem
    assert result.hits == ()


@pytest.mark.parametrize("name", ["12345", "Dr", "a", "x" * 10_000, "🚢 7", "kim " * 2000])
def test_odd_names_are_screened_and_do_no_harm(name: str) -> None:
    assert one(name).problem == ""


def test_all_names_of_a_party_are_screened() -> None:
    double = Party(properties={"name": ("Nobody Known",), "alias": ("Kim Jong Un",)})
    (result,) = engine().screen_batch([double])
    assert hits(result) == ["20157"]
    assert result.hits[0].explanation.party_name == "Kim Jong Un"


def test_a_threshold_lists_weaker_hits_while_match_stays_the_policys() -> None:
    weak = one("Vladimir Petrovich Putin", threshold=0.01)
    assert weak.hits
    assert all(hit.match == (hit.score >= default_policy().threshold) for hit in weak.hits)


def test_a_policy_limits_sources_and_programmes() -> None:
    other = an_entity("KIM, Jong Un", record="9", source="other", programme="ELSE")
    everything = an_engine(KIM, other)
    (both,) = everything.screen_batch([party("Kim Jong Un")])
    assert {hit.source for hit in both.hits} == {"demo", "other"}
    scoped = an_engine(KIM, other, policy=default_policy().with_scope(sources=("other",)))
    assert [h.source for h in scoped.screen_batch([party("Kim Jong Un")])[0].hits] == ["other"]
    by_programme = an_engine(KIM, other, policy=parse_policy(b'programmes = ["ELSE"]'))
    assert [h.source for h in by_programme.screen_batch([party("Kim Jong Un")])[0].hits] == ["other"]


def test_the_delisted_are_left_out_unless_the_policy_wants_them() -> None:
    gone = an_entity("Once Listed Tester", delisted_on="2021-01-01")
    assert an_engine(gone).screen_batch([party("Once Listed Tester")])[0].hits == ()
    wanted = an_engine(gone, policy=parse_policy(b"delisted = true"))
    assert wanted.screen_batch([party("Once Listed Tester")])[0].hits


def test_linked_records_are_one_hit() -> None:
    other = an_entity("KIM JONG UN", record="9", source="other", programme="ELSE")
    both = ("demo:20157", "other:9")
    linked = an_engine(KIM, other, clusters=dict.fromkeys(both, both))
    (result,) = linked.screen_batch([party("Kim Jong Un")])
    assert len(result.hits) == 1
    assert result.hits[0].records == both
    assert set(result.hits[0].programmes) == {"DEMO", "ELSE"}


def plain(results: list[Screened]) -> list[bytes]:
    return [msgspec.json.encode(result) for result in results]


@settings(max_examples=25, deadline=None)
@given(st.lists(names, min_size=1, max_size=6), st.lists(names, min_size=1, max_size=8), st.integers(1, 4))
def test_batches_of_any_size_give_the_same_results(listed: list[str], parties: list[str], size: int) -> None:
    found = an_engine(*numbered(an_entity(name) for name in listed))
    asked = [party(name) for name in parties]
    whole = plain(found.screen_batch(asked))
    assert plain(list(found.screen(asked, batch=size))) == whole
    assert [plain(found.screen_batch([single]))[0] for single in asked] == whole


@settings(max_examples=25, deadline=None)
@given(st.lists(names, min_size=2, max_size=6, unique=True), st.lists(names, min_size=1, max_size=5))
def test_the_order_of_the_list_does_not_matter(listed: list[str], parties: list[str]) -> None:
    entities = numbered(an_entity(name) for name in listed)
    forth, back = an_engine(*entities), an_engine(*reversed(entities))
    asked = [party(name) for name in parties]
    assert plain(forth.screen_batch(asked)) == plain(back.screen_batch(asked))


def test_comparing_two_parties_is_screening_without_a_list() -> None:
    asked = party("Wladimir Putin", schema="Person", birthDate="1952-10-07")
    against = party(
        "PUTIN, Vladimir Vladimirovich",
        schema="Person",
        birthDate="1952-10-07",
        nationality="ru",
        gender="male",
    )
    compared = compare(asked, against, default_policy())
    (screened,) = engine().screen_batch([asked])
    assert compared.score == screened.hits[0].score
    assert compared.explanation.alignment == screened.hits[0].explanation.alignment


def test_an_index_on_disk_gives_what_the_one_in_memory_gives(tmp_path: Path) -> None:
    asked = [
        party("Wladimir Putin"),
        party("Demo Star", schema="Vessel", imoNumber="9074729"),
        party("nobody"),
    ]
    index = build_index([PUTIN, KIM, STAR, BANK], snapshot="test", clusters={})
    save_index(index, tmp_path / "i")
    opened = Engine(open_index(tmp_path / "i"), default_policy())
    assert plain(opened.screen_batch(asked)) == plain(Engine(index, default_policy()).screen_batch(asked))
    assert opened.entity("demo:7") == BANK
    assert opened.entity("demo:none") is None


def test_a_snapshot_without_entities_can_be_screened_against() -> None:
    assert an_engine().screen_batch([party("Kim Jong Un")])[0].hits == ()


def test_an_entity_without_names_is_no_obstacle() -> None:
    bare = Entity(
        source="demo", record="1", schema="CryptoWallet", names=(), properties={"publicKey": ("1abcDEF99",)}
    )
    assert an_engine(bare).screen_batch([party("Kim Jong Un")])[0].hits == ()


def test_a_hit_as_a_finding_keeps_its_evidence_and_stamp() -> None:
    result = one("Wladimir Putin", schema="Person", birthDate="1952-10-07")
    (finding,) = to_findings(result)
    assert finding.kind == "screening"
    assert finding.entities == ("demo:35096",)
    assert finding.stamp == result.stamp
    assert [piece.kind for piece in finding.evidence] == ["name", "name", "birth_date"]


def test_scores_are_probabilities_and_back() -> None:
    assert logistic(0.0) == 0.5
    assert logistic(-1000.0) == 0.0
    assert log_odds(logistic(1.5)) == pytest.approx(1.5)
    assert log_odds(0.0) == -float("inf")
    assert log_odds(1.0) == float("inf")
    assert judge(1.0, "primary", [], default_policy()).score > 0.9


@pytest.mark.slow
@pytest.mark.real_data
def test_every_listed_name_finds_its_own_entity(real_data: Path) -> None:
    lists = real_data / "lists"
    entities = parse_source("us_ofac_sdn", read_raw([lists / "us_ofac_sdn/2021-07"]))[0]
    entities += parse_source("un_sc_sanctions", read_raw([lists / "un_sc_sanctions/UN_2026-02-27.xml.gz"]))[0]
    found = an_engine(*entities)
    asked = [(entity, name) for entity in entities for name in entity.names]
    parties = [party(name.text, schema=entity.schema) for entity, name in asked]
    misses = []
    for (entity, name), result in zip(asked, found.screen(parties), strict=True):
        own = [hit for hit in result.hits if hit.entity_id == entity.id]
        if not own or not own[0].match:
            misses.append((entity.id, name.text, name.kind, result.problem))
    assert not misses
    assert len(asked) > 24_000

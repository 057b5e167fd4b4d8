"""Screening a batch gives what comparing every party with every entity one by one would give."""

from collections.abc import Iterator

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support import an_engine, an_entity, names, numbered, odd_names

from watchfloor.model.entity import Entity, Name, NameKind
from watchfloor.model.finding import Screened
from watchfloor.model.party import Party
from watchfloor.model.policy import Policy, default_policy, parse_policy
from watchfloor.model.schema import is_a
from watchfloor.names.tokens import tokens
from watchfloor.screening.align import align
from watchfloor.screening.facts import entity_facts, party_facts
from watchfloor.screening.index import listed_names
from watchfloor.screening.score import Judgement, evidence, judge

FLOOR = 0.05
"""Below it a pair of wholly different names is no hit, whatever else agrees."""

values = {
    "birthDate": st.sampled_from(["1952-10-07", "1952", "1984~", "1952-07-10", "1990/1993"]),
    "nationality": st.sampled_from(["ru", "kp", "de"]),
    "gender": st.sampled_from(["male", "female"]),
    "imoNumber": st.sampled_from(["9074729", "9187629"]),
    "mmsi": st.sampled_from(["445123456", "445654321"]),
    "passportNumber": st.sampled_from(["AB12345", "CD67890"]),
    "idNumber": st.sampled_from(["AB12345", "XY55555"]),
    "innCode": st.sampled_from(["7707083893", "7702070139"]),
    "callSign": st.sampled_from(["P7ABC", "P7DEF"]),
}
facts = st.dictionaries(st.sampled_from(sorted(values)), st.just(""), max_size=4).flatmap(
    lambda chosen: st.fixed_dictionaries({prop: values[prop] for prop in chosen})
)
schemata = st.sampled_from(["Person", "Company", "Vessel", "Thing"])
kinds: st.SearchStrategy[NameKind] = st.sampled_from(["primary", "alias", "weak", "former"])


@st.composite
def entities(draw: st.DrawFn) -> Entity:
    """An entity with a few names of any kind and a few facts; now and then no name at all."""
    listed = draw(st.lists(st.tuples(names | odd_names, kinds), max_size=3))
    entity = an_entity(
        "x",
        schema=draw(schemata.filter(lambda s: s != "Thing")),
        delisted_on=draw(st.sampled_from(["", "", "2021-01-01"])),
        **draw(facts),
    )
    return msgspec.structs.replace(entity, names=tuple(Name(text=text, kind=kind) for text, kind in listed))


@st.composite
def parties(draw: st.DrawFn) -> Party:
    """A party with a few names and facts."""
    known: dict[str, tuple[str, ...]] = {prop: (value,) for prop, value in draw(facts).items()}
    known["name"] = tuple(draw(st.lists(names | odd_names, min_size=1, max_size=2)))
    return Party(schema=draw(schemata), properties=known)


def judgements(party: Party, entity: Entity, policy: Policy) -> Iterator[tuple[float, float, Judgement]]:
    """For every pair of names: what it says, its likeness, and the judgement by it."""
    ordered = not is_a(entity.schema, "Person")
    found = evidence(party_facts(party), entity_facts(entity), policy)
    rules = policy.calibration
    for name in party.names:
        for listed in listed_names(entity):
            alike = align(tokens(name), tokens(listed.text), policy.names, ordered=ordered).likeness
            discount = rules.weak / rules.slope if listed.kind == "weak" else 0.0
            yield alike - discount, alike, judge(alike, listed.kind, found, policy)


def one_by_one(party: Party, listed: list[Entity], policy: Policy) -> dict[str, tuple[float, float]]:
    """Entity id to score and likeness, for every entity at or above the floor."""
    expected = {}
    for entity in listed:
        if entity.designations[0].delisted_on and not policy.delisted:
            continue
        _, alike, judged = max(judgements(party, entity, policy), key=lambda j: j[0])
        if judged.score >= FLOOR:
            expected[entity.id] = (judged.score, alike)
    return expected


def check(result: Screened, party: Party, listed: list[Entity], policy: Policy) -> None:
    expected = {} if result.problem else one_by_one(party, listed, policy)
    got = {hit.entity_id: hit for hit in result.hits}
    assert got.keys() == expected.keys()
    for entity_id, (score, alike) in expected.items():
        assert got[entity_id].score == pytest.approx(score, abs=1.1e-4)
        assert got[entity_id].name_likeness == pytest.approx(alike, abs=1.1e-4)
        assert got[entity_id].match == (got[entity_id].score >= policy.threshold)
    scores = [hit.score for hit in result.hits]
    assert scores == sorted(scores, reverse=True)


POLICIES = [
    default_policy(),
    parse_policy(b"delisted = true\nthreshold = 0.3\n[features]\nidentifier = 4.0\nvessel_number = 5.0"),
    parse_policy(
        b"[names]\ngate = 0.3\n[names.person]\nextra = []\n[calibration]\nweak = 3.0\n[features]\nbirth_date = 0.0"
    ),
]


@settings(max_examples=80)
@given(
    st.lists(parties(), min_size=1, max_size=4), st.lists(entities(), max_size=5), st.sampled_from(POLICIES)
)
def test_a_batch_finds_what_comparing_everything_with_everything_finds(
    asked: list[Party], listed: list[Entity], policy: Policy
) -> None:
    known = numbered(listed)
    found = an_engine(*known, policy=policy)
    for party, result in zip(asked, found.screen_batch(asked, threshold=FLOOR), strict=True):
        check(result, party, known, policy)

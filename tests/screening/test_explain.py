"""Explanations: which words met and why, which were left over, and what linked records say together."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support import an_engine, an_entity, names

from watchfloor.model.entity import Designation
from watchfloor.model.finding import Explanation, Hit
from watchfloor.model.party import party
from watchfloor.model.policy import default_policy, parse_policy
from watchfloor.model.schema import is_a
from watchfloor.names.tokens import tokens
from watchfloor.screening.align import align, describe
from watchfloor.screening.explain import group

PUTIN = an_entity("PUTIN, Vladimir Vladimirovich", "Путин Владимир", record="35096", birthDate="1952-10-07")


def first_hit(name: str, **facts: str) -> Hit:
    (result,) = an_engine(PUTIN).screen_batch([party(name, **facts)], threshold=0.0)
    return result.hits[0]


def how(hit: Hit) -> dict[tuple[str, str], str]:
    return {(m.party.casefold(), m.entity.casefold()): m.how for m in hit.explanation.alignment}


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Vladimir Putin", {("vladimir", "vladimir"): "equal", ("putin", "putin"): "equal"}),
        ("Wladimir Putin", {("wladimir", "vladimir"): "spelling", ("putin", "putin"): "equal"}),
        ("Vladimir Puten", {("vladimir", "vladimir"): "equal", ("puten", "putin"): "typo"}),
        ("V. Putin", {("v", "vladimir"): "initial", ("putin", "putin"): "equal"}),
        ("Putin Vladimir Boris", {("boris", ""): "extra"}),
        ("Vladimirputin", {("vladimirputin", "vladimir putin"): "joined"}),
    ],
)
def test_each_word_tells_how_it_met_its_partner(name: str, words: dict[tuple[str, str], str]) -> None:
    (result,) = an_engine(an_entity("PUTIN, Vladimir")).screen_batch([party(name)], threshold=0.0)
    assert words.items() <= how(result.hits[0]).items()


def test_the_listed_name_that_says_most_is_the_one_explained() -> None:
    assert first_hit("Владимир Путин").explanation.entity_name == "Путин Владимир"
    assert (
        first_hit("Vladimir Vladimirovich Putin").explanation.entity_name == "PUTIN, Vladimir Vladimirovich"
    )


def test_a_name_in_full_is_preferred_to_a_weak_alias_that_says_less() -> None:
    both = an_entity("TESTER, Demo Prober", weak=["Demo Tester"])
    strict = parse_policy(b"[calibration]\nweak = 3.0")
    (usual,) = an_engine(both).screen_batch([party("Demo Tester")])
    (wary,) = an_engine(both, policy=strict).screen_batch([party("Demo Tester")])
    assert usual.hits[0].explanation.name_kind == "weak"
    assert wary.hits[0].explanation.name_kind == "primary"


@given(names, names)
def test_every_word_of_both_names_is_accounted_for(asked: str, listed: str) -> None:
    (result,) = an_engine(an_entity(listed)).screen_batch([party(asked)], threshold=0.0)
    for hit in result.hits:
        shown: Explanation = hit.explanation
        left, right = tokens(shown.party_name), tokens(shown.entity_name)
        rules = default_policy().names
        described = describe(align(left, right, rules, ordered=not is_a(hit.schema, "Person")), left, right)
        told = [w for m in described for w in m.party.split()]
        assert sorted(told) == sorted(token.text for token in left)
        told = [w for m in described for w in m.entity.split()]
        assert sorted(told) == sorted(token.text for token in right)
        assert [m.how for m in shown.alignment] == [m.how for m in described]
        for match in shown.alignment:
            assert match.how
            assert (match.likeness > 0) == bool(match.party and match.entity)


def test_words_are_shown_as_the_names_have_them() -> None:
    (result,) = an_engine(an_entity("DEMO TRADING Co., Ltd.", schema="Company")).screen_batch(
        [party("Demo Trading Company Limited", schema="Company")], threshold=0.0
    )
    shown = [(m.party, m.entity) for m in result.hits[0].explanation.alignment]
    assert ("Demo", "DEMO") in shown
    assert ("Company Limited", "Co., Ltd.") in shown


def test_contributions_name_the_values_that_were_compared() -> None:
    hit = first_hit("Vladimir Putin", schema="Person", birthDate="1952-10-08")
    born = next(c for c in hit.explanation.contributions if c.feature == "birth_date")
    assert (born.party_value, born.entity_value) == ("1952-10-08", "1952-10-07")
    assert born.points < 0
    assert born.reason == "same birth year, another day: born 1952-10-08, listed as 1952-10-07"


def test_a_hit_shows_what_is_in_force() -> None:
    acts = (
        Designation(
            source="demo", programme="OLD", listed_on="2001-01-01", delisted_on="2010-01-01", reference="a"
        ),
        Designation(source="demo", programme="NEW", listed_on="2015-02-03", reference="b"),
        Designation(source="demo", programme="NEWER", listed_on="2020-02-03", reference="b"),
    )
    entity = msgspec.structs.replace(PUTIN, designations=acts)
    (result,) = an_engine(entity).screen_batch([party("Vladimir Putin")])
    hit = result.hits[0]
    assert (hit.programmes, hit.references, hit.listed_on) == (("NEW", "NEWER"), ("b",), "2015-02-03")


def a_hit(entity_id: str, score: float, records: tuple[str, ...], **more: object) -> Hit:
    source, _, record = entity_id.partition(":")
    hit = Hit(
        entity_id=entity_id,
        source=source,
        source_id=record,
        records=records,
        caption=entity_id,
        schema="Person",
        score=score,
        name_likeness=score,
        evidence=0.0,
        match=True,
        explanation=Explanation(party_name="a", entity_name="b", name_kind="primary"),
    )
    return msgspec.structs.replace(hit, **more)


BOTH = ("a:1", "b:2")


def test_linked_records_become_the_best_hit_with_what_all_of_them_say() -> None:
    grouped = group(
        [
            a_hit("a:1", 0.8, BOTH, programmes=("X",), references=("r1",), listed_on="2015-01-01"),
            a_hit("b:2", 0.9, BOTH, programmes=("Y", "X"), references=(), listed_on="2012-01-01"),
            a_hit("c:3", 0.85, ("c:3",), listed_on=""),
        ]
    )
    assert [(h.entity_id, h.score) for h in grouped] == [("b:2", 0.9), ("c:3", 0.85)]
    assert (grouped[0].programmes, grouped[0].references) == (("Y", "X"), ("r1",))
    assert grouped[0].listed_on == "2012-01-01"
    assert grouped[0].records == BOTH


@given(st.permutations([a_hit(f"s:{n}", score, (f"s:{n}",)) for n, score in enumerate((0.9, 0.9, 0.8, 1.0))]))
def test_hits_stand_best_first_whatever_order_they_came_in(hits: list[Hit]) -> None:
    assert [h.entity_id for h in group(hits)] == ["s:3", "s:0", "s:1", "s:2"]


def test_no_hits_are_no_hits() -> None:
    assert group([]) == []

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from tests.support import an_entity, names, numbered

from watchfloor.model.party import Party, party
from watchfloor.model.policy import default_policy
from watchfloor.screening.engine import Engine
from watchfloor.screening.index import build_index
from watchfloor.screening.lean import LeanEngine

LISTED = numbered(
    [
        an_entity("Vadim Demonov", "Wadim Demonow", birthDate="1961", nationality="ru"),
        an_entity("Kim Jong Chol", weak=("Jong",), nationality="kp"),
        an_entity("Muhammad Ali Hassan", "محمد علي حسن"),
        an_entity("Demo Trading Company Ltd", schema="Company", country="cn", innCode="7707083893"),
        an_entity("Pale Heron", schema="Vessel", imoNumber="9074729"),
    ]
)
INDEX = build_index(LISTED, snapshot="test")
FACTS = [
    {},
    {"birthDate": "1961"},
    {"nationality": "kp"},
    {"imoNumber": "9074729"},
    {"innCode": "7707083893"},
]


def engine() -> LeanEngine:
    return LeanEngine(INDEX, default_policy())


@given(
    st.lists(
        st.tuples(names, st.sampled_from(["Person", "Company", "Vessel", "Thing"]), st.sampled_from(FACTS)),
        max_size=8,
    )
)
def test_lean_scores_are_the_engines_own(wanted: list[tuple[str, str, dict[str, str]]]) -> None:
    parties = [party(name, schema=schema, **facts) for name, schema, facts in wanted]
    lean = engine().scores(parties, batch=3)
    known = {
        (place, LISTED[entity].id): score
        for place, entity, score in zip(
            lean.party.tolist(), lean.entity.tolist(), lean.score.tolist(), strict=True
        )
    }
    results = Engine(INDEX, default_policy()).screen(parties, threshold=1e-6)
    found = {(place, hit.entity_id): hit.score for place, result in enumerate(results) for hit in result.hits}
    assert found == {pair: score for pair, score in known.items() if score > 1e-6}


def test_places_run_on_over_batches() -> None:
    parties = [party("Vadim Demonov")] * 5
    assert engine().scores(parties, batch=2).party.tolist() == [0, 1, 2, 3, 4]


def test_parties_without_a_usable_name_have_no_scores() -> None:
    assert len(engine().scores([Party(), party(" ")]).score) == 0
    assert len(engine().scores([]).score) == 0


def test_a_listed_name_out_of_sight_is_as_if_it_were_not_there() -> None:
    lean = engine()
    asked = [party("Wadim Demonow", schema="Person")] * 2
    both = lean.scores(asked)
    assert both.listed.tolist() == [1, 1]
    hidden = lean.scores(asked, seen=lambda place, listed: ~((place == 1) & (listed == 1)))
    assert hidden.listed.tolist() == [1, 0]
    assert hidden.score[0] == both.score[0] >= hidden.score[1]
    gone = lean.scores(asked, seen=lambda _, listed: listed > 1)
    assert len(gone.score) == 0
    assert np.array_equal(lean.scores(asked).score, both.score)  # what was hidden once is not hidden for good


def test_hidden_names_are_counted_over_batches() -> None:
    asked = [party("Wadim Demonow", schema="Person")] * 3
    found = engine().scores(asked, seen=lambda place, _: place == 2, batch=1)
    assert found.party.tolist() == [2]


def test_the_scope_is_the_policys() -> None:
    assert engine().scope.tolist() == [True] * len(LISTED)
    assert LeanEngine(INDEX, default_policy().with_scope(sources=("nowhere",))).scope.tolist() == [
        False
    ] * len(LISTED)

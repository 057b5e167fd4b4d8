import sys
from collections.abc import Sequence
from types import ModuleType, SimpleNamespace
from typing import Any

import numpy as np
import pytest
from tests.evaluation.support import a_listing, a_run, harmless_people
from tests.support import an_entity

from watchfloor.evaluation import peers
from watchfloor.evaluation.candidates import Candidates, triples
from watchfloor.evaluation.peers import Nomenklatura, entity_properties, measure, own_score
from watchfloor.model.entity import Entity, Name
from watchfloor.model.errors import UsageError
from watchfloor.model.party import Party, party


class Exactly:
    """A peer that knows equal names only, and remembers what it was shown."""

    name, version, threshold = "exactly", "1", 0.5

    def __init__(self) -> None:
        self.shown: list[tuple[str, tuple[str, ...]]] = []

    def score(self, party: Party, entity: Entity, names: Sequence[Name]) -> float:  # noqa: ARG002 - as peers are asked
        self.shown.append((party.names[0], tuple(n.text for n in names)))
        return float(party.names[0] in {n.text for n in names})


def test_a_peer_is_measured_on_the_same_cases() -> None:
    run = a_run(classes=("exact", "upper", "given-replaced"))
    found = measure(run, Exactly())
    rates = {(c.key, c.kind): c.default.rate for c in found.classes}
    assert rates["exact", "person"] == 1.0
    assert rates["given-replaced", "person"] == 0.0
    assert [(c.key, c.kind) for c in found.classes] == [(m.key, m.kind) for m in run.sets]
    assert found.alerts["person"].hits == 1  # the one who bears a listed name
    assert found.thresholds["person"].keys() == {"0.1%", "0.5%", "1%", "5%"}


def test_a_peer_sees_no_more_than_the_case_may_see() -> None:
    run = a_run(classes=("real",))
    for made in run.sets:
        for case in made.cases:
            peer = Exactly()
            own_score(run, peer, case)
            seen = {name for _, names in peer.shown for name in names}
            hidden = {run.listing.text(n) for n in case.unseen}
            assert not seen & (
                hidden - {run.listing.text(n) for n in range(len(run.listing.latin)) if n not in case.unseen}
            )
            if case.script == "other":
                assert all(name.isascii() for name in seen)


def test_candidates_are_the_names_with_the_likest_letters() -> None:
    listing = a_listing()
    near = list(Candidates(listing).near(["Vadim Demonov", "Pale Herron", "Вадим Демонов", "qqq"], most=3))
    assert [listing.entities[found[0]].id for found in near[:2]] == ["demo:p1", "demo:v1"]
    assert listing.entities[near[2][0]].id == "demo:p1"
    assert near[3] == []


def test_letters_are_taken_three_at_a_time() -> None:
    assert triples("Li Bo") == [" li", "li ", " bo", "bo "]
    assert triples("") == []


def test_an_entity_is_told_with_the_listed_names_only() -> None:
    entity = an_entity("Ann Lee", weak=("Annie",), nationality="de")
    assert entity_properties(entity, entity.names) == {
        "nationality": ["de"],
        "name": ["Ann Lee"],
        "weakAlias": ["Annie"],
    }


def test_a_peer_that_is_not_there_is_told() -> None:
    with pytest.raises(UsageError, match=r"no peer called 'nobody'.*nomenklatura"):
        peers.against("nobody")


def test_a_peer_that_is_not_installed_is_told_with_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "followthemoney", None)
    with pytest.raises(UsageError, match=r"nomenklatura is not installed.*requirements/peers\.txt"):
        peers.against("nomenklatura")


class FakeAlgorithm:
    """Stands in for one of nomenklatura's."""

    NAME = "logic-v2"
    asked: list[tuple[Any, Any]] = []

    @staticmethod
    def default_config() -> str:
        return "config"

    @classmethod
    def compare(cls, query: Any, result: Any, config: str) -> Any:  # noqa: ANN401
        assert config == "config"
        cls.asked.append((query, result))
        return SimpleNamespace(score=0.25)


@pytest.fixture
def nomenklatura(monkeypatch: pytest.MonkeyPatch) -> type[FakeAlgorithm]:
    """The peer's modules, as far as the adapter uses them."""
    monkeypatch.setattr(FakeAlgorithm, "asked", [])
    model = SimpleNamespace(get_proxy=lambda data: data)
    matching = SimpleNamespace(
        get_algorithm=lambda name: FakeAlgorithm if name == "logic-v2" else None, ALGORITHMS=[FakeAlgorithm]
    )
    for name, content in (
        ("followthemoney", {"model": model}),
        ("nomenklatura", {"__version__": "4.0"}),
        ("nomenklatura.matching", vars(matching)),
    ):
        module = ModuleType(name)
        vars(module).update(content)
        monkeypatch.setitem(sys.modules, name, module)
    return FakeAlgorithm


def test_nomenklatura_is_asked_with_an_id_of_its_own_for_every_set_of_names(
    nomenklatura: type[FakeAlgorithm],
) -> None:
    peer = Nomenklatura()
    entity = an_entity("Ann Lee", "Bo Ek")
    assert peer.score(party("Ann", schema="Thing"), entity, entity.names) == 0.25
    peer.score(party("Ann", schema="Person"), entity, entity.names)
    peer.score(party("Ann", schema="Person"), entity, entity.names[:1])
    queries, listed = zip(*nomenklatura.asked, strict=True)
    assert [q["schema"] for q in queries] == ["LegalEntity", "Person", "Person"]
    assert len({q["id"] for q in queries}) == 3
    assert listed[0] is listed[1]  # analysed once
    assert listed[2]["id"] != listed[0]["id"]
    assert listed[2]["properties"]["name"] == ["Ann Lee"]
    assert (peer.name, peer.version) == ("nomenklatura logic-v2", "4.0")


@pytest.mark.usefixtures("nomenklatura")
def test_an_algorithm_the_peer_has_not_is_told() -> None:
    with pytest.raises(UsageError, match=r"no algorithm 'logic-v9'.*logic-v2"):
        Nomenklatura("logic-v9")


def test_harmless_parties_are_scored_over_their_candidates() -> None:
    run = a_run(classes=("exact",))
    near = Candidates(run.listing)
    found = peers.harmless_scores(run, Exactly(), near, harmless_people()[0])
    assert np.flatnonzero(found).tolist() == [2]

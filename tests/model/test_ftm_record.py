"""Linked records shown as one entity, and what belongs to them by the names it has from their side."""

from msgspec import structs
from tests.support import an_entity

from watchfloor.model.entity import Relation
from watchfloor.model.ftm_record import (
    first_listed,
    kind_of,
    last_change,
    merged,
    nested,
    reverse_names,
    reverse_of,
)
from watchfloor.model.policy import default_policy
from watchfloor.screening.engine import Engine
from watchfloor.screening.index import build_index

ONE = an_entity("Demo Trading", record="1", schema="Organization", country="kp")
TWO = an_entity(
    "Demo Trading Co", record="2", source="other", schema="Company", country="cn", delisted_on="2023-01-02"
)


def test_linked_records_are_one_entity() -> None:
    flat = merged([ONE, TWO], {"demo": "2026-01-01", "other": "2026-02-01"})
    assert (flat["id"], flat["referents"], flat["datasets"]) == ("demo:1", ["other:2"], ["demo", "other"])
    assert flat["properties"]["name"] == ["Demo Trading", "Demo Trading Co"]
    assert flat["properties"]["country"] == ["kp", "cn"]
    assert (flat["first_seen"], flat["last_change"], flat["last_seen"]) == (
        "2020-01-02",
        "2023-01-02",
        "2026-02-01",
    )
    assert flat["schema"] == kind_of([ONE, TWO]) == "Company"


def test_what_no_list_says_is_not_made_up() -> None:
    bare = merged([an_entity("x")])
    assert bare["last_seen"] is None
    assert first_listed([]) == last_change([]) == ""


def test_a_relation_is_nested_once_whichever_side_states_it() -> None:
    owner = an_entity("Owner", record="9", schema="Person")
    owned = Relation(schema="Ownership", end="asset", other="Owner", other_id="demo:9")
    owning = Relation(schema="Ownership", end="owner", other="Demo Trading", other_id="demo:1")
    firm = structs.replace(an_entity("Demo Trading", record="1", schema="Company"), relations=(owned,))
    person = structs.replace(owner, relations=(owning,))
    found = nested([firm], lambda i: merged([owner]) if i == "demo:9" else None, [person])
    [ownership] = found["ownershipAsset"]
    assert ownership["properties"]["owner"][0]["caption"] == "Owner"
    assert [s["schema"] for s in found["sanctions"]] == ["Sanction"]


def test_names_seen_from_the_other_side_are_inherited() -> None:
    assert reverse_of("Passport", "holder") == reverse_of("Identification", "holder") != ""
    assert reverse_of("Person", "name") == reverse_of("Banana", "x") == ""
    assert {"sanctions", "ownershipOwner"} <= reverse_names()


def test_another_policy_on_the_same_index_judges_as_if_opened_for_it() -> None:
    index, policy = build_index([ONE, TWO], snapshot="s"), default_policy()
    lighter = policy.with_weights({"country": 0.0})
    assert lighter.hash != policy.hash
    under = Engine(index, policy).under(lighter)
    assert under.stamp == Engine(index, lighter).stamp
    assert (
        under.near(["Demo Trading"]).entity.tolist()
        == Engine(index, lighter).near(["Demo Trading"]).entity.tolist()
    )

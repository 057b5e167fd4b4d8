"""FollowTheMoney out and in: nothing an entity says is lost on the way, and bad objects are told."""

from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchfloor.model.entity import Address, Designation, Document, Entity, Name, Relation
from watchfloor.model.errors import InputError
from watchfloor.model.ftm import FtmObject, from_ftm, join, to_ftm
from watchfloor.model.ftm_shape import CONTEXT
from watchfloor.model.schema import property_type

WORDS = st.text("abc АБ東é -'", min_size=1, max_size=12).map(lambda t: " ".join(t.split())).filter(bool)
DAYS = st.sampled_from(
    ["1962", "1962-03", "1962-03-04", "1962~", "1962/1965", "1950/1980", "1962-03~/1962-05~"]
)
FIXED_DAYS = st.sampled_from(["", "1999", "1999-12", "1999-12-31"])
COUNTRIES = st.sampled_from(["", "kp", "ru", "de"])
NAMES = st.builds(
    Name,
    text=WORDS,
    kind=st.sampled_from(["primary", "alias", "weak", "former"]),
    lang=st.sampled_from(["", "ru", "ko"]),
    family=WORDS | st.just(""),
    given=WORDS | st.just(""),
)
PROPERTIES = st.fixed_dictionaries(
    {},
    optional={
        "birthDate": st.lists(DAYS, min_size=1, unique=True).map(tuple),
        "nationality": st.just(("kp", "ru")),
        "notes": st.lists(WORDS, min_size=1, unique=True).map(tuple),
        "passportNumber": st.just(("PS 1", "PS 2")),
        "topics": st.just(("sanction",)),
    },
)
DESIGNATIONS = st.builds(
    Designation,
    source=st.just("xx_demo"),
    authority=WORDS,
    programme=WORDS | st.just(""),
    legal_basis=WORDS | st.just(""),
    reference=WORDS | st.just(""),
    listed_on=FIXED_DAYS,
    amended_on=FIXED_DAYS,
    delisted_on=FIXED_DAYS,
    measures=st.lists(WORDS, unique=True).map(tuple),
    reason=WORDS | st.just(""),
    status=WORDS | st.just(""),
    un_reference=WORDS | st.just(""),
    url=st.sampled_from(["", "https://example.org/1"]),
)
DOCUMENTS = st.builds(
    Document,
    kind=st.sampled_from(["passport", "Diplomatic passport", "national id"]),
    number=WORDS,
    country=COUNTRIES,
    issued_on=st.sampled_from(["", "2001-02-03", "2009~", "2008/2010"]),
    expires_on=FIXED_DAYS,
    issued_at=WORDS | st.just(""),
    note=WORDS | st.just(""),
)
ADDRESSES = st.builds(
    Address,
    full=WORDS | st.just(""),
    street=WORDS | st.just(""),
    city=WORDS,
    region=WORDS | st.just(""),
    postal_code=WORDS | st.just(""),
    country=COUNTRIES,
    note=WORDS | st.just(""),
)
RELATIONS = st.builds(
    Relation,
    schema=st.just("UnknownLink"),
    end=st.sampled_from(["subject", "object"]),
    role=WORDS | st.just(""),
    other=WORDS,
    other_id=st.sampled_from(["", "xx_demo:99"]),
    note=WORDS | st.just(""),
) | st.builds(
    Relation,
    schema=st.just("Family"),
    end=st.just("person"),
    role=WORDS,
    other=WORDS,
    properties=st.just({"startDate": ("2001",)}),
)


def _distinct(names: list[Name]) -> tuple[Name, ...]:
    seen = {(name.kind, name.text): name for name in names}
    primary = [name for name in seen.values() if name.kind == "primary"]
    return (*primary, *(name for name in seen.values() if name.kind != "primary"))


ENTITIES = st.builds(
    Entity,
    source=st.just("xx_demo"),
    record=st.sampled_from(["17", "a/b c", "EU.1.2"]),
    schema=st.just("Person"),
    names=st.lists(NAMES, min_size=1, max_size=4).map(_distinct),
    properties=PROPERTIES,
    designations=st.lists(DESIGNATIONS, max_size=2, unique=True).map(tuple),
    documents=st.lists(DOCUMENTS, max_size=2, unique=True).map(tuple),
    addresses=st.lists(ADDRESSES, max_size=2, unique=True).map(tuple),
    relations=st.lists(RELATIONS, max_size=3, unique_by=repr).map(tuple),
)


@given(entity=ENTITIES)
def test_what_goes_out_comes_back_the_same(entity: Entity) -> None:
    assert from_ftm(to_ftm(entity)) == (entity,)


@given(entity=ENTITIES)
def test_what_goes_out_is_valid_and_survives_json_in_any_order(entity: Entity) -> None:
    objects = to_ftm(entity)
    assert len({item["id"] for item in objects}) == len(objects)
    for item in objects:
        for prop, values in item["properties"].items():
            assert property_type(item["schema"], prop), f"{item['schema']} has no {prop}"
            assert values
            assert all(isinstance(value, str) and value for value in values)
    wire: list[FtmObject] = msgspec.json.decode(msgspec.json.encode(objects), type=list[dict[str, Any]])
    (back,) = from_ftm(reversed(wire))
    assert back.names == entity.names
    assert sorted(map(repr, back.relations)) == sorted(map(repr, entity.relations))


@given(entity=ENTITIES)
def test_ids_depend_on_content_only(entity: Entity) -> None:
    again = msgspec.json.decode(msgspec.json.encode(entity), type=Entity)
    assert [o["id"] for o in to_ftm(again)] == [o["id"] for o in to_ftm(entity)]


def a_person(**fields: list[str]) -> FtmObject:
    return {
        "id": "p-1",
        "schema": "Person",
        "properties": {"name": ["Demo Tester"], **fields},
        "datasets": ["xx_demo"],
    }


def test_a_plain_party_is_written_as_one_object_with_our_own_words_only_where_needed() -> None:
    plain = Entity(source="xx_demo", record="1", schema="Person", names=(Name(text="Demo", kind="primary"),))
    (item,) = to_ftm(plain)
    assert item == {
        "id": "xx_demo:1",
        "schema": "Person",
        "caption": "Demo",
        "properties": {"name": ["Demo"]},
        "datasets": ["xx_demo"],
    }


def test_uncertain_dates_are_plain_for_others_and_kept_for_us() -> None:
    entity = Entity(
        source="xx_demo",
        record="1",
        schema="Person",
        names=(Name(text="Demo", kind="primary"),),
        properties={"birthDate": ("1962~", "1962/1964")},
    )
    (item,) = to_ftm(entity)
    assert item["properties"]["birthDate"] == ["1962", "1963", "1964"]
    assert item[CONTEXT] == {"dates": {"birthDate": ["1962~", "1962/1964"]}}


def test_a_property_the_schema_has_not_is_kept_as_a_note() -> None:
    entity = Entity(
        source="xx_demo", record="1", schema="Vessel", names=(), properties={"birthDate": ("1962",)}
    )
    assert to_ftm(entity)[0]["properties"]["notes"] == ["birthDate: 1962"]


def test_parts_are_joined_to_the_party_they_point_at() -> None:
    objects: list[FtmObject] = [
        {"id": "s", "schema": "Sanction", "properties": {"entity": ["p-1"], "program": ["DEMO"]}},
        {"id": "d", "schema": "Passport", "properties": {"holder": ["p-1"], "passportNumber": ["PS 1"]}},
        {
            "id": "a",
            "schema": "Address",
            "properties": {
                "street": ["Demo Road 1"],
                "street2": ["Flat 2"],
                "postOfficeBox": ["9"],
                "state": ["North"],
            },
        },
        a_person(addressEntity=["a"], address=["Demo Road 1, Flat 2, P.O. Box 9, North", "elsewhere"]),
    ]
    (entity,) = from_ftm(objects, source="mine")
    assert (entity.source, entity.record) == ("mine", "p-1")
    assert entity.designations == (Designation(source="mine", programme="DEMO"),)
    assert entity.documents == (Document(kind="passport", number="PS 1"),)
    assert entity.addresses == (Address(street="Demo Road 1, Flat 2, P.O. Box 9", region="North"),)
    assert entity.get("address") == ("elsewhere",)


def test_other_publishers_words_for_a_sanction_are_understood() -> None:
    sanction: FtmObject = {
        "id": "s",
        "schema": "Sanction",
        "properties": {
            "entity": ["p-1"],
            "programId": ["US-DEMO"],
            "startDate": ["2022-02-24T00:00:00"],
            "endDate": ["soon"],
            "country": ["us"],
        },
    }
    joined = join([a_person(), sanction])
    assert joined.entities[0].designations == (
        Designation(source="xx_demo", programme="US-DEMO", listed_on="2022-02-24"),
    )
    assert not joined.unread


def test_a_relation_is_seen_from_both_ends() -> None:
    objects: list[FtmObject] = [
        a_person(topics=["sanction"]),
        {"id": "c-1", "schema": "Company", "properties": {"name": ["Demo JSC"], "topics": ["sanction"]}},
        {
            "id": "o",
            "schema": "Ownership",
            "properties": {"owner": ["p-1"], "asset": ["c-1"], "percentage": ["51"], "role": ["holder"]},
        },
    ]
    person, company = from_ftm(objects, source="mine")
    share: dict[str, tuple[str, ...]] = {"percentage": ("51",)}
    assert person.relations == (
        Relation(
            schema="Ownership",
            end="owner",
            role="holder",
            other="Demo JSC",
            other_id="mine:c-1",
            properties=share,
        ),
    )
    assert company.relations[0].end == "asset"
    assert company.relations[0].other == "Demo Tester"


def test_a_property_that_points_at_a_party_is_a_link() -> None:
    ship: FtmObject = {"id": "v", "schema": "Vessel", "properties": {"name": ["Demo Star"], "owner": ["p-1"]}}
    _, vessel = from_ftm([a_person(), ship])
    assert vessel.relations == (
        Relation(schema="UnknownLink", end="subject", role="owner", other="Demo Tester", other_id="p-1"),
    )


def test_nested_objects_point_at_where_they_stood() -> None:
    nested: FtmObject = {
        "id": "p-1",
        "schema": "Person",
        "datasets": ["xx_demo"],
        "properties": {
            "name": ["Demo Tester"],
            "sanctions": [{"id": "s", "schema": "Sanction", "properties": {"program": ["DEMO"]}}],
            "addressEntity": [{"id": "a", "schema": "Address", "properties": {"city": ["Demoville"]}}],
            "familyPerson": [
                {
                    "id": "f",
                    "schema": "Family",
                    "properties": {
                        "relationship": ["brother"],
                        "relative": [
                            {"id": "p-2", "schema": "Person", "properties": {"name": ["Other Tester"]}}
                        ],
                    },
                }
            ],
        },
    }
    joined = join([nested])
    (entity,) = joined.entities
    assert entity.designations[0].programme == "DEMO"
    assert entity.addresses == (Address(city="Demoville"),)
    assert entity.relations == (
        Relation(schema="Family", end="person", role="brother", other="Other Tester", other_id="p-2"),
    )
    assert sorted(joined.attached) == ["a", "p-2", "s"]
    assert not joined.rejected


def test_only_marked_parties_are_listed_where_any_is() -> None:
    other: FtmObject = {"id": "p-2", "schema": "Person", "properties": {"name": ["Bystander"]}}
    assert len(join([a_person(), other]).entities) == 2
    for mark in ({**a_person(), "target": True}, a_person(topics=["role.pep"])):
        joined = join([mark, other])
        assert [e.record for e in joined.entities] == ["p-1"]
        assert joined.attached == ["p-2"]


@pytest.mark.parametrize(
    ("item", "reason"),
    [
        ({"id": "x", "schema": "Wizard", "properties": {}}, "unknown schema 'Wizard'"),
        ({"id": "x", "properties": {}}, "unknown schema None"),
        ({"schema": "Person", "properties": {}}, "an object without an id"),
        ({"id": "x", "schema": "Interest", "properties": {}}, "nothing to screen: Interest"),
        (
            {"id": "x", "schema": "Sanction", "properties": {"entity": ["nobody"]}},
            "Sanction that belongs to no entity",
        ),
        ({"id": "x", "schema": "Event", "properties": {}}, "nothing to screen: Event"),
        (a_person(), "occurs twice; the first is kept"),
    ],
)
def test_an_object_that_cannot_be_used_is_rejected_with_its_reason(item: FtmObject, reason: str) -> None:
    with pytest.raises(InputError, match=reason):
        from_ftm([a_person(), item])
    assert len(join([a_person(), item]).entities) == 1


def test_unknown_properties_context_and_unread_details_are_counted() -> None:
    person = {**a_person(hobby=["chess"], birthDate=["long ago"]), "score": 3}
    passport: FtmObject = {
        "id": "d",
        "schema": "Passport",
        "properties": {"holder": ["p-1"], "number": ["1"], "surname": ["Tester"]},
    }
    joined = join([person, passport])
    assert joined.unread == {
        "Person.hobby": 1,
        "Person.birthDate": 1,
        "Person@score": 1,
        "Passport.surname": 1,
    }
    assert joined.entities[0].get("notes") == ("birthDate: long ago",)


@pytest.mark.parametrize(
    "context",
    [
        {"names": [{"text": "X", "kind": "boss"}]},
        {"names": 3},
        {"dates": {"birthDate": ["long ago"]}},
        ["odd"],
    ],
)
def test_a_forged_context_of_ours_is_passed_over_and_counted(context: object) -> None:
    joined = join([{**a_person(birthDate=["1962"]), CONTEXT: context}])
    (entity,) = joined.entities
    assert entity.names == (Name(text="Demo Tester", kind="primary"),)
    assert entity.get("birthDate") == ("1962",)
    assert joined.unread == {f"Person@{CONTEXT}": 1}


def test_objects_nested_without_end_are_told_not_followed() -> None:
    item: FtmObject = {"id": "0", "schema": "Person", "properties": {"name": ["Demo"]}}
    for number in range(1, 50):
        item = {"id": str(number), "schema": "Person", "properties": {"name": ["Demo"], "parent": [item]}}
    joined = join([item])
    assert ("", "an object without an id") in joined.rejected
    assert len(joined.entities) == 9


def test_a_schema_followthemoney_does_not_know_cannot_be_written() -> None:
    wizard = Entity(source="xx_demo", record="1", schema="Wizard", names=())
    with pytest.raises(InputError, match="no schema 'Wizard'"):
        to_ftm(wizard)
    odd = Entity(
        source="xx_demo",
        record="1",
        schema="Person",
        names=(),
        relations=(Relation(schema="Ownership", end="boss"),),
    )
    with pytest.raises(InputError, match="no relation 'Ownership' with an end 'boss'"):
        to_ftm(odd)


@given(
    item=st.recursive(
        st.none() | st.booleans() | st.text(max_size=5) | st.integers(),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(["id", "schema", "properties", "name", "entity", "datasets"]),
                inner,
                max_size=4,
            )
        ),
        max_leaves=12,
    )
)
def test_no_json_object_whatever_breaks_the_join(item: object) -> None:
    if isinstance(item, dict):
        joined = join([a_person(), item], source="mine")
        assert any(entity.record == "p-1" for entity in joined.entities)

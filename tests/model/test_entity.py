"""Entities: collected by a builder, frozen, called by their best name."""

import msgspec
import pytest

from watchfloor.model.entity import (
    Address,
    Designation,
    Document,
    Entity,
    EntityBuilder,
    Name,
    Relation,
)


def a_builder() -> EntityBuilder:
    return EntityBuilder("xx_demo", "17", "Person")


def test_a_built_entity_keeps_the_sources_own_record_id() -> None:
    entity = a_builder().build()
    assert entity == Entity(source="xx_demo", record="17", schema="Person", names=())
    assert entity.id == "xx_demo:17"


def test_primary_names_come_first_and_the_rest_in_published_order() -> None:
    builder = a_builder()
    builder.name("Zed", "weak")
    builder.name("Anna Demo", "primary", family=" Demo ", given="Anna")
    builder.name("A. Demo")
    names = builder.build().names
    assert [n.text for n in names] == ["Anna Demo", "Zed", "A. Demo"]
    assert names[0] == Name(text="Anna Demo", kind="primary", family="Demo", given="Anna")


def test_values_are_stripped_and_empty_or_repeated_ones_dropped() -> None:
    builder = a_builder()
    builder.name("  Anna \t Demo\n")
    builder.name("Anna Demo")
    builder.name(" ")
    builder.add("position", " Minister  of Tests", "Minister of Tests", "", None, "  ")
    entity = builder.build()
    assert [n.text for n in entity.names] == ["Anna Demo"]
    assert entity.properties == {"position": ("Minister of Tests",)}


def test_one_text_under_two_kinds_is_two_names() -> None:
    builder = a_builder()
    builder.name("Anna Demo", "alias")
    builder.name("Anna Demo", "former")
    assert [n.kind for n in builder.build().names] == ["alias", "former"]


def test_what_has_parts_is_kept_once_and_never_empty() -> None:
    builder = a_builder()
    for _ in range(2):
        builder.designation(Designation(source="xx_demo", programme="DEMO"))
        builder.document(Document(kind="passport", number="P 1"))
        builder.document(Document(kind="passport", number=""))
        builder.address(Address(city="Haventown"))
        builder.address(Address())
        builder.relation(Relation(schema="Family", end="person", other="Ben Demo"))
    entity = builder.build()
    assert entity.designations == (Designation(source="xx_demo", programme="DEMO"),)
    assert entity.documents == (Document(kind="passport", number="P 1"),)
    assert entity.addresses == (Address(city="Haventown"),)
    assert entity.relations == (Relation(schema="Family", end="person", other="Ben Demo"),)


@pytest.mark.parametrize(
    ("names", "properties", "caption"),
    [
        ([("Old", "former"), ("New", "primary")], {}, "New"),
        ([("Old", "former")], {}, "Old"),
        ([], {"imoNumber": "9074729"}, "9074729"),
        ([], {}, "17"),
    ],
)
def test_the_caption_is_the_best_name_there_is(
    names: list[tuple[str, str]], properties: dict[str, str], caption: str
) -> None:
    builder = a_builder()
    for text, kind in names:
        builder.name(text, msgspec.convert(kind, type=Name.__annotations__["kind"]))
    for prop, value in properties.items():
        builder.add(prop, value)
    assert builder.build().caption == caption


def test_all_countries_are_gathered_once_from_properties_and_addresses() -> None:
    builder = a_builder()
    builder.add("country", "kp", "ru")
    builder.add("nationality", "ru")
    builder.address(Address(city="Haventown", country="cn"))
    builder.address(Address(city="Nowhere"))
    assert builder.build().all_countries() == ("ru", "kp", "cn")
    assert builder.build().get("flag") == ()


def test_an_entity_is_frozen_and_survives_the_wire() -> None:
    builder = a_builder()
    builder.name("Anna Demo", "primary", lang="de")
    builder.add("birthDate", "1970")
    entity = builder.build()
    with pytest.raises(AttributeError, match="immutable type: 'Entity'"):
        entity.source = "other"  # type: ignore[misc]
    assert msgspec.json.decode(msgspec.json.encode(entity), type=Entity) == entity


def test_two_entities_do_not_share_their_empty_properties() -> None:
    one = Entity(source="a", record="1", schema="Person", names=())
    two = Entity(source="a", record="2", schema="Person", names=())
    one.properties["position"] = ("x",)
    assert two.properties == {}

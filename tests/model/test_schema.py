"""FollowTheMoney's schemata, as far as Watchfloor speaks them."""

import pytest

from watchfloor.model.entity import COUNTRY_PROPERTIES
from watchfloor.model.schema import is_a, property_type, schema, schema_names


@pytest.mark.parametrize(
    ("name", "other", "expected"),
    [
        ("Person", "Person", True),
        ("Person", "LegalEntity", True),
        ("Person", "Thing", True),
        ("Company", "Organization", True),
        ("Company", "Asset", True),
        ("Vessel", "LegalEntity", False),
        ("Organization", "Company", False),
        ("NoSuch", "NoSuch", False),
    ],
)
def test_a_schema_is_whatever_it_extends(name: str, other: str, *, expected: bool) -> None:
    assert is_a(name, other) is expected


@pytest.mark.parametrize(
    "name", ["Person", "Organization", "Company", "Vessel", "Airplane", "CryptoWallet", "Sanction"]
)
def test_the_schemata_lists_need_are_there(name: str) -> None:
    assert name in schema_names()


def test_an_unknown_schema_is_none_and_case_matters() -> None:
    assert schema("person") is None
    assert property_type("person", "name") == ""
    assert property_type("Person", "noSuch") == ""


def test_properties_are_inherited_with_their_types() -> None:
    assert property_type("Person", "name") == "name"
    assert property_type("Person", "birthDate") == "date"
    assert property_type("Company", "jurisdiction") == "country"
    assert property_type("Ownership", "owner") == "entity"


@pytest.mark.parametrize("name", schema_names())
def test_every_schema_has_parents_that_exist_and_properties_with_types(name: str) -> None:
    found = schema(name)
    assert found is not None
    assert all(schema(parent) is not None for parent in found.parents)
    assert name not in found.parents
    assert all(found.properties.values())


@pytest.mark.parametrize("prop", COUNTRY_PROPERTIES)
def test_every_country_property_is_of_that_type_somewhere(prop: str) -> None:
    assert "country" in {property_type(name, prop) for name in schema_names()}

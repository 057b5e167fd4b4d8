"""The FollowTheMoney schemata and properties Watchfloor knows, as data."""

from functools import cache
from importlib.resources import files
from typing import Any

import msgspec

from watchfloor.model.entity import Value


class Schema(Value):
    """One schema: what it extends, its own and inherited properties by type.

    ``properties`` maps each property, inherited ones included, to its FollowTheMoney type;
    entity-typed properties map to ``entity``.
    """

    name: str
    parents: tuple[str, ...]
    matchable: bool
    abstract: bool
    properties: dict[str, str]
    own_properties: dict[str, Any]

    def is_a(self, other: str) -> bool:
        """Is this schema ``other`` or one that extends it?"""
        return other == self.name or other in self.parents


@cache
def _raw() -> dict[str, Any]:
    data = files("watchfloor.model").joinpath("data/schemata.json").read_bytes()
    return dict(msgspec.json.decode(data)["schemata"])


@cache
def schema(name: str) -> Schema | None:
    """The schema of that name, or ``None`` where there is none (names are case-sensitive)."""
    raw = _raw().get(name)
    if raw is None:
        return None
    parents: dict[str, None] = {}
    properties: dict[str, str] = {}
    for parent in raw["extends"]:
        if (up := schema(parent)) is not None:
            parents.update(dict.fromkeys((parent, *up.parents)))
            properties.update(up.properties)
    for prop, kind in raw["properties"].items():
        properties[prop] = kind if isinstance(kind, str) else "entity"
    return Schema(
        name=name,
        parents=tuple(parents),
        matchable=raw["matchable"],
        abstract=raw["abstract"],
        properties=properties,
        own_properties=raw["properties"],
    )


def is_a(name: str, other: str) -> bool:
    """Is the schema called ``name`` the schema ``other``, or one that extends it?"""
    found = schema(name)
    return found is not None and found.is_a(other)


def schema_names() -> tuple[str, ...]:
    """Every schema known, in alphabetical order."""
    return tuple(sorted(_raw()))


def property_type(schema_name: str, prop: str) -> str:
    """The FollowTheMoney type of a property, or an empty string where the schema has no such one."""
    found = schema(schema_name)
    return found.properties.get(prop, "") if found else ""

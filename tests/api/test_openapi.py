"""Our interface beside the documented one: every path, parameter, default, limit and field of it is ours too."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.api.support import Client

Schema = dict[str, Any]
WORDS = frozenset({"title", "description", "examples", "example", "deprecated", "readOnly", "uniqueItems"})
PATHS = {
    "/match/{dataset}": "limit threshold cutoff algorithm include_dataset exclude_schema exclude_dataset topics changed_since exclude_entity_ids",
    "/search/{dataset}": "q schema include_dataset exclude_dataset exclude_schema changed_since countries topics datasets filter"
    " limit offset sort target fuzzy simple facets filter_op",
    "/entities/{entity_id}": "nested",
    "/entities/{entity_id}/adjacent": "sort limit offset",
    "/entities/{entity_id}/adjacent/{property_name}": "sort limit offset",
    "/updatez": "token sync",
}


@pytest.fixture(scope="module")
def ours(keyed: Client) -> Schema:
    found: Schema = keyed.get("/openapi.json", headers={"authorization": "Bearer admin"}).json()
    return found


def parameters(api: Schema, path: str) -> dict[str, Schema]:
    [operation] = [api["paths"][path][method] for method in ("get", "post") if method in api["paths"][path]][
        :1
    ]
    return {p["name"]: p for p in operation.get("parameters", ())}


@pytest.mark.parametrize("path", PATHS)
def test_every_parameter_of_the_interface_is_there(ours: Schema, path: str) -> None:
    inside = {name for name, p in parameters(ours, path).items() if p["in"] == "query"}
    assert inside == set(PATHS[path].split())


@pytest.mark.parametrize(
    ("path", "name", "expected"),
    [
        ("/match/{dataset}", "limit", {"default": 5, "maximum": 500}),
        ("/match/{dataset}", "threshold", {"default": 0.7}),
        ("/match/{dataset}", "algorithm", {"default": "best"}),
        ("/match/{dataset}", "exclude_entity_ids", {"default": [], "maxItems": 50}),
        ("/search/{dataset}", "limit", {"default": 10, "maximum": 500}),
        ("/search/{dataset}", "offset", {"default": 0, "maximum": 9499}),
        ("/search/{dataset}", "schema", {"default": "Thing"}),
        ("/search/{dataset}", "facets", {"default": ["countries", "topics", "datasets"]}),
        ("/search/{dataset}", "filter_op", {"default": "OR"}),
    ],
)
def test_defaults_and_limits_are_those_of_the_interface(
    ours: Schema, path: str, name: str, expected: Schema
) -> None:
    found = parameters(ours, path)[name]["schema"]
    assert {key: found.get(key) for key in expected} == expected


def test_every_answer_that_has_a_shape_is_described(ours: Schema) -> None:
    for path, operations in ours["paths"].items():
        for operation in operations.values():
            assert operation["responses"]["200"], path
            assert operation["summary"]


def resolved(api: Schema, schema: Schema) -> Schema:
    while "$ref" in schema:
        schema = api["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    return schema


def kinds(api: Schema, schema: Schema) -> set[str]:
    """The JSON types a schema lets through; of what may be anything, all."""
    schema = resolved(api, schema)
    if "anyOf" in schema:
        return set().union(*(kinds(api, one) for one in schema["anyOf"]))
    every = {"string", "integer", "number", "boolean", "null", "array", "object"}
    return {schema["type"]} if "type" in schema else every


def missing(theirs: Schema, ours: Schema) -> Iterator[str]:
    """What is in a documented schema and not in ours, over all those we have by the same name."""
    for name, schema in theirs["components"]["schemas"].items():
        mine = ours["components"]["schemas"].get(name)
        if mine is None:
            if schema.get("type") == "object":
                yield f"schema {name}"
            continue
        for prop, wanted in schema.get("properties", {}).items():
            found = mine.get("properties", {}).get(prop)
            if found is None:
                yield f"{name}.{prop}"
            elif not kinds(ours, found) & kinds(theirs, wanted):
                yield f"{name}.{prop}: {kinds(ours, found)} instead of {kinds(theirs, wanted)}"


@pytest.mark.real_data
def test_the_documented_interface_is_within_ours(ours: Schema, real_data: Path) -> None:
    path = real_data.parent / "reference" / "match-api-shape.json"
    if not path.is_file():
        pytest.skip("the documented interface is not there")
    theirs = json.loads(path.read_text("utf-8"))
    for route in theirs["paths"]:
        assert set(theirs["paths"][route]) <= set(ours["paths"][route]), route
        mine = parameters(ours, route)
        for name, wanted in parameters(theirs, route).items():
            found = mine[name]
            assert found["in"] == wanted["in"]
            assert found["required"] == wanted["required"]
            for key in set(wanted["schema"]) - WORDS - {"$ref", "anyOf", "items"}:
                assert found["schema"].get(key) == wanted["schema"][key], (route, name, key)
        for method, operation in theirs["paths"][route].items():
            assert "200" in ours["paths"][route][method]["responses"]
            assert bool(operation.get("requestBody")) == bool(ours["paths"][route][method].get("requestBody"))
    assert list(missing(theirs, ours)) == []

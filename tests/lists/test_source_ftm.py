"""FollowTheMoney datasets: every line is accounted for."""

import json

import pytest
from tests.lists.conftest import ParseText

from watchfloor.model.errors import BrokenFileError

PERSON = {"id": "p-1", "schema": "Person", "properties": {"name": ["Demo Tester"], "topics": ["sanction"]}}


def lines(*objects: object) -> str:
    return "".join(json.dumps(item) + "\n" for item in objects)


def test_every_object_is_an_entity_a_relation_a_part_or_rejected(parse_text: ParseText) -> None:
    text = lines(
        PERSON,
        {"id": "c-1", "schema": "Company", "properties": {"name": ["Demo JSC"], "topics": ["sanction"]}},
        {"id": "o", "schema": "Ownership", "properties": {"owner": ["p-1"], "asset": ["c-1"]}},
        {"id": "s", "schema": "Sanction", "properties": {"entity": ["p-1"], "program": ["DEMO"]}},
        {"id": "x", "schema": "Wizard", "properties": {}},
        {"id": "y", "schema": "Sanction", "properties": {"entity": ["nobody"]}},
        PERSON,
        ["odd"],
    )
    entities, intake = parse_text("ftm", text + "{broken\n\n", "demo.ftm.json")
    assert [(e.source, e.record) for e in entities] == [("ftm", "p-1"), ("ftm", "c-1")]
    rows = intake.rows
    assert (rows["entries"].entities, rows["entries"].rejected) == (2, 5)
    assert rows["relations"].relations == rows["parts"].attached == 1
    assert [r.record for r in intake.rejections] == ["line 8", "line 9", "x", "p-1", "y"]


def test_nested_targets_are_read_too(parse_text: ParseText) -> None:
    nested = {
        **PERSON,
        "properties": {
            **PERSON["properties"],  # type: ignore[dict-item]
            "sanctions": [{"id": "s", "schema": "Sanction", "properties": {"program": ["DEMO"]}}],
        },
    }
    (entity,), intake = parse_text("ftm", lines(nested), "targets.nested.json")
    assert entity.designations[0].programme == "DEMO"
    assert intake.rows["parts"].attached == 1


def test_unknown_properties_are_reported(parse_text: ParseText) -> None:
    odd = {**PERSON, "properties": {"name": ["Demo"], "hobby": ["chess"]}}
    _, intake = parse_text("ftm", lines(odd), "demo.json")
    assert intake.unread == {"Person.hobby": 1}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "the file is empty"),
        ("\n\n", "the file is empty"),
        ("[1, 2]\n", "no FollowTheMoney JSON lines"),
        ("<html></html>", "no FollowTheMoney JSON lines"),
        (lines(PERSON) + '{"id": "p-2", "sch', "cut short in the last line"),
    ],
)
def test_a_file_that_is_no_dataset_is_refused(parse_text: ParseText, text: str, message: str) -> None:
    with pytest.raises(BrokenFileError, match=message):
        parse_text("ftm", text, "demo.json")


def test_bytes_that_are_no_utf_8_cost_their_line_only(parse_text: ParseText) -> None:
    data = (
        lines(PERSON).encode() + b'{"id": "p-\x97", "schema": "Person", "properties": {"name": ["Otto"]}}\n'
    )
    entities, intake = parse_text("ftm", data, "demo.json")
    assert len(entities) == 1
    (rejection,) = intake.rejections
    assert rejection.record == "line 2"
    assert rejection.reason.startswith("no JSON: 'utf-8' codec can't decode byte 0x97")


def test_json_nested_without_end_is_one_rejected_line(parse_text: ParseText) -> None:
    bomb = '{"id": "p-2", "schema": "Person", "properties": ' + '{"name": [' * 5000 + "]}" * 5000 + "}\n"
    entities, intake = parse_text("ftm", lines(PERSON) + bomb, "demo.json")
    assert len(entities) == 1
    assert "no JSON" in intake.rejections[0].reason

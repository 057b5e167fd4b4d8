"""``watchfloor show``: one entity with all that is known of it."""

import json
from pathlib import Path

import pytest
from tests.cli.support import Watchfloor, invoke

RELATED = [
    {
        "id": "q1",
        "schema": "Company",
        "properties": {"name": ["Demo Holding"], "country": ["kp"], "topics": ["sanction"]},
    },
    {
        "id": "q2",
        "schema": "Vessel",
        "properties": {"name": ["Demo Star"], "imoNumber": ["9074729"], "topics": ["sanction"]},
    },
    {
        "id": "q3",
        "schema": "Ownership",
        "properties": {"owner": ["q1"], "asset": ["q2"], "role": ["registered owner"]},
    },
]


@pytest.mark.parametrize("wanted", ["custom:x1", "x1", "Boris Demonow"])
def test_an_entity_is_found_by_id_record_and_name(watchfloor: Watchfloor, wanted: str) -> None:
    told = watchfloor("show", wanted).stdout
    assert "Boris Demonov (Person) · custom:x1" in told
    rows = {line.split("  ")[0]: line for line in told.splitlines()}
    assert "1950-02-03" in rows["birthDate"]
    assert "Russia" in told
    assert "Борис Демонов (alias)" in told
    assert "programme DEMO-1 · listed on 2020-01-02" in rows["designations"]


def test_json_has_every_field(watchfloor: Watchfloor) -> None:
    (told,) = json.loads(watchfloor("show", "custom:x1", "--json").stdout)
    assert told["id"] == "custom:x1"
    assert told["caption"] == "Boris Demonov"
    assert told["records"] == ["custom:x1"]
    assert told["designations"][0]["programme"] == "DEMO-1"
    assert told["named_by"] == []


def test_what_is_not_listed_is_an_error_that_knows_what_to_do(watchfloor: Watchfloor) -> None:
    told = watchfloor("show", "Otto Berg", code=2).stderr
    assert "nothing listed is called 'Otto Berg'" in told
    assert "watchfloor screen --name" in told


def test_the_lists_of_a_day_are_looked_at(watchfloor: Watchfloor) -> None:
    watchfloor("show", "x3")
    watchfloor("show", "x3", "--as-of", "2022-01-01", code=2)


def test_relations_are_shown_from_both_ends(tmp_path: Path) -> None:
    path = tmp_path / "demo.jsonl"
    path.write_text("".join(json.dumps(item) + "\n" for item in RELATED), "utf-8")
    invoke(tmp_path, "lists", "import", str(path), "--source", "ftm", "--date", "2023-01-01", "-q")
    ship = invoke(tmp_path, "show", "Demo Star").stdout
    owner = invoke(tmp_path, "show", "Demo Holding").stdout
    assert "Demo Holding" in ship
    assert "Demo Star" in owner


@pytest.mark.parametrize("nothing", ["", "  "])
def test_nothing_asked_for_shows_not_all_there_is(watchfloor: Watchfloor, nothing: str) -> None:
    assert "give an id, a reference number or a name" in watchfloor("show", nothing, code=2).stderr


FULL = [
    {
        "id": "p1",
        "schema": "Person",
        "properties": {
            "name": ["Boris [Demo] Demonov"],
            "topics": ["sanction"],
            "nationality": ["ru", "kp"],
            "notes": ["Line one."],
        },
    },
    {
        "id": "d1",
        "schema": "Passport",
        "properties": {
            "holder": ["p1"],
            "number": ["A123456"],
            "country": ["ru"],
            "type": ["diplomatic passport"],
        },
    },
    {
        "id": "a1",
        "schema": "Address",
        "properties": {"full": ["1 Demo Street, Pyongyang"], "city": ["Pyongyang"], "country": ["kp"]},
    },
]


def test_documents_countries_and_what_looks_like_markup_are_shown_as_they_are(tmp_path: Path) -> None:
    path = tmp_path / "demo.jsonl"
    path.write_text("".join(json.dumps(item) + "\n" for item in FULL), "utf-8")
    invoke(tmp_path, "lists", "import", str(path), "--source", "ftm", "--date", "2023-01-01", "-q")
    told = invoke(tmp_path, "show", "ftm:p1").stdout
    assert "Boris [Demo] Demonov (Person) · ftm:p1" in told
    rows = [line.split("  ")[0] for line in told.splitlines()]
    assert "nationality" in rows
    assert "Russia" in told
    assert "North Korea" in told
    assert "A123456" in told
    assert "sanction" not in told.lower(), "topics are ours, not the list's"


def test_many_of_one_name_are_cut_and_counted(tmp_path: Path) -> None:
    rows = "".join(f"r{n},Otto Demonberg\n" for n in range(12))
    (tmp_path / "ours.csv").write_text(f"id,name\n{rows}", "utf-8")
    invoke(
        tmp_path, "lists", "import", str(tmp_path / "ours.csv"), "-s", "custom", "--date", "2023-01-01", "-q"
    )
    told = invoke(tmp_path, "show", "Otto Demonberg").stdout
    assert told.count("Otto Demonberg (LegalEntity) · custom:r") == 10
    assert "... and 2 more" in told
    assert len(json.loads(invoke(tmp_path, "show", "Otto Demonberg", "--json").stdout)) == 12

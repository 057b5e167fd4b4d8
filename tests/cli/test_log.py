"""``watchfloor log`` and ``replay``: what was screened, looked at again."""

import csv
import json
import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import polars as pl
import pytest
from tests.cli.support import Watchfloor, invoke

from watchfloor.store.content import pack
from watchfloor.store.opening import open_store
from watchfloor.store.tables import screenings

CUSTOMERS = (
    "id,name,birth_date\nc1,Boris Demonow,1950-02-03\nc2,Otto Berg,\nc3,,\nc4,Boris Demonow,nonsense\n"
)


@pytest.fixture
def home(listed_home: Path, tmp_path: Path) -> Path:
    """A home with the invented lists and nothing else."""
    home = tmp_path / "home"
    home.mkdir()
    for name in ("raw", "versions", "snapshots", "catalog.json"):
        (home / name).symlink_to(listed_home / name)
    return home


@pytest.fixture
def watchfloor(home: Path, watchfloor: Watchfloor, tmp_path: Path) -> Watchfloor:
    """The command, in a home of its own."""
    del watchfloor  # it went into an empty folder
    (tmp_path / "customers.csv").write_text(CUSTOMERS, "utf-8")
    return lambda *words, **options: invoke(home, *words, **options)


def ids(watchfloor: Watchfloor, *words: str) -> list[str]:
    return [line["id"] for line in json.loads(watchfloor("log", "list", "--json", *words).stdout)]


def test_what_is_screened_with_record_is_in_the_log_before_it_is_shown(watchfloor: Watchfloor) -> None:
    plain = watchfloor("screen", "customers.csv", "--json").stdout
    assert ids(watchfloor) == []
    ran = watchfloor("screen", "customers.csv", "--json", "--record")
    assert ran.stdout == plain
    assert "written into the screening log as request" in ran.stderr
    lines = json.loads(watchfloor("log", "list", "--json").stdout)
    assert [line["name"] for line in lines] == ["Boris Demonow", "Otto Berg", "Boris Demonow"]
    assert lines[0]["caller"].startswith("command line, ")
    table = watchfloor("log", "list", "--matched").stdout
    assert "Boris Demonow" in table
    assert "Otto Berg" not in table
    assert ids(watchfloor, "--name", "otto berg") == ids(watchfloor, "--party", "c2")
    assert len(ids(watchfloor, "--entity", "custom:x1", "--limit", "1")) == 1
    assert "--before 3" in watchfloor("log", "list", "--limit", "1").stderr
    assert "no screening of that kind" in watchfloor("log", "list", "--since", "2999-01-01").stderr
    assert "not a moment" in watchfloor("log", "list", "--until", "soon", code=2).stderr


def test_a_screening_is_shown_in_full(watchfloor: Watchfloor) -> None:
    watchfloor("screen", "customers.csv", "--record", "-q")
    (one,) = ids(watchfloor, "--party", "c1")
    told = watchfloor("log", "show", one[:8]).stdout
    assert '"birthDate":["1950-02-03"]' in told
    assert "same birth date" in told
    whole = json.loads(watchfloor("log", "show", one, "--json").stdout)
    assert whole["shown"] == ["custom:x1"]
    assert whole["result"]["hits"][0]["explanation"]["contributions"]
    assert "no screening has the id 'nothing'" in watchfloor("log", "show", "nothing", code=2).stderr


def test_every_screening_replays_equal_also_with_older_lists(watchfloor: Watchfloor) -> None:
    watchfloor("screen", "customers.csv", "--record", "-q", "--as-of", "2022-01-01")
    watchfloor("screen", "customers.csv", "--record", "-q", "--threshold", "0.2")
    for one in ids(watchfloor):
        assert f"{one} of " in (told := watchfloor("replay", one[:8]).stdout)
        assert ": equal\n" in told
    told = json.loads(watchfloor("replay", one, "--json").stdout)
    assert (told["equal"], told["differences"], told["then"]) == (True, [], told["now"])


def test_a_result_that_differs_ends_with_one(watchfloor: Watchfloor, home: Path) -> None:
    watchfloor("screen", "--name", "Boris Demonow", "--record", "-q")
    (one,) = ids(watchfloor)
    store = open_store(home)
    changed = store.log.one(one).screening
    (hit,) = changed.result.hits
    lower = msgspec.structs.replace(hit, score=0.51)
    changed = msgspec.structs.replace(changed, result=msgspec.structs.replace(changed.result, hits=(lower,)))
    with store.database.writing() as connection:
        connection.execute(screenings.update().values(content=pack(changed)))
    store.close()
    told = watchfloor("replay", one, code=1).stdout
    assert "not equal" in told
    assert f"custom:x1 (Boris Demonov): score was 0.51, is {hit.score}" in told
    assert "because snapshot, policy, engine and input are the same" in told
    for path in home.glob("*"):
        if path.is_symlink():
            path.unlink()
    assert "can no longer be had" in watchfloor("replay", one, code=5).stderr


def test_without_inputs_they_are_given_again(watchfloor: Watchfloor, tmp_path: Path) -> None:
    watchfloor("screen", "--name", "Boris Demonow", "--record", "-q", WATCHFLOOR_INPUT="digest")
    (line,) = json.loads(watchfloor("log", "list", "--json").stdout)
    assert (line["name"], line["input_kept"]) == ("", False)
    assert "input: not kept, its digest begins with" in watchfloor("log", "show", line["id"]).stdout
    assert "was not kept" in watchfloor("replay", line["id"], code=3).stderr
    party = tmp_path / "party.json"
    for text, code in (('{"properties":{"name":["Boris Demonow"]}}', 0), ('{"properties":{}}', 3), ("[", 3)):
        party.write_text(text)
        watchfloor("replay", line["id"], "--input", str(party), code=code)
    assert "cannot be read" in watchfloor("replay", line["id"], "--input", "gone.json", code=3).stderr


@pytest.mark.parametrize("ending", ["csv", "parquet", "jsonl"])
def test_the_log_is_exported(watchfloor: Watchfloor, tmp_path: Path, ending: str) -> None:
    watchfloor("screen", "customers.csv", "--record", "-q")
    out = tmp_path / f"log.{ending}"
    assert f"3 screenings written to {out}" in watchfloor("log", "export", str(out)).stderr
    if ending == "parquet":
        frame = pl.read_parquet(out)
        assert frame["number"].to_list() == [1, 2, 3]
        assert frame.schema["at"] == pl.String()
        assert frame.schema["score"] == pl.Float64()
        assert frame["answered"].to_list() == [True, None, True]
    elif ending == "csv":
        rows = list(csv.DictReader(out.read_text("utf-8").splitlines()))
        assert [(row["id"], row["entity_id"]) for row in rows] == [
            ("c1", "custom:x1"),
            ("c2", ""),
            ("c4", "custom:x1"),
        ]
        assert json.loads(rows[0]["input"])["properties"]["birthDate"] == ["1950-02-03"]
    else:
        told = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
        assert [one["party"]["id"] for one in told] == ["c1", "c2", "c4"]


def test_an_export_needs_a_file_of_a_known_kind(watchfloor: Watchfloor) -> None:
    for name in ("log.html", "log.doc", "nowhere/log.csv"):
        watchfloor("log", "export", name, code=2)


def test_what_is_too_old_is_counted_and_with_yes_deleted(watchfloor: Watchfloor, home: Path) -> None:
    watchfloor("screen", "--name", "Otto Berg", "--record", "-q")
    connection = sqlite3.connect(home / "watchfloor.db")
    connection.execute("UPDATE screenings SET at = '2010-01-01 00:00:00'")
    connection.commit()
    connection.close()
    assert "all 1 screenings are older" in watchfloor("log", "purge", "--yes", code=2).stderr
    watchfloor("screen", "--name", "Otto Berg", "--record", "-q")
    told = watchfloor("log", "purge")
    assert "1 of 2 screenings are older" in told.stdout
    assert "give --yes" in told.stderr
    told = json.loads(watchfloor("log", "purge", "--yes", "--json").stdout)
    assert (told["deleted"], told["left"]) == (1, 1)
    year = datetime.now(UTC).year
    assert watchfloor("log", "purge", WATCHFLOOR_RETENTION="365").stdout.count(str(year - 1))

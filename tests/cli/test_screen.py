"""``watchfloor screen``: files and single names against the lists."""

import csv
import gzip
import json
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from tests.cli.support import Watchfloor

CUSTOMERS = """\
Kunden-Nr.;Vorname;Nachname;Geburtsdatum;Land;Umsatz
K1;Otto;Berg;01.02.1960;DE;5
K2;Boris;Demonow;03.02.1950;Russland;7
K3;;;;;
K4;Ida;Tal
"""


@pytest.fixture
def customers(tmp_path: Path) -> Path:
    path = tmp_path / "customers.csv"
    path.write_bytes(CUSTOMERS.encode("cp1252"))
    return path


def objects(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def test_hits_are_printed_with_their_reasons(watchfloor: Watchfloor, customers: Path) -> None:
    result = watchfloor("screen", str(customers))
    told = result.stdout
    assert "row 2: Boris Demonow (Person)" in told
    assert "Boris Demonov (Person) · custom:x1 under DEMO-1, listed 2020-01-02" in told
    assert "+5.0 same birth date: born 1950-02-03" in told
    assert "same country: Russia" in told
    assert "row 3: no name" in told
    assert "row 4: too few columns: 3 of 6 (Ida Tal)" in told
    assert "No hit for 1 party; that is no clearance." in told
    assert "a person decides" in told


def test_what_is_read_as_what_is_told_before_and_how_it_went_after(
    watchfloor: Watchfloor, customers: Path
) -> None:
    lines = watchfloor("screen", str(customers)).stderr.splitlines()
    assert lines[0] == "no official list is looked at, only custom; run `watchfloor lists update`"
    assert lines[1] == (
        f"{customers}, CSV cut at semicolons, is read as Kunden-Nr. -> id; Vorname -> firstName;"
        " Nachname -> lastName; Geburtsdatum -> birthDate; Land -> country; not read: Umsatz"
    )
    assert lines[-1].startswith("4 parties screened in ")
    assert lines[-1].endswith("s against custom of 2023-01-01: 1 with a match, 2 with a problem in the row")


def test_quiet_says_nothing_beside_the_results(watchfloor: Watchfloor, customers: Path) -> None:
    assert watchfloor("screen", str(customers), "--quiet").stderr == ""
    assert watchfloor("screen", str(customers), "--quiet", "--out", "hits.csv").output == ""


def test_json_lines_have_every_party_in_order(watchfloor: Watchfloor, customers: Path) -> None:
    found = objects(watchfloor("screen", str(customers), "--json").stdout)
    assert [(p["row"], p["id"], p.get("problem", "")) for p in found] == [
        (1, "K1", ""),
        (2, "K2", ""),
        (3, "K3", "no name"),
        (4, "K4", "too few columns: 3 of 6"),
    ]
    assert [len(p["hits"]) for p in found] == [0, 1, 0, 0]
    hit = found[1]["hits"][0]
    assert (hit["entity_id"], hit["source"], hit["source_id"]) == ("custom:x1", "custom", "x1")
    assert hit["match"] is True
    assert hit["explanation"]["contributions"]
    assert {p["stamp"]["snapshot"] for p in found} == {found[0]["stamp"]["snapshot"]}


@pytest.mark.parametrize("name", ["hits.jsonl", "hits.csv", "hits.parquet", "hits.html"])
def test_a_file_is_written_in_the_format_of_its_ending(
    watchfloor: Watchfloor, customers: Path, name: str
) -> None:
    result = watchfloor("screen", str(customers), "--out", name)
    assert result.stdout == ""
    assert f"written to {name}" in result.stderr
    path = Path(name)
    if name.endswith("jsonl"):
        assert len(objects(path.read_text("utf-8"))) == 4
    elif name.endswith("csv"):
        with path.open(encoding="utf-8", newline="") as stream:
            assert [row["entity_id"] for row in csv.DictReader(stream)] == ["", "custom:x1", "", ""]
    elif name.endswith("parquet"):
        assert pl.read_parquet(path)["entity_id"].to_list() == [None, "custom:x1", None, None]
    else:
        page = path.read_text("utf-8")
        assert "Boris Demonow" in page
        assert "starter snapshot" not in page


def test_an_output_that_cannot_be_is_an_error_before_anything_is_read(
    watchfloor: Watchfloor, customers: Path
) -> None:
    told = watchfloor("screen", str(customers), "--out", "hits.xlsx", code=2).stderr
    assert told.startswith("error: this ending is of no known format (at hits.xlsx). Known are .jsonl")
    assert "No such file" in watchfloor("screen", str(customers), "--out", "no/hits.csv", code=2).stderr


def test_names_can_be_piped_in_and_results_out(watchfloor: Watchfloor) -> None:
    told = watchfloor("screen", "-", "--json", "-q", stdin="Otto Berg\nBoris Demonov\n").stdout
    assert [len(p["hits"]) for p in objects(told)] == [0, 1]
    packed = watchfloor("screen", "-", "--json", "-q", stdin=gzip.compress(b"name\nBoris Demonov\n")).stdout
    assert [len(p["hits"]) for p in objects(packed)] == [1]


def test_a_dash_as_output_is_json_lines_on_standard_output(watchfloor: Watchfloor) -> None:
    told = watchfloor("screen", "-", "--out", "-", "-q", stdin="Otto Berg\n").stdout
    assert objects(told)[0]["name"] == "Otto Berg"


def test_a_hit_fails_the_run_only_if_wanted(watchfloor: Watchfloor, customers: Path) -> None:
    watchfloor("screen", str(customers), "--fail-on-hit", code=1)
    watchfloor("screen", "--name", "Otto Berg", "--fail-on-hit", code=0)
    watchfloor("screen", "--name", "Boris Demonov", code=0)


def test_a_lower_threshold_lists_more_and_match_keeps_the_policys(watchfloor: Watchfloor) -> None:
    words = ("screen", "--name", "Boris Demonov", "--birth-date", "1990-05-05", "--json", "-q")
    assert objects(watchfloor(*words).stdout)[0]["hits"] == []
    (hit,) = objects(watchfloor(*words, "--threshold", "0.01").stdout)[0]["hits"]
    assert hit["match"] is False
    assert hit["score"] < 0.7
    watchfloor(*words, "--threshold", "0.01", "--fail-on-hit", code=0)


def test_the_lists_of_a_day_are_used(watchfloor: Watchfloor) -> None:
    words = ("screen", "--name", "Demo Star", "--schema", "Vessel", "--json", "-q")
    assert len(objects(watchfloor(*words).stdout)[0]["hits"]) == 1
    assert objects(watchfloor(*words, "--as-of", "2022-12-31").stdout)[0]["hits"] == []
    told = watchfloor(*words, "--as-of", "2023-01-01", "--known-at", "2020-01-01", code=5).stderr
    assert "known by 2020-01-01" in told


def test_one_list_can_be_looked_at(watchfloor: Watchfloor) -> None:
    words = ("screen", "--name", "Boris Demonov", "--json", "-q", "--source", "custom")
    found = objects(watchfloor(*words).stdout)[0]
    assert len(found["hits"]) == 1
    assert found["stamp"]["policy"] != objects(watchfloor(*words[:-2]).stdout)[0]["stamp"]["policy"]


def test_a_policy_of_ones_own_is_used_and_stamped(watchfloor: Watchfloor, tmp_path: Path) -> None:
    (tmp_path / "strict.toml").write_text('name = "strict"\nthreshold = 0.999\n', "utf-8")
    words = ("screen", "--name", "Boris Demonov", "--json", "-q")
    assert objects(watchfloor(*words, "--policy", "strict.toml").stdout)[0]["hits"] == []
    assert watchfloor("screen", "--name", "Boris Demonov", "--out", "r.html", "--policy", "strict.toml")
    assert "policy “strict 1”, threshold 0.999" in Path("r.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (("--birth-date", "3 Feb 1950"), "same birth date: born 1950-02-03"),
        (("--country", "Russland", "--schema", "Person"), "same country: Russia"),
    ],
)
def test_a_single_name_takes_facts_beside_it(
    watchfloor: Watchfloor, words: tuple[str, ...], reason: str
) -> None:
    assert reason in watchfloor("screen", "--name", "Boris Demonov", *words).stdout


@pytest.mark.parametrize(
    ("words", "told", "code"),
    [
        (("--name", "X", "--birth-date", "soon"), "not a date: 'soon'", 3),
        (("--name", "X", "--country", "Narnia"), "not a country: 'Narnia'", 3),
        (("--name", "X", "--number", "shoe=44"), "shoe=44 is no number of a Thing", 2),
        (("--name", "X", "--schema", "Gremlin"), "no schema is called 'Gremlin'", 2),
        ((), "give a file of parties, or --name and a name", 2),
        (("x.csv", "--name", "X"), "give a file of parties, or --name and a name", 2),
        (("x.csv",), "no such file (at x.csv)", 3),
        (("-", "--map", "x"), "not a mapping: 'x'", 2),
        (("-", "--encoding", "utf-99"), "no encoding is called 'utf-99'", 2),
    ],
)
def test_what_cannot_be_screened_is_an_error(
    watchfloor: Watchfloor, words: tuple[str, ...], told: str, code: int
) -> None:
    assert told in watchfloor("screen", *words, code=code, stdin="name\nOtto\n").stderr


def test_a_heading_without_rows_is_an_error(watchfloor: Watchfloor) -> None:
    assert "the file holds no parties" in watchfloor("screen", "-", stdin="name,country\n", code=3).stderr


def test_columns_dates_and_encodings_can_be_said(watchfloor: Watchfloor, tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_bytes("Halter,dob\nБорис Демонов,02/03/1950\n".encode("cp1251"))
    words = ("screen", "x.csv", "--map", "Halter=name", "--month-first", "--encoding", "cp1251")
    assert "same birth date: born 1950-02-03" in watchfloor(*words).stdout


def test_the_most_hits_of_a_party_can_be_limited(watchfloor: Watchfloor, tmp_path: Path) -> None:
    (tmp_path / "x.jsonl").write_text(
        '{"name": "Boris Demonov", "alias": "Demonstration Trading Corporation"}\n', "utf-8"
    )
    words = ("screen", "x.jsonl", "--json", "-q")
    assert len(objects(watchfloor(*words).stdout)[0]["hits"]) == 2
    assert len(objects(watchfloor(*words, "--limit", "1").stdout)[0]["hits"]) == 1


def test_only_the_first_parties_are_printed_in_full(watchfloor: Watchfloor) -> None:
    told = watchfloor("screen", "-", "-q", stdin="Boris Demonov\n" * 60).stdout
    assert told.count("custom:x1") == 50
    assert "... more have hits; 50 are shown. Use --out for all of them." in told


def test_markup_in_a_name_is_printed_as_it_is(watchfloor: Watchfloor) -> None:
    told = watchfloor("screen", "-", "-q", stdin="Boris Demonov [/]\n").stdout
    assert "Boris Demonov [/]" in told


def test_a_report_against_ones_own_list_alone_says_at_its_head_that_no_official_list_was_looked_at(
    watchfloor: Watchfloor, customers: Path
) -> None:
    watchfloor("screen", str(customers), "--out", "r.html", "-q")
    head = Path("r.html").read_text("utf-8").partition("<main>")[0]
    assert "no official list is looked at, only custom; run <code>watchfloor lists update</code>" in head
    Path("a.txt").write_text("Boris Demonov came to town.", "utf-8")
    told = watchfloor("read", "a.txt", "--html", "m.html")
    assert told.stderr.startswith("no official list is looked at, only custom; run")
    assert "no official list is looked at" in Path("m.html").read_text("utf-8")
    data = json.loads(watchfloor("lists", "status", "--json").stdout)
    assert data["banner"].startswith("no official list is looked at, only custom")
    assert [source["starter"] for source in data["sources"]] == [False]


def test_the_starter_snapshot_is_announced_wherever_it_is_used(
    watchfloor: Watchfloor, tmp_path: Path
) -> None:
    words = ("screen", "--name", "Kim Jong Un")
    fresh = watchfloor(*words, "--out", "r.html", WATCHFLOOR_HOME=str(tmp_path / "fresh"))
    assert "starter snapshot: un_sc_sanctions of " in fresh.stderr
    assert "run <code>watchfloor lists update</code>" in Path("r.html").read_text("utf-8")
    assert "starter snapshot" not in watchfloor(*words).stderr


def test_a_name_that_would_fill_the_screen_is_shown_by_its_beginning(watchfloor: Watchfloor) -> None:
    result = watchfloor("screen", "--name", "a" * 20_000)
    assert "row 1: the name is longer than 10,000 characters (" + "a" * 200 + "…)" in result.stdout
    assert len(result.output) < 1000
    told = json.loads(watchfloor("screen", "--name", "Boris " * 100 + "Demonov", "--json", "-q").stdout)
    assert told["name"] == "Boris " * 100 + "Demonov", "files hold all of it"

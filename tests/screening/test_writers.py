"""Results as files: whole or not at all, every party in them."""

import csv
import io
import json
import os
from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pytest

from watchfloor.model.errors import InputError, UsageError
from watchfloor.model.finding import Contribution, Explanation, Hit, Screened, Stamp, TokenMatch
from watchfloor.screening import writers
from watchfloor.screening.writers import (
    COLUMNS,
    Tally,
    check_output,
    format_of,
    write_csv,
    write_jsonl,
    write_parquet,
    written,
)

STAMP = Stamp(snapshot="abc", policy="def", engine="0.1.0")
HIT = Hit(
    entity_id="demo:1",
    source="demo",
    source_id="1",
    records=("demo:1", "other:9"),
    caption="BERG, Otto",
    schema="Person",
    score=0.98,
    name_likeness=1.0,
    evidence=0.4,
    match=True,
    programmes=("DEMO", "X"),
    explanation=Explanation(
        party_name="Otto Berg",
        entity_name="BERG, Otto",
        name_kind="alias",
        alignment=(TokenMatch(party="otto", entity="otto", likeness=1.0, how="equal"),),
        contributions=(
            Contribution(feature="country", strength=1, points=1.2, reason="same country: Germany"),
            Contribution(feature="name", strength=1, points=3.8, reason="the names are equal"),
        ),
    ),
)
RESULTS = [
    Screened(row=1, id="K-1", name="Otto Berg", schema="Person", hits=(HIT,), stamp=STAMP),
    Screened(row=2, id="K-2", name="=cmd()", schema="Thing", hits=(), stamp=STAMP),
    Screened(row=3, id="K-3", name="", schema="Thing", hits=(), stamp=STAMP, problem="no name"),
]


def test_json_lines_hold_one_object_a_party_with_every_key() -> None:
    stream = io.BytesIO()
    write_jsonl(RESULTS, stream)
    found = [json.loads(line) for line in stream.getvalue().splitlines()]
    assert [list(party) for party in found] == [
        ["row", "id", "name", "schema", "notes", "hits", "stamp"],
        ["row", "id", "name", "schema", "notes", "hits", "stamp"],
        ["row", "id", "name", "schema", "problem", "notes", "hits", "stamp"],
    ]
    assert found[1]["hits"] == []
    assert found[2]["problem"] == "no name"
    assert found[0]["stamp"] == {"snapshot": "abc", "policy": "def", "engine": "0.1.0"}
    (hit,) = found[0]["hits"]
    assert set(hit) == set(Hit.__struct_fields__)
    assert hit["records"] == ["demo:1", "other:9"]
    assert hit["references"] == []
    assert hit["listed_on"] == ""
    assert hit["explanation"]["alignment"][0]["how"] == "equal"


def test_csv_has_a_line_a_hit_and_one_for_a_party_without() -> None:
    stream = io.BytesIO()
    write_csv(RESULTS, stream)
    rows = list(csv.DictReader(io.StringIO(stream.getvalue().decode())))
    assert tuple(rows[0]) == COLUMNS
    assert [(row["row"], row["entity_id"], row["problem"]) for row in rows] == [
        ("1", "demo:1", ""),
        ("2", "", ""),
        ("3", "", "no name"),
    ]
    assert rows[0]["reasons"] == "the names are equal; same country: Germany"
    assert rows[0]["records"] == "demo:1; other:9"
    assert (rows[0]["schema"], rows[0]["entity_schema"], rows[0]["match"]) == ("Person", "Person", "true")
    assert {row["engine"] for row in rows} == {"0.1.0"}


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", " =", "\r="])
def test_a_name_does_not_run_as_a_formula_in_a_spreadsheet(start: str) -> None:
    stream = io.BytesIO()
    write_csv([Screened(row=1, id="", name=f"{start}1+1", schema="Thing", hits=(), stamp=STAMP)], stream)
    (row,) = csv.DictReader(io.StringIO(stream.getvalue().decode(), newline=""))
    assert row["name"] == f"'{start}1+1".replace("\r", " ")


def test_parquet_has_types_and_is_written_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writers, "PARQUET_ROWS", 2)
    stream = io.BytesIO()
    write_parquet(RESULTS, stream)
    frame = pl.read_parquet(stream.getvalue())
    assert tuple(frame.columns) == COLUMNS
    assert frame["row"].to_list() == [1, 2, 3]
    assert frame["score"].to_list() == [0.98, None, None]
    assert frame["match"].to_list() == [True, None, None]
    assert frame["programmes"].to_list() == [["DEMO", "X"], None, None]
    assert frame["name"].to_list()[1] == "=cmd()"


@pytest.mark.parametrize("write", [write_jsonl, write_csv, write_parquet])
def test_nothing_screened_is_a_file_all_the_same(write: object) -> None:
    assert callable(write)
    stream = io.BytesIO()
    write([], stream)
    if write is write_parquet:
        assert pl.read_parquet(stream.getvalue()).columns == list(COLUMNS)
    else:
        assert stream.getvalue() in (b"", ",".join(COLUMNS).encode() + b"\n")


def test_the_tally_counts_what_goes_by() -> None:
    tally = Tally()
    assert list(tally.watch(RESULTS)) == RESULTS
    assert (tally.parties, tally.with_hits, tally.matched, tally.hits, tally.problems) == (3, 1, 1, 1, 1)


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("a.jsonl", "jsonl"),
        ("a.NDJSON", "jsonl"),
        ("a.csv", "csv"),
        ("a.b.parquet", "parquet"),
        ("a.htm", "html"),
    ],
)
def test_the_ending_says_the_format(name: str, form: str) -> None:
    assert format_of(Path(name)) == form


@pytest.mark.parametrize("name", ["a", "a.xlsx", "a.csv.gz"])
def test_an_unknown_ending_is_an_error(name: str) -> None:
    with pytest.raises(UsageError, match="this ending is of no known format") as error:
        format_of(Path(name))
    assert ".parquet" in error.value.hint


def test_a_file_appears_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "hits.jsonl"
    path.write_text("before", "utf-8")

    def failing() -> Iterator[Screened]:
        yield RESULTS[0]
        assert path.read_text("utf-8") == "before"
        raise InputError("cut short")

    with pytest.raises(InputError, match="cut short"), written(path) as stream:
        write_jsonl(failing(), stream)
    assert path.read_text("utf-8") == "before"
    assert os.listdir(tmp_path) == ["hits.jsonl"]  # noqa: PTH208 - hidden files count
    with written(path) as stream:
        stream.write(b"after")
    assert path.read_text("utf-8") == "after"
    assert os.listdir(tmp_path) == ["hits.jsonl"]  # noqa: PTH208


def test_a_folder_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with (
        pytest.raises(UsageError, match="the output cannot be written: No such file"),
        written(tmp_path / "no" / "x"),
    ):
        pass


def test_what_cannot_be_written_is_told_before_any_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    check_output(tmp_path / "hits.csv")
    check_output(Path("/dev/null"))
    with pytest.raises(UsageError, match="this is a folder"):
        check_output(tmp_path)
    with pytest.raises(UsageError, match="there is no such folder") as error:
        check_output(tmp_path / "no" / "hits.csv")
    assert error.value.at == str(tmp_path / "no")
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(UsageError, match="the folder is read-only"):
        check_output(tmp_path / "hits.csv")


def test_a_full_disk_is_an_error() -> None:
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("no /dev/full here")
    with (
        pytest.raises(UsageError, match="the output cannot be written: No space left"),
        written(full) as stream,
    ):
        stream.write(b"x" * 100_000)
    assert full.is_char_device(), "a device is written to, never replaced"


def test_what_was_not_compared_is_in_every_form_of_the_results() -> None:
    noted = Screened(row=4, id="", name="Otto", schema="Thing", hits=(), stamp=STAMP, notes=("cut", "mute"))
    stream = io.BytesIO()
    write_jsonl([noted], stream)
    assert json.loads(stream.getvalue())["notes"] == ["cut", "mute"]
    stream = io.BytesIO()
    write_csv([noted], stream)
    (row,) = csv.DictReader(io.StringIO(stream.getvalue().decode()))
    assert row["notes"] == "cut; mute"
    tally = Tally()
    tally.add(noted)
    assert (tally.noted, tally.problems) == (1, 0)

"""Rows out of files in every dialect; a row that cannot be read is still a row."""

import csv
import io
from datetime import date, datetime
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchfloor.model.errors import InputError
from watchfloor.screening import tables
from watchfloor.screening.streams import Notes, open_source
from watchfloor.screening.tables import RawRow, read_table, sniff_delimiter


def table_of(
    text: str | bytes, name: str = "parties.csv", tmp_path: Path | None = None
) -> tuple[str, list[RawRow]]:
    """Form and rows of a file of that name; of standard input where there is no folder for it."""
    data = text.encode() if isinstance(text, str) else text
    path = None
    if tmp_path is not None:
        path = tmp_path / name
        path.write_bytes(data)
    with open_source(path, io.BytesIO(data)) as source:
        table = read_table(source, Notes(), path=path)
        return table.form, list(table.rows)


def rows_of(text: str | bytes) -> list[dict[str, str]]:
    """The cells of a table with a heading that is known, by column."""
    return [{c: "|".join(v) for c, v in row.cells.items()} for row in table_of(text)[1]]


@pytest.mark.parametrize(
    ("delimiter", "told"), [(",", "commas"), (";", "semicolons"), ("\t", "tabs"), ("|", "bars")]
)
def test_every_usual_delimiter_is_found(delimiter: str, told: str) -> None:
    text = "\n".join(delimiter.join(row) for row in (("name", "land"), ("Otto", "DE"), ("Ida", "AT")))
    form, rows = table_of(text)
    assert form == f"CSV cut at {told}"
    assert [row.cells for row in rows] == [
        {"name": ("Otto",), "land": ("DE",)},
        {"name": ("Ida",), "land": ("AT",)},
    ]


def test_a_comma_inside_quotes_is_no_delimiter() -> None:
    text = 'name;country\n"Berg, Otto";DE\n"Tal, Ida";AT\n"Au, Eva";CH\n'
    assert rows_of(text)[0] == {"name": "Berg, Otto", "country": "DE"}


def test_a_comma_in_a_single_column_is_part_of_the_name(tmp_path: Path) -> None:
    form, rows = table_of("name\nBerg, Otto\nTal\nAu, Eva\n", tmp_path=tmp_path)
    assert form == "CSV of one column"
    assert [row.cells["name"] for row in rows] == [("Berg, Otto",), ("Tal",), ("Au, Eva",)]


def test_excels_own_hint_is_followed() -> None:
    assert rows_of("sep=|\r\nname|x\r\nOtto|1,2,3\r\n") == [{"name": "Otto", "x": "1,2,3"}]


def test_repeated_and_missing_column_names_are_made_distinct() -> None:
    assert rows_of("name,name,,alias\nA,B,C,D\n") == [
        {"name": "A", "name (2)": "B", "column 3": "C", "alias": "D"}
    ]


def test_a_quoted_value_may_span_lines_and_hold_quotes() -> None:
    text = 'name,address\nOtto,"1 Road\nTown"\n"Ida ""Idi"" Tal",x\n'
    assert rows_of(text) == [
        {"name": "Otto", "address": "1 Road\nTown"},
        {"name": 'Ida "Idi" Tal', "address": "x"},
    ]


def test_a_quote_never_closed_costs_one_row_not_the_file() -> None:
    text = 'name,country\n"Otto,DE\n' + "".join(f"Ida {n},AT\n" for n in range(100))
    _, rows = table_of(text)
    assert len(rows) == 101
    assert rows[0] == RawRow(1, {"name": ("Otto",), "country": ("DE",)}, "a quote is opened and never closed")
    assert not any(row.problem for row in rows[1:])


def test_stray_quotes_on_neighbouring_rows_do_not_join_them() -> None:
    _, rows = table_of('name,country\n"Otto,DE\n"Ida,AT\nEva,CH\n')
    assert [row.cells.get("name") for row in rows] == [("Otto",), ("Ida",), ("Eva",)]
    assert [bool(row.problem) for row in rows] == [True, True, False]


def test_a_quote_in_the_middle_of_a_value_is_a_letter() -> None:
    assert rows_of('name,x\n5" Pipe Ltd,1\nOtto,2\n')[0] == {"name": '5" Pipe Ltd', "x": "1"}


def test_rows_that_do_not_fit_the_heading_say_so() -> None:
    text = "id,name,country\n1,Otto\n2,Ida,AT,x,y\n3,Eva,CH,,\n,,\n\n4,Uli,DE\n\n\n"
    assert [(row.number, row.problem) for row in table_of(text)[1]] == [
        (1, "too few columns: 2 of 3"),
        (2, "too many columns: 5, not 3 (a delimiter inside a value needs quotes)"),
        (3, ""),
        (4, "the row is empty"),
        (5, "the row is empty"),
        (6, ""),
    ]


def test_a_file_without_a_heading_line_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="there is no line of column names"):
        table_of("x" * (1 << 20) + ",name\nOtto,1\n", tmp_path=tmp_path)


def test_a_text_file_is_one_name_a_line(tmp_path: Path) -> None:
    form, rows = table_of("Berg, Otto\n\nIda Tal\n\x1a", "names.txt", tmp_path)
    assert form == "one name a line"
    assert [row.cells["name"] for row in rows] == [("Berg, Otto",), ("",), ("Ida Tal",)]


def test_a_text_file_with_known_headings_is_a_table(tmp_path: Path) -> None:
    form, rows = table_of("Name\tLand\nOtto\tDE\n", "export.txt", tmp_path)
    assert form == "CSV cut at tabs"
    assert rows[0].cells == {"Name": ("Otto",), "Land": ("DE",)}


def test_names_can_be_piped_in() -> None:
    form, rows = table_of("KIM Jong Un\nBerg, Otto\n")
    assert form == "one name a line"
    assert len(rows) == 2


def test_json_lines_flat_and_followthemoney() -> None:
    text = (
        '{"name": "Otto", "age": 30.0, "tags": ["a", null, "b"], "none": null, "deep": {"x": 1}, "ok": true}\n'
        '{"id": "q", "schema": "Person", "properties": {"name": ["Ida", "Idi"]}}\n'
    )
    form, rows = table_of(text)
    assert form == "JSON lines"
    assert rows[0].cells == {
        "name": ("Otto",),
        "age": ("30",),
        "tags": ("a", "b"),
        "deep": ('{"x":1}',),
        "ok": ("True",),
    }
    assert rows[1].cells == {"id": ("q",), "schema": ("Person",), "name": ("Ida", "Idi")}


def test_a_broken_json_line_is_a_row_with_a_problem() -> None:
    _, rows = table_of('{"name": "Otto"}\n{"name": \n\n[1]\n{"name": "Ida"}\n')
    assert rows[1].problem.startswith("no valid JSON: ")
    assert rows[2].problem == "the row is empty"
    assert rows[3].problem == "not a JSON object"
    assert rows[4].cells == {"name": ("Ida",)}


def test_json_nested_without_end_costs_its_line_and_no_more() -> None:
    deep = "[" * 100_000 + "]" * 100_000
    _, rows = table_of(f'{{"name": "Otto"}}\n{{"name": {deep}}}\n{{"name": "Ida"}}\n')
    assert [row.cells.get("name") for row in rows] == [("Otto",), None, ("Ida",)]
    assert rows[1].problem.startswith("no valid JSON: maximum recursion depth")
    with pytest.raises(InputError, match="no valid JSON: maximum recursion depth"):
        table_of(f"[{deep}]")


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ('{"name": NaN}\n', ["no valid JSON"]),
        ('{}\n{"name": null}\n', ["", ""]),
        ('[1, null, "x", {"name": "Otto"}]', ["not a JSON object"] * 3 + [""]),
    ],
)
def test_json_that_is_no_party_is_a_row_all_the_same(text: str, problems: list[str]) -> None:
    _, rows = table_of(text)
    assert len(rows) == len(problems)
    assert all(row.problem.startswith(told) for row, told in zip(rows, problems, strict=True))


def test_a_parquet_file_without_rows_is_a_table_without_rows(tmp_path: Path) -> None:
    path = tmp_path / "none.parquet"
    pl.DataFrame({"name": []}, schema={"name": pl.String}).write_parquet(path)
    with open_source(path) as source:
        table = read_table(source, Notes(), path=path)
        assert (table.columns, list(table.rows)) == (("name",), [])


def test_a_json_array_is_read_too() -> None:
    form, rows = table_of('\n[{"name": "Otto"}, 5]')
    assert form == "a JSON array"
    assert [(row.number, row.problem) for row in rows] == [(1, ""), (2, "not a JSON object")]


def test_a_broken_or_vast_json_array_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(InputError, match="no valid JSON"):
        table_of('[{"name": ')
    monkeypatch.setattr(tables, "ARRAY_BYTES", 10)
    with pytest.raises(InputError, match="the JSON array is too large to read at once"):
        table_of('[{"name": "Otto"}]')


def parquet(path: Path, **columns: list[Any]) -> Path:
    pl.DataFrame(columns).write_parquet(path)
    return path


def test_parquet_is_read_in_pieces(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "PARQUET_ROWS", 2)
    path = parquet(
        tmp_path / "p.parquet",
        name=["A", "B", "C", "D", None],
        born=[date(1970, 1, 2), None, None, None, None],
        seen=[datetime(2020, 1, 2, 3), None, None, None, None],  # noqa: DTZ001 - as Parquet has it
        alias=[["x", "y"], [], None, ["z"], None],
        number=[1.0, 1.5, None, None, None],
    )
    with open_source(path) as source:
        table = read_table(source, Notes(), path=path)
        rows = list(table.rows)
    assert table.columns == ("name", "born", "seen", "alias", "number")
    assert [row.number for row in rows] == [1, 2, 3, 4, 5]
    assert rows[0].cells == {
        "name": ("A",),
        "born": ("1970-01-02",),
        "seen": ("2020-01-02",),
        "alias": ("x", "y"),
        "number": ("1",),
    }
    assert rows[1].cells == {"name": ("B",), "number": ("1.5",)}
    assert rows[4].cells == {}


def test_parquet_needs_a_file_of_its_own(tmp_path: Path) -> None:
    data = parquet(tmp_path / "p.parquet", name=["A"]).read_bytes()
    with pytest.raises(InputError, match="cannot be read from a pipe or a packed file"):
        table_of(data)


def test_a_damaged_parquet_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="not a readable Parquet file"):
        table_of(b"PAR1" + b"\x00" * 50 + b"PAR1", "p.parquet", tmp_path)


@given(
    st.lists(
        st.lists(
            st.text(st.characters(codec="utf-8", exclude_characters="\r\x00\x1a"), max_size=8),
            min_size=3,
            max_size=3,
        ),
        min_size=1,
        max_size=6,
    ),
    st.sampled_from([csv.QUOTE_ALL, csv.QUOTE_MINIMAL]),
    st.sampled_from(";,\t"),
)
def test_what_the_csv_module_writes_is_read_back(rows: list[list[str]], quoting: int, delimiter: str) -> None:
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=delimiter, quoting=quoting, lineterminator="\n")  # type: ignore[arg-type]
    writer.writerow(["name", "alias", "note"])
    writer.writerows([*rows, ["last", "a", "b"]])
    read = table_of(buffer.getvalue())[1]
    assert len(read) == len(rows) + 1
    for want, row in zip(rows, read, strict=False):
        assert [row.cells.get(c, ("",))[0] for c in ("name", "alias", "note")] == [
            v if v.strip() else "" for v in want
        ]


@given(st.text(max_size=200))
def test_any_text_at_all_is_sniffed(text: str) -> None:
    assert sniff_delimiter(text) in {"", *tables.DELIMITERS}


@given(st.binary(max_size=200))
def test_any_bytes_below_a_heading_are_rows(data: bytes) -> None:
    _, rows = table_of(b"name,country\n" + data + b"\nOtto,DE\n")
    assert [row.number for row in rows] == list(range(1, len(rows) + 1))

"""CSV from strangers is read whole or refused; single bad rows are quarantined."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchfloor.lists.intake import Intake
from watchfloor.lists.raw import RawFile, unpack
from watchfloor.lists.tables import table_rows, table_text
from watchfloor.model.errors import BrokenFileError


def a_file(data: bytes) -> RawFile:
    (file,) = unpack("list.csv", data)
    return file


def read(data: bytes, intake: Intake | None = None, delimiter: str = ",") -> list[tuple[int, list[str]]]:
    books = intake or Intake(source="xx_demo")
    text = table_text(a_file(data), books)
    return list(table_rows(text, file="list.csv", intake=books, delimiter=delimiter))


def test_the_heading_is_row_nought_and_blank_rows_are_passed_over() -> None:
    assert read(b"\xef\xbb\xbfname,dob\r\n\r\nDemo,1962\r\n , \r\nProbe,\r\n\x1a") == [
        (0, ["name", "dob"]),
        (1, ["Demo", "1962"]),
        (2, ["Probe", ""]),
    ]


def test_a_row_of_another_width_is_quarantined_and_the_rest_is_read() -> None:
    intake = Intake(source="xx_demo")
    rows = read(b"name,dob\nDemo,1962,extra\nProbe,1963\n", intake)
    assert [number for number, _ in rows] == [0, 2]
    (rejection,) = intake.rejections
    assert (rejection.record, rejection.reason) == ("row 1", "3 cells, not the 2 of the heading")


def test_quoted_cells_may_hold_delimiters_and_line_ends() -> None:
    assert read(b'name;note\n"Demo; Ltd";"two\nlines"\n', delimiter=";")[1] == (
        1,
        ["Demo; Ltd", "two\nlines"],
    )


def test_latin_1_is_read_as_meant_and_counted() -> None:
    intake = Intake(source="xx_demo")
    assert read("name\nJérôme Δ\n".replace("é", "\udce9").encode("utf-8", "surrogateescape"), intake)[1][
        1
    ] == ["Jérôme Δ"]
    assert intake.repairs == {"list.csv: bytes that are not UTF-8, read as Windows-1252": 1}


@pytest.mark.parametrize(
    ("encoding", "told"),
    [("cp1251", "Windows-1251"), ("utf-16", "UTF-16"), ("utf-16-le", ""), ("utf-8", "")],
)
def test_a_table_in_another_encoding_is_read_as_meant_and_told(encoding: str, told: str) -> None:
    intake, text = Intake(source="xx_demo"), "имя,страна\r\nДмитрий Демонов,Россия\r\n"
    data = text.encode(encoding)
    if encoding == "utf-16-le":
        data, told = b"\xff\xfe" + data, "UTF-16"
    assert read(data, intake) == [(0, ["имя", "страна"]), (1, ["Дмитрий Демонов", "Россия"])]
    assert intake.repairs == ({f"list.csv: read as {told}": 1} if told else {})


def test_utf_16_cut_within_a_character_is_told_as_cut_short_or_read_to_there() -> None:
    whole = "name,dob\nДемонов,1970\nПробер,1971\n".encode("utf-16")
    with pytest.raises(BrokenFileError, match="cut short in the last row"):
        read(whole[:-17])


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "the file is empty"),
        (b" \r\n\x1a", "the file is empty"),
        (b"<html><body>503</body></html>", "an HTML page or XML, not a CSV"),
        (b'name,note\nDemo,"half a', "cut short inside quotes"),
        (b"name,dob,x\nDemo,1962,1\nProbe,19", "cut short in the last row"),
        (b"name,dob\n", "holds no records"),
        (b"name\n" + b"x" * 200_000 + b"\n", "no readable CSV: field larger"),
    ],
)
def test_a_file_that_is_not_a_whole_table_is_refused(data: bytes, message: str) -> None:
    with pytest.raises(BrokenFileError, match=message):
        read(data)


@given(data=st.binary(max_size=200))
def test_any_bytes_are_read_or_refused_with_an_error_of_ours(data: bytes) -> None:
    try:
        rows = read(data)
    except BrokenFileError:
        return
    assert len({len(cells) for _, cells in rows}) == 1

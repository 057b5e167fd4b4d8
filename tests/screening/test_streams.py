"""Customer files as lines: packed, in any encoding, with any line ends, damaged."""

import codecs
import gzip
import io
from pathlib import Path

import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from watchfloor.model.errors import InputError, UsageError
from watchfloor.screening.streams import MAX_LINE, Notes, open_source


def lines_of(data: bytes, *, encoding: str = "") -> tuple[list[str], list[str]]:
    """The texts of a pipe's lines, and what was noted."""
    notes = Notes()
    with open_source(None, io.BytesIO(data)) as source:
        return [line.text for line in source.lines(notes, encoding)], notes.lines()


NAMES = "name\nMüller\nПутин\n김정은\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_is_told_by_its_mark_or_its_look(encoding: str) -> None:
    text = "name\nMüller\nPutin\n" if encoding in ("utf-16-le", "utf-16-be") else NAMES
    assert lines_of(text.encode(encoding))[0] == text.splitlines()


def test_the_mark_of_either_order_of_bytes_is_known() -> None:
    for mark, encoding in (
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ):
        texts, notes = lines_of(mark + NAMES.encode(encoding))
        assert texts == NAMES.splitlines()
        assert notes == [f"files read as {encoding.upper()}: 1"]


def test_a_line_that_is_not_utf_8_is_read_as_windows_1252_and_noted() -> None:
    data = "Ähre\n".encode() + "Müller\n".encode("cp1252") + "Łódź\n".encode()
    texts, notes = lines_of(data)
    assert texts == ["Ähre", "Müller", "Łódź"]
    assert notes == ["lines that are not UTF-8, read as CP1252 (see --encoding): 1 (first: line 2)"]


def test_an_encoding_asked_for_is_used() -> None:
    assert lines_of("Путин\n".encode("cp1251"), encoding="cp1251") == (["Путин"], [])


def test_bytes_without_meaning_in_the_encoding_asked_for_are_shown_as_such() -> None:
    texts, notes = lines_of(b"a\x98b\n", encoding="cp1251")
    assert texts == ["a\ufffdb"]
    assert notes[0].startswith("lines that are not CP1251")


def test_an_unknown_encoding_is_an_error() -> None:
    with pytest.raises(UsageError, match="no encoding is called 'utf-99'"):
        lines_of(b"name\n", encoding="utf-99")


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r", b"\r\r\n"])
def test_every_kind_of_line_end_is_one(end: bytes) -> None:
    assert lines_of(b"name" + end + b"Otto" + end)[0] == ["name", "Otto"]


def test_a_carriage_return_inside_a_line_is_a_space() -> None:
    assert lines_of(b"Otto\rBerg\nIda\n")[0] == ["Otto Berg", "Ida"]


def test_lines_in_old_encodings_are_read_as_cyrillic_or_latin_by_how_their_letters_stand() -> None:
    russian = "name\nДмитрий Демонов\nЮн\n".encode("cp1251")
    lines, told = lines_of(russian)
    assert lines == ["name", "Дмитрий Демонов", "Юн"], "a short line is read as the file is"
    assert told == ["lines that are not UTF-8, read as CP1251 (see --encoding): 2 (first: line 2)"]
    lines, told = lines_of("name\nJörg Müller\n".encode("cp1252"))
    assert lines == ["name", "Jörg Müller"]
    assert told == ["lines that are not UTF-8, read as CP1252 (see --encoding): 1 (first: line 2)"]


def test_a_line_without_end_costs_itself_only() -> None:
    notes = Notes()
    data = b"Otto\n" + b"x" * (2 * MAX_LINE + 5) + b"\nIda\n"
    with open_source(None, io.BytesIO(data)) as source:
        lines = list(source.lines(notes))
    assert [line.text for line in (lines[0], lines[2])] == ["Otto", "Ida"]
    assert lines[1].problem == "the line is longer than 1,048,576 bytes"
    assert len(lines[1].text) == MAX_LINE


@pytest.mark.parametrize("pack", [gzip.compress, zstandard.compress])
def test_packed_files_are_told_by_their_bytes_and_lose_their_suffix(tmp_path: Path, pack: object) -> None:
    assert callable(pack)
    path = tmp_path / f"names.csv.{'gz' if pack is gzip.compress else 'zst'}"
    path.write_bytes(pack(NAMES.encode()))
    with open_source(path) as source:
        assert source.packed
        assert source.name == "names.csv"
        assert [line.text for line in source.lines(Notes())] == NAMES.splitlines()


@pytest.mark.parametrize("pack", [gzip.compress, zstandard.compress])
def test_a_packed_file_cut_short_is_an_error(tmp_path: Path, pack: object) -> None:
    assert callable(pack)
    path = tmp_path / "names.csv.gz"
    whole = pack("".join(f"name {n * n}\n" for n in range(100_000)).encode())
    path.write_bytes(whole[: len(whole) // 2])
    with (
        pytest.raises(InputError, match="the packed file is damaged or cut short") as error,
        open_source(path) as source,
    ):
        list(source.lines(Notes()))
    assert error.value.at == str(path)


@pytest.mark.parametrize("data", [b"", b"\n\n \r\n", b"\xef\xbb\xbf", b"\x1a"])
def test_an_empty_file_is_an_error(data: bytes) -> None:
    with pytest.raises(InputError, match="the file is empty"):
        lines_of(data)


def test_a_missing_file_and_a_folder_are_errors(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"), open_source(tmp_path / "none.csv"):
        pass
    with pytest.raises(InputError, match="this is a folder, not a file"), open_source(tmp_path):
        pass


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"PK\x03\x04rest", "a zip archive"),
        (b"PK\x03\x04[Content_Types].xml ... xl/workbook.xml", "an Excel workbook"),
        (b"\xd0\xcf\x11\xe0rest", r"an old Office document \(Word or Excel\)"),
        (b"%PDF-1.7", "a PDF"),
        (b"\x89PNG\r\n", "a picture"),
    ],
)
def test_what_is_no_text_is_refused_by_what_it_is(data: bytes, told: str) -> None:
    with (
        open_source(None, io.BytesIO(data)) as source,
        pytest.raises(InputError, match=f"this is {told}, not a table of parties") as error,
    ):
        source.refuse_foreign()
    assert ("export the table as CSV" in error.value.hint) == ("archive" not in told)


def test_it_tells_how_much_of_a_file_was_read_and_cannot_of_a_pipe(tmp_path: Path) -> None:
    path = tmp_path / "names.txt"
    path.write_bytes(b"Otto Berg\n" * 50_000)
    with open_source(path) as source:
        lines = source.lines(Notes())
        next(lines)
        assert 0.0 < (source.fraction or 0.0) < 1.0
        list(lines)
        assert source.fraction == 1.0
    with open_source(None, io.BytesIO(b"Otto\n")) as source:
        assert source.fraction is None


def test_standard_input_is_not_closed() -> None:
    pipe = io.BytesIO(b"Otto\n")
    with open_source(None, pipe) as source:
        list(source.lines(Notes()))
    assert not pipe.closed


def test_notes_count_and_keep_the_first_example() -> None:
    notes = Notes()
    for row in (3, 4):
        notes.add("odd values", f"row {row}")
    notes.add("seen")
    assert notes.lines() == ["odd values: 2 (first: row 3)", "seen: 1"]


@given(st.binary(min_size=1, max_size=300))
def test_any_bytes_at_all_are_lines_or_a_told_error(data: bytes) -> None:
    try:
        texts, _ = lines_of(data)
    except InputError:
        return
    assert all("\n" not in text and "\r" not in text for text in texts)

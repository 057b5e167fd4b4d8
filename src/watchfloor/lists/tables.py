"""CSV with a heading, from strangers: whole, of one width, in whatever encoding it came."""

import csv
import io
from collections.abc import Iterator

from watchfloor.lists.intake import Intake
from watchfloor.lists.raw import RawFile
from watchfloor.lists.xml import mixed_text
from watchfloor.model.errors import BrokenFileError
from watchfloor.model.octets import legacy_encoding

MAX_CELL = 131_072
"""Characters. What the process allows at most (``csv.field_size_limit``) is not ours to set here."""
_AGAIN = "Fetch it again."


def table_text(file: RawFile, intake: Intake) -> str:
    """A CSV file as text, without byte order mark and end mark.

    UTF-16 is read by its mark. Bytes that are no UTF-8 are read as Windows-1252, or 1251 where they are
    Cyrillic words, and the repair is noted.

    Raises:
        BrokenFileError: empty, an HTML page or XML, or cut short inside quotes.
    """
    data = _as_utf8(file.data, f"{file.name}: read as", intake).rstrip(b"\x00\x1a")
    if not data.strip():
        raise BrokenFileError("the file is empty", at=file.name, hint=_AGAIN)
    if data.lstrip().startswith(b"<"):
        raise BrokenFileError("an HTML page or XML, not a CSV", at=file.name, hint=_AGAIN)
    text, foreign = mixed_text(data)
    if foreign:
        intake.repaired(f"{file.name}: bytes that are not UTF-8, read as Windows-1252", foreign)
    if text.count('"') % 2 and not text.endswith("\n"):
        raise BrokenFileError("cut short inside quotes", at=file.name, hint=_AGAIN)
    return text.lstrip("\r\n")


def _as_utf8(data: bytes, told: str, intake: Intake) -> bytes:
    """The bytes in UTF-8, without a mark, where they are wholly in another encoding."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        intake.repaired(f"{told} UTF-16", 1)
        return data.decode("utf-16", "replace").encode()
    data = data.removeprefix(b"\xef\xbb\xbf")
    try:
        data.decode()
    except UnicodeDecodeError:
        if legacy_encoding(data) == "cp1251":
            intake.repaired(f"{told} Windows-1251", 1)
            return data.decode("cp1251", "replace").encode()
    return data


def table_rows(
    text: str, *, file: str, intake: Intake, delimiter: str = ","
) -> Iterator[tuple[int, list[str]]]:
    """The heading as row 0, then every row that holds something, with its number from 1.

    A row of another width than the heading is rejected.

    Args:
        text: the table (see :func:`table_text`).
        file: its name, for messages.
        intake: where rows are rejected.
        delimiter: what separates cells.

    Raises:
        BrokenFileError: the last row is cut short, a cell is longer than any list's, or there are no rows.
    """
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    number, width, ends = -1, 0, text.count("\n")
    try:
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            if max(map(len, cells)) > MAX_CELL:
                raise csv.Error(f"field larger than {MAX_CELL:,} characters")
            number += 1
            width = width or len(cells)
            if len(cells) == width:
                yield number, cells
                continue
            if reader.line_num >= ends and not text.endswith("\n"):
                raise BrokenFileError("cut short in the last row", at=f"{file}, row {number}", hint=_AGAIN)
            reason = f"{len(cells)} cells, not the {width} of the heading"
            intake.reject("entries", file=file, record=f"row {number}", reason=reason)
    except csv.Error as error:
        raise BrokenFileError(f"no readable CSV: {error}", at=f"{file}, line {reader.line_num}") from error
    if number < 1:
        raise BrokenFileError("the list holds no records", at=file, hint=_AGAIN)

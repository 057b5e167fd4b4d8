"""Files that are no text are known by what they are, real ones made by real writers."""

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchfloor.screening.foreign import foreign


def zipped(*names: str, mimetype: str = "") -> bytes:
    """A zip archive as office programs write them."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        if mimetype:
            archive.writestr("mimetype", mimetype, zipfile.ZIP_STORED)
        for name in names:
            archive.writestr(name, "x" * 500)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (zipped("[Content_Types].xml", "_rels/.rels", "xl/workbook.xml"), "an Excel workbook"),
        (zipped("[Content_Types].xml", "_rels/.rels", "word/document.xml"), "a Word document"),
        (zipped("[Content_Types].xml", "ppt/presentation.xml"), "a PowerPoint presentation"),
        (
            zipped("content.xml", mimetype="application/vnd.oasis.opendocument.spreadsheet"),
            "an OpenDocument spreadsheet",
        ),
        (zipped("content.xml", mimetype="application/vnd.oasis.opendocument.text"), "an OpenDocument text"),
        (zipped("customers.csv"), "a zip archive"),
        (b"%PDF-1.7\n%...", "a PDF"),
        (b"{\\rtf1\\ansi Otto}", "a Rich Text document"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document (Word or Excel)"),
        (b"GIF89a", "a picture"),
        (b"SQLite format 3\x00", "a database"),
        (b"", ""),
        (b"name,country\nOtto Berg,DE\n", ""),
        ("\ufeffname\n".encode(), ""),
    ],
)
def test_a_file_is_told_by_its_first_bytes(data: bytes, what: str) -> None:
    assert foreign(data) == what


@given(st.text(st.characters(min_codepoint=0x20, exclude_characters="%{GPR7S"), max_size=200))
def test_a_text_is_never_taken_for_something_else(text: str) -> None:
    assert foreign(text.encode("utf-8", "surrogatepass")) == ""

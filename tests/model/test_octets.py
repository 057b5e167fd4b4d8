"""Files that are no text are known by what they are, real ones made by real writers."""

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchfloor.model.octets import foreign, legacy_encoding


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


RUSSIAN = "Имя,Страна\nДмитрий Демонов,Россия\nООО «Ромашка»,РФ\n"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (RUSSIAN.encode("cp1251"), "cp1251"),
        ("name,city\nІван Їжак,Київ\n".encode("cp1251"), "cp1251"),
        ("name\nJörg Müller\nRené Dupré\n".encode("cp1252"), "cp1252"),
        ("name\nJörg Müller\n".encode(), "cp1252"),
        (b"name\nOtto\n", "cp1252"),
        (b"", "cp1252"),
        (b"\x80\x81\x82\x83 \x98\x98\x98\x98", "cp1252"),
        (RUSSIAN.encode() * 3 + b"M\xfcller \xe9\xe8\xe0\n", "cp1252"),
    ],
)
def test_old_encodings_are_told_apart_by_how_their_letters_stand(data: bytes, encoding: str) -> None:
    assert legacy_encoding(data) == encoding


@given(st.binary(max_size=200))
def test_any_bytes_are_read_in_one_of_the_two(data: bytes) -> None:
    assert data.decode(legacy_encoding(data), "replace") is not None


@given(st.lists(st.sampled_from("Дмитрий Иванов Россия Минск Щербакова Юлия Петербург".split()), min_size=1))
def test_russian_words_are_always_known(words: list[str]) -> None:
    assert legacy_encoding(" ".join(words).encode("cp1251")) == "cp1251"


@given(st.lists(st.sampled_from("Müller Jörg Øystein François Ångström Peña Łódź Renée".split()), min_size=1))
def test_words_of_latin_letters_never_are(words: list[str]) -> None:
    assert legacy_encoding(" ".join(words).encode("cp1252", "ignore")) == "cp1252"

"""Texts from files: plain or HTML, in whatever encoding they came."""

import re
from pathlib import Path
from typing import BinaryIO

from lxml import etree
from lxml import html as lxml_html

from watchfloor.model.entity import Value
from watchfloor.model.errors import InputError
from watchfloor.model.octets import foreign, legacy_encoding

MAX_BYTES = 100_000_000
_HTML = re.compile(rb"\A\s*(?:<!doctype html|<html|<\?xml[^>]*>\s*<(?:!doctype )?html)", re.IGNORECASE)
_BLOCKS = {
    "p",
    "div",
    "br",
    "li",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "tr",
    "article",
    "section",
    "blockquote",
    "title",
}


class Text(Value):
    """A text to read: its name, its characters, and what had to be said about reading it."""

    name: str
    text: str
    notes: tuple[str, ...] = ()


def read_file(path: Path | None, stdin: BinaryIO) -> Text:
    """A text from a file, or from standard input where ``path`` is ``None``.

    Raises:
        InputError: it cannot be read, is too long, or is no text.
    """
    name = str(path) if path else "standard input"
    try:
        data = path.read_bytes() if path else stdin.read()
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror or error}", at=name) from error
    return decode(data, name)


def decode(data: bytes, name: str) -> Text:
    """A text from bytes: UTF-8, UTF-16 with its mark, else Windows-1252 (or 1251 where that reads as Russian).

    Raises:
        InputError: too long, or no text.
    """
    if len(data) > MAX_BYTES:
        raise InputError(f"longer than {MAX_BYTES:,} bytes", at=name)
    if what := foreign(data):
        raise InputError(f"this is {what}, not a text", at=name, hint=_hint(what))
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _read(data.decode("utf-16", errors="replace"), name, ())
    notes: tuple[str, ...] = ()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text, notes = _legacy(data)
    if text.count("\x00") > len(text) // 100:
        raise InputError("not a text but binary data", at=name)
    if _HTML.match(data.removeprefix(b"\xef\xbb\xbf")):
        return _read(text, name, notes, page=True)
    return _read(text, name, notes)


def _hint(what: str) -> str:
    """What to do with a file of another kind."""
    if "picture" in what:
        return "Have its text recognised first, save that as a .txt file and read it."
    if "archive" in what:
        return "Unpack it and read what is in it."
    if "Excel" in what or "spreadsheet" in what:
        return "Parties in a table are screened: save the sheet as CSV and use `watchfloor screen`."
    return "Save its text as a .txt file (UTF-8) or as a web page (.html), and read that."


def _legacy(data: bytes) -> tuple[str, tuple[str, ...]]:
    encoding = legacy_encoding(data)
    return data.decode(encoding, "replace"), (f"not UTF-8; read as Windows-{encoding.removeprefix('cp')}",)


def _read(text: str, name: str, notes: tuple[str, ...], *, page: bool = False) -> Text:
    if not page:
        return Text(name=name, text=text, notes=notes)
    return Text(
        name=name, text=_page_text(text), notes=(*notes, "an HTML page; places are in its text without tags")
    )


def _page_text(source: str) -> str:
    """The text of an HTML page, a line for each block; scripts and styles left out."""
    try:
        root = lxml_html.document_fromstring(re.sub(r"^\s*<\?xml[^>]*>", "", source))
    except (etree.ParserError, ValueError):
        return ""
    for element in root.iter("script", "style", "noscript", "template"):
        element.text = None
    for element in root.iter(*_BLOCKS):
        element.tail = "\n" + (element.tail or "")
    content = "".join(str(part) for part in root.itertext())
    lines = (re.sub(r"[^\S\n]+", " ", line).strip() for line in content.splitlines())
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()

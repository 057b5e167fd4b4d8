"""XML from strangers: no entities, no network, bounded; and records that know what was read."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from io import BytesIO

from lxml import etree

from watchfloor.lists.intake import Intake
from watchfloor.model.errors import BrokenFileError, HostileFileError, SourceError

_PARSER_OPTIONS = {
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "dtd_validation": False,
    "huge_tree": False,
    "remove_comments": True,
    "remove_pis": True,
}


CONTROL_PICTURES = 0x2400
"""Where Unicode keeps the visible pictures of the control characters, in their order."""
_PUNCTUATION = {0x13: "–", 0x14: "—", 0x18: "‘", 0x19: "’", 0x1C: "“", 0x1D: "”"}
"""The control characters that are the last bytes of U+2013 to U+201D: what a feed leaves of them
when it cuts every character to one byte (seen in the UN list of 2025-08-16)."""
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_STRAY = re.compile("[\udc80-\udcff]")
"""Bytes that are no UTF-8, as Python's ``surrogateescape`` carries them."""
_LOOSE_BRACKET = re.compile(
    r"""<(?![?!]|/?[A-Za-z_][\w.:-]*(?:\s+[\w.:-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*\s*/?>)"""
)
_LOOSE_AMPERSAND = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[0-9A-Fa-f]+);)")
_WIDE = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be", b"<\x00": "utf-16-le", b"\x00<": "utf-16-be"}
_ENTITIES = "the file declares XML entities, which no official list does"
_DECLARED = re.compile(rb"""^[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._-]+)""")


def parse_xml(data: bytes, *, file: str, intake: Intake) -> etree._Element:
    """The root element of an XML file.

    A file that says UTF-8 (or nothing) and does not parse is repaired where that is possible:
    bytes that are no UTF-8 are read as Windows-1252, control characters no XML may hold become
    the punctuation they are a remnant of, or their visible pictures (U+2400 to U+241F), and ``<``
    or ``&`` that open nothing are read as text. Each repair is noted with how often it was made.

    Args:
        data: the file's bytes, already decompressed.
        file: its name, for messages.
        intake: where repairs are noted.

    Raises:
        HostileFileError: the file declares entities of its own.
        BrokenFileError: empty, an HTML page, truncated, or no XML.
    """
    data, encoding = _narrow(data, file, intake)
    _refuse(data, file)
    data = data.rstrip(b"\x00\x1a \t\r\n")
    try:
        return _parse(data, file, encoding)
    except etree.XMLSyntaxError as error:
        fault = error
    text, repairs = _mended(data, encoding)
    if repairs:
        try:
            root = _parse(text.encode("utf-8"), file, "utf-8")
        except etree.XMLSyntaxError as second:
            fault = second
        else:
            for what, times in repairs.items():
                intake.repaired(f"{file}: {what}", times)
            return root
    raise BrokenFileError(
        f"not well-formed XML: {fault.msg}",
        at=f"{file}, line {fault.lineno}",
        hint="The download may have been cut short; fetch it again.",
    ) from fault


def _narrow(data: bytes, file: str, intake: Intake) -> tuple[bytes, str | None]:
    """UTF-16 as UTF-8, and the encoding to read the bytes in where their own word for it is wrong.

    A file's first bytes show whether its characters are one byte wide or two, whatever it declares.
    """
    declared = _DECLARED.match(data)
    if (wide := _WIDE.get(data[:2])) is not None:
        try:
            return data.decode(wide).removeprefix("\ufeff").encode("utf-8"), "utf-8"
        except UnicodeError as error:
            what = "damaged or cut short: not UTF-16 to its end"
            raise BrokenFileError(what, at=file, hint="Fetch it again.") from error
    if declared and declared[1].lower().startswith((b"utf-16", b"utf16", b"ucs-2", b"utf-32")):
        wrong = f"declared as {declared[1].decode()}, but its characters are one byte wide"
        intake.repaired(f"{file}: {wrong}: read as UTF-8")
        return data, "utf-8"
    return data, None


def _refuse(data: bytes, file: str) -> None:
    head = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    if not data.strip(b"\xef\xbb\xbf \t\r\n\x00\x1a"):
        raise BrokenFileError("the file is empty", at=file, hint="Fetch it again.")
    lowered = head.lower()
    if lowered.startswith((b"<!doctype html", b"<html")):
        hint = "The server sent an error page; fetch it again."
        raise BrokenFileError("an HTML page, not a list", at=file, hint=hint)
    if not head.startswith(b"<"):
        raise BrokenFileError("not an XML file", at=file)
    if b"<!ENTITY" in data:
        raise HostileFileError(_ENTITIES, at=file)


def _parse(data: bytes, file: str, encoding: str | None) -> etree._Element:
    parser = etree.XMLParser(encoding=encoding, **_PARSER_OPTIONS)  # type: ignore[arg-type]
    tree = etree.parse(BytesIO(data), parser)
    # Declarations that an unusual encoding hid from the search through the bytes.
    if (dtd := tree.docinfo.internalDTD) is not None and dtd.entities():  # type: ignore[union-attr]
        raise HostileFileError(_ENTITIES, at=file)
    return tree.getroot()


def _mended(data: bytes, encoding: str | None) -> tuple[str, dict[str, int]]:
    """The file as text without the damage that can be undone, and what was undone how often."""
    declared = encoding is None and _DECLARED.match(data)
    if declared and declared[1].lower() not in (b"utf-8", b"utf8", b"us-ascii", b"ascii"):
        return "", {}
    text, foreign = mixed_text(data)
    marks = Counter(_FORBIDDEN.findall(text))
    known = sum(times for mark, times in marks.items() if ord(mark) in _PUNCTUATION)
    repairs = {
        "bytes outside the declared encoding, read as Windows-1252": foreign,
        "control characters read as the punctuation whose code was cut to its last byte": known,
        "control characters that no XML may hold, replaced by their visible pictures": (
            marks.total() - known
        ),
    }
    text, loose = _escaped(text)
    repairs["loose markup characters in text, read as text"] = loose
    if marks:
        text = _FORBIDDEN.sub(_visible, text)
    return text, {what: times for what, times in repairs.items() if times}


def _visible(forbidden: re.Match[str]) -> str:
    code = ord(forbidden[0])
    picture = chr(CONTROL_PICTURES + code) if code < 0x20 else "\N{REPLACEMENT CHARACTER}"
    return _PUNCTUATION.get(code, picture)


def _escaped(text: str) -> tuple[str, int]:
    """The text with every ``<`` that opens no tag and every ``&`` that opens no reference escaped."""
    text, brackets = _LOOSE_BRACKET.subn("&lt;", text)
    text, ampersands = _LOOSE_AMPERSAND.subn("&amp;", text)
    return text, brackets + ampersands


def mixed_text(data: bytes) -> tuple[str, int]:
    """Text from bytes that should be UTF-8 and partly are Windows-1252 (or latin-1).

    Only what is not valid UTF-8 is read as Windows-1252: a feed that mixes both keeps its good
    characters.

    Returns:
        The text, and how many bytes were not UTF-8.
    """
    text, foreign = _STRAY.subn(_windows, data.decode("utf-8", errors="surrogateescape"))
    return text, foreign


def _windows(stray: re.Match[str]) -> str:
    return bytes([ord(stray[0]) - 0xDC00]).decode("cp1252", errors="replace")


def local(tag: object) -> str:
    """A tag's name without its namespace."""
    return _local(tag) if isinstance(tag, str) else ""


@lru_cache(maxsize=4096)
def _local(tag: str) -> str:
    return etree.QName(tag).localname


class Record:
    """One element, read field by field; :meth:`close` reports what nobody read.

    Args:
        element: the XML element.
        path: where it stands, for messages and for the unread report ("INDIVIDUAL").
        intake: where unread fields are counted.
        name: the record's own id, for error messages.
    """

    __slots__ = ("_children", "_element", "_intake", "_read", "name", "path")

    def __init__(self, element: etree._Element, *, path: str, intake: Intake, name: str = "") -> None:
        self._element, self._intake, self.path, self.name = element, intake, path, name
        self._read: set[str] = set()
        self._children: dict[str, list[etree._Element]] = {}
        for child in element:
            self._children.setdefault(local(child.tag), []).append(child)

    @property
    def at(self) -> str:
        """Where this record stands, for messages."""
        return f"{self.path} {self.name}".strip()

    @property
    def text(self) -> str:
        """The element's own text, stripped."""
        self._read.add("#text")
        return (self._element.text or "").strip()

    def take(self, tag: str) -> str:
        """The text of a child that must be there.

        Raises:
            SourceError: it is missing or empty.
        """
        if not (value := self.get(tag)):
            raise SourceError(f"{self._intake.source}: no {tag}", at=self.at)
        return value

    def get(self, tag: str) -> str:
        """The text of the first child of that name, stripped; empty where there is none."""
        values = self.texts(tag)
        return values[0] if values else ""

    def texts(self, tag: str) -> list[str]:
        """The texts of all children of that name, stripped, empty ones left out."""
        self._read.add(tag)
        return [text for child in self._children.get(tag, ()) if (text := (child.text or "").strip())]

    def attr(self, name: str) -> str:
        """An attribute's value, stripped; empty where there is none."""
        self._read.add("@" + name)
        return (self._element.get(name) or "").strip()

    def records(self, tag: str) -> Iterator["Record"]:
        """The children of that name as records; each is closed when the next one is asked for."""
        self._read.add(tag)
        for child in self._children.get(tag, ()):
            record = Record(child, path=f"{self.path}/{tag}", intake=self._intake, name=self.name)
            yield record
            record.close()

    @property
    def element(self) -> etree._Element:
        """The XML element itself."""
        return self._element

    def all(self, tag: str) -> list["Record"]:
        """All children of that name as records that the caller closes, or leaves open to count nothing."""
        self._read.add(tag)
        path = f"{self.path}/{tag}"
        return [
            Record(child, path=path, intake=self._intake, name=self.name)
            for child in self._children.get(tag, ())
        ]

    def record(self, tag: str) -> "Record | None":
        """The first child of that name as a record the caller closes, or None."""
        self._read.add(tag)
        children = self._children.get(tag)
        if not children:
            return None
        return Record(children[0], path=f"{self.path}/{tag}", intake=self._intake, name=self.name)

    def ignore(self, *tags: str) -> None:
        """Fields of no use to anyone (sort keys, internal version numbers); ``@x`` for attributes."""
        self._read.update(tags)

    def close(self) -> None:
        """Count every field that holds something and was not read."""
        for tag, children in self._children.items():
            if tag not in self._read:
                for child in children:
                    self._report(child, f"{self.path}/{tag}")
        for name, value in self._element.attrib.items():
            key = "@" + local(name)
            if value.strip() and key not in self._read and not str(name).startswith("{http://www.w3.org"):
                self._intake.left_unread(f"{self.path}/{key}")

    def _report(self, element: etree._Element, path: str) -> None:
        for item in element.iter():
            if (item.text or "").strip() or item.attrib:
                self._intake.left_unread(path)
                return

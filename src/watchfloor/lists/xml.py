"""XML from strangers: no entities, no network, bounded; and records that know what was read."""

from collections.abc import Iterator
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


def parse_xml(data: bytes, *, file: str, intake: Intake) -> etree._Element:
    """The root element of an XML file.

    A file whose bytes do not fit the encoding it declares is read again as Windows-1252, and
    the repair is noted.

    Args:
        data: the file's bytes, already decompressed.
        file: its name, for messages.
        intake: where repairs are noted.

    Raises:
        HostileFileError: the file declares entities of its own.
        BrokenFileError: empty, an HTML page, truncated, or no XML.
    """
    _refuse(data, file)
    try:
        return _parse(data)
    except etree.XMLSyntaxError as error:
        if (repaired := _recode(data)) is not None:
            intake.repaired(f"{file}: bytes are not in the declared encoding, read as Windows-1252 where UTF-8 fails")
            try:
                return _parse(repaired)
            except etree.XMLSyntaxError as second:
                error = second
        raise BrokenFileError(
            f"not well-formed XML: {error.msg}",
            at=f"{file}, line {error.lineno}",
            hint="The download may have been cut short; fetch it again.",
        ) from error


def _refuse(data: bytes, file: str) -> None:
    head = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    if not data.strip(b"\xef\xbb\xbf \t\r\n\x00\x1a"):
        raise BrokenFileError("the file is empty", at=file, hint="Fetch it again.")
    lowered = head.lower()
    if lowered.startswith((b"<!doctype html", b"<html")):
        raise BrokenFileError("an HTML page, not a list", at=file, hint="The server sent an error page; fetch it again.")
    if not head.startswith((b"<", b"\xff\xfe", b"\xfe\xff")):
        raise BrokenFileError("not an XML file", at=file)
    if b"<!ENTITY" in data or "<!ENTITY".encode("utf-16-le") in data or "<!ENTITY".encode("utf-16-be") in data:
        raise HostileFileError("the file declares XML entities, which no official list does", at=file)


def _parse(data: bytes) -> etree._Element:
    return etree.parse(BytesIO(data), etree.XMLParser(**_PARSER_OPTIONS)).getroot()  # type: ignore[arg-type]


def _recode(data: bytes) -> bytes | None:
    """The bytes as clean UTF-8, or None if they were valid UTF-8 all along.

    Only the bytes that are not valid UTF-8 are read as Windows-1252: a feed that mixes both
    keeps its good characters.
    """
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return mixed_text(data).encode("utf-8")
    return None


def mixed_text(data: bytes) -> str:
    """Text from bytes that should be UTF-8 and partly are Windows-1252 (or latin-1)."""
    out: list[str] = []
    rest = data
    while rest:
        try:
            out.append(rest.decode("utf-8"))
            break
        except UnicodeDecodeError as error:
            out.append(rest[: error.start].decode("utf-8"))
            bad = rest[error.start : error.end]
            out.append(bad.decode("cp1252", errors="replace"))
            rest = rest[error.end :]
    return "".join(out)


def local(tag: object) -> str:
    """A tag's name without its namespace."""
    return etree.QName(tag).localname if isinstance(tag, str) else ""


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

    def record(self, tag: str) -> "Record | None":
        """The first child of that name as a record the caller closes, or None."""
        self._read.add(tag)
        children = self._children.get(tag)
        if not children:
            return None
        return Record(children[0], path=f"{self.path}/{tag}", intake=self._intake, name=self.name)

    def ignore(self, *tags: str) -> None:
        """Fields that are of no use to anyone (sort keys, internal version numbers); ``@x`` for attributes."""
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
            if isinstance(item.tag, str) and ((item.text or "").strip() or item.attrib):
                self._intake.left_unread(path)
                return

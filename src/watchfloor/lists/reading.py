"""What every parser needs: open a list, take its records one by one, understand common values.

A value that is not understood is never dropped: it stays as a note, and is counted among the
repairs of the import.
"""

import re
from collections.abc import Callable, Iterable, Iterator

from lxml import etree

from watchfloor.lists.intake import Intake
from watchfloor.lists.languages import sure_language
from watchfloor.lists.raw import RawFile
from watchfloor.lists.xml import local, parse_xml
from watchfloor.model.dates import parse_date, span
from watchfloor.model.entity import Document, Entity, EntityBuilder
from watchfloor.model.errors import BrokenFileError, SourceError
from watchfloor.model.schema import property_type
from watchfloor.names.countries import country_code

_BLANK = frozenset({"", "-", "--", "00", "n/a", "n.a.", "none", "null", "unknown", "undetermined"})
"""How lists write "nothing known"; compared in lower case. "na" counts only as such: "NA" is Namibia."""
_HEDGES = re.compile(
    r"\b(?:possibly|probably|reportedly|also believed to hold|unknown|passport|by birth|nationality"
    r"|citizenship.*|branch office \d+)\b",
    re.IGNORECASE,
)
_COUNTRY_BREAKS = re.compile(r"\s*(?:/|;|:|,|\.\s|\bor\b|\band\b|\()\s*")
_GENDERS = {
    "m": "male", "male": "male", "man": "male", "f": "female", "female": "female", "woman": "female", "other": "other",
}  # fmt: skip


def is_blank(text: str) -> bool:
    """Is this how a list writes "nothing known"?"""
    bare = text.strip()
    return bare.lower() in _BLANK or bare == "na"


def _countries_in(text: str) -> list[str]:
    """The countries named in "Sudan/or South Sudan", "Possibly Ethiopian", "Branch Office 11: Iran"."""
    parts = (one_line(_HEDGES.sub(" ", part)) for part in _COUNTRY_BREAKS.split(text))
    return list(dict.fromkeys(code for part in parts if (code := country_code(part))))


def one_line(text: str) -> str:
    """The text with every run of white space as one space."""
    return " ".join(text.split())


def joined(*parts: str, by: str = " ") -> str:
    """The parts that hold something, stripped, joined."""
    return by.join(stripped for part in parts if (stripped := one_line(part)))


def iso_day(text: str, *, day_first: bool = True) -> str:
    """A designation date as ISO (``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``); empty where it cannot be one."""
    edtf = parse_date(text, day_first=day_first) or ""
    return edtf if "/" not in edtf and "~" not in edtf else ""


def latest(days: Iterable[str]) -> str:
    """The latest of ISO dates; empty where there are none."""
    known = [day for day in days if day]
    return max(known, key=lambda day: span(day).first) if known else ""


def open_list(file: RawFile, root: str, intake: Intake) -> etree._Element:
    """The root element of a list file.

    Args:
        file: the raw file.
        root: the name its root element must have, namespace apart.
        intake: where repairs are noted.

    Raises:
        HostileFileError: see :func:`~watchfloor.lists.xml.parse_xml`.
        BrokenFileError: the same, and where the root element is another or holds nothing.
    """
    element = parse_xml(file.data, file=file.name, intake=intake)
    if (found := local(element.tag)) != root:
        raise BrokenFileError(
            f"not a file of {intake.source}: its root element is <{found}>, not <{root}>",
            at=file.name,
            hint="Check --source.",
        )
    if not len(element):
        raise BrokenFileError("the list holds no records", at=file.name, hint="Fetch it again.")
    return element


class Gate:
    """Lets each record through once, and keeps the accounts of those that do not pass."""

    def __init__(self, intake: Intake) -> None:
        self._intake = intake
        self._seen: set[str] = set()

    def admit(
        self, file: str, name: str, build: Callable[[], Entity], kind: str = "entries"
    ) -> Iterator[Entity]:
        """The entity of one record, or nothing if it cannot be built or its id was there before.

        Args:
            file: the file's name, for the rejection.
            name: the record's own id.
            build: reads the record; a :class:`SourceError` from it rejects the record.
            kind: the kind of row counted.
        """
        try:
            entity = build()
        except SourceError as error:
            self._intake.reject(kind, file=file, record=name, reason=error.what)
            return
        if entity.record in self._seen:
            self._intake.reject(
                kind,
                file=file,
                record=name,
                reason=f"the record id {entity.record!r} occurs twice; the first is kept",
            )
            return
        self._seen.add(entity.record)
        self._intake.entity(kind)
        yield entity


class Reading(EntityBuilder):
    """An entity in the making that understands what lists write.

    Args:
        intake: the accounts of the import.
        record: the source's own record id.
        schema: the FollowTheMoney schema.
    """

    def __init__(self, intake: Intake, record: str, schema: str) -> None:
        super().__init__(intake.source, record, schema)
        self.intake = intake

    def has(self, prop: str) -> bool:
        """Does this entity's schema have such a property?"""
        return bool(property_type(self.schema, prop))

    def native(self, text: str, lang: str = "") -> None:
        """Add a name in its own script; the language is filled in where its letters leave no doubt."""
        self.name(text, "alias", lang=lang or sure_language(text))

    def country(self, prop: str, *texts: str, label: str = "") -> str:
        """Add countries by any name; the first understood one is returned.

        Args:
            prop: the property to add to; with an empty one nothing is added.
            texts: alternatives for one country, best first ("IR", "Iran (Islamic Republic of)").
            label: what a note about a country nobody knows begins with; ``prop`` by default.
        """
        given = [one_line(text) for text in texts if not is_blank(text)]
        codes = [code for text in given if (code := country_code(text))][:1]
        if given and not codes:
            codes = _countries_in(given[-1])
            self.note(given[-1], label or prop)
            if not codes:
                self.intake.repaired("a country by an unknown name, kept as a note")
        if prop:
            self.add(prop, *codes)
        return codes[0] if codes else ""

    def date(self, prop: str, text: str, *, label: str = "", day_first: bool = True) -> None:
        """Add a date in any spelling, or a note where it cannot be read as one."""
        if is_blank(text):
            return
        if edtf := parse_date(text, day_first=day_first):
            self.add(prop, edtf)
        else:
            self.misread(label or prop, text, "a date in an unknown form")

    def gender(self, text: str) -> None:
        """Add a gender; unknown ones are left out, unreadable ones noted."""
        if (known := _GENDERS.get(text.strip().lower())) and self.has("gender"):
            self.add("gender", known)
        elif not is_blank(text):
            self.misread("gender", text, "a gender by an unknown name")

    def note(self, text: str, label: str = "") -> None:
        """Add a note, headed by a label."""
        if text := one_line(text):
            self.add("notes", f"{label}: {text}" if label else text)

    def misread(self, label: str, text: str, what: str) -> None:
        """Keep a value that was not understood as a note, and count it."""
        self.note(text, label)
        self.intake.repaired(f"{what}, kept as a note")

    def either(self, props: Iterable[str], value: str) -> bool:
        """Add a value to the first of the properties this schema has; false where it has none."""
        for prop in props:
            if self.has(prop):
                self.add(prop, value)
                return True
        return False

    def place(self, props: Iterable[str], value: str, label: str) -> None:
        """Add a value to the first of the properties this schema has, or keep it as a note under a label."""
        if not self.either(props, value):
            self.note(value, label)

    def passport(self, document: Document) -> None:
        """Add a passport: a document, and its number among the properties."""
        self.document(document)
        if document.number:
            self.either(("passportNumber",), document.number)

    def identity(self, document: Document) -> None:
        """Add an identity document that is no passport: a document, and its number among the properties."""
        self.document(document)
        if document.number:
            self.either(("idNumber",), document.number)

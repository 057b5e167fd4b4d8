"""Listed entities, in FollowTheMoney's vocabulary, with what a list says beyond it.

Flat facts live in ``properties`` under FollowTheMoney's property names. What has inner
structure (names, designations, documents, addresses, relations) has a struct of its own,
and :mod:`watchfloor.model.ftm` writes all of it as FollowTheMoney JSON.
"""

from collections.abc import Iterable, Iterator
from typing import Literal, dataclass_transform

import msgspec

NameKind = Literal["primary", "alias", "weak", "former"]


# msgspec hands "frozen" and "kw_only" down to every subclass; this tells the type checker so.
@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(msgspec.field,))
class Value(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """Base of all values: immutable, compact on the wire, compared by content."""


class Name(Value):
    """One name of an entity, as the source spells it.

    ``kind`` is ``weak`` where the authority itself calls the alias low quality or weak.
    ``family`` and ``given`` are filled only where the source says which part is which.
    ``lang`` is an ISO 639-1 code where the source gives one.
    """

    text: str
    kind: NameKind = "alias"
    lang: str = ""
    family: str = ""
    given: str = ""


class Designation(Value):
    """One authority's act on one entity.

    Dates are ISO ``YYYY-MM-DD`` (or ``YYYY``, ``YYYY-MM`` where no more is published).
    ``reference`` is the authority's reference number (UN permanent reference, EU reference...).
    ``measures`` are the restrictions in words ("asset freeze", "travel ban", "SSI directive 2").
    """

    source: str
    authority: str = ""
    programme: str = ""
    legal_basis: str = ""
    reference: str = ""
    listed_on: str = ""
    amended_on: str = ""
    delisted_on: str = ""
    measures: tuple[str, ...] = ()
    reason: str = ""
    status: str = ""
    un_reference: str = ""
    url: str = ""


class Document(Value):
    """An identity, tax or registration document. ``country`` is ISO 3166-1 alpha-2, lower case."""

    kind: str
    number: str
    country: str = ""
    issued_on: str = ""
    expires_on: str = ""
    issued_at: str = ""
    note: str = ""


class Address(Value):
    """A postal address, in parts where the source gives parts. ``country`` is ISO alpha-2."""

    full: str = ""
    street: str = ""
    city: str = ""
    region: str = ""
    postal_code: str = ""
    country: str = ""
    note: str = ""


class Relation(Value):
    """A tie to another party, as the list states it.

    ``schema`` is FollowTheMoney's (Ownership, Directorship, Family, UnknownLink...), ``end`` is
    the property this entity fills in it (``asset``: it is the one owned). ``other`` is the name
    the source gives for the other side; ``other_id`` its entity id where it could be resolved.
    """

    schema: str
    end: str
    role: str = ""
    other: str = ""
    other_id: str = ""
    note: str = ""
    properties: dict[str, tuple[str, ...]] = {}


class Entity(Value):
    """One record of one source.

    ``id`` is ``source:record``, and ``record`` is the source's own record id, untouched.
    ``properties`` maps FollowTheMoney property names to values in published order, without
    duplicates. Dates are EDTF (see :mod:`watchfloor.model.dates`), countries ISO alpha-2 in
    lower case, identifiers as published.
    """

    source: str
    record: str
    schema: str
    names: tuple[Name, ...]
    properties: dict[str, tuple[str, ...]] = {}
    designations: tuple[Designation, ...] = ()
    documents: tuple[Document, ...] = ()
    addresses: tuple[Address, ...] = ()
    relations: tuple[Relation, ...] = ()

    @property
    def id(self) -> str:
        """``source:record``, unique within a snapshot."""
        return f"{self.source}:{self.record}"

    @property
    def caption(self) -> str:
        """The primary name; failing that, the first name, an identifier, or the record id."""
        for name in self.names:
            if name.kind == "primary":
                return name.text
        if self.names:
            return self.names[0].text
        for prop in ("cryptoAddress", "publicKey", "imoNumber", "registrationNumber", "isin"):
            if values := self.properties.get(prop):
                return values[0]
        return self.record

    def get(self, prop: str) -> tuple[str, ...]:
        """The values of a property; empty where there are none."""
        return self.properties.get(prop, ())

    def all_countries(self) -> tuple[str, ...]:
        """Every country the record ties the entity to, without duplicates, in order."""
        seen: dict[str, None] = {}
        for prop in COUNTRY_PROPERTIES:
            seen.update(dict.fromkeys(self.get(prop)))
        seen.update(dict.fromkeys(a.country for a in self.addresses if a.country))
        return tuple(seen)


COUNTRY_PROPERTIES = (
    "nationality",
    "citizenship",
    "country",
    "jurisdiction",
    "mainCountry",
    "birthCountry",
    "flag",
    "pastFlags",
)


class EntityBuilder:
    """Collects one record's facts while a parser reads it, then freezes them.

    Values are stripped, empty ones and repetitions dropped; order of first appearance is kept.
    """

    def __init__(self, source: str, record: str, schema: str) -> None:
        self.source, self.record, self.schema = source, record, schema
        self.names: dict[tuple[str, str], Name] = {}
        self.properties: dict[str, dict[str, None]] = {}
        self.designations: list[Designation] = []
        self.documents: list[Document] = []
        self.addresses: list[Address] = []
        self.relations: list[Relation] = []

    def name(
        self, text: str, kind: NameKind = "alias", *, lang: str = "", family: str = "", given: str = ""
    ) -> None:
        """Add a name; the same text under the same kind is kept once."""
        text = " ".join(text.split())
        if text:
            self.names.setdefault(
                (kind, text),
                Name(text=text, kind=kind, lang=lang, family=family.strip(), given=given.strip()),
            )

    def add(self, prop: str, *values: str | None) -> None:
        """Add values of a FollowTheMoney property."""
        for value in values:
            if value and (value := " ".join(value.split())):
                self.properties.setdefault(prop, {})[value] = None

    def designation(self, designation: Designation) -> None:
        """Add a designation, unless the same one is there."""
        if designation not in self.designations:
            self.designations.append(designation)

    def document(self, document: Document) -> None:
        """Add an identity document, unless it is empty or already there."""
        if document.number and document not in self.documents:
            self.documents.append(document)

    def address(self, address: Address) -> None:
        """Add an address, unless it is empty or already there."""
        if address != Address() and address not in self.addresses:
            self.addresses.append(address)

    def relation(self, relation: Relation) -> None:
        """Add a relation, unless it is already there."""
        if relation not in self.relations:
            self.relations.append(relation)

    def build(self) -> Entity:
        """The frozen entity."""
        return Entity(
            source=self.source,
            record=self.record,
            schema=self.schema,
            names=tuple(_primary_first(self.names.values())),
            properties={prop: tuple(values) for prop, values in sorted(self.properties.items())},
            designations=tuple(self.designations),
            documents=tuple(self.documents),
            addresses=tuple(self.addresses),
            relations=tuple(self.relations),
        )


def _primary_first(names: Iterable[Name]) -> Iterator[Name]:
    """Primary names first; within a kind, published order."""
    ordered = list(names)
    yield from (n for n in ordered if n.kind == "primary")
    yield from (n for n in ordered if n.kind != "primary")

"""What all OFAC formats share: labelled facts, names, programmes, and relations by name.

Remarks ("DOB 1962; POB Shati; Passport 123 (Iran) issued 1999; Linked To: HAMAS."), the
``idType`` of classic XML and the features of the newer formats use one set of labels; the table
is ``data/ofac.toml``.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files

import msgspec

from watchfloor.lists.intake import Intake
from watchfloor.lists.labels import Labelled, put, rule_for
from watchfloor.lists.reading import Reading, iso_day, one_line
from watchfloor.model.dates import parse_date
from watchfloor.model.entity import Designation, Document, Entity, Relation, Value
from watchfloor.model.schema import property_type
from watchfloor.names.countries import country_code

AUTHORITY = "US Treasury, Office of Foreign Assets Control"
SCHEMATA = {
    "individual": "Person",
    "vessel": "Vessel",
    "aircraft": "Airplane",
    "entity": "Organization",
    "unknown": "LegalEntity",
}
"""FollowTheMoney schema by OFAC's own type; a type that is not given is an entity."""


class Table(Value):
    """The labels of ``data/ofac.toml``."""

    measures: tuple[str, ...]
    listing_dates: tuple[str, ...]
    links: tuple[str, ...]
    birth_dates: tuple[str, ...]
    birth_places: tuple[str, ...]
    nationalities: tuple[str, ...]
    citizenships: tuple[str, ...]
    genders: tuple[str, ...]
    countries: tuple[str, ...]
    weak_names: tuple[str, ...]
    former_names: tuple[str, ...]
    new_names: tuple[str, ...]
    wallets: tuple[str, ...]
    operators: tuple[str, ...]
    issuers: tuple[str, ...]
    sectors: tuple[str, ...]
    owners: tuple[str, ...]
    documents: dict[str, tuple[str, ...]]
    properties: dict[str, str]
    dates: dict[str, str]
    flags: dict[str, str]

    def labels(self) -> dict[str, tuple[str, str]]:
        """Every label, in lower case, to what is done with it and the label as the table has it."""
        out: dict[str, tuple[str, str]] = {}
        for name in self.__struct_fields__:
            out.update((label.lower(), (name, label)) for label in getattr(self, name))
        return out


@cache
def table() -> Table:
    """The label table."""
    return msgspec.toml.decode(
        files("watchfloor.lists.formats").joinpath("data/ofac.toml").read_bytes(), type=Table
    )


@cache
def labels() -> dict[str, tuple[str, str]]:
    """Every label by its lower-case form."""
    return table().labels()


def meaning(label: str) -> tuple[str, str] | None:
    """What is done with a fact of that label, and the label as the table has it; ``None`` if unknown."""
    bare = one_line(label).lower()
    found = labels().get(bare) or labels().get(bare.rstrip(" :-."))
    if found:
        return found
    prefixes = (*table().measures, *table().listing_dates, *table().wallets)
    return next((labels()[p.lower()] for p in prefixes if bare.startswith(p.lower())), None)


_DATED = re.compile(
    r"^(?P<number>.*?)(?:\s*\((?P<country>[^()]*)\))?(?:;?\s+issued(?: on)? (?P<issued>[\w ]+?))?"
    r"(?:;?\s+expires?(?: on)? (?P<expires>[\w ]+?))?$"
)


class Listing:
    """One OFAC entry in the making."""

    def __init__(self, intake: Intake, record: str, kind: str) -> None:
        schema = SCHEMATA.get(kind.strip().lower(), "Organization")
        self.reading = Reading(intake, record, schema)
        self.intake = intake
        self.programmes: list[str] = []
        self.legal_bases: list[str] = []
        self.measures: dict[str, None] = {}
        self.listed_on = ""
        self.reading.add("topics", "sanction")

    def name(
        self, text: str, kind: str = "primary", *, lang: str = "", family: str = "", given: str = ""
    ) -> None:
        """A name; persons' names written "FAMILY, Given" are taken apart."""
        person = self.reading.schema == "Person"
        if person and not family and text.count(",") == 1:
            family, given = (part.strip() for part in text.split(","))
        self.reading.name(text, kind, lang=lang, family=family, given=given)  # type: ignore[arg-type]
        if person and kind == "primary":
            self.reading.add("lastName", family)
            self.reading.add("firstName", given)

    def fact(
        self,
        label: str,
        value: str,
        *,
        country: str = "",
        issued: str = "",
        expires: str = "",
        note: str = "",
    ) -> bool:
        """One labelled fact; false if nobody knows the label (it is then kept as a note).

        Args:
            label: as OFAC writes it.
            value: what follows it.
            country: a country name, of documents.
            issued: the day a document was issued, in any spelling.
            expires: the day it expires.
            note: what else is said of it.
        """
        value = one_line(value).strip(" ;")
        known = meaning(label)
        if known is None:
            return self._shared(label, value, country)
        if value:
            self._apply(*known, label, value, (country, issued, expires, note))
        return True

    def _shared(self, label: str, value: str, country: str) -> bool:
        rule = rule_for(label)
        if rule is None:
            self.reading.note(value, one_line(label).rstrip(" :-"))
            self.intake.left_unread(f"label {one_line(label).rstrip(' :-')}")
            return False
        put(self.reading, Labelled(rule, one_line(label), value), country_code(country) or "")
        return True

    def _apply(
        self, action: str, key: str, label: str, value: str, detail: tuple[str, str, str, str]
    ) -> None:
        reading, known = self.reading, table()
        if action == "measures":
            self.measures[f"{one_line(label).rstrip(' :-')}: {value}"] = None
        elif action == "listing_dates":
            self.listed_on = self.listed_on or iso_day(value.rpartition(":")[2])
        elif action == "documents":
            self._document(key, value, *detail)
        elif action in ("dates", "birth_dates"):
            self._date(known.dates.get(key, "birthDate"), value, key)
        elif action in ("flags", "nationalities", "citizenships", "countries"):
            props = {"nationalities": "nationality", "citizenships": "citizenship", "countries": "country"}
            self._country(known.flags.get(key) or props[action], value)
        elif action == "owners":
            reading.note(value, "Vessel owner")
        elif action == "properties":
            reading.place((known.properties[key],), value, key.capitalize())
        elif action == "birth_places":
            self._birth_place(value)
        elif action == "genders":
            reading.gender(value)
        elif action in ("weak_names", "former_names", "new_names"):
            kind = {"weak_names": "weak", "former_names": "former"}.get(action, "alias")
            self.name(value.strip("'\"‘’ "), kind)
        else:
            self._other(action, label, value)

    def _other(self, action: str, label: str, value: str) -> None:
        reading = self.reading
        if action == "wallets":
            currency = label.rpartition("-")[2].strip() if "-" in label else ""
            first, _, rest = value.partition(" ")
            if not currency and rest:
                currency, value = first, rest
            reading.document(Document(kind="Digital Currency Address", number=value, note=currency))
        elif action == "operators":
            reading.relation(Relation(schema="UnknownLink", end="object", role="operator", other=value))
        elif action == "issuers":
            reading.note(value, "Issuer")
        elif action == "sectors":
            reading.place(("sector",), value, label)
        elif action == "links":
            reading.place(("sourceUrl",) if value.startswith("http") else (), value, "")

    def _country(self, prop: str, value: str) -> None:
        """A country, or a note where the schema has no such property or OFAC says there is none."""
        if value.lower().startswith("none identified"):
            return
        if property_type(self.reading.schema, prop):
            self.reading.country(prop, value)
        else:
            self.reading.country("country", value)

    def _date(self, prop: str, value: str, label: str) -> None:
        if not property_type(self.reading.schema, prop):
            self.reading.note(value, label)
        else:
            self.reading.date(prop, value, label=label)

    def _birth_place(self, value: str) -> None:
        if self.reading.either(("birthPlace",), value):
            if code := country_code(value.rpartition(",")[2].strip()):
                self.reading.add("birthCountry", code)
        else:
            self.reading.note(value, "POB")

    def _document(self, kind: str, value: str, country: str, issued: str, expires: str, note: str) -> None:
        match = _DATED.match(value)
        number = value
        if match and not (country or issued or expires):
            number, country = match["number"].strip(), match["country"] or ""
            issued, expires = match["issued"] or "", match["expires"] or ""
        code = country_code(country) or ""
        if country and not code:
            note = joined_note(note, country)
        if kind in (
            "Identification Number",
            "Vessel Registration Identification",
        ) and number.upper().startswith("IMO "):
            kind = f"{kind} IMO"
        if kind.endswith("IMO"):
            number = number.upper().removeprefix("IMO").strip()
        self.reading.document(
            Document(
                kind=kind,
                number=number,
                country=code,
                issued_on=parse_date(issued) or "",
                expires_on=parse_date(expires) or "",
                note=note,
            )
        )
        self.reading.either(table().documents[kind], number)

    def finish(self) -> Entity:
        """The entity, with one designation for each programme."""
        for place, programme in enumerate(dict.fromkeys(self.programmes) or [""]):
            self.reading.designation(
                Designation(
                    source=self.intake.source,
                    authority=AUTHORITY,
                    programme=programme,
                    legal_basis="; ".join(self.legal_bases)
                    if place == 0 or len(self.legal_bases) == 1
                    else "",
                    listed_on=self.listed_on,
                    measures=tuple(self.measures),
                )
            )
        return self.reading.build()


def joined_note(*parts: str) -> str:
    """Notes in one line."""
    return "; ".join(part for part in parts if part)


def resolve(entities: Iterable[Entity]) -> Iterator[Entity]:
    """The entities with their relations tied to records, where the other side's name is one record's alone."""
    listed = list(entities)
    owners: dict[str, set[str]] = {}
    for entity in listed:
        for name in entity.names:
            owners.setdefault(one_line(name.text).casefold(), set()).add(entity.id)
    for entity in listed:
        if any(not relation.other_id for relation in entity.relations):
            yield msgspec.structs.replace(entity, relations=tuple(_tied(r, owners) for r in entity.relations))
        else:
            yield entity


def _tied(relation: Relation, owners: dict[str, set[str]]) -> Relation:
    found = owners.get(one_line(relation.other).casefold(), set())
    if relation.other_id or len(found) != 1:
        return relation
    return msgspec.structs.replace(relation, other_id=next(iter(found)))

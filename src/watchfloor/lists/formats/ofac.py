"""What all OFAC formats share: an entry put together from names, labelled facts and acts.

Remarks ("DOB 1962; POB Shati; Passport 123 (Iran) issued 1999; Linked To: HAMAS."), the
``idType`` of classic XML and the features of the newer formats use one set of labels; see
:mod:`watchfloor.lists.formats.ofac_table`.
"""

import re
from collections.abc import Callable
from functools import partial

from msgspec.structs import replace

from watchfloor.lists.formats.ofac_acts import Acts
from watchfloor.lists.formats.ofac_documents import Paper, put_document
from watchfloor.lists.formats.ofac_table import meaning, table
from watchfloor.lists.intake import Intake
from watchfloor.lists.labels import Labelled, put, rule_for
from watchfloor.lists.languages import is_native, sure_language
from watchfloor.lists.reading import Reading, iso_day, joined, one_line
from watchfloor.model.entity import Address, Document, Entity, Relation
from watchfloor.model.errors import SourceError
from watchfloor.model.schema import property_type
from watchfloor.names.countries import country_code

SCHEMATA = {
    "individual": "Person",
    "vessel": "Vessel",
    "aircraft": "Airplane",
    "entity": "Organization",
    "unknown": "LegalEntity",
}
"""FollowTheMoney schema by OFAC's own type; a type that is not given is an entity."""
_QUOTED = re.compile(r"""^\s*['"‘’“](.*)['"‘’”]\s*$""")
_FOR_READERS = "for more information"
"""How a text begins that is a link for readers, whatever its label."""


class Listing:
    """One OFAC entry in the making."""

    def __init__(self, intake: Intake, record: str, kind: str) -> None:
        schema = SCHEMATA.get(kind.strip().lower(), "Organization")
        self.reading = Reading(intake, record, schema)
        self.intake = intake
        self.acts = Acts()
        self.listed_on = ""
        self.reading.add("topics", "sanction")

    @property
    def measures(self) -> dict[str, None]:
        """The restrictions in words, in published order."""
        return self.acts.measures

    @measures.setter
    def measures(self, measures: dict[str, None]) -> None:
        self.acts.measures = measures

    def name(
        self, text: str, kind: str = "primary", *, lang: str = "", family: str = "", given: str = ""
    ) -> None:
        """A name; persons' names written "FAMILY, Given" are taken apart."""
        person = self.reading.schema == "Person"
        if person and not family and text.count(",") == 1:
            family, given = (part.strip() for part in text.split(","))
        if not lang and not text.isascii() and is_native(text):
            lang = sure_language(text)
        self.reading.name(text, kind, lang=lang, family=family, given=given)  # type: ignore[arg-type]
        if person and kind == "primary":
            self.reading.add("lastName", family)
            self.reading.add("firstName", given)

    def title(self, text: str) -> None:
        """A title: posts of a person, each by itself, and words of honour."""
        for part in text.split(";") if self.reading.schema == "Person" else [text]:
            if one_line(part).lower() in table().honorifics:
                self.reading.place(("title",), part, "Title")
            else:
                self.reading.place(("position",), part, "Title")

    def fact(  # noqa: PLR0913 - one argument a field of a document
        self,
        label: str,
        value: str,
        *,
        country: str = "",
        issued: str = "",
        expires: str = "",
        issued_at: str = "",
        authority: str = "",
        note: str = "",
    ) -> bool:
        """One labelled fact; false if nobody knows the label (it is then kept as a note).

        Args:
            label: as OFAC writes it.
            value: what follows it.
            country: a country name, of documents.
            issued: the day a document was issued, in any spelling.
            expires: the day it expires.
            issued_at: where it was issued.
            authority: who issued it.
            note: what else is said of it.
        """
        label, value = one_line(label), one_line(value).strip(" ;")
        paper = Paper(
            kind=label,
            number=value,
            country=country,
            issued=issued,
            expires=expires,
            issued_at=issued_at,
            authority=authority,
            note=note,
        )
        known = meaning(label)
        if known is None:
            return self._shared(label.rstrip(" :-"), paper)
        if value.lower().startswith(_FOR_READERS):
            self._link(label, value.partition(": ")[2] or value)
        elif value:
            self._apply(*known, paper)
        return True

    def _shared(self, label: str, paper: Paper) -> bool:
        """A fact by the table that all sources share."""
        rule = rule_for(label)
        if rule is None:
            self.reading.note(paper.number, label)
            self.intake.left_unread(f"label {label}")
            return False
        if rule.document:
            kind = label if rule.document == "=" else rule.document
            put_document(self.reading, replace(paper, kind=kind), rule.props)
        else:
            put(self.reading, Labelled(rule, label, paper.number), country_code(paper.country) or "")
        return True

    def _apply(self, action: str, key: str, paper: Paper) -> None:
        value, label, reading = paper.number, paper.kind, self.reading
        if action == "documents":
            put_document(reading, replace(paper, kind=key), table().documents[key])
            return
        if action == "measures":
            self.measures[f"{label.rstrip(' :-')}: {value.rstrip('.')}"] = None
        elif action == "listing_dates":
            self._listing_date(label, value)
        elif action == "properties":
            self._property(table().properties[key], value, key.capitalize())
        else:
            actions: dict[str, Callable[[str, str], None]] = {
                "wallets": self._wallet,
                "operators": self._operator,
                "owners": self._owner,
                "links": self._link,
                "sectors": self._sector,
                "birth_places": self._birth_place,
                "genders": lambda _, text: reading.gender(text),
                "issuers": lambda _, text: reading.note(text, "Issuer"),
                "titles": lambda _, text: self.title(text),
                "weak_names": partial(self._quoted, "weak"),
                "former_names": partial(self._quoted, "former"),
                "new_names": partial(self._quoted, "alias"),
                "dates": lambda _, text: self._date(table().dates[key], text, key),
                "birth_dates": lambda _, text: self._date("birthDate", text, key),
                "flags": lambda _, text: self._country(table().flags[key], text),
                "nationalities": lambda _, text: self._country("nationality", text),
                "citizenships": lambda _, text: self._country("citizenship", text),
                "countries": lambda _, text: self._country("jurisdiction", text),
            }
            actions[action](label, value)
        reading.note(paper.note, label.rstrip(" :-"))

    def _listing_date(self, label: str, value: str) -> None:
        day = iso_day(value.rpartition(":")[2])
        self.listed_on = self.listed_on or day
        if day:
            self.acts.days.append((f"{label} {value}", day))

    def _quoted(self, kind: str, _: str, value: str) -> None:
        self.name(_QUOTED.sub(r"\1", value), kind)

    def _wallet(self, label: str, value: str) -> None:
        currency = label.rpartition("-")[2].strip() if "-" in label else ""
        first, _, rest = value.partition(" ")
        if not currency and rest:
            currency, value = first, rest
        self.reading.document(Document(kind="Digital Currency Address", number=value, note=currency))

    def _operator(self, _: str, value: str) -> None:
        self.reading.relation(Relation(schema="UnknownLink", end="object", role="operator", other=value))

    def _owner(self, _: str, value: str) -> None:
        if self.reading.schema in ("Vessel", "Airplane"):
            self.reading.relation(Relation(schema="Ownership", end="asset", role="owner", other=value))
        else:
            self.reading.note(value, "Vessel owner")

    def _sector(self, label: str, value: str) -> None:
        self.reading.place(("sector",), value, label)

    def _link(self, _: str, value: str) -> None:
        url = value[value.find("http") :] if "http" in value else ""
        self.reading.place(("sourceUrl",) if url else (), url or value, "")

    def _property(self, prop: str, value: str, label: str) -> None:
        """A property; what follows an address on the internet, or comes before a telephone number, is a note."""
        first, _, rest = value.partition(" ")
        if prop in ("website", "email") and rest and "." in first:
            self.reading.note(rest, first.rstrip("."))
            value = first.rstrip(".,")
        elif prop == "phone":
            value = value.removeprefix("Number:").strip()
        self.reading.place((prop,), value, label)

    def _country(self, prop: str, value: str) -> None:
        """A country, as the country of the entity where the schema has no such property."""
        if value.lower().startswith("none identified"):
            return
        known = bool(property_type(self.reading.schema, prop))
        self.reading.country(prop if known else "country", value, label=prop)

    def _date(self, prop: str, value: str, label: str) -> None:
        if not property_type(self.reading.schema, prop):
            self.reading.note(value, label)
        else:
            self.reading.date(prop, value, label=label)

    def _birth_place(self, _: str, value: str) -> None:
        if self.reading.either(("birthPlace",), value):
            if code := country_code(value.rpartition(",")[2].strip()):
                self.reading.add("birthCountry", code)
        else:
            self.reading.note(value, "POB")

    def finish(self) -> Entity:
        """The entity, with one designation for each programme.

        Raises:
            SourceError: it has no name or no id.
        """
        if not self.reading.record or not self.reading.names:
            raise SourceError("no name" if self.reading.record else "no id")
        for designation in self.acts.designations(self.intake.source):
            self.reading.designation(designation)
        return self.reading.build()


def address_of(parts: dict[str, str], country: str) -> Address:
    """An address from its parts as the XML formats name them; a country by no known name is a note."""
    code = country_code(country) or ""
    return Address(
        street=joined(*(parts.get(f"ADDRESS{n}", "") for n in (1, 2, 3)), by=", "),
        city=parts.get("CITY", ""),
        region=joined(parts.get("STATE/PROVINCE", ""), parts.get("REGION", ""), by=", "),
        postal_code=parts.get("POSTAL CODE", ""),
        country=code,
        note=joined_note(parts.get("Unknown", ""), "" if code else country),
    )


def joined_note(*parts: str) -> str:
    """Notes in one line."""
    return joined(*parts, by="; ")

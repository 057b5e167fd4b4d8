"""OFAC's ADVANCED XML (``SDN_ADVANCED.XML``, ``CONS_ADVANCED.XML``): a normalised database in XML.

Parties point to reference values, locations, identity documents, sanctions entries and each
other by number. The tables are read first, then every party is put together.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial

from watchfloor.lists.formats.ofac import Listing, address_of, joined_note
from watchfloor.lists.formats.ofac_dates import day_of, period_of
from watchfloor.lists.formats.ofac_enhanced import DOUBTED
from watchfloor.lists.formats.ofac_links import relation
from watchfloor.lists.formats.ofac_remarks import read_remarks
from watchfloor.lists.formats.ofac_table import script_language
from watchfloor.lists.intake import Intake
from watchfloor.lists.reading import Gate, joined
from watchfloor.lists.xml import Record, local
from watchfloor.model.entity import Address, Entity
from watchfloor.model.errors import SourceError

_PROGRAMME = "Program"
_UNTYPED = ("Unknown", "")
_INVALID = ("Fraudulent", "Invalid")
_ELSEWHERE = {"LegalBasis": "LegalBasisShortRef", "Country": "ISO2"}
"""Reference values whose text may stand in an attribute."""


@dataclass
class Tables:
    """What parties refer to, by number."""

    values: dict[str, dict[str, str]] = field(default_factory=dict)
    party_types: dict[str, str] = field(default_factory=dict)
    locations: dict[str, tuple[Address, str]] = field(default_factory=dict)
    documents: dict[str, list[Record]] = field(default_factory=dict)
    entries: dict[str, list[Record]] = field(default_factory=dict)
    relations: dict[str, list[Record]] = field(default_factory=dict)
    profiles: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Profile number to the party's own number and its primary name."""

    def of(self, kind: str, number: str) -> str:
        """A reference value's text; empty where there is none of that number."""
        return self.values.get(kind, {}).get(number, "")


def parse_advanced(root: Record, file: str, intake: Intake) -> Iterator[Entity]:
    """The entities under a ``Sanctions`` element of the advanced format."""
    root.ignore("SanctionsEntryLinks", "@Version")
    if (issued := root.record("DateOfIssue")) is not None:
        intake.published = intake.published or day_of(issued)
    tables = Tables()
    _references(root, tables)
    _locations(root, tables)
    _grouped(root, "IDRegDocuments", "IDRegDocument", "IdentityID", tables.documents)
    _grouped(root, "SanctionsEntries", "SanctionsEntry", "ProfileID", tables.entries)
    _grouped(root, "ProfileRelationships", "ProfileRelationship", "From-ProfileID", tables.relations)
    parties = [party for group in root.records("DistinctParties") for party in _kept(group, "DistinctParty")]
    for party in parties:
        party.name = party.attr("FixedRef")
        _remember(party, tables)
    gate = Gate(intake)
    for party in parties:
        yield from gate.admit(file, party.name, partial(_entity, party, tables, intake))
        party.close()
    _orphans(tables, intake, file)


def _kept(group: Record, tag: str) -> list[Record]:
    """Child records that are closed by the caller, when all of them have been read."""
    return group.all(tag)


def _references(root: Record, tables: Tables) -> None:
    group = root.record("ReferenceValueSets")
    if group is None:
        raise SourceError("no ReferenceValueSets: not an advanced OFAC list", at=root.at)
    for values in group.element:
        name = local(values.tag).removesuffix("Values")
        table = tables.values.setdefault(name, {})
        for value in values:
            number, text = value.get("ID") or "", (value.text or "").strip()
            table[number] = (value.get("Description") or text) if name == "AreaCode" else text
            if name in _ELSEWHERE and not text:
                table[number] = value.get(_ELSEWHERE[name]) or ""
            if name == "PartySubType":
                tables.party_types[number] = value.get("PartyTypeID") or ""


def _locations(root: Record, tables: Tables) -> None:
    for group in root.records("Locations"):
        for location in group.records("Location"):
            location.ignore("FeatureVersionReference", "IDRegDocumentReference")
            countries = [
                tables.of("Country", c.attr("CountryID"))
                for c in _read(location, "LocationCountry", "CountryRelevanceID")
            ]
            countries += [
                tables.of("AreaCode", c.attr("AreaCodeID")) for c in _read(location, "LocationAreaCode")
            ]
            parts: dict[str, str] = {}
            for part in location.records("LocationPart"):
                kind = tables.of("LocPartType", part.attr("LocPartTypeID"))
                for value in part.records("LocationPartValue"):
                    value.ignore("@Primary", "@LocPartValueTypeID", "@LocPartValueStatusID")
                    parts[kind] = joined(parts.get(kind, ""), value.get("Value"), by=", ")
                    parts["Unknown"] = joined(parts.get("Unknown", ""), value.get("Comment"), by="; ")
            country = next((c for c in countries if c), "")
            tables.locations[location.attr("ID")] = (address_of(parts, country), country)


def _read(record: Record, tag: str, *ignored: str) -> Iterator[Record]:
    for item in record.records(tag):
        item.ignore(*("@" + name for name in ignored))
        yield item


def _grouped(root: Record, plural: str, single: str, key: str, into: dict[str, list[Record]]) -> None:
    for group in root.records(plural):
        for record in _kept(group, single):
            into.setdefault(record.attr(key), []).append(record)


def _remember(party: Record, tables: Tables) -> None:
    for profile in party.all("Profile"):
        name = next((text for _, text, *_ in _names(profile, tables)), "")
        tables.profiles[profile.attr("ID")] = (party.name, name)


def _entity(party: Record, tables: Tables, intake: Intake) -> Entity:
    profiles = party.all("Profile")
    if not profiles:
        raise SourceError("a party without a profile")
    profile = profiles[0]
    listing = Listing(intake, party.attr("FixedRef"), _kind(profile.attr("PartySubTypeID"), tables))
    read_remarks(listing, party.get("Comment"))
    for kind, text, lang, family, given in _names(profile, tables):
        listing.name(text, kind, lang=lang, family=family, given=given)
        intake.attached("names")
    for feature in profile.records("Feature"):
        feature.ignore("@ID", "IdentityReference")
        label = tables.of("FeatureType", feature.attr("FeatureTypeID"))
        for version in feature.records("FeatureVersion"):
            _version(version, label, tables, listing)
    for identity in profile.all("Identity"):
        for document in tables.documents.pop(identity.attr("ID"), []):
            _document(document, tables, listing)
            intake.attached("documents")
    for entry in tables.entries.pop(profile.attr("ID"), []):
        _sanctions(entry, tables, listing)
        intake.attached("sanctions entries")
    for link in tables.relations.pop(profile.attr("ID"), []):
        _relationship(link, tables, listing)
        intake.relation("relationships")
    profile.close()
    return listing.finish()


def _kind(sub_type: str, tables: Tables) -> str:
    """Individual, Vessel, Aircraft or Entity."""
    named = tables.of("PartySubType", sub_type)
    return tables.of("PartyType", tables.party_types.get(sub_type, "")) if named in _UNTYPED else named


def _names(profile: Record, tables: Tables) -> list[tuple[str, str, str, str, str]]:
    """Kind, text, language, family part and given part of every name, primary first."""
    found = []
    for identity in profile.all("Identity"):
        identity.ignore("@FixedRef", "@Primary", "NamePartGroups")
        false = identity.attr("False") == "true"
        groups = {
            part.get("ID") or "": tables.of("NamePartType", part.get("NamePartTypeID") or "")
            for part in identity.element.iter()
            if local(part.tag) == "NamePartGroup"
        }
        for alias in identity.all("Alias"):
            kind = "weak" if false else _alias_kind(alias, tables)
            for place, name in enumerate(alias.all("DocumentedName")):
                shown = "alias" if place and kind == "primary" else kind  # the primary name in another script
                found.append((shown, *_spelled(name, groups, tables)))
    return sorted(found, key=lambda name: name[0] != "primary")


def _alias_kind(alias: Record, tables: Tables) -> str:
    alias.ignore("@FixedRef")
    if alias.attr("Primary") == "true":
        return "primary"
    if alias.attr("LowQuality") == "true":
        return "weak"
    return "former" if tables.of("AliasType", alias.attr("AliasTypeID")).startswith("F") else "alias"


def _spelled(name: Record, groups: dict[str, str], tables: Tables) -> tuple[str, str, str, str]:
    """Text, language, family and given part of one documented name."""
    name.ignore("@ID", "@FixedRef", "@DocNameStatusID")
    parts: dict[str, list[str]] = {}
    lang = ""
    for part in name.all("DocumentedNamePart"):
        for value in part.all("NamePartValue"):
            value.ignore("@ScriptStatusID", "@Acronym")
            parts.setdefault(groups.get(value.attr("NamePartGroupID"), ""), []).append(value.text)
            lang = lang or script_language(tables.of("Script", value.attr("ScriptID")))
    family = " ".join(parts.pop("Last Name", []) + parts.pop("Maiden Name", []))
    given = " ".join(text for texts in parts.values() for text in texts)
    if family and given:
        return f"{family}, {given}", lang, family, given
    return family or given, lang, "", ""


def _version(version: Record, label: str, tables: Tables, listing: Listing) -> None:
    version.ignore("@ID")
    reliability = tables.of("Reliability", version.attr("ReliabilityID"))
    values = [period_of(period) for period in version.all("DatePeriod")]
    for detail in version.records("VersionDetail"):
        detail.ignore("@DetailTypeID")
        reference = tables.of("DetailReference", detail.attr("DetailReferenceID"))
        values.append(reference or detail.text)
    comment = version.get("Comment")
    for place in version.records("VersionLocation"):
        address, country = tables.locations.get(place.attr("LocationID"), (Address(), ""))
        if label == "Location":
            listing.reading.address(address)
            listing.reading.add("country", address.country)
            listing.intake.attached("addresses")
        else:
            values.append(country or joined(address.city, address.region, by=", "))
    for value in values or [comment]:
        note = comment if values and comment != value else ""
        if reliability in DOUBTED:
            listing.reading.note(joined(label, value, note), reliability)
        elif value:
            listing.fact(label, value, note=note)


def _document(document: Record, tables: Tables, listing: Listing) -> None:
    document.ignore("@ID", "DocumentedNameReference")
    days = {}
    for when in document.records("DocumentDate"):
        kind = tables.of("IDRegDocDateType", when.attr("IDRegDocDateTypeID"))
        days[kind] = next((period_of(period) for period in when.all("DatePeriod")), "")
    valid = tables.of("Validity", document.attr("ValidityID"))
    place, place_country = tables.locations.get(document.attr("IssuedIn-LocationID"), (Address(), ""))
    listing.fact(
        tables.of("IDRegDocType", document.attr("IDRegDocTypeID")),
        document.get("IDRegistrationNo"),
        country=tables.of("Country", document.attr("IssuedBy-CountryID")) or place_country,
        issued=days.get("Issue Date", ""),
        expires=days.get("Expiration Date", ""),
        issued_at=joined(place.city, place.region, by=", "),
        authority=document.get("IssuingAuthority"),
        note=joined_note(document.get("Comment"), valid if valid in _INVALID else ""),
    )
    document.close()


def _sanctions(entry: Record, tables: Tables, listing: Listing) -> None:
    entry.ignore("@ID", "LimitationsToPublic")
    acts = listing.acts
    days = []
    for event in entry.records("EntryEvent"):
        event.ignore("@ID", "@EntryEventTypeID")
        listing.reading.note(event.get("Comment"))
        days += [day for date in event.all("Date") if (day := day_of(date))]
        basis = tables.of("LegalBasis", event.attr("LegalBasisID"))
        acts.bases += [basis] if basis not in _UNTYPED else []
    acts.on_list(tables.of("List", entry.attr("ListID")), min(days, default=""))
    for measure in entry.records("SanctionsMeasure"):
        measure.ignore("@ID", "DatePeriod")
        kind, comment = tables.of("SanctionsType", measure.attr("SanctionsTypeID")), measure.get("Comment")
        if kind == _PROGRAMME:
            acts.programmes.append(comment)
        else:
            acts.measures[joined(kind, comment, by=": ")] = None
    entry.close()


def _relationship(link: Record, tables: Tables, listing: Listing) -> None:
    link.ignore("@ID", "@SanctionsEntryID")
    number, name = tables.profiles.get(link.attr("To-ProfileID"), ("", ""))
    role = tables.of("RelationType", link.attr("RelationTypeID"))
    quality = tables.of("RelationQuality", link.attr("RelationQualityID"))
    former = "former" if link.attr("Former") == "true" else ""
    note = joined_note(quality if quality not in _UNTYPED else "", former, link.get("Comment"))
    other_id = f"{listing.intake.source}:{number}" if number else ""
    listing.reading.relation(relation(listing.reading.schema, role, name, other_id, note))
    link.close()


def _orphans(tables: Tables, intake: Intake, file: str) -> None:
    """Documents, entries and relationships of parties that are not in the file are rejected, and say so."""
    for kind, left, what in (
        ("documents", tables.documents, "identity"),
        ("sanctions entries", tables.entries, "profile"),
        ("relationships", tables.relations, "profile"),
    ):
        for owner, records in left.items():
            for record in records:
                intake.reject(
                    kind, file=file, record=record.attr("ID"), reason=f"its {what} {owner} is not in the file"
                )

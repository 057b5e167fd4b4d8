"""OFAC's ENHANCED XML (``SDN_ENHANCED.XML``, ``CONS_ENHANCED.XML``): entities with translations and features."""

from collections.abc import Iterator
from functools import partial

from watchfloor.lists.formats.ofac import Listing, address_of, joined_note
from watchfloor.lists.formats.ofac_links import relation
from watchfloor.lists.formats.ofac_remarks import read_remarks
from watchfloor.lists.formats.ofac_table import script_language
from watchfloor.lists.intake import Intake
from watchfloor.lists.reading import Gate, iso_day, joined
from watchfloor.lists.xml import Record
from watchfloor.model.entity import Entity
from watchfloor.names.countries import country_code

_ALIAS_KINDS = {"A.K.A.": "alias", "F.K.A.": "former", "N.K.A.": "alias"}
DOUBTED = ("False", "Fraudulent")
"""Reliabilities of what OFAC says is not so."""


def parse_enhanced(root: Record, file: str, intake: Intake) -> Iterator[Entity]:
    """The entities under a ``sanctionsData`` element."""
    root.ignore("referenceValues", "featureTypes")  # every reference is written out where it is used
    if (info := root.record("publicationInfo")) is not None:
        intake.published = intake.published or iso_day(info.get("dataAsOf")[:10])
        info.ignore("filters")
        info.close()
    gate = Gate(intake)
    for group in root.records("entities"):
        for record in group.records("entity"):
            record.path, record.name = "entity", record.attr("id")
            yield from gate.admit(file, record.name, partial(_entity, record, intake))


def _entity(record: Record, intake: Intake) -> Entity:
    general = record.record("generalInfo")
    kind = general.get("entityType") if general else ""
    listing = Listing(intake, record.attr("id"), kind)
    if general:
        general.ignore("identityId")
        listing.title(general.get("title"))
        read_remarks(listing, general.get("remarks"))
        general.close()
    _sanctions(record, listing)
    for group in record.records("names"):
        for name in group.records("name"):
            _name(name, listing)
    for group in record.records("addresses"):
        for address in group.records("address"):
            _address(address, listing)
    for group in record.records("features"):
        for feature in group.records("feature"):
            _feature(feature, listing)
    for group in record.records("identityDocuments"):
        for document in group.records("identityDocument"):
            _document(document, listing)
    for group in record.records("relationships"):
        for relationship in group.records("relationship"):
            _relationship(relationship, listing)
    return listing.finish()


def _sanctions(record: Record, listing: Listing) -> None:
    acts = listing.acts
    for group in record.records("sanctionsLists"):
        for item in group.records("sanctionsList"):
            item.ignore("@refId", "@id")
            acts.on_list(item.text, iso_day(item.attr("datePublished")))
    for group in record.records("sanctionsPrograms"):
        acts.programmes += _texts(group, "sanctionsProgram")
    for group in record.records("sanctionsTypes"):
        acts.measures.update(dict.fromkeys(_texts(group, "sanctionsType")))
    for group in record.records("legalAuthorities"):
        acts.bases += _texts(group, "legalAuthority")


def _texts(group: Record, tag: str) -> Iterator[str]:
    for item in group.records(tag):
        item.ignore("@refId", "@id")
        if item.text:
            yield item.text


def _name(name: Record, listing: Listing) -> None:
    name.ignore("@id")
    primary, alias_type = name.get("isPrimary") == "true", name.get("aliasType")
    kind = "primary" if primary else _ALIAS_KINDS.get(alias_type, "alias")
    if name.get("isLowQuality") == "true" and not primary:
        kind = "weak"
    for group in name.records("translations"):
        for spelling in group.records("translation"):
            spelling.ignore("@id", "nameParts")
            lang = _language(spelling)
            family, given = spelling.get("formattedLastName"), spelling.get("formattedFirstName")
            main = spelling.get("isPrimary") == "true"
            text = spelling.get("formattedFullName") or joined(given, family)
            shown = kind if main else "alias" if kind == "primary" else kind
            listing.name(text, shown, lang=lang, family=family if given else "", given=given)
    listing.intake.attached("names")


def _language(spelling: Record) -> str:
    script = spelling.record("script")
    if script is None:
        return ""
    script.ignore("@refId")
    return script_language(script.text)


def _address(address: Record, listing: Listing) -> None:
    address.ignore("@id")
    country = address.get("country")
    code = country_code(country) or ""
    for group in address.records("translations"):
        for version in group.records("translation"):
            version.ignore("@id", "isPrimary", "script")
            parts: dict[str, str] = {}
            for part_group in version.records("addressParts"):
                for part in part_group.records("addressPart"):
                    part.ignore("@id")
                    parts[part.get("type")] = part.get("value")
            listing.reading.address(address_of(parts, country))
    if code:
        listing.reading.add("country", code)
    listing.intake.attached("addresses")


def _feature(feature: Record, listing: Listing) -> None:
    feature.ignore("@id", "versionId", "valueRefId", "isPrimary")
    kind, value, comment = feature.get("type"), feature.get("value"), feature.get("comments")
    if (when := feature.record("valueDate")) is not None and when.get("isApproximate") == "true":
        value = value if value.lower().startswith("circa") else f"circa {value}"
    reliability = feature.get("reliability")
    if reliability in DOUBTED:
        listing.reading.note(joined(kind, value, comment), reliability)
    else:
        listing.fact(kind, value, note=comment)


def _document(document: Record, listing: Listing) -> None:
    document.ignore("@id", "name")
    place = document.get("issuingLocation")
    country = document.get("issuingCountry") or (place if country_code(place) else "")
    listing.fact(
        document.get("type"),
        document.get("documentNumber"),
        country=country,
        issued=document.get("issueDate"),
        expires=document.get("expirationDate"),
        issued_at=place if place != country else "",
        authority=document.get("issuingAuthority"),
        note=joined_note(document.get("comments"), "not valid" if document.get("isValid") == "false" else ""),
    )


def _relationship(relationship: Record, listing: Listing) -> None:
    relationship.ignore("@id")
    role = relationship.get("type")
    note = joined_note(relationship.get("quality"), relationship.get("comments"))
    for other in relationship.records("relatedEntity"):
        other_id = f"{listing.intake.source}:{other.attr('entityId')}"
        listing.reading.relation(relation(listing.reading.schema, role, other.text, other_id, note))
    listing.intake.relation("relationships")

"""OFAC's ENHANCED XML (``SDN_ENHANCED.XML``, ``CONS_ENHANCED.XML``): entities with translations and features."""

from collections.abc import Iterator
from functools import partial

from watchfloor.lists.formats.ofac import Listing, joined_note
from watchfloor.lists.formats.ofac_remarks import read_remarks
from watchfloor.lists.intake import Intake
from watchfloor.lists.reading import Gate, iso_day, joined
from watchfloor.lists.xml import Record
from watchfloor.model.entity import Address, Entity, Relation
from watchfloor.names.countries import country_code

_ALIAS_KINDS = {"A.K.A.": "alias", "F.K.A.": "former", "N.K.A.": "alias"}
OWNERSHIP = frozenset(
    {"owned or controlled by", "owns, controls, or operates", "property in the interest of"}
)
FAMILY = frozenset({"family member of"})


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
        if title := general.get("title"):
            listing.reading.place(("position",), title, "Title")
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
    for group in record.records("sanctionsLists"):
        days = []
        for item in group.records("sanctionsList"):
            item.ignore("@refId", "@id")
            days.append(iso_day(item.attr("datePublished")))
            listing.measures[f"on {item.text}"] = None
        listing.listed_on = min((day for day in days if day), default="")
    for group in record.records("sanctionsPrograms"):
        group_items = list(_texts(group, "sanctionsProgram"))
        listing.programmes += group_items
    for group in record.records("sanctionsTypes"):
        listing.measures.update(dict.fromkeys(_texts(group, "sanctionsType")))
    for group in record.records("legalAuthorities"):
        listing.legal_bases += list(dict.fromkeys(_texts(group, "legalAuthority")))


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
            spelling.ignore("@id", "nameParts", "isPrimary", "script")
            family, given = spelling.get("formattedLastName"), spelling.get("formattedFirstName")
            main = spelling.get("isPrimary") == "true"
            text = spelling.get("formattedFullName") or joined(given, family)
            shown = kind if main else "alias" if kind == "primary" else kind
            listing.name(text, shown, family=family if given else "", given=given)
    listing.intake.attached("names")


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
            listing.reading.address(
                Address(
                    street=joined(*(parts.get(f"ADDRESS{n}", "") for n in (1, 2, 3)), by=", "),
                    city=parts.get("CITY", ""),
                    region=joined(parts.get("STATE/PROVINCE", ""), parts.get("REGION", ""), by=", "),
                    postal_code=parts.get("POSTAL CODE", ""),
                    country=code,
                    note=joined_note(parts.get("Unknown", ""), "" if code else country),
                )
            )
    if code:
        listing.reading.add("country", code)
    listing.intake.attached("addresses")


def _feature(feature: Record, listing: Listing) -> None:
    feature.ignore("@id", "versionId", "valueRefId", "isPrimary", "valueDate")
    value = feature.get("value")
    if feature.get("comments"):
        value = f"{value} {feature.get('comments')}"
    if (when := feature.record("valueDate")) is not None and when.get("isApproximate") == "true":
        value = value if value.lower().startswith("circa") else f"circa {value}"
    reliability = feature.get("reliability")
    if reliability in ("False", "Fraudulent"):
        listing.reading.note(f"{feature.get('type')} {value}", reliability)
        return
    listing.fact(feature.get("type"), value)


def _document(document: Record, listing: Listing) -> None:
    document.ignore("@id", "name", "comments")
    note = joined_note(
        document.get("issuingAuthority"),
        document.get("issuingLocation"),
        document.get("comments"),
        "not valid" if document.get("isValid") == "false" else "",
    )
    listing.fact(
        document.get("type"),
        document.get("documentNumber"),
        country=document.get("issuingCountry"),
        issued=document.get("issueDate"),
        expires=document.get("expirationDate"),
        note=note,
    )


def _relationship(relationship: Record, listing: Listing) -> None:
    relationship.ignore("@id")
    role = relationship.get("type")
    note = joined_note(relationship.get("quality"), relationship.get("comments"))
    for other in relationship.records("relatedEntity"):
        listing.reading.relation(
            relation(role, other.text, f"{listing.intake.source}:{other.attr('entityId')}", note)
        )
    listing.intake.attached("relationships")


def relation(role: str, other: str, other_id: str, note: str) -> Relation:
    """A relation by OFAC's own name for it.

    "Owned or Controlled By" is an ownership in which this entity is the asset, "Owns, controls,
    or operates" one in which it is the owner; family members are family; the rest are links.
    """
    lowered = role.lower()
    if lowered in OWNERSHIP:
        end = "owner" if lowered.startswith("owns") else "asset"
        return Relation(schema="Ownership", end=end, role=role, other=other, other_id=other_id, note=note)
    if lowered in FAMILY:
        return Relation(schema="Family", end="person", role=role, other=other, other_id=other_id, note=note)
    return Relation(schema="UnknownLink", end="subject", role=role, other=other, other_id=other_id, note=note)

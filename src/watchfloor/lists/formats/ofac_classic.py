"""OFAC's classic XML (``sdn.xml``, ``consolidated.xml``): one ``sdnEntry`` an entry."""

from collections.abc import Iterator
from functools import partial

from watchfloor.lists.formats.ofac import Listing
from watchfloor.lists.formats.ofac_csv import vessel
from watchfloor.lists.formats.ofac_remarks import read_remarks
from watchfloor.lists.intake import Intake
from watchfloor.lists.reading import Gate, iso_day, joined
from watchfloor.lists.xml import Record, local
from watchfloor.model.entity import Address, Entity
from watchfloor.names.countries import country_code


def parse_classic(root: Record, file: str, intake: Intake) -> Iterator[Entity]:
    """The entities under a ``sdnList`` element."""
    if (info := root.record("publshInformation")) is not None:
        intake.published = intake.published or iso_day(info.get("Publish_Date"), day_first=False)
        _count(root, info.get("Record_Count"), intake)
        info.close()
    gate = Gate(intake)
    for record in root.records("sdnEntry"):
        record.path, record.name = "sdnEntry", record.get("uid")
        yield from gate.admit(file, record.name, partial(_entry, record, intake))


def _count(root: Record, stated: str, intake: Intake) -> None:
    """Say so where a list holds another number of entries than it states."""
    held = sum(local(child.tag) == "sdnEntry" for child in root.element)
    if stated and stated != str(held):
        intake.repaired(f"the list states {stated} entries and holds {held}")


def _entry(record: Record, intake: Intake) -> Entity:
    listing = Listing(intake, record.take("uid"), record.get("sdnType"))
    family, given = record.take("lastName"), record.get("firstName")
    listing.name(_full(family, given), family=family if given else "", given=given)
    for programmes in record.records("programList"):
        listing.acts.programmes += programmes.texts("program")
    listing.title(record.get("title"))
    _aliases(record, listing)
    _lists(record, listing)
    for info in record.records("vesselInfo"):
        vessel(
            listing,
            call_sign=info.get("callSign"),
            kind=info.get("vesselType"),
            tonnage=info.get("tonnage"),
            gross=info.get("grossRegisteredTonnage"),
            flag=info.get("vesselFlag"),
            owner=info.get("vesselOwner"),
        )
    read_remarks(listing, record.get("remarks"))
    return listing.finish()


def _full(family: str, given: str) -> str:
    return f"{family}, {given}" if given else family


def _aliases(record: Record, listing: Listing) -> None:
    for group in record.records("akaList"):
        for alias in group.records("aka"):
            alias.ignore("uid")
            family, given = alias.get("lastName"), alias.get("firstName")
            kind = "former" if alias.get("type").lower().startswith("f") else "alias"
            kind = "weak" if alias.get("category").lower() == "weak" else kind
            listing.name(_full(family, given), kind, family=family if given else "", given=given)
            listing.intake.attached("aliases")


_DETAILS = (
    ("nationalityList", "nationality", "country", "nationality"),
    ("citizenshipList", "citizenship", "country", "citizen"),
    ("dateOfBirthList", "dateOfBirthItem", "dateOfBirth", "DOB"),
    ("placeOfBirthList", "placeOfBirthItem", "placeOfBirth", "POB"),
)


def _lists(record: Record, listing: Listing) -> None:
    for plural, single, field, label in _DETAILS:
        for group in record.records(plural):
            for item in group.records(single):
                item.ignore("uid", "mainEntry")
                listing.fact(label, item.get(field))
    for group in record.records("addressList"):
        for item in group.records("address"):
            item.ignore("uid")
            _address(item, listing)
            listing.intake.attached("addresses")
    for group in record.records("idList"):
        for item in group.records("id"):
            item.ignore("uid")
            listing.fact(
                item.get("idType"),
                item.get("idNumber"),
                country=item.get("idCountry"),
                issued=item.get("issueDate"),
                expires=item.get("expirationDate"),
            )


def _address(item: Record, listing: Listing) -> None:
    country = item.get("country")
    code = country_code(country) or ""
    note = country if country and not code else ""
    listing.reading.address(
        Address(
            street=joined(item.get("address1"), item.get("address2"), item.get("address3"), by=", "),
            city=item.get("city"),
            region=item.get("stateOrProvince"),
            postal_code=item.get("postalCode"),
            country=code,
            note=note,
        )
    )
    if code:
        listing.reading.add("country", code)

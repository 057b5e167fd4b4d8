"""What the UK list says of persons, entities and ships in particular."""

import re

from watchfloor.lists.labels import document_days, labelled, put
from watchfloor.lists.reading import Reading, one_line
from watchfloor.lists.xml import Record
from watchfloor.model.entity import Document, Relation
from watchfloor.names.countries import country_code

_COUNTRY_AND_NUMBER = re.compile(
    r"(?P<country>[A-Z][A-Za-z .-]+?)(?:,?\s+number)?[,:]?\s+(?P<number>[A-Z]{0,3}\d[\w/-]*)"
)
_PLACE_OF_ISSUE = re.compile(r"\bissued (?:on [^,]*? )?in (?P<place>[A-Z][\w' -]+(?:, [A-Z][\w' -]+)?)")


def read_person(record: Record, reading: Reading) -> None:
    """An ``Individual``: births, nationalities, documents, positions, gender."""
    for holder in record.records("DOBs"):
        for text in holder.texts("DOB"):
            reading.date("birthDate", text, label="Date of birth")
    for holder in record.records("BirthDetails"):
        for place in holder.records("Location"):
            reading.add("birthPlace", place.get("TownOfBirth"))
            reading.country("birthCountry", place.get("CountryOfBirth"))
    for holder in record.records("Nationalities"):
        for text in holder.texts("Nationality"):
            reading.country("nationality", text)
    for holder in record.records("Positions"):
        for text in holder.texts("Position"):
            reading.add("position", *text.split("|"))
    for holder in record.records("Genders"):
        for text in holder.texts("Gender"):
            reading.gender(text)
    for holder in record.records("PassportDetails"):
        for document in holder.records("Passport"):
            _document(
                "passport",
                document.get("PassportNumber"),
                document.get("PassportAdditionalInformation"),
                reading,
            )
    for holder in record.records("NationalIdentifierDetails"):
        for document in holder.records("NationalIdentifier"):
            note = document.get("NationalIdentifierAdditionalInformation")
            _document("national identifier", document.get("NationalIdentifierNumber"), note, reading)


def _document(kind: str, number: str, note: str, reading: Reading) -> None:
    number, note = one_line(number), one_line(note)
    issued, expires = document_days(note)
    country = _leading_country(note)
    if (match := _COUNTRY_AND_NUMBER.fullmatch(number)) and (code := country_code(match["country"])):
        country, number = code, match["number"]
    place = _PLACE_OF_ISSUE.search(note)
    document = Document(
        kind=kind,
        number=number,
        country=country,
        issued_on=issued,
        expires_on=expires,
        issued_at=place["place"].strip() if place else "",
        note=note,
    )
    if not number:
        reading.note(note, f"{kind.capitalize()} without a number")
    elif kind == "passport":
        reading.passport(document)
    else:
        reading.identity(document)


def _leading_country(note: str) -> str:
    """The country a note begins with: "Afghanistan diplomatic passport number ..."."""
    words = note.split()
    for count in range(min(4, len(words)), 0, -1):
        if words[0][:1].isupper() and (code := country_code(" ".join(words[:count]).strip(",:"))):
            return code
    return ""


def read_company(record: Record, reading: Reading) -> None:
    """An ``Entity``: legal form, registration numbers, parents, subsidiaries."""
    for holder in record.records("TypeOfEntities"):
        for text in holder.texts("TypeOfEntity"):
            reading.add("legalForm", text)
    for holder in record.records("ParentCompanies"):
        for text in holder.texts("ParentCompany"):
            # Only a company can be owned in FollowTheMoney's model.
            reading.schema = "Company"
            reading.relation(
                Relation(schema="Ownership", end="asset", role="parent company", other=one_line(text))
            )
    for holder in record.records("Subsidiaries"):
        for text in holder.texts("Subsidiary"):
            reading.relation(
                Relation(schema="Ownership", end="owner", role="subsidiary", other=one_line(text))
            )
    for holder in record.records("BusinessRegistrationNumbers"):
        for text in holder.texts("BusinessRegistrationNumber"):
            _registration(text, reading)


def _registration(text: str, reading: Reading) -> None:
    found, rest = labelled(text)
    for detail in found:
        put(reading, detail)
    if any(char.isdigit() for char in rest):
        reading.add("registrationNumber", rest)
        reading.document(Document(kind="business registration", number=one_line(rest)))
    else:
        reading.note(rest, "Business registration")


def read_ship(record: Record, reading: Reading) -> None:
    """A ``Ship``: number, type, flags, tonnage, year of build, owners and operators."""
    for holder in record.records("IMONumbers"):
        for text in holder.texts("IMONumber"):
            reading.add(
                "imoNumber", re.sub(r"^\s*IMO\s*(?:no\.?|number)?[:\s]*", "", text, flags=re.IGNORECASE)
            )
    for group, tag, prop in (
        ("TypeOfShipDetails", "TypeOfShip", "type"),
        ("TonnageOfShipDetails", "TonnageOfShip", "tonnage"),
        ("HullIdentificationNumbers", "HullIdentificationNumber", "registrationNumber"),
    ):
        for holder in record.records(group):
            for text in holder.texts(tag):
                reading.add(prop, text)
    for holder in record.records("LengthOfShipDetails"):
        for text in holder.texts("LengthOfShip"):
            reading.note(text, "Length in metres")
    for holder in record.records("YearsBuilt"):
        for text in holder.texts("YearBuilt"):
            reading.date("buildDate", text, label="Year of build")
    for group, tag, prop in (
        ("CurrentBelievedFlagOfShips", "CurrentBelievedFlagOfShip", "flag"),
        ("PreviousFlags", "PreviousFlag", "pastFlags"),
    ):
        for holder in record.records(group):
            for text in holder.texts(tag):
                reading.country(prop, text)
    for group, tag, role in (
        ("CurrentOwnerOperators", "CurrentOwnerOperator", "owner or operator"),
        ("PreviousOwnerOperators", "PreviousOwnerOperator", "previous owner or operator"),
    ):
        for holder in record.records(group):
            for text in holder.texts(tag):
                reading.relation(Relation(schema="Ownership", end="asset", role=role, other=one_line(text)))

"""OFAC's identity documents and numbers: what belongs to the number, and which property it goes to."""

import re

from msgspec.structs import replace

from watchfloor.lists.formats.ofac_table import shape, table
from watchfloor.lists.reading import Reading, joined, one_line
from watchfloor.model.dates import parse_date
from watchfloor.model.entity import Document, Value
from watchfloor.model.identifiers import imo_valid
from watchfloor.names.countries import country_code

_DAYS = re.compile(
    r"[;,]?(?:\s+issued(?: on)?:? (?P<issued>[\w ]*?\d{4}))?(?:[;,]?\s+expire[sd]?(?: on)?:? (?P<expires>[\w ]*?\d{4}))?$",
    re.IGNORECASE,
)
_BRACKET = re.compile(r"(?P<number>.*\S)(?P<gap>\s*)\((?P<inside>[^()]+)\)")
_HEADED = re.compile(r"(?P<label>[A-Z][A-Za-z ]{1,12}?):\s*(?P<number>\S*\d.*)")
_NUMBER_WORD = re.compile(r"^(?:No|Nos|Number|Nr)\b[.:]*\s*|^[#№:]\s*", re.IGNORECASE)
_TRAILING = re.compile(
    r"(?P<number>[^,]*\d[^,\s]*)(?:,\s*|\s+(?=(?:at|and|issued|expired|under)\s)|\s+(?=[A-Z][a-z]{3,}))(?P<rest>.*[a-z]{3}.*)"
)
_IMO_FIRST = ("Identification Number", "Vessel Registration Identification", "Company Number")
_INN_WEIGHTS = (
    (2, 4, 10, 3, 5, 9, 4, 6, 8),
    (7, 2, 4, 10, 3, 5, 9, 4, 6, 8),
    (3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8),
)


class Paper(Value):
    """A document as OFAC states it: texts, nothing understood yet."""

    kind: str
    number: str
    country: str = ""
    issued: str = ""
    expires: str = ""
    issued_at: str = ""
    authority: str = ""
    note: str = ""


def put_document(reading: Reading, paper: Paper, props: tuple[str, ...]) -> None:
    """Put a document among the entity's documents, and its number into the first property it fits.

    Dates, a country and remarks that stand behind the number in one text are taken apart. What
    holds no number at all ("issued in Sarajevo") becomes a note.

    Args:
        reading: the entity in the making.
        paper: the document.
        props: the properties to try, best first.
    """
    paper = _taken_apart(paper)
    if not re.search(r"\d", paper.number) and re.search(r"[a-z]", paper.number):
        reading.note(joined(paper.number, paper.country), paper.kind)
        return
    code = country_code(paper.country) or ""
    note = "; ".join(part for part in (paper.note, "" if code else paper.country) if part)
    if paper.kind in _IMO_FIRST and paper.number.upper().startswith("IMO"):
        paper = replace(paper, kind=f"{paper.kind} IMO")
        props = table().documents[paper.kind]
    if paper.kind.endswith("IMO"):
        paper = replace(paper, number=paper.number.upper().removeprefix("IMO").strip(" :"))
    reading.document(
        Document(
            kind=paper.kind,
            number=paper.number,
            country=code,
            issued_on=parse_date(paper.issued) or "",
            expires_on=parse_date(paper.expires) or "",
            issued_at=paper.issued_at,
            note=note if paper.authority in table().authorities else joined(paper.authority, note, by="; "),
        )
    )
    _number(reading, paper, code, props)


def _number(reading: Reading, paper: Paper, country: str, props: tuple[str, ...]) -> None:
    """The number into its property, and into the one that its register or country has for it."""
    number = paper.number
    fitting = [prop for prop in props if shape(prop).fullmatch(number) and _is_meant(prop, paper, country)]
    reading.either(fitting, number)
    if named := table().authorities.get(paper.authority):
        reading.either((named,), number)
    elif country == "ru" and "taxNumber" in props and inn_valid(number):
        reading.either(("innCode",), number)
    elif country == "ru" and "registrationNumber" in props and ogrn_valid(number):
        reading.either(("ogrnCode",), number)


def _is_meant(prop: str, paper: Paper, country: str) -> bool:
    """Can the number be that, beyond its looks?

    A ship's registration is an IMO number if it is called one or has its check digit; the OKPO
    code is Russian.
    """
    if prop == "imoNumber":
        return paper.kind.endswith("IMO") or imo_valid(paper.number)
    return prop != "okpoCode" or country in ("", "ru")


def _taken_apart(paper: Paper) -> Paper:
    text = one_line(paper.number)
    if not (paper.issued or paper.expires) and (days := _DAYS.search(text)):
        paper = replace(paper, issued=days["issued"] or "", expires=days["expires"] or "")
        text = text[: days.start()]
    while match := _BRACKET.fullmatch(text):
        inside = match["inside"].strip()
        if not paper.country and country_code(inside):
            paper = replace(paper, country=inside)
        elif match["gap"] and re.search(r"[a-z]{2}", inside):
            paper = replace(paper, note=joined(inside, paper.note, by="; "))
        else:
            break
        text = match["number"]
    text = _NUMBER_WORD.sub("", text)
    if match := _HEADED.fullmatch(text):
        paper, text = replace(paper, note=joined(match["label"], paper.note, by="; ")), match["number"]
    if (match := _TRAILING.fullmatch(text)) and "(" not in match["number"]:
        text, rest = match["number"], match["rest"].strip(" ,")
        if country_code(rest) and not paper.country:
            paper = replace(paper, country=rest)
        else:
            paper = replace(paper, note=joined(rest, paper.note, by="; "))
    return replace(paper, number=text.strip(" ,;"))


def inn_valid(number: str) -> bool:
    """Is this a Russian taxpayer number (INN): 10 digits with one check digit, or 12 with two?

    Each check digit is the weighted sum of the digits before it, modulo 11, modulo 10 (order of
    the Federal Tax Service of 29 June 2012, MMV-7-6/435@).
    """
    if not re.fullmatch(r"\d{10}|\d{12}", number):
        return False
    weights = _INN_WEIGHTS[:1] if len(number) == 10 else _INN_WEIGHTS[1:]
    return all(
        sum(int(digit) * weight for digit, weight in zip(number, row, strict=False)) % 11 % 10
        == int(number[len(row)])
        for row in weights
    )


def ogrn_valid(number: str) -> bool:
    """Is this a Russian state registration number (OGRN, 13 digits; OGRNIP, 15)?

    The last digit is the number before it modulo 11 (13), modulo 10 (order of the Ministry of
    Finance of 30 October 2017, 165n).
    """
    if not re.fullmatch(r"[1-9]\d{12}|[34]\d{14}", number):
        return False
    return int(number[:-1]) % (len(number) - 2) % 10 == int(number[-1])

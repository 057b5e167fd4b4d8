"""Details that lists write as "Label: value", in fields of their own or in running text.

The labels are data (``data/labels.toml``): one table for all sources, so that a tax number ends
up in one property whoever publishes it.
"""

import re
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import msgspec

from watchfloor.lists.reading import Reading, one_line
from watchfloor.model.dates import parse_date
from watchfloor.model.entity import Document, Relation, Value
from watchfloor.model.errors import SourceError

_NUMBER_WORDS = re.compile(r"\b(?:numbers?|nos?|nr)\b\.?|[#№]", re.IGNORECASE)
_NUMBER = r"(?:[A-Za-z]{1,5}[ -])?[\w./-]*\d[\w./-]*"
_EMAIL = r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
_URL = r"(?:https?://|www\.)[^\s;,()]+|[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}(?:/[^\s;,]*)?"
_PHONE = r"\+?[\d(][\d\s()./-]{4,}\d"
_SENTENCE = r"[^\n;]+?(?=\.\s|\.?\s*$|;|\n)"
_VALUES = {
    "imo": re.compile(r"(?:IMO[ :]*)?(\d{7})\b"),
    "number": re.compile(_NUMBER),
    "code": re.compile(r"[A-Za-z0-9][A-Za-z0-9-]*(?: ?\d+)*"),
    "bic": re.compile(r"[A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?\b"),
    "email": re.compile(rf"(?:{_EMAIL})(?:\s*[,;/]\s*(?:{_EMAIL}))*"),
    "url": re.compile(rf"(?:{_URL})(?:\s*[,;]\s*(?:{_URL}))*"),
    "phone": re.compile(rf"(?:{_PHONE})(?:\s*[,;]\s*(?:{_PHONE}))*"),
    "date": re.compile(r"\d{1,2}\.\d{1,2}\.\d{4}|\d{4}(?:-\d{2}){0,2}|[^;.\n,]{4,40}"),
    "gender": re.compile(r"male|female|man|woman|[mf]\b", re.IGNORECASE),
    "country": re.compile(_SENTENCE),
    "text": re.compile(_SENTENCE),
    "name": re.compile(r"[^\n;,()]+?(?=[,;(\n]|\.\s|\.?\s*$)"),
    "names": re.compile(r"[^\n]+(?:(?<=;)\s*\n[^\n:]+)*"),
    "operator": re.compile(_SENTENCE),
}
"""How far a value of each kind reaches in running text."""
LONGEST_IN_TEXT = 80
"""Characters of a value in running text; longer ones are sentences whose end nobody marked."""
_LISTS = {"email": re.compile(_EMAIL), "url": re.compile(_URL), "phone": re.compile(_PHONE)}
_DAY = (
    r"(?P<day>\d{1,2}[ .-]+[A-Z][a-z]{2,8}[. -]*\d{4}|[A-Z][a-z]{2,8}\.? \d{1,2},? \d{4}|\d{1,2}[./]\d{1,2}[./]\d{4}"
    r"|\d{4}-\d{2}-\d{2}|[A-Z][a-z]{2,8}[. ]+\d{4}|\d{4}\b)"
)
_ISSUED = re.compile(
    rf"(?:issu\w*(?:\s+date)?|date of issue)\s*:?\s*(?:on|in|at)?\s*:?\s*{_DAY}", re.IGNORECASE
)
_EXPIRES = re.compile(
    rf"(?:exp\b\.?|expir\w*(?:\s+date)?|valid until|valid to)\s*:?\s*(?:on|in)?\s*:?\s*{_DAY}", re.IGNORECASE
)


class Rule(Value):
    """What a label means: the properties to try, how its value looks, the document it is (see the table)."""

    labels: tuple[str, ...]
    props: tuple[str, ...]
    value: str
    document: str = ""


class Labelled(NamedTuple):
    """One detail found: its rule, the label as written, and the value."""

    rule: Rule
    label: str
    value: str


class _Table(msgspec.Struct, frozen=True):
    label: tuple[Rule, ...]


def normal_label(text: str) -> str:
    """A label as the table knows it: lower case, without number words, dots and closing marks."""
    bare = _NUMBER_WORDS.sub(" ", text.casefold().replace("\u2019", "'").replace(".", ""))
    return one_line(bare).strip(" :-")


@cache
def _rules() -> dict[str, Rule]:
    table = msgspec.toml.decode(
        files("watchfloor.lists").joinpath("data/labels.toml").read_bytes(), type=_Table
    )
    rules: dict[str, Rule] = {}
    for rule in table.label:
        if rule.value not in _VALUES:
            raise SourceError(f"labels.toml: unknown kind of value {rule.value!r}", at=rule.labels[0])
        for label in rule.labels:
            if rules.setdefault(normal_label(label), rule) is not rule:
                raise SourceError("labels.toml: a label has two meanings", at=label)
    return rules


@cache
def _heads() -> re.Pattern[str]:
    """A label with what introduces its value: a colon, a dash, a number word, or a digit."""
    words = sorted({label for rule in _rules().values() for label in rule.labels}, key=len, reverse=True)
    label = "|".join(re.escape(word).replace(r"\ ", r"\s+").replace("'", "['’]") for word in words)
    bracket, number = r"(?:\s*\([^()\n]{1,30}\))?", r"\s*(?:numbers?|nos?\.?|nr\.?|[#№])"
    return re.compile(
        rf"(?<![\w-])(?P<label>{label}){bracket}"
        rf"(?:{number}?\s*(?:[:：]\s*|\s[-–]\s+)|(?P<bare>{number}\s+(?:is\s+)?)|(?P<plain>\s+)(?=\d)"
        r"|(?P<verb>\s+is\s+)(?=[A-Z]))",
        re.IGNORECASE,
    )


def rule_for(label: str) -> Rule | None:
    """What a label means, or ``None`` where the table does not know it."""
    return _rules().get(normal_label(label))


def labelled(text: str) -> tuple[list[Labelled], str]:
    """The details a text states as "Label: value", and what is left of the text without them.

    For what counts as stated see :func:`_introduced`.
    """
    found: list[Labelled] = []
    left: list[str] = []
    at = 0
    for head in _heads().finditer(text):
        rule = rule_for(head["label"])
        value = _VALUES[rule.value].match(text, head.end()) if rule else None
        if rule is None or value is None or head.start() < at:
            continue
        if not _introduced(head, rule, value[0]) or _prose(head, rule, value[0]):
            continue
        found.append(Labelled(rule, one_line(head["label"]), value[0].strip(" .,;-/")))
        left.append(text[at : head.start()])
        at = value.end()
    left.append(text[at:])
    rest = re.sub(r"(?:\s*[.;,](?=\s*[.;,]))+", "", " ".join(left))
    return found, one_line(rest).strip(" .;,") if found else one_line(text)


def _prose(head: re.Match[str], rule: Rule, value: str) -> bool:
    """Is what follows a label in the middle of a text too long to be a value, or a label itself?"""
    if rule.value != "text":
        return False
    return bool(head.start() and len(value) > LONGEST_IN_TEXT) or _heads().match(value) is not None


def _introduced(head: re.Match[str], rule: Rule, value: str) -> bool:
    """Does the label introduce the value, rather than stand before it by chance?

    A colon or dash always does, and "is" after somebody's name. A number word does before a number
    of four digits or more, and an
    abbreviation in capitals ("INN 5045023416") before one of five.
    """
    if head["verb"]:
        return rule.value == "name"
    if not head["bare"] and not head["plain"]:
        return True
    digits = sum(c.isdigit() for c in value)
    if rule.value not in ("number", "imo"):
        return False
    return digits >= 4 if head["bare"] else digits >= 5 and head["label"].split()[-1].isupper()


def read_labelled(reading: Reading, text: str) -> str:
    """Put every detail a text states into its property; what is left of the text is returned."""
    found, rest = labelled(text)
    for detail in found:
        put(reading, detail)
    return rest


def put(reading: Reading, detail: Labelled, country: str = "") -> None:
    """Put one detail into the property it belongs in, and among the documents where it is one.

    Args:
        reading: the entity in the making.
        detail: the detail.
        country: the country that issued the number, ISO alpha-2; empty where unknown.
    """
    rule, label, value = detail
    if rule.value in ("names", "operator"):
        _relate(reading, detail)
        return
    placed = False
    for single in _LISTS[rule.value].findall(value) if rule.value in _LISTS else [value]:
        placed |= _property(reading, rule, single)
    if rule.document:
        kind = label.strip(" :") if rule.document == "=" else rule.document
        reading.document(Document(kind=kind, number=value, country=country))
    elif not placed:
        reading.note(value, label)


def _property(reading: Reading, rule: Rule, value: str) -> bool:
    prop = next((prop for prop in rule.props if reading.has(prop)), "")
    if not prop:
        return False
    if rule.value == "gender":
        reading.gender(value)
    elif rule.value == "country":
        reading.country(prop, value)
    elif rule.value == "date":
        reading.date(prop, value)
    elif rule.value == "imo":
        reading.add(prop, re.sub(r"\D", "", value))
    else:
        reading.add(prop, value)
    return True


def _relate(reading: Reading, detail: Labelled) -> None:
    end = "object" if detail.rule.value == "operator" else "subject"
    for other in re.split(r"\s*[;\n]\s*", detail.value):
        if name := one_line(other).strip(" .,"):
            reading.relation(Relation(schema="UnknownLink", end=end, role=detail.label.lower(), other=name))


def bare_label(text: str) -> str:
    """A label as written, without "number" or "no." at its end and closing marks."""
    return re.sub(r"[\s.:]*\b(?:numbers?|nos?|nr)\b[\s.:]*$", "", one_line(text), flags=re.IGNORECASE).strip(
        " .:"
    )


def document_days(note: str) -> tuple[str, str]:
    """The days a document was issued and expires, as its note says; EDTF, empty where it does not."""
    days = []
    for pattern in (_ISSUED, _EXPIRES):
        match = pattern.search(note)
        days.append((parse_date(match["day"]) or "") if match else "")
    return days[0], days[1]

"""One row of a customer file as a party: names joined, dates and countries read, nothing dropped unsaid."""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from watchfloor.model.dates import parse_date
from watchfloor.model.identifiers import identifiers
from watchfloor.model.party import NAME_PROPERTIES, Party
from watchfloor.model.schema import is_a, schema, schema_names
from watchfloor.screening.checks import MAX_NAME, NO_LETTERS, too_long
from watchfloor.screening.columns import ACCOUNTS, ADDRESS_PARTS, ID, SCHEMA, Plan, squeeze, words
from watchfloor.screening.nationalities import country_of
from watchfloor.screening.streams import Notes
from watchfloor.screening.tables import RawRow

SHOWN = 120
"""Characters of a broken name that are shown."""
JUNK_SHARE = 0.05
"""Share of control characters from which a name is binary data; below it they are taken out."""

_JUNK = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_MANY = re.compile(r"\s*[;|\n]\s*")
_CUTS = (_MANY, re.compile(r"\s*[,/]\s*"))
"""Where several values stand in one cell; the second only where the first does not do."""
_EMPTY = frozenset({"-", "--", ".", "?", "n/a", "#n/a", "null", "none", "nan", "nil", "unknown"})
_BEFORE, _AFTER = ("firstName", "middleName", "fatherName"), ("lastName", "secondName", "nameSuffix")


class PartyRow(NamedTuple):
    """One row as a party; ``problem`` says what is wrong, ``usable`` whether it can be screened at all."""

    party: Party
    problem: str = ""
    usable: bool = True


@cache
def property_kinds() -> dict[str, str]:
    """FollowTheMoney type by property, over all schemata a party may have."""
    found: dict[str, str] = dict.fromkeys(ACCOUNTS, "identifier")
    for name in schema_names():
        if (one := schema(name)) is not None and is_a(name, "Thing"):
            found.update(one.properties)
    return found


class RowReader:
    """Turns rows into parties by a plan.

    Args:
        plan: what the columns hold.
        notes: takes what could not be read.
        schema: the schema of parties whose kind no column tells; empty to infer it.
        day_first: how 03/04/1970 reads.
    """

    def __init__(self, plan: Plan, notes: Notes, *, schema: str = "", day_first: bool = True) -> None:
        self._plan, self._notes, self._schema, self._day_first = plan, notes, schema, day_first

    def read(self, row: RawRow) -> PartyRow:
        """The party of a row."""
        found, hinted = self._sorted(row)
        told = self._told_kind(found.pop(SCHEMA, []), row.number)
        party_id = next(iter(found.pop(ID, [])), "")
        names = _joined_names(found, [name for _, name in hinted])
        problem, usable = row.problem, True
        if trouble := _unusable(names, found):
            problem, usable = problem or trouble, False
            names, found = [_shown(name) for name in names[:1]], {}
        elif problem:  # values may stand under the wrong columns: only the name is trusted
            found = {}
        kind = told or self._schema or _inferred(found, {kind for kind, _ in hinted}) or "Thing"
        properties = dict(self._properties(found, row.number))
        if names:
            properties["name"] = tuple(dict.fromkeys(names))
        if usable and not any(properties.get(p) for p in NAME_PROPERTIES):
            usable = bool(identifiers(kind, properties))
            problem = problem or ("" if usable else "no name")
        party = Party(schema=kind, properties=properties, id=party_id, row=row.number)
        return PartyRow(party, problem, usable)

    def _sorted(self, row: RawRow) -> tuple[dict[str, list[str]], list[tuple[str, str]]]:
        """Values by property, and the names whose column tells the kind of party."""
        found: dict[str, list[str]] = {}
        hinted: list[tuple[str, str]] = []
        for column, values in row.cells.items():
            if (target := self._plan.target(column)) is None:
                continue
            texts = [text for value in values if (text := self._clean(value, row.number))]
            if target.kind:
                hinted.extend((target.kind, text) for text in texts)
            elif texts:
                found.setdefault(target.prop, []).extend(texts)
        return found, hinted

    def _clean(self, value: str, row: int) -> str:
        """The value with single spaces; a few control characters are taken out, many are left to be seen."""
        junk = len(_JUNK.findall(value))
        if junk and junk <= max(2, len(value) * JUNK_SHARE):
            self._notes.add("values with control characters, which were taken out", f"row {row}")
            value = _JUNK.sub("", value)
        if "\ufffd" in value:
            self._notes.add("values with characters that could not be read", f"row {row}")
        return " ".join(value.split())

    def _told_kind(self, texts: Sequence[str], row: int) -> str:
        """The schema a type column tells; empty where it does not."""
        for text in texts:
            if kind := words().schemata.get(squeeze(text)):
                return "" if kind == "Thing" else kind
            self._notes.add("kinds of party that are not known, left open", f"{text[:SHOWN]!r}, row {row}")
        return ""

    def _properties(self, found: dict[str, list[str]], row: int) -> Iterator[tuple[str, tuple[str, ...]]]:
        kinds = property_kinds()
        unread: list[str] = []
        if address := _address(found):
            yield "address", (address,)
        for prop, raw in found.items():
            texts = [text for text in raw if prop in NAME_PROPERTIES or text.casefold() not in _EMPTY]
            values, left = self._values(prop, kinds.get(prop, "string"), texts)
            for text in left:
                example = f"{text[:SHOWN]!r}, row {row}"
                self._notes.add(f"values of {prop} that could not be read, kept as notes", example)
                unread.append(f"{prop}: {text}")
            if values:
                yield prop, tuple(dict.fromkeys(values))
        if unread:
            yield "notes", (*found.get("notes", ()), *unread)

    def _values(self, prop: str, kind: str, texts: Sequence[str]) -> tuple[list[str], list[str]]:
        """A property's values in our form, and the texts that have none."""
        if kind == "date":
            return _read(texts, lambda text: parse_date(text, day_first=self._day_first))
        if kind == "country":
            return _read(texts, country_of)
        if kind == "gender":
            return _read(texts, lambda text: words().genders.get(squeeze(text)))
        if kind == "identifier":
            return _read(texts, lambda text: _number(text) if ";" not in text and "|" not in text else None)
        if prop in NAME_PROPERTIES:
            return _read(texts, lambda text: None if _MANY.search(text) or len(text) > MAX_NAME else text)
        return list(texts), []


def _read(
    texts: Sequence[str], read: Callable[[str], str | None], cuts: Sequence[re.Pattern[str]] = _CUTS
) -> tuple[list[str], list[str]]:
    """Texts read whole or, where that fails, piece by piece; and those of which a piece cannot be read."""
    values: list[str] = []
    left: list[str] = []
    for text in texts:
        if value := read(text):
            values.append(value)
        elif cuts:
            found, failed = _read([piece for piece in cuts[0].split(text) if piece], read, cuts[1:])
            values.extend(found)
            left.extend([text] if failed else [])
        else:
            left.append(text)
    return values, left


def _number(text: str) -> str:
    """A number as a spreadsheet may have spoilt it: ``9187629.0``."""
    return re.sub(r"(?<=\d)\.0+$", "", text)


def _address(found: dict[str, list[str]]) -> str:
    """The parts of an address in one line, taken out of ``found``."""
    street, code, city, region = (" ".join(found.pop(part, [])) for part in ADDRESS_PARTS)
    return ", ".join(part for part in (street, f"{code} {city}".strip(), region) if part)


def _words(name: str) -> set[str]:
    return set(re.findall(r"[^\W_]+", name.casefold()))


def _joined_names(found: dict[str, list[str]], hinted: Sequence[str]) -> list[str]:
    """The names of a row, taken out of ``found``; its parts are joined in the order of the West.

    German and French files call the family name "Name" or "Nom" where there is a column for the
    first name: then it is a part as well, unless it holds the first name already.
    """
    names = found.pop("name", [])
    before = [text for prop in _BEFORE for text in found.get(prop, ())]
    after = [text for prop in _AFTER for text in found.get(prop, ())]
    parts = " ".join([*before, *after])
    if parts and names and not ("firstName" in found and "lastName" in found):
        names = [n if _words(parts) <= _words(n) else " ".join([*before, n, *after]) for n in names]
    elif parts and not any(_words(parts) == _words(name) for name in names):
        names = [*names, parts]
    return [*names, *hinted]


def _unusable(names: Sequence[str], found: dict[str, list[str]]) -> str:
    """Why none of the names can be screened; empty where one can, or where there is no name to judge."""
    others = [text for prop in NAME_PROPERTIES for text in found.get(prop, ())]
    problems = [_bad_name(name) for name in (*names, *others)]
    return problems[0] if problems and all(problems) else ""


def _bad_name(name: str) -> str:
    if problem := too_long(name):
        return problem
    if _JUNK.search(name):
        return "the name is binary data"
    if not any(char.isalnum() for char in name):
        return NO_LETTERS
    return ""


def _shown(name: str) -> str:
    """A broken name, made short and harmless to print."""
    clean = _JUNK.sub("\ufffd", name)
    return clean if len(clean) <= SHOWN else clean[:SHOWN] + "…"


def _inferred(found: dict[str, list[str]], hints: set[str]) -> str:
    """The schema that filled columns give away; empty where they say nothing or disagree."""
    kinds = set(hints)
    if found.get("imoNumber"):
        kinds.add("Vessel")
    if any(found.get(prop) for prop in ("birthDate", "firstName", "lastName")):
        kinds.add("Person")
    return kinds.pop() if len(kinds) == 1 else ""

"""Which column of a customer file holds what, by the usual names in many languages.

The names are data: ``data/columns.toml``.
"""

import difflib
import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from watchfloor.model.errors import InputError, UsageError
from watchfloor.model.schema import schema, schema_names

ID, SCHEMA, IGNORE = "id", "schema", "ignore"
ADDRESS_PARTS = ("address", "postalCode", "city", "region")
ACCOUNTS = ("accountNumber", "iban", "isin")
"""Numbers that FollowTheMoney keeps with accounts and securities, and customer files with the party."""
_OWN = frozenset({ID, SCHEMA, IGNORE, *ADDRESS_PARTS, *ACCOUNTS})
NAME_COLUMNS = frozenset({"name", "firstName", "lastName", "alias", "weakAlias", "previousName"})
"""Columns of which a file needs one, unless it has a column of numbers that identify."""
_IDENTIFYING = frozenset({"imoNumber", "leiCode", "publicKey", "swiftBic", "passportNumber"})


class Target(NamedTuple):
    """What a column holds: a FollowTheMoney property (or ``id``, ``schema``), and what kind of party."""

    prop: str
    kind: str = ""


class Words(NamedTuple):
    """The authored tables, by squeezed word."""

    columns: dict[str, Target]
    qualifiers: frozenset[str]
    numbers: frozenset[str]
    schemata: dict[str, str]
    genders: dict[str, str]


def squeeze(text: str) -> str:
    """A heading without case, accents, spaces and punctuation."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return unicodedata.normalize("NFC", "".join(c for c in decomposed if c.isalnum()))


_SPELT = (
    str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "æ": "ae", "ø": "oe", "å": "aa"}),
    str.maketrans({"ø": "o", "æ": "a", "ł": "l", "đ": "d", "ı": "i"}),
)
"""Letters as those write them who have no key for them: ``Nationalitaet``, ``Fodselsdato``."""


def _turned(table: Mapping[str, list[str]]) -> dict[str, str]:
    """Each word by its key, as it is written and, where that is no other word, without its special letters."""
    found = {squeeze(word): key for key, words in table.items() for word in words}
    for key, listed in table.items():
        for word in listed:
            for letters in _SPELT:
                found.setdefault(squeeze(word.casefold().translate(letters)), key)
    return found


@cache
def words() -> Words:
    """The tables of ``data/columns.toml``."""
    data = tomllib.loads(files("watchfloor.screening").joinpath("data/columns.toml").read_text("utf-8"))
    columns = {word: Target(prop) for word, prop in _turned(data["columns"]).items()}
    columns |= {word: Target("name", kind) for word, kind in _turned(data["kinds"]).items()}
    return Words(
        columns=columns,
        qualifiers=frozenset(squeeze(word) for word in data["qualifiers"]["words"]),
        numbers=frozenset(squeeze(word) for word in data["qualifiers"]["numbers"]),
        schemata={squeeze(name): name for name in schema_names()} | _turned(data["schemata"]),
        genders=_turned(data["genders"]),
    )


@cache
def _properties() -> dict[str, str]:
    """Every FollowTheMoney property a party can have, by squeezed name."""
    known = ("Person", "Company", "Organization", "Vessel", "Airplane", "CryptoWallet", "LegalEntity")
    found: dict[str, str] = {}
    for name in known:
        if (one := schema(name)) is not None:
            found.update({squeeze(p): p for p, kind in one.properties.items() if kind != "entity"})
    return found


def recognise(heading: str) -> Target | None:
    """What a column with this heading holds; ``None`` where that is not known.

    Tried in turn: the heading, the heading without what stands in brackets, without words that
    only say whose it is ("customer country"), without a number at its end ("alias 2"), without
    "number" where what is left is a number ("Handelsregister-Nr."), its halves where they say the
    same ("Name/Firma").
    """
    return _told(heading) or _numbered(heading) or _halves(heading)


def _numbered(heading: str) -> Target | None:
    """What a heading holds that says of a number that it is one."""
    parts = re.findall(r"[^\W_]+", heading)
    kept = [part for part in parts if squeeze(part) not in words().numbers]
    found = _told(" ".join(kept)) if kept and len(kept) < len(parts) else None
    return found if found and found.prop in numbers() else None


def _halves(heading: str) -> Target | None:
    """What both halves of a heading hold; the parts of an address are one together."""
    found = [_told(half) for half in re.split(r"[/|]", heading)]
    targets = {target for target in found if target}
    if len(found) < 2 or None in found:
        return None
    if len(props := {target.prop for target in targets}) == 1:
        return targets.pop() if len(targets) == 1 else Target(props.pop())
    return Target("address") if props <= {*ADDRESS_PARTS} else None


@cache
def numbers() -> frozenset[str]:
    """The properties that hold numbers of papers, registers and accounts."""
    schemata = [one for name in schema_names() if (one := schema(name)) is not None]
    found = {prop for one in schemata for prop, kind in one.properties.items() if kind == "identifier"}
    return frozenset(found | {*ACCOUNTS})


def _told(heading: str) -> Target | None:
    """What a heading says word for word, without brackets, qualifiers and a number at its end."""
    table = words()
    bare = re.sub(r"[(\[{（].*?[)\]}）]", " ", heading)
    parts = re.findall(r"[^\W_]+", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", bare))
    kept = [part for part in parts if squeeze(part) not in table.qualifiers]
    tries = [heading, bare, "".join(kept)]
    for text in [*tries, *(re.sub(r"[\s_\d]+$", "", text) for text in tries)]:
        key = squeeze(text)
        if found := table.columns.get(key):
            return found
        if key in _properties():
            return Target(_properties()[key])
    return None


class Plan:
    """Which columns of a file are read as what.

    Args:
        columns: the file's columns; more may turn up later, in JSON lines.
        overrides: what the user says they hold: column to property, ``id``, ``schema`` or ``ignore``.

    Raises:
        UsageError: an override names a column or a property that does not exist.
    """

    def __init__(self, columns: Iterable[str], overrides: Mapping[str, str] | None = None) -> None:
        self.targets: dict[str, Target | None] = {}
        self._overrides = _checked(overrides or {}, columns := tuple(columns))
        for column in columns:
            self.target(column)

    def target(self, column: str) -> Target | None:
        """What a column holds; ``None`` where it is not read. ``id`` and ``schema`` are taken once."""
        if column in self.targets:
            return self.targets[column]
        if column in self._overrides:
            prop = self._overrides[column]
            target = None if prop == IGNORE else Target(prop)
        else:
            target = recognise(column)
            taken = {t.prop for t in self.targets.values() if t} | set(self._overrides.values())
            if target and target.prop in (ID, SCHEMA) and target.prop in taken:
                target = None
        self.targets[column] = target
        return target

    @property
    def mapped(self) -> dict[str, str]:
        """Property by column, for those that are read."""
        return {column: target.prop for column, target in self.targets.items() if target}

    @property
    def unmapped(self) -> tuple[str, ...]:
        """The columns that are not read."""
        return tuple(column for column, target in self.targets.items() if target is None)

    def require_name(self, at: str) -> None:
        """Raise an :class:`InputError` where no column holds a name or a number that identifies."""
        if not {*self.mapped.values()} & (NAME_COLUMNS | _IDENTIFYING):
            some = ", ".join(self.targets) or "none"
            raise InputError(
                f"no column is known to hold a name; the columns are {some}"[:300],
                at=at,
                hint="Say which: --map 'COLUMN=name'. Names without a heading are read from a .txt file.",
            )

    def lines(self) -> list[str]:
        """The mapping in words, one line a property, then the columns that are not read."""
        by_prop: dict[str, list[str]] = {}
        for column, target in self.targets.items():
            if target:
                by_prop.setdefault(target.prop, []).append(column)
        told = [
            prop if columns == [prop] else f"{', '.join(columns)} -> {prop}"
            for prop, columns in by_prop.items()
        ]
        return [*told, f"not read: {', '.join(self.unmapped)}"] if self.unmapped else told


def parse_overrides(texts: Iterable[str]) -> dict[str, str]:
    """``COLUMN=property`` as the command line gives it, by column.

    Raises:
        UsageError: a text has no equals sign.
    """
    found = {}
    for text in texts:
        column, sign, prop = text.rpartition("=")
        if not sign or not column or not prop:
            raise UsageError(f"not a mapping: {text!r}", hint="Write --map 'COLUMN=property'.")
        found[column.strip()] = prop.strip()
    return found


def _checked(overrides: Mapping[str, str], columns: tuple[str, ...]) -> dict[str, str]:
    if not overrides:
        return {}
    known = {squeeze(name): name for name in (*_properties().values(), *_OWN)}
    checked = {}
    for column, prop in overrides.items():
        if columns and column not in columns:
            raise UsageError(
                f"no column is called {column!r}", hint=f"There are: {', '.join(columns)[:300]}."
            )
        if squeeze(prop) not in known:
            near = difflib.get_close_matches(squeeze(prop), known, 3)
            hint = f"Did you mean {' or '.join(known[n] for n in near)}?" if near else "See the glossary."
            raise UsageError(f"no property is called {prop!r}", hint=hint)
        checked[column] = known[squeeze(prop)]
    return checked

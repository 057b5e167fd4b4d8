"""The listed parties that test cases are made from: what they are, and their name in its natural order."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from watchfloor.model.entity import Entity, Name
from watchfloor.model.schema import is_a

Kind = Literal["person", "company", "vessel"]
KINDS: tuple[Kind, ...] = ("person", "company", "vessel")
ALL = frozenset(KINDS)
PERSON: frozenset[Kind] = frozenset({"person"})
COMPANY: frozenset[Kind] = frozenset({"company"})
VESSEL: frozenset[Kind] = frozenset({"vessel"})

FAMILY_FIRST = frozenset({"kp", "kr", "cn"})
"""Countries whose names of three words are published family name first, unless a source says otherwise."""
SCHEMATA: dict[Kind, str] = {"person": "Person", "company": "Organization", "vessel": "Vessel"}
_COMMA = re.compile(r"\s*,\s*")


@dataclass(frozen=True, slots=True)
class Subject:
    """A listed party and the one of its names that cases are made from.

    ``name`` is in natural order (given name first, but for East Asian names published the other
    way round) and ``family`` its family name where the source says which it is, else its last
    word, or the first of an East Asian name; ``listed`` is the name as published.
    """

    entity: Entity
    kind: Kind
    listed: str
    name: str
    family: str

    @property
    def words(self) -> list[str]:
        """The words of the name."""
        return self.name.split()

    @property
    def given(self) -> list[str]:
        """The words of a person's name that are not the family name; empty where it stands in between."""
        words, family = self.words, self.family.split()
        if family and words[-len(family) :] == family:
            return words[: -len(family)]
        return words[len(family) :] if family and words[: len(family)] == family else []

    @property
    def countries(self) -> frozenset[str]:
        """Every country the record ties the party to."""
        return frozenset(self.entity.all_countries())


def kind_of(entity: Entity) -> Kind | None:
    """What kind of thing it is; None for aircraft, wallets and what else is not told by its name."""
    return next((kind for kind, schema in SCHEMATA.items() if is_a(entity.schema, schema)), None)


def subjects(entities: Iterable[Entity]) -> Iterator[Subject]:
    """Every listed party with a primary name that can be used, in the list's order."""
    for entity in entities:
        kind = kind_of(entity)
        primary = next((name for name in entity.names if name.kind == "primary"), None)
        if kind is not None and primary is not None and (subject := a_subject(entity, kind, primary)):
            yield subject


def a_subject(entity: Entity, kind: Kind, name: Name) -> Subject | None:
    """The party under one of its names; None where nothing of the name is left."""
    text = natural(name) if kind == "person" else " ".join(name.text.split())
    if not text:
        return None
    last = 0 if FAMILY_FIRST & frozenset(entity.all_countries()) and len(text.split()) == 3 else -1
    family = " ".join(name.family.split()) or text.split()[last]
    return Subject(entity, kind, name.text, text, family)


def natural(name: Name) -> str:
    """A person's name with the given name first; ``KIM, Jong Un`` becomes ``Jong Un KIM``."""
    if name.family and name.given:
        return " ".join(f"{name.given} {name.family}".split())
    parts = _COMMA.split(name.text.strip())
    ordered = f"{parts[1]} {parts[0]} {' '.join(parts[2:])}" if len(parts) > 1 else name.text
    return " ".join(ordered.split())


def is_latin(text: str) -> bool:
    """Are all letters of the text Latin ones, with or without marks?"""
    return all(ord(c) < 0x250 or 0x1E00 <= ord(c) <= 0x1EFF for c in text if c.isalpha())

"""Ties between OFAC's entries: what they are called, and whose record the other side is."""

from collections.abc import Iterable, Iterator

import msgspec

from watchfloor.lists.reading import one_line
from watchfloor.model.entity import Entity, Name, Relation

_OWNED = frozenset({"owned or controlled by", "property in the interest of"})
_OWNS = frozenset({"owns, controls, or operates"})
_KIN = frozenset({"family member of"})


def relation(schema: str, role: str, other: str, other_id: str = "", note: str = "") -> Relation:
    """A relation by OFAC's own name for it.

    "Owned or Controlled By" is an ownership in which this entity is the asset, "Owns, controls,
    or operates" one in which it is the owner; family members are family; the rest are links.
    Persons are nobody's asset.

    Args:
        schema: the schema of this entity.
        role: OFAC's name for the relation.
        other: the name of the other side.
        other_id: its entity id, where the list gives it.
        note: what else is said.
    """
    lowered = role.lower()
    kind, end = "UnknownLink", "subject"
    if lowered in _OWNED and schema != "Person":
        kind, end = "Ownership", "asset"
    elif lowered in _OWNS and schema not in ("Vessel", "Airplane"):
        kind, end = "Ownership", "owner"
    elif lowered in _KIN and schema == "Person":
        kind, end = "Family", "person"
    return Relation(schema=kind, end=end, role=role, other=other, other_id=other_id, note=note)


def resolve(entities: Iterable[Entity]) -> Iterator[Entity]:
    """The entities with their relations tied to the records that bear the other side's name.

    A name ties where one record alone has it as its primary name, or failing that, at all.
    """
    listed = list(entities)
    primary: dict[str, set[str]] = {}
    every: dict[str, set[str]] = {}
    for entity in listed:
        for name in entity.names:
            for key in _keys(name):
                every.setdefault(key, set()).add(entity.id)
                if name.kind == "primary":
                    primary.setdefault(key, set()).add(entity.id)
    for entity in listed:
        if any(not relation.other_id for relation in entity.relations):
            tied = tuple(_tied(entity.id, r, primary, every) for r in entity.relations)
            yield msgspec.structs.replace(entity, relations=tied)
        else:
            yield entity


def _keys(name: Name) -> Iterator[str]:
    """A name as it may be quoted: with or without its last full stop, and with the given name first."""
    yield _key(name.text)
    if name.family and name.given:
        yield _key(f"{name.given} {name.family}")


def _key(text: str) -> str:
    return one_line(text).casefold().rstrip(" .")


def _tied(own: str, relation: Relation, primary: dict[str, set[str]], every: dict[str, set[str]]) -> Relation:
    if relation.other_id:
        return relation
    key = _key(relation.other)
    for names in (primary, every):
        if len(found := names.get(key, set()) - {own}) == 1:
            return msgspec.structs.replace(relation, other_id=next(iter(found)))
    return relation

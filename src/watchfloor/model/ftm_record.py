"""Linked records as the one FollowTheMoney entity they describe, flat or with what belongs to it nested.

The field's interfaces know one entity with the ids of its records as ``referents``; we keep every
authority's record as it is, and put them together where they are shown.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from watchfloor.model.entity import Entity
from watchfloor.model.ftm import to_ftm
from watchfloor.model.ftm_shape import CONTEXT, FtmObject, other_end
from watchfloor.model.schema import is_a, schema, schema_names

Look = Callable[[str], FtmObject | None]
"""Finds the flat object of a party by the id of any of its records."""


def merged(records: Sequence[Entity], published: Mapping[str, str] | None = None) -> FtmObject:
    """The flat entity of some linked records, one at least; the first gives the id and the caption.

    ``referents`` are the ids of the other records. ``first_seen`` is the day it was first listed,
    ``last_change`` that of the last act on it (listed, amended, delisted), ``last_seen`` the date
    of the newest of its lists; each is ``None`` where no list says it.

    Args:
        records: linked records, the one that stands for all of them first.
        published: the date of each source.
    """
    first = records[0]
    properties: dict[str, dict[str, None]] = {}
    for record in records:
        flat = to_ftm(record)[0]
        for prop, values in flat["properties"].items():
            properties.setdefault(prop, {}).update(dict.fromkeys(values))
    dates = [day for record in records if (day := (published or {}).get(record.source, ""))]
    return {
        "id": first.id,
        "caption": first.caption,
        "schema": kind_of(records),
        "properties": {prop: list(values) for prop, values in properties.items()},
        "datasets": list(dict.fromkeys(record.source for record in records)),
        "referents": [record.id for record in records[1:]],
        "target": True,
        "first_seen": first_listed(records) or None,
        "last_seen": max(dates, default=None),
        "last_change": last_change(records) or None,
    }


def kind_of(records: Sequence[Entity]) -> str:
    """The schema of linked records: the first one's, or a more special one that another has."""
    kind = records[0].schema
    for record in records:
        kind = record.schema if is_a(record.schema, kind) else kind
    return kind


def first_listed(records: Sequence[Entity]) -> str:
    """The day any of the records was first listed; empty where no list says it."""
    return min((act.listed_on for r in records for act in r.designations if act.listed_on), default="")


def last_change(records: Sequence[Entity]) -> str:
    """The day of the last act on any of the records; empty where no list says it."""
    acts = [act for record in records for act in record.designations]
    return max((day for act in acts for day in (act.listed_on, act.amended_on, act.delisted_on)), default="")


def nested(
    records: Sequence[Entity], look: Look, incoming: Iterable[Entity] = ()
) -> dict[str, list[FtmObject]]:
    """What belongs to an entity, by the property it stands under: sanctions, documents, addresses, relations.

    Properties are FollowTheMoney's: ``addressEntity``, or the reverse of the one that points at the
    entity (``sanctions`` for ``Sanction.entity``, ``ownershipAsset`` for ``Ownership.asset``).

    Args:
        records: the linked records, as for :func:`merged`.
        look: finds the other side of a relation.
        incoming: other records whose relations point at these.
    """
    own = {record.id for record in records}
    found: dict[str, dict[object, FtmObject]] = {}
    for record in records:
        for prop, part in _parts(to_ftm(record), own, look):
            found.setdefault(prop, {}).setdefault(_content(part), part)
    for record in incoming:
        for prop, part in _parts(to_ftm(record), own, look):
            if prop != "addressEntity":
                found.setdefault(prop, {}).setdefault(_content(part), part)
    return {prop: list(parts.values()) for prop, parts in found.items()}


def _content(part: FtmObject) -> object:
    """What an object says, by which one that both sides of a relation state is known to be the same.

    Only one of the two gives the name of the other side beside its id.
    """
    said = {prop: values for prop, values in part["properties"].items() if prop != "namesMentioned"}
    plain = {prop: [v["id"] if isinstance(v, dict) else v for v in values] for prop, values in said.items()}
    return part["schema"], tuple(sorted((prop, tuple(values)) for prop, values in plain.items()))


def _parts(objects: list[FtmObject], own: set[str], look: Look) -> Iterator[tuple[str, FtmObject]]:
    """Each object that points at one of our own, with its property; its other side nested in it."""
    by_id = {part["id"]: part for part in objects}
    for part in objects[1:]:
        if part["schema"] == "Address":
            yield "addressEntity", shown(part)
            continue
        for prop, values in part["properties"].items():
            if (reverse := reverse_of(part["schema"], prop)) and own.intersection(values):
                yield reverse, _with_other_side(part, prop, by_id, look)


def _with_other_side(part: FtmObject, end: str, by_id: Mapping[str, FtmObject], look: Look) -> FtmObject:
    made = shown(part)
    far = other_end(part["schema"], end)
    if far in made["properties"]:
        sides = [look(i) or by_id.get(i) for i in made["properties"][far]]
        ids = made["properties"][far]
        made["properties"][far] = [shown(side) if side else i for side, i in zip(sides, ids, strict=True)]
    return made


def shown(part: FtmObject) -> FtmObject:
    """An object with all that the field's interfaces show of one, a copy that may be changed."""
    flat: FtmObject = {"caption": _caption(part), "referents": [], "target": False, "first_seen": None}
    flat |= {"last_seen": None, "last_change": None, **part}
    flat.pop(CONTEXT, None)
    return flat | {"properties": {prop: list(values) for prop, values in part["properties"].items()}}


def _caption(part: FtmObject) -> str:
    properties: dict[str, list[Any]] = part["properties"]
    for prop in ("name", *_captions(part["schema"])):
        if values := properties.get(prop):
            return str(values[0])
    return str(part["schema"])


_FALLBACK = ("full", "city", "country", "number", "program", "authority", "role", "relationship", "summary")


@cache
def _captions(kind: str) -> tuple[str, ...]:
    found = schema(kind)
    return tuple(prop for prop in _FALLBACK if found and prop in found.properties)


@cache
def reverse_of(kind: str, prop: str) -> str:
    """The name of a property seen from the other side; empty where it points nowhere or has none."""
    found = schema(kind)
    if found is None:
        return ""
    lineage = (found, *filter(None, map(schema, found.parents)))
    declared = (one.own_properties[prop] for one in lineage if prop in one.own_properties)
    raw = next(declared, None)
    return str(raw.get("reverse", "")) if isinstance(raw, dict) else ""


@cache
def reverse_names() -> frozenset[str]:
    """The names of all properties seen from the other side."""
    every = (schema(name) for name in schema_names())
    declared = (raw for one in every if one for raw in one.own_properties.values() if isinstance(raw, dict))
    return frozenset(str(raw["reverse"]) for raw in declared if raw.get("reverse"))

"""FollowTheMoney JSON put together into our entities.

Sanctions, documents, addresses and relations are separate objects there that point at the party
they concern.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import msgspec

from watchfloor.model.dates import parse_date
from watchfloor.model.entity import (
    Address,
    Designation,
    Document,
    Entity,
    EntityBuilder,
    Name,
    NameKind,
    Relation,
)
from watchfloor.model.ftm_shape import (
    ADDRESS,
    CONTEXT,
    DOCUMENT,
    NAMES,
    SANCTION,
    SANCTION_ELSEWHERE,
    FtmObject,
    ends,
    full_address,
    is_stub,
    other_end,
    role_property,
    stub_id,
)
from watchfloor.model.schema import Schema, is_a, schema

_KINDS: dict[str, NameKind] = {
    "name": "primary",
    "alias": "alias",
    "weakAlias": "weak",
    "previousName": "former",
}
_CONTEXT_KEYS = frozenset(
    {"id", "schema", "properties", "datasets", "caption", "referents", "first_seen", "last_seen", "last_change",
     "target", "origin", "dataset", "statements", "mutable", "created_at", "updated_at", CONTEXT}
)  # fmt: skip
_DETAILS = ("Address", "Position")
"""Things that are details of a party rather than parties."""


_DETAIL_PROPERTIES = {
    # The country of a sanction is that of its authority, which is named.
    "Sanction": frozenset({"entity", "provisions", "country", *SANCTION.values(), *SANCTION_ELSEWHERE}),
    "Identification": frozenset({"holder", *DOCUMENT.values()}),
    "Passport": frozenset({"holder", "passportNumber", *DOCUMENT.values()}),
    "Address": frozenset({*ADDRESS.values(), "name", "street2", "postOfficeBox", "state"}),
}
"""The properties that are read of each kind of detail; others are reported."""
MAX_NESTING = 8
"""Objects inside objects; real nested exports go three deep."""


class _Kept(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What an export of ours keeps beyond FollowTheMoney (see ``CONTEXT``)."""

    names: tuple[Name, ...] = ()
    dates: dict[str, tuple[str, ...]] = {}


@dataclass
class Joined:
    """What became of a set of objects: every one of them is counted in exactly one place.

    ``unread`` counts properties no schema has, and values that cannot be read, by ``Schema.property``.
    """

    entities: list[Entity] = field(default_factory=list)
    attached: list[str] = field(default_factory=list)
    relations: list[str] = field(default_factory=list)
    rejected: list[tuple[str, str]] = field(default_factory=list)
    unread: Counter[str] = field(default_factory=Counter)


def join(objects: Iterable[FtmObject], *, source: str = "") -> Joined:
    """Join sanctions, documents, addresses and relations to the parties they point at.

    A party is listed if it has a sanction, a topic or the mark ``target``; where nothing in the set
    has any of these, all parties are. Other parties only give their names to relations.

    Args:
        objects: FollowTheMoney entities in any order, flat or nested.
        source: the source key the entities get; by default their first dataset.

    Returns:
        The entities in the order of the objects, and what became of every object.
    """
    return _Join(source).run(objects)


class _Join:
    def __init__(self, source: str) -> None:
        self.source = source
        self.out = Joined()
        self.objects: dict[str, FtmObject] = {}
        self.pointing: dict[str, list[FtmObject]] = {}

    def run(self, objects: Iterable[FtmObject]) -> Joined:
        for item in objects:
            for flat in _flattened(item):
                self._take(flat)
        parties = [o for o in self.objects.values() if _is_party(o) and not is_stub(o["id"], _properties(o))]
        for item in self.objects.values():
            if not _is_party(item):
                self._point(item)
        marked = [o for o in parties if self._is_listed(o)]
        listed = marked or parties
        keep = {o["id"] for o in listed}
        for item in listed:
            self.out.entities.append(self._entity(item))
        others = (o["id"] for o in self.objects.values() if _is_party(o) and o["id"] not in keep)
        self.out.attached.extend(others)
        return self.out

    def _take(self, item: FtmObject) -> None:
        ftm_id, kind = item.get("id"), item.get("schema")
        found = schema(kind) if isinstance(kind, str) else None
        if not isinstance(ftm_id, str) or not ftm_id:
            self.out.rejected.append(("", "an object without an id"))
        elif found is None:
            self.out.rejected.append((ftm_id, f"unknown schema {kind!r}"))
        elif found.abstract or not (_is_party(item) or kind in _DETAILS or _pointers(found.name)):
            self.out.rejected.append((ftm_id, f"nothing to screen: {kind}"))
        elif ftm_id in self.objects:
            self.out.rejected.append((ftm_id, f"the record id {ftm_id!r} occurs twice; the first is kept"))
        else:
            self._note_unknown(item, found)
            self.objects[ftm_id] = item

    def _note_unknown(self, item: FtmObject, found: Schema) -> None:
        read = _DETAIL_PROPERTIES.get(found.name, frozenset(found.properties))
        for prop in _properties(item):
            if prop not in read:
                self.out.unread[f"{found.name}.{prop}"] += 1
        for key in item.keys() - _CONTEXT_KEYS:
            self.out.unread[f"{found.name}@{key}"] += 1
        if item.get(CONTEXT) and _kept(item) == _Kept():
            self.out.unread[f"{found.name}@{CONTEXT}"] += 1

    def _point(self, item: FtmObject) -> None:
        """File a detail or relation under every party it points at."""
        ftm_id, kind = item["id"], item["schema"]
        if kind in _DETAILS:
            self.out.attached.append(ftm_id)
            return
        holders = [target for prop in _pointers(kind) for target in _values(item, prop)]
        known = [target for target in holders if target in self.objects]
        if not known:
            self.out.rejected.append((ftm_id, f"{kind} that belongs to no entity in the file"))
            return
        for target in dict.fromkeys(known):
            self.pointing.setdefault(target, []).append(item)
        (self.out.relations if ends(kind) else self.out.attached).append(ftm_id)

    def _is_listed(self, item: FtmObject) -> bool:
        sanctioned = any(o["schema"] == "Sanction" for o in self.pointing.get(item["id"], ()))
        return sanctioned or bool(_values(item, "topics")) or item.get("target") is True

    def _entity(self, item: FtmObject) -> Entity:
        source = self.source or next(iter(item.get("datasets") or ("ftm",)))
        record = item["id"].removeprefix(f"{source}:")
        builder = EntityBuilder(source, record, item["schema"])
        self._names(item, builder)
        self._flat(item, builder)
        for ftm_id in _values(item, "addressEntity"):
            if ftm_id in self.objects:
                builder.address(_address(self.objects[ftm_id]))
        for other in self.pointing.get(item["id"], ()):
            self._attach(item, other, builder)
        composed = {full_address(address) for address in builder.addresses}
        for text in _values(item, "address"):
            if text not in composed:
                builder.add("address", text)
        return builder.build()

    def _names(self, item: FtmObject, builder: EntityBuilder) -> None:
        if names := _kept(item).names:
            for name in names:
                builder.names.setdefault((name.kind, name.text), name)
            return
        caption = item.get("caption")
        for prop, kind in _KINDS.items():
            values = _values(item, prop)
            for text in sorted(values, key=lambda v: v != caption) if prop == "name" else values:
                builder.name(text, kind)

    def _flat(self, item: FtmObject, builder: EntityBuilder) -> None:
        found = schema(item["schema"])
        known = found.properties if found else {}
        dates = _kept(item).dates
        for prop in dict.fromkeys((*_properties(item), *dates)):
            kind = known.get(prop, "")
            if not kind or prop in _KINDS or prop in ("address", "addressEntity"):
                continue
            for value in dates.get(prop) or _values(item, prop):
                if kind == "entity":
                    builder.relation(self._link(prop, value))
                elif kind != "date":
                    builder.add(prop, value.lower() if kind == "country" else value)
                elif day := parse_date(value):
                    builder.add(prop, day)
                else:
                    builder.add("notes", f"{prop}: {value}")
                    self.out.unread[f"{item['schema']}.{prop}"] += 1

    def _link(self, prop: str, other: str) -> Relation:
        """A property that points at another party (a ship's owner, a wallet's holder)."""
        named = self.objects.get(other)
        return Relation(
            schema="UnknownLink",
            end="subject",
            role=prop,
            other=_caption(named),
            other_id=self._own_id(other),
        )

    def _attach(self, item: FtmObject, other: FtmObject, builder: EntityBuilder) -> None:
        kind = other["schema"]
        if kind == "Sanction":
            builder.designation(_designation(other, builder.source))
        elif ends(kind):
            for relation in self._relations(item, other):
                builder.relation(relation)
        elif kind in ("Identification", "Passport"):
            fields = _fields(other, DOCUMENT)
            fields["number"] = fields.get("number") or next(iter(_values(other, "passportNumber")), "")
            builder.document(
                Document(**{"kind": "passport" if kind == "Passport" else "identification", **fields})
            )

    def _relations(self, item: FtmObject, other: FtmObject) -> Iterator[Relation]:
        kind = other["schema"]
        role, pointers = role_property(kind), ends(kind)
        said = _properties(other).keys() - {*pointers, role, "summary", "namesMentioned"}
        for end in pointers:
            if item["id"] not in _values(other, end):
                continue
            far = other_end(kind, end)
            for target in _values(other, far) or [""]:
                name, target_id = self._other(item["id"], kind, far, target)
                yield Relation(
                    schema=kind,
                    end=end,
                    role="; ".join(_values(other, role)),
                    other=name or "; ".join(_values(other, "namesMentioned")),
                    other_id=target_id,
                    note="; ".join(_values(other, "summary")),
                    properties={prop: tuple(_values(other, prop)) for prop in sorted(said)},
                )

    def _other(self, entity_id: str, kind: str, far: str, target: str) -> tuple[str, str]:
        """The other side's name, and its id unless it is a name and nothing else."""
        name = _caption(self.objects.get(target))
        if target and target == stub_id(entity_id, kind, far, name):
            return name, ""
        return name, self._own_id(target)

    def _own_id(self, ftm_id: str) -> str:
        """An object's id as the id of the entity it becomes."""
        known = self.objects.get(ftm_id)
        if not ftm_id or not self.source or known is None or ftm_id.startswith(f"{self.source}:"):
            return ftm_id
        return f"{self.source}:{ftm_id}"


def _flattened(item: FtmObject, depth: int = 0) -> Iterator[FtmObject]:
    """An object, and the objects nested in its properties, each pointing where it stood.

    A nested sanction stands in the party's ``sanctions``, the reverse of its ``entity``. What is
    nested deeper than :data:`MAX_NESTING` is an object without an id to whoever takes it.
    """
    properties: dict[str, list[str]] = {}
    nested: list[tuple[str, FtmObject]] = []
    for prop, values in _properties(item).items():
        inner = [v for v in values if isinstance(v, dict)]
        nested.extend((prop, v) for v in inner)
        texts = [str(v) for v in values if not isinstance(v, dict | list) and v is not None]
        if _is_forward(item.get("schema"), prop):
            texts += [str(v.get("id", "")) for v in inner]
        if texts or not inner:
            properties[prop] = [text for text in texts if text]
    yield {**item, "properties": properties}
    for prop, inner_item in nested:
        if depth == MAX_NESTING:
            yield {"schema": inner_item.get("schema")}
            continue
        for flat_item in _flattened(inner_item, depth + 1):
            if flat_item.get("id") == inner_item.get("id"):
                _point_back(flat_item, prop, str(item.get("id", "")))
            yield flat_item


def _is_forward(kind: object, prop: str) -> bool:
    found = schema(kind) if isinstance(kind, str) else None
    return found is not None and found.properties.get(prop) == "entity"


def _point_back(item: FtmObject, reverse: str, parent: str) -> None:
    found = schema(item["schema"]) if isinstance(item.get("schema"), str) else None
    for kind in (found.name, *found.parents) if found else ():
        above = schema(kind)
        for prop, raw in (above.own_properties if above else {}).items():
            if isinstance(raw, dict) and raw.get("reverse") == reverse and parent not in _values(item, prop):
                item.setdefault("properties", {}).setdefault(prop, []).append(parent)


def _is_party(item: FtmObject) -> bool:
    found = schema(item["schema"])
    return found is not None and found.matchable and found.is_a("Thing") and found.name not in _DETAILS


def _pointers(kind: str) -> tuple[str, ...]:
    """The properties by which a detail or relation points at parties; none for what is neither."""
    if kind == "Sanction":
        return ("entity",)
    return tuple(ends(kind)) or (("holder",) if is_a(kind, "Identification") else ())


def _properties(item: FtmObject) -> dict[str, list[Any]]:
    """An object's properties, each as a list; a single value counts as a list of one."""
    raw = item.get("properties")
    if not isinstance(raw, dict):
        return {}
    return {prop: values if isinstance(values, list) else [values] for prop, values in raw.items()}


def _values(item: FtmObject, prop: str) -> list[str]:
    return [str(value) for value in _properties(item).get(prop, ()) if value not in (None, "")]


def _kept(item: FtmObject) -> _Kept:
    """What an export of ours kept; nothing where it is not in the form we write, or a date is none."""
    try:
        kept = msgspec.convert(item.get(CONTEXT) or {}, type=_Kept)
    except msgspec.ValidationError:
        return _Kept()
    days = [day for values in kept.dates.values() for day in values]
    return kept if all(parse_date(day) == day for day in days) else _Kept()


def _fields(item: FtmObject, table: dict[str, str]) -> dict[str, str]:
    """The fields of a struct from an object; of several dates the first, of several texts all."""
    fields: dict[str, str] = {}
    kept = _kept(item).dates
    for name, prop in table.items():
        values = list(kept.get(name, ())) or _values(item, prop)
        if values and name.endswith("_on"):
            fields[name] = parse_date(values[0]) or ""
        elif values:
            fields[name] = "; ".join(values)
    return fields


def _address(item: FtmObject) -> Address:
    fields = _fields(item, ADDRESS)
    boxes = [f"P.O. Box {box}" for box in _values(item, "postOfficeBox")]
    fields["street"] = ", ".join(
        text for text in (fields.get("street", ""), *_values(item, "street2"), *boxes) if text
    )
    fields["region"] = fields.get("region") or "; ".join(_values(item, "state"))
    return Address(**fields)


def _designation(item: FtmObject, source: str) -> Designation:
    fields = _fields(item, SANCTION)
    for prop, name in SANCTION_ELSEWHERE.items():
        if name not in fields and (values := _values(item, prop)):
            fields[name] = (parse_date(values[0]) or "") if name.endswith("_on") else values[0]
    return Designation(source=source, measures=tuple(_values(item, "provisions")), **fields)


def _caption(item: FtmObject | None) -> str:
    if item is None:
        return ""
    names = [name for prop in NAMES.values() for name in _values(item, prop)]
    return str(item.get("caption") or (names[0] if names else ""))

"""What changed between two snapshots: added, removed and changed entities, field by field."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from watchfloor.lists.snapshots import Snapshot
from watchfloor.model.entity import Address, Designation, Document, Entity, Relation, Value

Fields = Mapping[str, tuple[str, ...]]

_DESIGNATION_FIELDS = (
    "legal_basis",
    "reference",
    "un_reference",
    "listed_on",
    "amended_on",
    "delisted_on",
    "status",
    "reason",
    "url",
)


class FieldChange(Value, frozen=True):
    """One field's change: the values that went and the values that came; what stayed is left out."""

    field: str
    old: tuple[str, ...] = ()
    new: tuple[str, ...] = ()


class Listed(Value, frozen=True):
    """An entity in brief, as an added or removed one is shown."""

    id: str
    caption: str
    schema: str
    programmes: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    listed_on: str = ""


class Changed(Value, frozen=True):
    """An entity on both sides, and what is different about it."""

    id: str
    caption: str
    schema: str
    fields: tuple[FieldChange, ...]


class Side(Value, frozen=True):
    """One of the two snapshots: its id, and the date of each source compared."""

    snapshot: str
    published: dict[str, str]


class Diff(Value, frozen=True):
    """The change from ``old`` to ``new``, entities in order of their ids.

    Only sources that both sides have are compared; ``only_old`` and ``only_new`` name the
    others, because a list that was not imported at the time is not a list of additions.
    """

    old: Side
    new: Side
    added: tuple[Listed, ...] = ()
    removed: tuple[Listed, ...] = ()
    changed: tuple[Changed, ...] = ()
    only_old: tuple[str, ...] = ()
    only_new: tuple[str, ...] = ()

    @property
    def empty(self) -> bool:
        """Did nothing change in the sources compared?"""
        return not (self.added or self.removed or self.changed)


def diff(old: Snapshot, new: Snapshot, sources: Iterable[str] | None = None) -> Diff:
    """What changed from one snapshot to another.

    Args:
        old: the earlier one.
        new: the later one.
        sources: compare these only; all that both have by default.
    """
    wanted = set(sources) if sources is not None else old.versions.keys() | new.versions.keys()
    left, right = old.versions.keys() & wanted, new.versions.keys() & wanted
    both = sorted(left & right)
    differ = [source for source in both if old.versions[source].id != new.versions[source].id]
    added, removed, changed = compare(old.entities_from(differ), new.entities_from(differ))
    return Diff(
        old=_side(old, both),
        new=_side(new, both),
        added=added,
        removed=removed,
        changed=changed,
        only_old=tuple(sorted(left - right)),
        only_new=tuple(sorted(right - left)),
    )


def _side(snapshot: Snapshot, sources: Iterable[str]) -> Side:
    return Side(snapshot=snapshot.id, published={s: snapshot.versions[s].published for s in sources})


def compare(
    old: Iterable[Entity], new: Iterable[Entity]
) -> tuple[tuple[Listed, ...], tuple[Listed, ...], tuple[Changed, ...]]:
    """The entities added, removed and changed, each in order of id."""
    before = {entity.id: entity for entity in old}
    added: list[Listed] = []
    changed: list[Changed] = []
    for entity in new:
        was = before.pop(entity.id, None)
        if was is None:
            added.append(brief(entity))
        elif was != entity and (fields := tuple(field_changes(was, entity))):
            changed.append(Changed(id=entity.id, caption=entity.caption, schema=entity.schema, fields=fields))
    removed = [brief(entity) for entity in before.values()]
    return _by_id(added), _by_id(removed), tuple(sorted(changed, key=lambda c: natural(c.id)))


def _by_id(listed: Iterable[Listed]) -> tuple[Listed, ...]:
    return tuple(sorted(listed, key=lambda item: natural(item.id)))


def natural(entity_id: str) -> tuple[str, int, str]:
    """Sorts numeric record ids as numbers, after their source."""
    source, _, record = entity_id.partition(":")
    return (source, int(record) if record.isascii() and record.isdigit() else -1, record)


def brief(entity: Entity) -> Listed:
    """An entity in brief."""
    acts = entity.designations
    return Listed(
        id=entity.id,
        caption=entity.caption,
        schema=entity.schema,
        programmes=tuple(dict.fromkeys(d.programme for d in acts if d.programme)),
        references=tuple(dict.fromkeys(r for d in acts for r in (d.reference, d.un_reference) if r)),
        listed_on=min((d.listed_on for d in acts if d.listed_on), default=""),
    )


def field_changes(old: Entity, new: Entity) -> Iterator[FieldChange]:
    """Every field whose values differ; the order of values does not count."""
    before, after = fields_of(old), fields_of(new)
    for field in dict.fromkeys(chain(before, after)):
        was, now = before.get(field, ()), after.get(field, ())
        if set(was) != set(now):
            yield FieldChange(
                field=field,
                old=tuple(v for v in was if v not in now),
                new=tuple(v for v in now if v not in was),
            )


def fields_of(entity: Entity) -> Fields:
    """An entity as flat fields with their values, in words."""
    found: dict[str, tuple[str, ...]] = {"schema": (entity.schema,)}
    for name in entity.names:
        label = "name" if name.kind == "primary" else f"{name.kind} name"
        found[label] = (*found.get(label, ()), name.text)
    found.update(entity.properties)
    found.update(_designations(entity.designations))
    found["documents"] = tuple(_document(d) for d in entity.documents)
    found["addresses"] = tuple(_address(a) for a in entity.addresses)
    found["relations"] = tuple(_relation(r) for r in entity.relations)
    return {field: values for field, values in found.items() if values}


def _designations(acts: Iterable[Designation]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Programmes and authorities, then each designation's own fields under its programme.

    Several designations under one programme are numbered.
    """
    acts = tuple(acts)
    yield "programme", tuple(d.programme for d in acts if d.programme)
    yield "authority", tuple(dict.fromkeys(d.authority for d in acts if d.authority))
    seen: dict[str, int] = {}
    for act in acts:
        seen[act.programme] = number = seen.get(act.programme, 0) + 1
        label = " ".join(filter(None, ("designation", act.programme, str(number) if number > 1 else "")))
        for field in _DESIGNATION_FIELDS:
            if value := getattr(act, field):
                yield f"{label}: {field.replace('_', ' ')}", (value,)
        if act.measures:
            yield f"{label}: measures", act.measures


def _document(document: Document) -> str:
    parts = (document.kind, document.number, document.country and f"({document.country})")
    dates = [
        f"{word} {d}" for word, d in (("issued", document.issued_on), ("expires", document.expires_on)) if d
    ]
    return ", ".join(filter(None, (" ".join(filter(None, parts)), *dates, document.issued_at, document.note)))


def _address(address: Address) -> str:
    parts = (address.street, address.city, address.region, address.postal_code)
    whole = address.full or ", ".join(filter(None, parts))
    return ", ".join(filter(None, (whole, address.country, address.note)))


def _relation(relation: Relation) -> str:
    # The other side's id is left out where its name is given: that we could resolve it or not
    # is our doing, no change of the list.
    who = relation.other or relation.other_id
    told = [f"{prop}: {', '.join(values)}" for prop, values in sorted(relation.properties.items())]
    return "; ".join(filter(None, (f"{relation.role or relation.schema}: {who}", relation.note, *told)))

"""Entities as FollowTheMoney JSON, and back.

One of our entities becomes several of theirs: the party itself, a ``Sanction`` for each
designation, a ``Passport`` or ``Identification`` for each document, an ``Address`` for each
address, and one for each relation. Ids depend on content only. :func:`from_ftm` puts them together again.
"""

from collections.abc import Iterable, Iterator, Mapping

from watchfloor.model.dates import ftm_dates
from watchfloor.model.entity import Address, Designation, Document, Entity, Name, Relation
from watchfloor.model.errors import InputError
from watchfloor.model.ftm_join import Joined, join
from watchfloor.model.ftm_shape import (
    ADDRESS,
    CONTEXT,
    DOCUMENT,
    NAMES,
    PASSPORT,
    SANCTION,
    FtmObject,
    digest,
    full_address,
    other_end,
    role_property,
    stand_in,
    stub_id,
)
from watchfloor.model.schema import property_type, schema

__all__ = ["FtmObject", "Joined", "from_ftm", "join", "to_ftm"]


def to_ftm(entity: Entity) -> list[FtmObject]:
    """The FollowTheMoney entities that say what this one says, the party itself first.

    Names' languages and parts, and uncertain dates, stand under the context key ``watchfloor``,
    which other programs pass over.

    Raises:
        InputError: the entity, or one of its relations, has a schema FollowTheMoney does not know.
    """
    if schema(entity.schema) is None:
        raise InputError(f"FollowTheMoney has no schema {entity.schema!r}", at=entity.id)
    addresses = [_address(entity, address) for address in entity.addresses]
    parts = [_thing(entity, [address["id"] for address in addresses])]
    parts += [_sanction(entity, designation) for designation in entity.designations]
    parts += [_document(entity, document) for document in entity.documents]
    parts += addresses
    for relation in entity.relations:
        parts.extend(_relation(entity, relation))
    # Two relations may name one and the same party: it is said once.
    return list({part["id"]: part for part in parts}.values())


def from_ftm(objects: Iterable[FtmObject], *, source: str = "") -> tuple[Entity, ...]:
    """Entities from FollowTheMoney JSON, with what belongs to each joined to it.

    Args:
        objects: FollowTheMoney entities in any order, flat or nested.
        source: the source key the entities get; by default their first dataset.

    Raises:
        InputError: an object cannot be used (see :func:`join`, which reports instead).
    """
    joined = join(objects, source=source)
    for ftm_id, reason in joined.rejected:
        raise InputError(reason, at=ftm_id)
    return tuple(joined.entities)


def _object(entity: Entity, ftm_id: str, kind: str, properties: Mapping[str, Iterable[str]]) -> FtmObject:
    filled = {prop: list(values) for prop, values in properties.items()}
    return {
        "id": ftm_id,
        "schema": kind,
        "properties": {prop: values for prop, values in filled.items() if values},
        "datasets": [entity.source],
    }


def _thing(entity: Entity, addresses: list[str]) -> FtmObject:
    properties: dict[str, list[str]] = {}
    for name in entity.names:
        properties.setdefault(NAMES[name.kind], []).append(name.text)
    uncertain: dict[str, list[str]] = {}
    for prop, values in entity.properties.items():
        kind = property_type(entity.schema, prop)
        if not kind:
            properties.setdefault("notes", []).extend(f"{prop}: {value}" for value in values)
        elif kind == "date":
            plain = [day for value in values for day in ftm_dates(value)]
            properties[prop] = list(dict.fromkeys(plain))
            if plain != list(values):
                uncertain[prop] = list(values)
        else:
            properties.setdefault(prop, []).extend(values)
    texts = [text for address in entity.addresses if (text := full_address(address))]
    properties.setdefault("address", []).extend(t for t in texts if t not in entity.get("address"))
    properties["addressEntity"] = addresses
    thing = _object(entity, entity.id, entity.schema, properties)
    thing["caption"] = entity.caption
    if kept := _beyond(entity.names, uncertain):
        thing[CONTEXT] = kept
    return thing


def _beyond(names: tuple[Name, ...], uncertain: dict[str, list[str]]) -> dict[str, object]:
    """What FollowTheMoney has no word for; empty where nothing would be lost."""
    kept: dict[str, object] = {"dates": uncertain} if uncertain else {}
    regrouped = tuple(Name(text=n.text, kind=n.kind) for kind in NAMES for n in names if n.kind == kind)
    if regrouped != names:
        kept["names"] = [
            {
                key: value
                for key in ("text", "kind", "lang", "family", "given")
                if (value := getattr(name, key))
            }
            for name in names
        ]
    return kept


def _filled(value: object, table: Mapping[str, str]) -> dict[str, list[str]]:
    return {prop: [text] for field, prop in table.items() if (text := getattr(value, field))}


def _sanction(entity: Entity, designation: Designation) -> FtmObject:
    properties = {
        "entity": [entity.id],
        **_filled(designation, SANCTION),
        "provisions": list(designation.measures),
    }
    return _object(entity, f"sanction-{digest(entity.id, repr(designation))}", "Sanction", properties)


def _document(entity: Entity, document: Document) -> FtmObject:
    properties = {"holder": [entity.id], **_filled(document, DOCUMENT)}
    uncertain: dict[str, list[str]] = {}
    for name, day in (("issued_on", document.issued_on), ("expires_on", document.expires_on)):
        plain = list(ftm_dates(day)) if day else []
        properties[DOCUMENT[name]] = plain
        if day and plain != [day]:
            uncertain[name] = [day]
    kind = "Identification"
    if PASSPORT.search(document.kind):
        kind = "Passport"
        properties["passportNumber"] = [document.number]
    made = _object(entity, f"document-{digest(entity.id, repr(document))}", kind, properties)
    if uncertain:
        made[CONTEXT] = {"dates": uncertain}
    return made


def _address(entity: Entity, address: Address) -> FtmObject:
    return _object(
        entity, f"address-{digest(entity.id, repr(address))}", "Address", _filled(address, ADDRESS)
    )


def _relation(entity: Entity, relation: Relation) -> Iterator[FtmObject]:
    """The relation, and the other side where only its name is known."""
    far = other_end(relation.schema, relation.end)
    if not far:
        raise InputError(
            f"FollowTheMoney has no relation {relation.schema!r} with an end {relation.end!r}", at=entity.id
        )
    properties: dict[str, list[str]] = {prop: list(values) for prop, values in relation.properties.items()}
    properties[relation.end] = [entity.id]
    if relation.other_id:
        properties[far] = [relation.other_id]
        properties["namesMentioned"] = [relation.other] if relation.other else []
    elif relation.other:
        stub = stub_id(entity.id, relation.schema, far, relation.other)
        properties[far] = [stub]
        yield _object(entity, stub, stand_in(relation.schema, far), {"name": [relation.other]})
    if relation.role:
        properties[role_property(relation.schema)] = [relation.role]
    if relation.note:
        properties["summary"] = [relation.note]
    yield _object(entity, f"relation-{digest(entity.id, repr(relation))}", relation.schema, properties)

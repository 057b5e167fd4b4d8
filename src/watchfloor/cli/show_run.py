"""What ``watchfloor show`` does once its options are read."""

from collections.abc import Iterable

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from watchfloor.cli.common import print_json
from watchfloor.cli.opening import open_engine, open_policy, open_snapshot
from watchfloor.cli.terminal import terminal
from watchfloor.model.entity import Address, Document, Entity, Relation
from watchfloor.model.errors import UsageError
from watchfloor.model.party import party
from watchfloor.names.countries import country_name
from watchfloor.screening.engine import Engine

MAX_FOUND = 10
_COUNTRIES = {
    "country",
    "nationality",
    "citizenship",
    "birthCountry",
    "jurisdiction",
    "mainCountry",
    "flag",
    "pastFlags",
}


def run(wanted: str, as_of: str, known_at: str, *, as_json: bool) -> None:
    """Show the entity, or what a name comes near to.

    Raises:
        UsageError: nothing of that id, reference or name is listed, or none is given.
    """
    if not wanted.strip():
        raise UsageError("give an id, a reference number or a name", hint="For instance us_ofac_sdn:20157.")
    snapshot = open_snapshot(as_of, known_at)
    engine = open_engine(snapshot, open_policy())
    found = _found(wanted, engine)
    if not found:
        raise UsageError(
            f"nothing listed is called {wanted!r}", hint="`watchfloor screen --name` finds near names, too."
        )
    if as_json:
        print_json([_plain(entity, engine) for entity in found])
        return
    console = terminal()
    named_by = _named_by({entity.id for entity in found[:MAX_FOUND]}, engine)
    for entity in found[:MAX_FOUND]:
        _print(console, entity, engine, named_by.get(entity.id, []))
    if len(found) > MAX_FOUND:
        console.print(f"\n... and {len(found) - MAX_FOUND} more")


def _found(wanted: str, engine: Engine) -> list[Entity]:
    """By id, by the source's own record id or a reference number, by name."""
    if entity := engine.entity(wanted):
        return [entity]
    folded = wanted.strip().casefold()
    by_reference = [
        entity
        for entity in engine.index.all()
        if entity.record.casefold() == folded
        or any(d.reference.casefold() == folded for d in entity.designations)
    ]
    if by_reference:
        return by_reference
    (result,) = engine.screen_batch([party(wanted)])
    return [entity for hit in result.hits for record in hit.records if (entity := engine.entity(record))]


def _plain(entity: Entity, engine: Engine) -> dict[str, object]:
    told = {name: getattr(entity, name) for name in entity.__struct_fields__}
    return {
        "id": entity.id,
        "caption": entity.caption,
        **told,
        "named_by": _named_by({entity.id}, engine).get(entity.id, []),
        "records": engine.index.clusters.get(entity.id, (entity.id,)),
    }


def _named_by(wanted: set[str], engine: Engine) -> dict[str, list[str]]:
    """Who names the entities in a relation of their own, by the id of the one named."""
    found: dict[str, list[str]] = {}
    for entity in engine.index.all():
        for relation in entity.relations:
            if relation.other_id in wanted:
                told = f"{entity.caption} ({entity.id}): {relation.role or relation.schema}"
                found.setdefault(relation.other_id, []).append(told)
    return found


def _print(console: Console, entity: Entity, engine: Engine, named_by: list[str]) -> None:
    console.print(f"\n[bold]{escape(entity.caption)}[/] ({entity.schema}) · {escape(entity.id)}")
    table = Table(box=None, show_header=False, pad_edge=False)
    table.add_column(style="dim", no_wrap=True)
    table.add_column(overflow="fold")
    for label, values in [*_rows(entity, engine), ("named by", named_by)]:
        for place, value in enumerate(values):
            table.add_row("" if place else label, escape(value))
    console.print(table)


def _rows(entity: Entity, engine: Engine) -> Iterable[tuple[str, list[str]]]:
    yield "names", [f"{n.text} ({n.kind})" if n.kind != "primary" else n.text for n in entity.names]
    for prop, values in entity.properties.items():
        if prop != "topics":
            yield prop, [country_name(v) for v in values] if prop in _COUNTRIES else list(values)
    yield "designations", [_designation(d) for d in entity.designations]
    yield "documents", [_document(d) for d in entity.documents]
    yield "addresses", [_address(a) for a in entity.addresses]
    yield "relations", [_relation(r) for r in entity.relations]
    linked = [record for record in engine.index.clusters.get(entity.id, ()) if record != entity.id]
    yield "also listed as", linked


def _document(document: Document) -> str:
    country = f"({country_name(document.country)})" if document.country else ""
    days = [
        f"{what} {day}"
        for what, day in (("issued", document.issued_on), ("expires", document.expires_on))
        if day
    ]
    return " ".join(filter(None, (document.kind, document.number, country, *days, document.note)))


def _address(address: Address) -> str:
    country = country_name(address.country) if address.country else ""
    parts = (
        address.full,
        address.street,
        address.city,
        address.region,
        address.postal_code,
        country,
        address.note,
    )
    return ", ".join(filter(None, parts))


def _relation(relation: Relation) -> str:
    other_id = f"({relation.other_id})" if relation.other_id else ""
    return " ".join(filter(None, (relation.role or relation.schema, relation.other, other_id)))


def _designation(designation: object) -> str:
    fields = ("programme", "reference", "listed_on", "amended_on", "delisted_on", "legal_basis")
    parts = [f"{name.replace('_', ' ')} {value}" for name in fields if (value := getattr(designation, name))]
    measures = getattr(designation, "measures", ())
    return " · ".join([*parts, *measures])

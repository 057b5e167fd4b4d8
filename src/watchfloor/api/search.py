"""``/search`` and ``/entities``: looking entities up, without judging anybody."""

from collections.abc import Sequence
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Query, Request, Response
from starlette.concurrency import run_in_threadpool

from watchfloor.api.asked import sources_of
from watchfloor.api.loaded import Loaded
from watchfloor.api.params import ERRORS, PageParams, SearchParams, given
from watchfloor.api.problems import JSON, Answered, safe_json
from watchfloor.api.service import Asked
from watchfloor.api.shapes import (
    AdjacentResultsResponse,
    EntityAdjacentResponse,
    EntityResponse,
    SearchResponse,
)
from watchfloor.model.ftm_record import reverse_names
from watchfloor.model.ftm_shape import FtmObject
from watchfloor.model.schema import property_type, schema
from watchfloor.names.countries import country_name
from watchfloor.screening.search import FACETS, Filter, Row, counted, plain_words

router = APIRouter()

SORTS = {
    "caption": lambda row: row.caption,
    "id": lambda row: row.ids[0],
    "first_seen": lambda row: row.first_seen,
    "last_change": lambda row: row.last_change,
}
"""What results can be put in order by."""
SHOWN_VALUES = 50
"""Values of a facet that are told."""
LABELS = {"datasets": "Data sets", "schema": "Kinds", "countries": "Countries", "topics": "Topics"}
LABELS |= {"genders": "Genders", "identifiers": "Identifiers"}


@router.get("/search/{dataset}", response_model=SearchResponse, responses=ERRORS)
async def search(asking: Asked, dataset: str, params: Annotated[SearchParams, Query()]) -> Response:
    """Find entities by words and by what is known of them. For screening use `/match`: this does not judge."""
    if schema(params.schema_) is None:
        raise Answered(400, f"no schema is called {params.schema_[:80]!r}")
    sources = sources_of(asking, dataset, params.include_dataset, params.exclude_dataset)
    wanted = Filter(
        schema=params.schema_,
        datasets=sources,
        also=tuple(params.datasets),
        topics=tuple(params.topics),
        countries=tuple(code.lower() for code in params.countries),
        without_schemata=tuple(params.exclude_schema),
        changed_since=(params.changed_since or "")[:10],
        every=params.filter_op == "AND",
    )
    content = await run_in_threadpool(_found, asking.loaded, params, wanted)
    return Response(content, media_type=JSON)


def _found(loaded: Loaded, params: SearchParams, wanted: Filter) -> bytes:
    rows = [] if given(params, "target") is False else _rows(loaded, params, wanted)
    rows = _sorted(_with_values(loaded, rows, params), params.sort)
    page = rows[params.offset : params.offset + params.limit]
    facets = {
        facet: {
            "label": LABELS[facet],
            "values": [
                {"name": name, "label": _label(facet, name), "count": count}
                for name, count in counted(rows, facet)[:SHOWN_VALUES]
            ],
        }
        for facet in params.facets
        if facet in FACETS
    }
    content = {
        "limit": params.limit,
        "offset": params.offset,
        "total": {"value": len(rows), "relation": "eq"},
        "results": [loaded.flat(row.ids[0]) for row in page],
        "facets": facets,
    }
    return safe_json(content)


def _rows(loaded: Loaded, params: SearchParams, wanted: Filter) -> list[Row]:
    """What the words find, and with ``fuzzy`` what is alike behind it."""
    query = " ".join(plain_words(params.q)) if params.simple else params.q
    rows = loaded.table.find(query, wanted)
    if params.fuzzy and params.q.strip():
        near = loaded.engine.near([params.q])
        best = sorted(zip((-near.alike).tolist(), near.entity.tolist(), strict=True))
        ids = (loaded.engine.index.entity(number).id for _, number in best)
        alike = (row for i in ids if (row := loaded.table.row(i)) is not None and wanted.accepts(row))
        rows = list({row.ids: row for row in (*rows, *alike)}.values())
    return rows


def _with_values(loaded: Loaded, rows: list[Row], params: SearchParams) -> list[Row]:
    """The rows whose entities have the values asked for, ``property:value`` each.

    Raises:
        Answered: a filter is not of that form.
    """
    pairs = []
    for text in params.filter:
        prop, sign, value = text.removeprefix("properties.").partition(":")
        if not sign or not prop or not value:
            raise Answered(400, f"not a filter: {text[:80]!r}; write it as property:value")
        pairs.append((prop, value))
    if not pairs:
        return rows
    enough = all if params.filter_op == "AND" else any
    return [row for row in rows if enough(_has(loaded, row, prop, value) for prop, value in pairs)]


def _has(loaded: Loaded, row: Row, prop: str, value: str) -> bool:
    flat = loaded.flat(row.ids[0]) or {}
    own = flat["properties"].get(prop) if prop not in ("schema", "datasets") else flat[prop]
    return value in ([own] if isinstance(own, str) else own or ())


def _sorted(rows: list[Row], sorts: Sequence[str]) -> list[Row]:
    """The rows in the order asked for, the first criterion before the others; as found where there is none.

    Raises:
        Answered: there is no such criterion.
    """
    for text in reversed(sorts):
        name, _, way = text.partition(":")
        if name not in SORTS or way not in ("", "asc", "desc"):
            raise Answered(400, f"no order is called {text[:80]!r}; there are {', '.join(SORTS)}")
        rows = sorted(rows, key=SORTS[name], reverse=way == "desc")
    return rows


def _label(facet: str, name: str) -> str:
    return country_name(name) if facet == "countries" else name


@router.get("/entities/{entity_id}", response_model=EntityResponse, responses={**ERRORS, 308: {}})
async def entity(asking: Asked, entity_id: str, *, nested: bool = True) -> Response:
    """One entity with what belongs to it: sanctions, documents, addresses, relations.

    The id of any of its records leads to it; another than the first is answered with a redirection (308).
    """
    if moved := _moved(asking.loaded, entity_id):
        return moved
    return Response(
        await run_in_threadpool(_entity, asking.loaded, entity_id, nested=nested), media_type=JSON
    )


def _moved(loaded: Loaded, entity_id: str, rest: str = "") -> Response | None:
    """A redirection to the id that stands for all linked records, where this is another of them.

    Raises:
        Answered: there is no such record.
    """
    first = loaded.canonical(entity_id)
    if not first:
        raise Answered(404, f"no entity {entity_id[:120]!r} in this snapshot")
    if first == entity_id:
        return None
    return Response(status_code=308, headers={"location": f"/entities/{quote(first, safe=':')}{rest}"})


def _entity(loaded: Loaded, entity_id: str, *, nested: bool) -> bytes:
    flat = loaded.flat(entity_id) or {}
    if not nested:
        return safe_json(flat)
    return safe_json({**flat, "properties": {**flat["properties"], **_belongings(loaded, entity_id)}})


def _belongings(loaded: Loaded, entity_id: str) -> dict[str, list[FtmObject]]:
    return loaded.belongings(loaded.records(entity_id))


@router.get(
    "/entities/{entity_id}/adjacent", response_model=EntityAdjacentResponse, responses={**ERRORS, 308: {}}
)
async def adjacent(
    request: Request, asking: Asked, entity_id: str, params: Annotated[PageParams, Query()]
) -> Response:
    """What belongs to an entity, a page of each kind."""
    if moved := _moved(asking.loaded, entity_id, f"/adjacent?{request.url.query}".rstrip("?")):
        return moved
    found = await run_in_threadpool(_belongings, asking.loaded, entity_id)
    content = {
        "entity": asking.loaded.flat(entity_id),
        "adjacent": {prop: _page(parts, params) for prop, parts in found.items()},
    }
    return Response(safe_json(content), media_type=JSON)


@router.get(
    "/entities/{entity_id}/adjacent/{property_name}",
    response_model=AdjacentResultsResponse,
    responses={**ERRORS, 308: {}},
)
async def adjacent_property(
    request: Request,
    asking: Asked,
    entity_id: str,
    property_name: str,
    params: Annotated[PageParams, Query()],
) -> Response:
    """What belongs to an entity in one way, a page of it."""
    rest = f"/adjacent/{quote(property_name)}?{request.url.query}".rstrip("?")
    if moved := _moved(asking.loaded, entity_id, rest):
        return moved
    found = await run_in_threadpool(_belongings, asking.loaded, entity_id)
    if property_name not in found and not _is_property(asking.loaded, entity_id, property_name):
        raise Answered(404, f"nothing is called {property_name[:80]!r} there")
    return Response(safe_json(_page(found.get(property_name, []), params)), media_type=JSON)


def _is_property(loaded: Loaded, entity_id: str, name: str) -> bool:
    """May an entity have something under that name, although this one has nothing?"""
    flat = loaded.flat(entity_id) or {}
    return name in reverse_names() or bool(property_type(flat["schema"], name))


def _page(parts: list[FtmObject], params: PageParams) -> dict[str, Any]:
    for text in reversed(params.sort):
        name, _, way = text.partition(":")
        parts = sorted(parts, key=lambda part: str(_value(part, name)), reverse=way == "desc")
    return {
        "results": parts[params.offset : params.offset + params.limit],
        "total": {"value": len(parts), "relation": "eq"},
        "limit": params.limit,
        "offset": params.offset,
    }


def _value(part: FtmObject, name: str) -> object:
    return part.get(name) or next(iter(part["properties"].get(name, ())), "")

"""``/reconcile/{dataset}``: the W3C Reconciliation Service API 0.2, as OpenRefine and others speak it."""

from html import escape
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Form, Query, Response
from starlette.concurrency import run_in_threadpool

from watchfloor.api.asked import Terms, bounds, floor, sources_of
from watchfloor.api.loaded import Loaded
from watchfloor.api.params import ERRORS
from watchfloor.api.problems import JSON, Answered, safe_json
from watchfloor.api.reconciling import (
    MOST_QUERIES,
    SHOWN_FROM,
    Reconciled,
    described,
    extended,
    label,
    proposed,
    queries_of,
)
from watchfloor.api.service import Asked, Asking
from watchfloor.api.shapes_catalog import FreebaseManifest
from watchfloor.model.schema import is_a, schema, schema_names
from watchfloor.screening.search import Filter, plain_words

router = APIRouter(responses=ERRORS)

KINDS = ("Thing", "LegalEntity", "Person", "Organization", "Company", "Vessel", "Airplane", "CryptoWallet")
"""Kinds of entity that lists have, offered where a kind is to be chosen."""
PREVIEWED = ("birthDate", "nationality", "country", "topics", "registrationNumber", "imoNumber", "alias")
PREVIEW_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
"""A preview is shown inside the pages of whoever reconciles."""
WIDTH, HEIGHT = 430, 300
SUGGESTIONS = 10

Prefix = Annotated[str, Query(description="What was typed so far.")]
Limit = Annotated[int, Query(ge=0, le=100)]
AsQuery = Annotated[str, Query(description="As JSON; see the interface's description.")]
AsForm = Annotated[str, Form(description="As JSON; see the interface's description.")]


@router.get("/reconcile/{dataset}", response_model=FreebaseManifest)
async def manifest(asking: Asked, dataset: str, queries: AsQuery = "", extend: AsQuery = "") -> Response:
    """What this service offers; with `queries` or `extend`, the same as when they are posted."""
    if queries or extend:
        return await _answer(asking, dataset, queries, extend)
    sources_of(asking, dataset)
    return Response(safe_json(_manifest(asking.base, dataset)), media_type=JSON)


@router.post("/reconcile/{dataset}", response_class=Response)
async def reconcile(asking: Asked, dataset: str, queries: AsForm = "", extend: AsForm = "") -> Response:
    """Screen names, or add columns of data to entities that were found."""
    return await _answer(asking, dataset, queries, extend)


async def _answer(asking: Asking, dataset: str, queries: str, extend: str) -> Response:
    sources = sources_of(asking, dataset)
    if extend:
        return Response(await run_in_threadpool(extended, asking.loaded, extend), media_type=JSON)
    if not queries:
        raise Answered(400, "send queries or extend")
    engine = asking.loaded.engine_for(sources)
    wanted = bounds(engine, None, SHOWN_FROM)
    terms = Terms(route="/reconcile/{dataset}", dataset=dataset, limit=0)
    work = Reconciled(asking, terms, wanted, floor(engine, wanted), queries_of(queries))
    rows = [query.read.row for query in work.queries]
    content = await asking.service.screener.screen(engine, work.floor, rows, work.finish)
    return Response(content, media_type=JSON)


def _manifest(base: str, dataset: str) -> dict[str, Any]:
    path = f"/reconcile/{quote(dataset, safe='')}"
    suggest = {
        kind: {"service_url": base, "service_path": f"{path}/suggest/{kind}"}
        for kind in ("entity", "property", "type")
    }
    preview = {"url": f"{base}{path}/preview?id={{{{id}}}}", "width": WIDTH, "height": HEIGHT}
    return {
        "versions": ["0.2"],
        "name": f"Watchfloor: {dataset}",
        "identifierSpace": f"{base}/entities/",
        "schemaSpace": "https://followthemoney.tech/explorer/schemata/",
        "documentation": f"{base}/openapi.json",
        "batchSize": MOST_QUERIES,
        "view": {"url": f"{base}/entities/{{{{id}}}}"},
        "preview": preview,
        "suggest": suggest,
        "extend": {
            "propose_properties": {"service_url": base, "service_path": f"{path}/extend/property"},
            "propose_settings": [],
            "property_settings": [],
        },
        "defaultTypes": described(KINDS),
    }


@router.get("/reconcile/{dataset}/suggest/entity", response_class=Response)
async def suggest_entity(
    asking: Asked, dataset: str, prefix: Prefix = "", limit: Limit = SUGGESTIONS
) -> Response:
    """Entities whose names begin so."""
    wanted = Filter(datasets=sources_of(asking, dataset))
    found = await run_in_threadpool(lambda: asking.loaded.table.find(prefix, wanted, prefix=True))
    result = [
        {
            "id": row.ids[0],
            "name": row.caption,
            "description": ", ".join(row.datasets),
            "notable": described([row.schema]),
        }
        for row in found[:limit]
    ]
    return Response(safe_json({"result": result}), media_type=JSON)


@router.get("/reconcile/{dataset}/suggest/property", response_class=Response)
async def suggest_property(
    asking: Asked, dataset: str, prefix: Prefix = "", limit: Limit = SUGGESTIONS
) -> Response:
    """Properties whose names hold these letters."""
    sources_of(asking, dataset)
    props = dict.fromkeys(
        name
        for kind in KINDS
        if (found := schema(kind)) is not None
        for name, type_ in found.properties.items()
        if type_ != "entity"
    )
    return Response(safe_json({"result": described(_like(list(props), prefix)[:limit])}), media_type=JSON)


@router.get("/reconcile/{dataset}/suggest/type", response_class=Response)
async def suggest_type(
    asking: Asked, dataset: str, prefix: Prefix = "", limit: Limit = SUGGESTIONS
) -> Response:
    """Kinds of entity whose names hold these letters."""
    sources_of(asking, dataset)
    kinds = [*KINDS, *(name for name in schema_names() if is_a(name, "Thing") and name not in KINDS)]
    return Response(safe_json({"result": described(_like(kinds, prefix)[:limit])}), media_type=JSON)


def _like(names: list[str], prefix: str) -> list[str]:
    """The names with these letters in them, those that begin with them first."""
    letters = "".join(plain_words(prefix))
    held = [name for name in names if letters in name.lower()]
    return sorted(held, key=lambda name: not name.lower().startswith(letters))


@router.get("/reconcile/{dataset}/extend/property", response_class=Response)
async def extend_property(
    asking: Asked,
    dataset: str,
    kind: Annotated[str, Query(alias="type", description="A kind of entity.")] = "Thing",
    limit: Limit = 100,
) -> Response:
    """Properties that can be added to entities of a kind."""
    sources_of(asking, dataset)
    return Response(safe_json(proposed(kind, limit)), media_type=JSON)


@router.get("/reconcile/{dataset}/preview", response_class=Response)
async def preview(
    asking: Asked,
    dataset: str,
    entity_id: Annotated[str, Query(alias="id", description="Of an entity.")] = "",
) -> Response:
    """A few lines about an entity, as a small page."""
    sources_of(asking, dataset)
    page = _page(asking.loaded, entity_id)
    headers = {"content-security-policy": PREVIEW_POLICY}
    return Response(page.encode("utf-8", "replace"), headers=headers, media_type="text/html; charset=utf-8")


def _page(loaded: Loaded, entity_id: str) -> str:
    flat = loaded.flat(entity_id)
    if flat is None:
        raise Answered(404, f"no entity {entity_id[:120]!r} in this snapshot")
    facts = {prop: flat["properties"][prop] for prop in PREVIEWED if flat["properties"].get(prop)}
    lines = [
        f"<dt>{escape(label(prop))}</dt><dd>{escape(', '.join(values[:6]))}</dd>"
        for prop, values in {**facts, "lists": flat["datasets"]}.items()
    ]
    return (
        "<!doctype html><html lang='en'><meta charset='utf-8'><title>Watchfloor</title>"
        "<style>body{font:14px sans-serif;margin:8px}dt{float:left;clear:left;width:9em;color:#555}</style>"
        f"<h1 style='font-size:16px'>{escape(flat['caption'])}</h1>"
        f"<p>{escape(label(flat['schema']))}</p><dl>{''.join(lines)}</dl></html>"
    )

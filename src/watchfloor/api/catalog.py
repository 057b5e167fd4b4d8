"""``/catalog`` and ``/algorithms``: what can be looked at, and how it is judged."""

import hashlib
from typing import Any

from fastapi import APIRouter, Request, Response

from watchfloor.api.loaded import Loaded
from watchfloor.api.match import OURS
from watchfloor.api.params import ERRORS
from watchfloor.api.problems import JSON, safe_json
from watchfloor.api.service import Asked
from watchfloor.api.shapes import AlgorithmResponse
from watchfloor.api.shapes_catalog import DataCatalogModel
from watchfloor.lists.scopes import ALL, SANCTIONS
from watchfloor.lists.source import official
from watchfloor.lists.versions import Version
from watchfloor.names.countries import country_name

router = APIRouter()

TITLES = {ALL: "All lists", SANCTIONS: "All sanctions lists"}
DESCRIPTION = (
    "Names compared word by word across scripts and spellings, then evidence both ways: what agrees raises the"
    " score, what contradicts lowers it. The score is the probability that both are the same."
)


@router.get("/catalog", response_model=DataCatalogModel, responses={**ERRORS, 304: {}})
async def catalog(request: Request, asking: Asked) -> Response:
    """The data sets that can be looked at: every list, and names for several of them together."""
    loaded, service = asking.loaded, asking.service
    versions, scopes = loaded.snapshot.versions, asking.scopes()
    datasets = [_single(key, version, loaded) for key, version in versions.items()]
    together = {name: members for name, members in scopes.items() if name not in versions}
    datasets += [_together(name, members, loaded) for name, members in together.items()]
    content = safe_json(
        {
            "datasets": datasets,
            "current": [one["name"] for one in datasets],
            "outdated": [],
            "index_stale": bool(service.setup.stale_days)
            and service.age_of(loaded) > service.setup.stale_days,
        }
    )
    tag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    headers = {"etag": tag, "cache-control": "private, max-age=300"}
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers=headers)
    return Response(content, headers=headers, media_type=JSON)


def _single(key: str, version: Version, loaded: Loaded) -> dict[str, Any]:
    spec = official(version.parser)
    return {
        "name": key,
        "title": spec.title if spec else key,
        "summary": None if spec else "A watchlist of your own.",
        "url": spec.page if spec else None,
        "license": spec.licence if spec else None,
        "publisher": _publisher(spec.authority, spec.country, spec.page) if spec else None,
        "resources": [
            {"name": file.name, "checksum": file.sha256, "size": file.size, "mime_type_label": None}
            for file in version.files
        ],
        **_dated(version.published, version.learned_at, version.entities, loaded),
        "version": version.id,
        "children": [],
        "load": True,
    }


def _publisher(authority: str, country: str, page: str) -> dict[str, Any]:
    label = country_name(country) if country else None
    return {
        "name": authority,
        "url": page,
        "country": country or None,
        "country_label": label,
        "official": True,
    }


def _together(name: str, members: tuple[str, ...], loaded: Loaded) -> dict[str, Any]:
    versions = [loaded.snapshot.versions[key] for key in members]
    return {
        "name": name,
        "title": TITLES.get(name, name),
        **_dated(
            max((v.published for v in versions), default=""),
            max((v.learned_at for v in versions), default=""),
            sum(v.entities for v in versions),
            loaded,
        ),
        "version": loaded.id,
        "children": list(members),
        "load": False,
        "resources": [],
    }


def _dated(published: str, learned_at: str, entities: int, loaded: Loaded) -> dict[str, Any]:
    return {
        "updated_at": published or None,
        "last_export": learned_at or None,
        "entity_count": entities,
        "thing_count": entities,
        "index_version": loaded.id,
        "index_current": True,
        "tags": [],
        "namespace": False,
        "deprecated": False,
    }


@router.get("/algorithms", response_model=AlgorithmResponse, responses=ERRORS)
async def algorithms(asking: Asked) -> Response:
    """How parties are judged: each kind of evidence and its weight, which ``config`` may set for a request."""
    weights = asking.loaded.engine.policy.features
    features = {
        name: {"description": _words(name), "coefficient": weight, "url": ""}
        for name, weight in weights.items()
    }
    config = {
        name: {"description": f"Weight of: {_words(name)}", "type": "float", "default": weight}
        for name, weight in weights.items()
    }
    docs = {"name": OURS, "description": DESCRIPTION, "features": features, "config": config}
    ours = {"name": OURS, "description": DESCRIPTION, "features": features, "docs": docs}
    return Response(safe_json({"algorithms": [ours], "default": OURS, "best": OURS}), media_type=JSON)


def _words(feature: str) -> str:
    return feature.replace("_", " ")

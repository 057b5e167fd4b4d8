"""``POST /match/{dataset}``: up to a hundred parties against the lists, as the field's clients ask for it."""

from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response

from watchfloor.api.asked import (
    Bounds,
    Terms,
    bounds,
    floor,
    is_match,
    kept,
    measured,
    scored,
    screening,
    sources_of,
)
from watchfloor.api.direct import DirectRoute, read_body, read_params
from watchfloor.api.params import ERRORS, MatchParams, given
from watchfloor.api.problems import JSON, Answered, safe_json
from watchfloor.api.screener import Answer
from watchfloor.api.service import Asked, Asking, asking_of
from watchfloor.api.shapes import EntityExample, EntityMatchQuery, EntityMatchResponse
from watchfloor.model.errors import UsageError
from watchfloor.model.finding import Hit, Screened
from watchfloor.screening.queries import Query as PartyQuery
from watchfloor.screening.queries import read_query
from watchfloor.screening.search import Filter

router = APIRouter(route_class=DirectRoute)

MOST_QUERIES = 100
OURS = "watchfloor"
ALGORITHMS = frozenset(
    {"best", OURS, "logic-v1", "logic-v2", "name-based", "name-qualified", "regression-v1", "regression-v2"}
)
"""Names of algorithms a client may ask for: ours, and those clients of the field send; all mean ours."""


async def match(
    request: Request,
    asking: Asked,
    dataset: str,
    query: EntityMatchQuery,
    params: Annotated[MatchParams, Query()],
) -> Response:
    """Screen up to 100 parties, each under a name of the caller's own.

    A result is a match from `threshold` on, or where the policy says so if none is given. Every answer
    names the snapshot it was made with in the header `X-Watchfloor-Snapshot`.
    """
    if params.algorithm not in ALGORITHMS:
        raise Answered(400, f"no algorithm is called {params.algorithm[:80]!r}; see /algorithms")
    sources = sources_of(asking, dataset, params.include_dataset, params.exclude_dataset)
    engine = asking.loaded.engine_for(sources, _weights(query))
    terms = Terms(
        route="/match/{dataset}",
        dataset=dataset,
        limit=params.limit,
        wanted=_filter(params),
        options={key: tuple(request.query_params.getlist(key)) for key in request.query_params},
    )
    wanted = bounds(engine, given(params, "threshold"), given(params, "cutoff"))
    work = _Work(asking, terms, wanted, floor(engine, wanted), query.queries, _read(query))
    rows = [one.row for one in work.read]
    content = await asking.service.screener.screen(engine, work.floor, rows, work.finish)
    return Response(content, media_type=JSON)


async def _direct(request: Request) -> Response:
    """Reads a request as the signature of :func:`match` says, and answers it."""
    asking, dataset = await asking_of(request), request.path_params["dataset"]
    params = read_params(MatchParams, request.query_params)
    return await match(request, asking, dataset, read_body(EntityMatchQuery, await request.body()), params)


match.direct = _direct  # type: ignore[attr-defined]
router.post("/match/{dataset}", response_model=EntityMatchResponse, responses=ERRORS)(match)


def _filter(params: MatchParams) -> Filter:
    return Filter(
        without_schemata=tuple(params.exclude_schema),
        topics=tuple(params.topics),
        changed_since=(params.changed_since or "")[:10],
        without=frozenset(params.exclude_entity_ids),
    )


def _weights(query: EntityMatchQuery) -> dict[str, float]:
    """The weights of a request: ``config`` may say what ``weights`` may.

    Raises:
        Answered: a setting is no number.
    """
    found = dict(query.weights)
    for key, value in query.config.items():
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise Answered(400, f"config: {key[:80]!r} is not known, or is no number; see /algorithms")
        found[key] = float(value)
    return found


def _read(query: EntityMatchQuery) -> list[PartyQuery]:
    """The parties of a request.

    Raises:
        Answered: there are none, too many, or one that cannot be a party.
    """
    if not query.queries:
        raise Answered(400, "no queries were sent")
    if len(query.queries) > MOST_QUERIES:
        raise Answered(400, f"too many queries at once: {len(query.queries)}, and {MOST_QUERIES} are allowed")
    found = []
    for name, example in query.queries.items():
        try:
            found.append(read_query(example.schema_, example.properties, example.id or ""))
        except UsageError as error:
            raise Answered(400, f"query {name[:80]!r}: {error}") from error
    return found


@dataclass(frozen=True, slots=True)
class _Work:
    """Makes the answer to one request of its results."""

    asking: Asking
    terms: Terms
    wanted: Bounds
    floor: float
    given: dict[str, EntityExample]
    read: list[PartyQuery]

    def finish(self, results: list[Screened]) -> Answer:
        """The answer, and what is written down of it."""
        responses, screenings = {}, []
        for name, query, result in zip(self.given, self.read, results, strict=True):
            hits = kept(self.asking.loaded, result, self.terms, self.wanted)
            found = (result, hits[: self.terms.limit])
            responses[name] = self._response(self.given[name], query, found, len(hits))
            screenings.append(screening(self.asking, self.terms, (name, query.row.party), self.floor, found))
        measured(self.asking, results, self.wanted)
        return Answer(safe_json({"responses": responses, "limit": self.terms.limit}), screenings)

    def _response(
        self, given: EntityExample, query: PartyQuery, found: tuple[Screened, list[Hit]], total: int
    ) -> dict[str, Any]:
        result, shown = found
        problem = [result.problem] if result.problem else []
        return {
            "status": 200,
            "results": [scored(self.asking.loaded, h, match=is_match(h, self.wanted)) for h in shown],
            "total": {"value": total, "relation": "eq"},
            "query": {"id": given.id, "schema": given.schema_, "properties": given.properties},
            "notes": [*problem, *query.notes, *result.notes],
        }

"""What the reconciliation service makes of queries, and of entities that were found; see :mod:`.reconcile`."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from watchfloor.api.asked import Bounds, Terms, is_match, kept, measured, screening
from watchfloor.api.loaded import Loaded
from watchfloor.api.problems import Answered, safe_json
from watchfloor.api.screener import Answer
from watchfloor.api.service import Asking
from watchfloor.model.errors import UsageError
from watchfloor.model.finding import Hit, Screened
from watchfloor.model.schema import schema
from watchfloor.screening.queries import Query, read_query

MOST_QUERIES = 100
MOST_IDS = 1000
MOST_RESULTS = 100
SHOWN_FROM = 0.25
"""Score from which a candidate is worth a look by whoever reconciles; matches are marked as such."""
_FULL_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_WORDS = re.compile(r"(?<=[a-z])(?=[A-Z])")


class Detail(msgspec.Struct):
    """A property of what is looked for."""

    pid: str
    v: Any = None


class Wanted(msgspec.Struct):
    """One query, as the interface has it."""

    query: str = ""
    type: str | list[str] = ""
    limit: int = 5
    properties: list[Detail] = []


class _Column(msgspec.Struct):
    id: str


class _Extension(msgspec.Struct):
    ids: list[str]
    properties: list[_Column]


class Parsed(msgspec.Struct):
    """A query as a party, under the caller's name for it."""

    name: str
    wanted: Wanted
    read: Query


def label(name: str) -> str:
    """A property or schema in words: ``birthDate`` is ``Birth date``."""
    return _WORDS.sub(" ", name).capitalize()


def queries_of(text: str) -> list[Parsed]:
    """The queries of a request.

    Raises:
        Answered: they are no JSON of the interface's form, too many, or one cannot be a party.
    """
    try:
        given = msgspec.json.decode(text, type=dict[str, Wanted])
    except (msgspec.MsgspecError, UnicodeEncodeError, RecursionError) as error:
        raise Answered(400, f"queries: {error}") from error
    if len(given) > MOST_QUERIES:
        raise Answered(400, f"too many queries at once: {len(given)}, and {MOST_QUERIES} are allowed")
    return [Parsed(name, wanted, _read(name, wanted)) for name, wanted in given.items()]


def _read(name: str, wanted: Wanted) -> Query:
    kinds = [wanted.type] if isinstance(wanted.type, str) else wanted.type
    kind = next(filter(None, kinds), "Thing")
    properties: dict[str, list[object]] = {"name": [wanted.query]} if wanted.query else {}
    for detail in wanted.properties:
        values = detail.v if isinstance(detail.v, list) else [detail.v]
        plain = [v.get("name", v.get("id")) if isinstance(v, dict) else v for v in values]
        properties.setdefault(detail.pid, []).extend(plain)
    try:
        return read_query(kind, properties)
    except UsageError as error:
        raise Answered(400, f"query {name[:80]!r}: {error}") from error


@dataclass(frozen=True, slots=True)
class Reconciled:
    """Makes the answer to some queries of their results."""

    asking: Asking
    terms: Terms
    wanted: Bounds
    floor: float
    queries: list[Parsed]

    def finish(self, results: list[Screened]) -> Answer:
        """The answer, and what is written down of it."""
        content, screenings = {}, []
        for query, result in zip(self.queries, results, strict=True):
            most = min(max(query.wanted.limit, 0), MOST_RESULTS)
            shown = kept(self.asking.loaded, result, self.terms, self.wanted)[:most]
            content[query.name] = {"result": [self._candidate(hit) for hit in shown]}
            asked = (query.name, query.read.row.party)
            screenings.append(screening(self.asking, self.terms, asked, self.floor, (result, shown)))
        measured(self.asking, results, self.wanted)
        return Answer(safe_json(content), screenings)

    def _candidate(self, hit: Hit) -> dict[str, Any]:
        flat = self.asking.loaded.flat(hit.entity_id) or {}
        features = [{"id": part.feature, "value": part.strength} for part in hit.explanation.contributions]
        return {
            "id": flat["id"],
            "name": flat["caption"],
            "description": "; ".join(hit.explanation.sentences()),
            "type": [{"id": flat["schema"], "name": label(flat["schema"])}],
            "score": round(hit.score * 100, 2),
            "match": is_match(hit, self.wanted),
            "features": features,
        }


def extended(loaded: Loaded, text: str) -> bytes:
    """Columns of data for entities that were found.

    Raises:
        Answered: the request is no JSON of the interface's form, or asks for too many.
    """
    try:
        asked = msgspec.json.decode(text, type=_Extension)
    except (msgspec.MsgspecError, UnicodeEncodeError, RecursionError) as error:
        raise Answered(400, f"extend: {error}") from error
    if len(asked.ids) > MOST_IDS:
        raise Answered(400, f"too many entities at once: {len(asked.ids)}, and {MOST_IDS} are allowed")
    columns = [column.id for column in asked.properties]
    rows = {i: {column: _cells(loaded, i, column) for column in columns} for i in asked.ids}
    return safe_json({"meta": [{"id": c, "name": label(c)} for c in columns], "rows": rows})


def _cells(loaded: Loaded, entity_id: str, prop: str) -> list[dict[str, str]]:
    flat = loaded.flat(entity_id)
    values = flat["properties"].get(prop, []) if flat else []
    return [{"date" if _is_day(prop, v, flat) else "str": v} for v in values]


def _is_day(prop: str, value: str, flat: dict[str, Any] | None) -> bool:
    found = schema(flat["schema"]) if flat else None
    is_date = found is not None and found.properties.get(prop) == "date"
    return is_date and _FULL_DAY.fullmatch(value) is not None


def proposed(kind: str, limit: int) -> dict[str, Any]:
    """Properties that can be added for a kind of entity.

    Raises:
        Answered: there is no such kind.
    """
    found = schema(kind or "Thing")
    if found is None:
        raise Answered(404, f"no schema is called {kind[:80]!r}")
    names = [name for name, type_ in found.properties.items() if type_ != "entity"]
    return {"type": kind, "limit": limit, "properties": described(names[:limit])}


def described(names: Sequence[str]) -> list[dict[str, str]]:
    """Ids with their names in words."""
    return [{"id": name, "name": label(name)} for name in names]

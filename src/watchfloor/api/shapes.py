"""The shapes of answers and questions, as the field's screening interface (version 5.5) documents them.

They describe; answers are written directly and not passed through them. Names of the classes are
those of the interface's own documentation.
"""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

Properties = dict[str, list["str | EntityResponse"]]


class ErrorResponse(BaseModel):
    """What went wrong, in words."""

    detail: str


class StatusResponse(BaseModel):
    """How the service is."""

    status: str = "ok"


class TotalSpec(BaseModel):
    """How many there are beyond those shown."""

    value: int
    relation: str = "eq"


class EntityResponse(BaseModel):
    """A listed entity in FollowTheMoney's vocabulary."""

    id: str = Field(examples=["un_sc_sanctions:6908555"])
    caption: str
    schema_: str = Field(alias="schema", examples=["Person"])
    properties: Properties = Field(examples=[{"name": ["John Doe"]}])
    datasets: list[str] = []
    referents: list[str] = []
    target: bool = False
    first_seen: str | None = None
    last_seen: str | None = None
    last_change: str | None = None


class FeatureResult(BaseModel):
    """What one kind of evidence says: in words, and from -1 (against) to 1 (for)."""

    detail: str | None
    score: float
    query: str | None = None
    candidate: str | None = None


class ScoredEntityResponse(EntityResponse):
    """A hit: the entity, how sure it is, and why."""

    score: float = 0.99
    match: bool
    features: dict[str, float] = {}
    explanations: dict[str, FeatureResult]


class EntityExample(BaseModel):
    """Who or what is looked for, in FollowTheMoney's vocabulary."""

    model_config = ConfigDict(extra="ignore")
    id: str | None = None
    schema_: str = Field(alias="schema", examples=["Person"])
    properties: dict[str, str | int | float | list[Any] | None] = Field(examples=[{"name": ["John Doe"]}])


class EntityMatchQuery(BaseModel):
    """Up to 100 queries by names of the caller's own, and weights of evidence for all of them."""

    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "queries": {
                    "q1": {
                        "schema": "Person",
                        "properties": {"name": ["Eric Badege"], "birthDate": ["1971"], "nationality": ["cd"]},
                    }
                }
            }
        }
    )
    queries: dict[str, EntityExample]
    weights: dict[str, float] = {}
    config: dict[str, str | int | float | bool | None] = {}


class EntityMatches(BaseModel):
    """What was found for one query. ``notes`` says what of the query could not be compared."""

    status: int = 200
    results: list[ScoredEntityResponse]
    total: TotalSpec
    query: EntityExample
    notes: list[str] = []


class EntityMatchResponse(BaseModel):
    """What was found for every query, by its name."""

    responses: dict[str, EntityMatches]
    limit: int


class SearchFacetItem(BaseModel):
    """How many of the entities found have a value."""

    name: str
    label: str
    count: int = 1


class SearchFacet(BaseModel):
    """What values the entities found have, the most frequent first."""

    label: str
    values: list[SearchFacetItem]


class SearchResponse(BaseModel):
    """One page of the entities found."""

    limit: int
    offset: int = 0
    total: TotalSpec
    results: list[EntityResponse]
    facets: dict[str, SearchFacet]


class AdjacentResultsResponse(BaseModel):
    """One page of what belongs to an entity in one way."""

    limit: int
    offset: int = 0
    total: TotalSpec
    results: list[str | EntityResponse] = []


class EntityAdjacentResponse(BaseModel):
    """An entity and what belongs to it, by property."""

    entity: EntityResponse
    adjacent: dict[str, AdjacentResultsResponse]


class FeatureDoc(BaseModel):
    """One kind of evidence and what it weighs, in log-odds at full strength."""

    description: str | None
    coefficient: float
    url: str


class ConfigVar(BaseModel):
    """Something a request may set in ``config``."""

    description: str | None = None
    type: Literal["string", "integer", "float", "boolean"] = "float"
    default: str | int | float | bool | None = 0


class AlgorithmDocs(BaseModel):
    """How an algorithm judges."""

    name: str
    description: str | None = None
    features: dict[str, FeatureDoc]
    config: dict[str, ConfigVar]


class Algorithm(BaseModel):
    """An algorithm that may be asked for."""

    name: str
    description: str | None = None
    features: dict[str, FeatureDoc] = Field(deprecated=True)
    docs: AlgorithmDocs


class AlgorithmResponse(BaseModel):
    """The algorithms there are."""

    algorithms: list[Algorithm]
    default: str
    best: str


Facet = Literal["datasets", "schema", "countries", "identifiers", "topics", "genders"]
Operator = Literal["AND", "OR"]

"""What requests may say in their addresses: the names, defaults and limits of the field's interface."""

from typing import Annotated, Any

from pydantic import BaseModel, Field

from watchfloor.api.shapes import ErrorResponse, Facet, Operator

MOST_RESULTS = 500
MOST_OFFSET = 9_499
DAY = r"^\d{4}-\d{2}-\d{2}(T\d{2}(:\d{2}(:\d{2})?)?)?$"
Texts = list[str]
ERRORS: dict[int | str, dict[str, Any]] = {
    status: {"model": ErrorResponse} for status in (400, 401, 403, 404, 413, 429, 500, 503)
}
"""What any route may answer instead."""

Since = Annotated[str | None, Field(pattern=DAY, description="Only what changed on this day or later.")]
Only = Annotated[Texts, Field(description="Of the data set, look at these only.")]
Without = Annotated[Texts, Field(description="Leave these data sets out.")]
NotKinds = Annotated[Texts, Field(description="Leave out entities of these schemata.")]
Topics = Annotated[Texts, Field(description="Only entities with one of these topics, such as `sanction`.")]


class MatchParams(BaseModel):
    """Beside a screening."""

    limit: int = Field(5, ge=0, le=MOST_RESULTS, description="Results for each query.")
    threshold: float = Field(
        0.7, description="Score from which a result is a match; where none is given, the policy says it."
    )
    cutoff: float = Field(0.7, deprecated=True, description="Score from which a result is shown.")
    algorithm: str = Field("best", description="See `/algorithms`.")
    include_dataset: Only = []
    exclude_schema: NotKinds = []
    exclude_dataset: Without = []
    topics: Topics = []
    changed_since: Since = None
    exclude_entity_ids: Texts = Field([], max_length=50, description="Leave these entities out.")


class PageParams(BaseModel):
    """Which part of what was found is shown, and in what order."""

    sort: Texts = Field([], description="`caption`, `first_seen` or `last_change`, with `:asc` or `:desc`.")
    limit: int = Field(10, ge=0, le=MOST_RESULTS, description="Results on a page.")
    offset: int = Field(0, ge=0, le=MOST_OFFSET, description="Results before the page.")


class SearchParams(PageParams):
    """What is looked for."""

    q: str = Field(
        "", description='Words; `-word` must not occur, `"words"` follow one another, `wor*` begins one.'
    )
    schema_: str = Field("Thing", alias="schema", description="Only entities of this schema.")
    include_dataset: Only = []
    exclude_dataset: Without = []
    exclude_schema: NotKinds = []
    changed_since: Since = None
    countries: Texts = Field([], description="Only entities tied to one of these countries (`ru`).")
    topics: Topics = []
    datasets: Texts = Field([], description="Only entities on one of these lists.")
    filter: Texts = Field([], description="Only entities with a value: `gender:male`.")
    target: bool | None = Field(None, deprecated=True, description="All that is listed is a target.")
    fuzzy: bool = Field(False, description="Also what is alike, as screening finds it.")  # noqa: FBT003 - its default
    simple: bool = Field(False, description="Take the words as they are, without signs.")  # noqa: FBT003 - the same
    facets: list[Facet] = Field(["countries", "topics", "datasets"], description="What is counted.")
    filter_op: Operator = Field("OR", description="`AND`: all values of a filter must be there.")


def given(params: BaseModel, name: str) -> Any:  # noqa: ANN401 - of whatever kind it is
    """What a request says by itself; ``None`` where it leaves it at its default."""
    return vars(params)[name] if name in params.model_fields_set else None

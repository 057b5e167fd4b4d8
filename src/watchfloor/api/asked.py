"""What a screening request asks for beyond its parties, and the record and answer made of what was found."""

import secrets
from collections.abc import Sequence
from typing import Any, NamedTuple

from watchfloor.api.loaded import Loaded
from watchfloor.api.problems import Answered
from watchfloor.api.service import Asking
from watchfloor.lists.scopes import chosen
from watchfloor.model.entity import Value
from watchfloor.model.finding import Hit, Screened
from watchfloor.model.party import Party
from watchfloor.model.service import Screening
from watchfloor.screening.engine import Engine
from watchfloor.screening.search import Filter, row_of

_EVERYTHING = Filter()


class Bounds(NamedTuple):
    """Scores: ``match`` from which a hit is one, ``None`` as the policy says; ``shown`` from which it is shown."""

    match: float | None
    shown: float


class Terms(Value):
    """What a screening request wants beside its parties.

    ``limit`` is the number of hits shown for each query; ``options`` are the request's own filters
    and limits, as given, for the record.
    """

    route: str
    dataset: str
    limit: int
    wanted: Filter = _EVERYTHING
    options: dict[str, tuple[str, ...]] = {}


def sources_of(
    asking: Asking, dataset: str, include: Sequence[str] = (), exclude: Sequence[str] = ()
) -> tuple[str, ...]:
    """The sources a request looks at.

    Raises:
        Answered: there is no such data set.
        UsageError: another that is named is not known, or nothing is left to look at.
    """
    known = asking.scopes()
    if dataset not in known:
        raise Answered(404, f"no data set is called {dataset[:80]!r}; see /catalog")
    return chosen(known, dataset, include, exclude)


def bounds(engine: Engine, match: float | None, shown: float | None) -> Bounds:
    """The scores asked for; what is not said is the policy's. All lie in [0, 1]."""
    lowest = engine.policy.lowest if match is None else match
    given = lowest if shown is None else shown
    return Bounds(None if match is None else _share(match), _share(given))


def _share(score: float) -> float:
    return min(max(score, 0.0), 1.0) if score == score else 1.0  # noqa: PLR0124 - nothing but NaN differs from itself


def floor(engine: Engine, wanted: Bounds) -> float:
    """The score down to which the engine has to look."""
    return min(wanted.shown, engine.policy.lowest if wanted.match is None else wanted.match)


def is_match(hit: Hit, wanted: Bounds) -> bool:
    """Is it a match, at the threshold asked for or the policy's?"""
    return hit.match if wanted.match is None else hit.score >= wanted.match


def kept(loaded: Loaded, result: Screened, terms: Terms, wanted: Bounds) -> list[Hit]:
    """The hits a request lets through, best first."""
    hits = [hit for hit in result.hits if hit.score >= wanted.shown or is_match(hit, wanted)]
    if terms.wanted == _EVERYTHING:
        return hits
    return [hit for hit in hits if terms.wanted.accepts(row_of(loaded.records(hit.entity_id), text=False))]


def screening(
    asking: Asking, terms: Terms, query: tuple[str, Party], floor: float, found: tuple[Screened, list[Hit]]
) -> Screening:
    """What is written down of one query: its name and party, and its result and the hits that are shown."""
    (name, party), (result, shown) = query, found
    return Screening(
        id=secrets.token_hex(16),
        at=asking.service.clock().isoformat(),
        request=asking.id,
        caller=asking.caller,
        route=terms.route,
        dataset=terms.dataset,
        query=name,
        party=party,
        threshold=floor,
        options=terms.options,
        result=result,
        answered=tuple(hit.entity_id for hit in shown),
    )


def measured(asking: Asking, results: Sequence[Screened], wanted: Bounds) -> None:
    """Count what was screened."""
    matched = sum(any(is_match(hit, wanted) for hit in result.hits) for result in results)
    asking.service.metrics.screened.inc(len(results))
    asking.service.metrics.matched.inc(matched)


def scored(loaded: Loaded, hit: Hit, *, match: bool) -> dict[str, Any]:
    """A hit as the field's interface shows one: the entity, the score, and each kind of evidence in words."""
    explanation = hit.explanation
    told = {
        part.feature: {
            "detail": part.reason,
            "score": round(part.strength, 4),
            "query": part.party_value or (explanation.party_name if part.feature == "name" else None),
            "candidate": part.entity_value or (explanation.entity_name if part.feature == "name" else None),
        }
        for part in reversed(explanation.contributions)
    }
    return {
        **(loaded.flat(hit.entity_id) or {}),
        "score": hit.score,
        "match": match,
        "features": {feature: part["score"] for feature, part in told.items()},
        "explanations": told,
    }

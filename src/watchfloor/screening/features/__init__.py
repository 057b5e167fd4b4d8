"""Evidence beside the name: one small function a question, one weight each in the policy.

A feature looks at two :class:`~watchfloor.screening.facts.Facts` and returns a
:class:`Verdict` with a strength in [-1, 1] and a reason, or ``None`` where either side is
silent. It judges a pair the same both ways round. To add one, write a module here with a
function named like its weight in the policy, and list it in :func:`features`.
"""

from collections.abc import Callable
from functools import cache

from watchfloor.screening.facts import Facts
from watchfloor.screening.features.birth import birth_date
from watchfloor.screening.features.lone import lone_name
from watchfloor.screening.features.numbers import identifier, vessel_number
from watchfloor.screening.features.traits import country, gender, generation, kind
from watchfloor.screening.features.verdict import Verdict

Feature = Callable[[Facts, Facts], Verdict | None]

__all__ = ["Feature", "Verdict", "features"]


@cache
def features() -> dict[str, Feature]:
    """All features by name, in the order explanations list them."""
    known: tuple[Feature, ...] = (
        identifier,
        vessel_number,
        birth_date,
        country,
        gender,
        generation,
        kind,
        lone_name,
    )
    return {feature.__name__: feature for feature in known}

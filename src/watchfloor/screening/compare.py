"""Two parties against each other, without a list: the same names, features and score as in screening."""

from watchfloor.model.finding import Hit
from watchfloor.model.party import Party
from watchfloor.model.policy import Policy
from watchfloor.model.schema import is_a
from watchfloor.names.tokens import tokens
from watchfloor.screening.align import align
from watchfloor.screening.checks import every_name
from watchfloor.screening.explain import explain
from watchfloor.screening.facts import party_facts
from watchfloor.screening.score import evidence, judge


def compare(left: Party, right: Party, policy: Policy) -> Hit:
    """How likely both are the same, as if ``right`` stood on a list; a hit whatever the score.

    Args:
        left: the query side.
        right: the side taken as listed.
        policy: thresholds and weights.
    """
    ordered = not is_a(right.schema, "Person")
    best = (-1.0, "", "")
    for name in every_name(left.names, left.schema) or ("",):
        for listed in every_name(right.names, right.schema, listed=True) or ("",):
            alike = align(tokens(name), tokens(listed), policy.names, ordered=ordered).likeness
            best = max(best, (alike, name, listed), key=lambda b: b[0])
    alike, name, listed = best
    judged = judge(alike, "primary", evidence(party_facts(left), party_facts(right), policy), policy)
    return Hit(
        entity_id=right.id,
        source="",
        source_id=right.id,
        records=(right.id,) if right.id else (),
        caption=right.caption,
        schema=right.schema,
        score=judged.score,
        name_likeness=round(alike, 4),
        evidence=judged.evidence,
        match=judged.score >= policy.threshold_for("", right.schema),
        explanation=explain(name, listed, "primary", ordered=ordered, judged=judged, policy=policy),
    )

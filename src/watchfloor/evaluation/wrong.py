"""Why a case was missed or a hard negative alerted, in words."""

import msgspec

from watchfloor.evaluation.cases import Case
from watchfloor.evaluation.listing import Listing
from watchfloor.evaluation.outcomes import Outcomes
from watchfloor.evaluation.pairs import in_words
from watchfloor.evaluation.result import Wrong
from watchfloor.model.schema import is_a
from watchfloor.names.tokens import tokens
from watchfloor.screening.align import align
from watchfloor.screening.explain import explain
from watchfloor.screening.facts import party_facts
from watchfloor.screening.lean import LeanEngine
from watchfloor.screening.score import evidence, judge

TOO_FAR = "the names share too little to be compared in full"


def explain_case(engine: LeanEngine, listing: Listing, case: Case, found: Outcomes, place: int) -> Wrong:
    """The case with its score, the words of the explanation, and who scored higher."""
    rival = int(found.rival_entity[place])
    return Wrong(
        key=case.key,
        kind=case.kind,
        name=" / ".join(case.party.names),
        origin=case.origin,
        entity=case.source,
        score=round(float(found.own[place]), 4),
        rival=listing.entities[rival].caption if rival >= 0 else "",
        rival_score=round(float(found.rival[place]), 4),
        why=_why(engine, listing, case, int(found.listed[place])),
        facts={k: v for k, v in case.party.properties.items() if k != "name"},
    )


def _why(engine: LeanEngine, listing: Listing, case: Case, listed: int) -> tuple[str, ...]:
    """The explanation against the listed name that said most; where none came near, against its origin."""
    policy = engine.policy
    number = listing.number[case.source]
    text, kind = case.origin, "primary"
    if listed >= 0:
        number = int(listing.index.names.entity[listed])
        name = listing.index.name(listed)
        text, kind = name.text, name.kind
    ordered = not is_a(listing.entities[number].schema, "Person")
    party_name = case.party.names[0]
    alike = align(tokens(party_name), tokens(text), policy.names, ordered=ordered).likeness
    judged = judge(
        alike, kind, evidence(party_facts(case.party), listing.index.facts(number), policy), policy
    )
    # Below the gate nothing is aligned: without the gate it can be shown what little was.
    open_policy = (
        policy
        if alike
        else msgspec.structs.replace(policy, names=msgspec.structs.replace(policy.names, gate=0.0))
    )
    told = explain(party_name, text, kind, ordered=ordered, judged=judged, policy=open_policy)
    beside = f"compared with {text!r}"
    return (beside, *(() if alike else (TOO_FAR,)), *in_words(told))

"""Hits with their explanations, and hits on one party by several lists put together."""

import msgspec

from watchfloor.model.finding import Explanation, Hit
from watchfloor.model.policy import Policy
from watchfloor.model.schema import is_a
from watchfloor.names.tokens import tokens
from watchfloor.screening.align import align, describe
from watchfloor.screening.index import Index
from watchfloor.screening.score import Judgement
from watchfloor.screening.written import as_written


def explain(
    party_name: str, entity_name: str, kind: str, *, ordered: bool, judged: Judgement, policy: Policy
) -> Explanation:
    """The word alignment of the two names that say most, and the signed contributions."""
    left, right = tokens(party_name), tokens(entity_name)
    alignment = align(left, right, policy.names, ordered=ordered)
    return Explanation(
        party_name=party_name,
        entity_name=entity_name,
        name_kind=kind,
        alignment=tuple(
            msgspec.structs.replace(
                match,
                party=as_written(match.party, party_name),
                entity=as_written(match.entity, entity_name),
            )
            for match in describe(alignment, left, right)
        ),
        contributions=judged.contributions,
    )


def make_hit(  # noqa: PLR0913 - a hit has many parts
    index: Index,
    number: int,
    *,
    party_name: str,
    listed: int,
    alike: float,
    judged: Judgement,
    policy: Policy,
) -> Hit:
    """The hit of a party on entity ``number`` by its listed name ``listed``."""
    entity = index.entity(number)
    name = index.name(listed)
    ordered = not is_a(entity.schema, "Person")
    active = [d for d in entity.designations if not d.delisted_on] or list(entity.designations)
    return Hit(
        entity_id=entity.id,
        source=entity.source,
        source_id=entity.record,
        records=index.clusters.get(entity.id, (entity.id,)),
        caption=entity.caption,
        schema=entity.schema,
        score=judged.score,
        name_likeness=round(alike, 4),
        evidence=judged.evidence,
        match=judged.score >= policy.threshold_for(entity.source, entity.schema),
        explanation=explain(party_name, name.text, name.kind, ordered=ordered, judged=judged, policy=policy),
        programmes=tuple(dict.fromkeys(d.programme for d in active if d.programme)),
        references=tuple(dict.fromkeys(d.reference for d in active if d.reference)),
        listed_on=min((d.listed_on for d in active if d.listed_on), default=""),
    )


def group(hits: list[Hit]) -> list[Hit]:
    """Best first; of linked records one hit, the best, carrying the programmes and references of all hit."""
    hits = sorted(hits, key=lambda h: (-h.score, -h.name_likeness, h.entity_id))
    out: dict[tuple[str, ...], Hit] = {}
    for hit in hits:
        best = out.get(hit.records)
        if best is None:
            out[hit.records] = hit
            continue
        out[hit.records] = msgspec.structs.replace(
            best,
            match=best.match or hit.match,
            programmes=tuple(dict.fromkeys((*best.programmes, *hit.programmes))),
            references=tuple(dict.fromkeys((*best.references, *hit.references))),
            listed_on=min(filter(None, (best.listed_on, hit.listed_on)), default=""),
        )
    return list(out.values())

"""Screening as a detector: hits as findings."""

from collections.abc import Iterator

from watchfloor.model.finding import Evidence, Finding, Screened


def to_findings(screened: Screened) -> Iterator[Finding]:
    """One finding for each hit of a party: what was compared, and each reason for and against."""
    subject = screened.id or (f"row {screened.row}" if screened.row else screened.name)
    for hit in screened.hits:
        shown = hit.explanation
        names = Evidence(
            kind="name",
            text=f"{shown.party_name} ~ {shown.entity_name}",
            where=f"{hit.source}:{hit.source_id}",
        )
        reasons = (Evidence(kind=c.feature, text=c.reason, where=hit.entity_id) for c in shown.contributions)
        yield Finding(
            subject=subject,
            kind="screening",
            score=hit.score,
            evidence=(names, *reasons),
            stamp=screened.stamp,
            entities=hit.records,
        )

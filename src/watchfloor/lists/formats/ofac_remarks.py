"""OFAC's remarks: clauses separated by semicolons, most of them a label and a value."""

import re
from functools import cache

from watchfloor.lists.formats.ofac import Listing, labels
from watchfloor.lists.labels import rule_for
from watchfloor.lists.reading import one_line
from watchfloor.model.entity import Relation

_ALTERNATIVE = re.compile(r"^alt\.\s+", re.IGNORECASE)
_LINKED = re.compile(r"^\(?\s*linked to:?\s*(?P<other>.+?)\)?$", re.IGNORECASE)
_KIN = re.compile(
    r"^(?P<role>(?:half-)?(?:brother|sister)|son|daughter|wife|husband|father|mother|child|nephew|niece|cousin|uncle|aunt"
    r"|(?:brother|sister|son|father|mother)-in-law)(?:-in-law)? of (?P<other>[^,;()]+)$",
    re.IGNORECASE,
)
_LIKE_LABEL = re.compile(
    r"^(?P<label>[A-Z][A-Za-z.'/&() -]{2,40}?(?:\b(?:No|Number|ID|Code)\b\.?|#|:))\s+(?P<value>.*\d.*)$"
)
_POSITION = re.compile(
    r"\b(?:chair\w*|minister|director|president|member|official|officer|representative|general|colonel|commander|chief|deputy"
    r"|secretary|governor|head|manager|advis[eo]r|ambassador|employee|rector|judge|magistrate|prosecutor|leader|founder|owner"
    r"|partner|attorney|senator|mayor|aide|agent|admiral|captain|major|brigadier|lieutenant|professor|spokes\w+)\b",
    re.IGNORECASE,
)
_HONORIFICS = frozenset(
    {
        "doctor",
        "dr",
        "haji",
        "shaykh",
        "sheikh",
        "maulana",
        "maulawi",
        "ustad",
        "hojjatoleslam",
        "mullah",
        "ayatollah",
    }
)


def clauses(remarks: str) -> list[str]:
    """The clauses of remarks; a semicolon inside quotes does not end one.

    An odd number of quotes leaves the rest of the remarks to be cut at every semicolon.
    """
    text = one_line(remarks)
    parts = (
        re.split(r";\s*(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", text)
        if text.count('"') % 2 == 0
        else text.split(";")
    )
    return [
        clause
        for part in parts
        if (clause := part.strip().strip(".").strip() if not _ends_short(part) else part.strip())
    ]


def _ends_short(part: str) -> bool:
    """Does a clause end in an abbreviation, whose full stop belongs to it ("BANCO, S.A.")?"""
    return bool(
        re.search(r"\b(?:[A-Z]\.){1,}$|\b(?:Inc|Ltd|Co|Corp|Jr|Sr|C\.V|S\.A|Lda|Cia)\.$", part.strip())
    )


def read_remarks(listing: Listing, remarks: str) -> None:
    """Put every clause of an entry's remarks where it belongs."""
    for clause in clauses(remarks):
        _clause(listing, _ALTERNATIVE.sub("", clause))


def _clause(listing: Listing, clause: str) -> None:
    reading = listing.reading
    if match := _LINKED.match(clause):
        reading.relation(
            Relation(schema="UnknownLink", end="subject", role="Linked To", other=one_line(match["other"]))
        )
        return
    if match := _labelled().match(clause):
        listing.fact(match["label"], match["value"])
        return
    if (match := _KIN.match(clause)) and reading.schema == "Person":
        reading.relation(
            Relation(
                schema="Family", end="person", role=match["role"].lower(), other=one_line(match["other"])
            )
        )
    elif match := _LIKE_LABEL.match(clause):
        listing.fact(match["label"], match["value"])
    elif clause.lower() in _HONORIFICS and reading.schema == "Person":
        reading.add("title", clause)
    elif _POSITION.search(clause) and reading.schema == "Person":
        reading.add("position", clause)
    else:
        reading.note(clause)


@cache
def _labelled() -> re.Pattern[str]:
    """A known label, longest first, and what follows it."""
    known = sorted((re.escape(label) for label in labels()), key=len, reverse=True)
    tail = r"(?:\s+(?:\([^)]*\)|-|#|\d+(?= Directive| information| Information| Determination))?)*"
    measure = r"(?:Executive Order \d+ [A-Z][\w ]+?(?: -|:)|CAATSA Section 235 Information:)"
    return re.compile(
        rf"^(?P<label>{measure}|(?:{'|'.join(known)})(?:\s*\((?:CMIC|EO [^)]*)\):?)?)(?![\w])"
        rf"\s*[-:#]?\s*{tail}(?P<value>.*)$",
        re.IGNORECASE,
    )


def known(label: str) -> bool:
    """Is a label in this table or in the one all sources share?"""
    return label.lower() in labels() or rule_for(label) is not None

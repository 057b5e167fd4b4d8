"""OFAC's remarks: clauses separated by semicolons, most of them a label and a value."""

import re
from functools import cache

from watchfloor.lists.formats.ofac import Listing
from watchfloor.lists.formats.ofac_table import is_post, labels, table
from watchfloor.lists.reading import one_line
from watchfloor.model.entity import Relation

_ALTERNATIVE = re.compile(r"^alt\.\s+", re.IGNORECASE)
_LINKED = re.compile(r"^linked to:?\s*(?P<other>.+)$", re.IGNORECASE)
_KIN = re.compile(
    r"^(?P<role>(?:half-)?(?:brother|sister)|son|daughter|wife|husband|spouse|father|mother|child|nephew|niece|cousin|uncle|aunt"
    r"|(?:brother|sister|son|father|mother)-in-law)(?:-in-law)? of (?P<other>[^,;()]+)$",
    re.IGNORECASE,
)
_LIKE_LABEL = re.compile(
    r"^(?P<label>[A-Z][A-Za-z.'/&() -]{2,40}?(?:\b(?:No|Number|ID|Code)\b\.?|#|:))\s+(?P<value>.*\d.*)$"
)
_CONTACT = re.compile(r"^(?P<email>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)$|^(?P<website>(?:https?://|www\.)\S+)$")
_ENDS_SHORT = re.compile(r"\b(?:[A-Z]\.)+$|\b(?:Inc|Ltd|Co|Corp|Jr|Sr|C\.V|S\.A|Lda|Cia)\.$")
"""Abbreviations that own the full stop at the end of a clause ("BANCO, S.A.")."""


def clauses(remarks: str) -> list[str]:
    """The clauses of remarks; a semicolon inside quotes does not end one.

    An odd number of quotes leaves the rest of the remarks to be cut at every semicolon.
    """
    text = one_line(remarks)
    parts = (
        re.split(r";\s*(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", text)
        if '"' in text and text.count('"') % 2 == 0
        else text.split(";")
    )
    return [clause for part in parts if (clause := _without_stop(part.strip()))]


def _without_stop(part: str) -> str:
    return part if _ENDS_SHORT.search(part) else part.strip(".").strip()


def read_remarks(listing: Listing, remarks: str) -> None:
    """Put every clause of an entry's remarks where it belongs."""
    for clause in clauses(remarks):
        _clause(listing, _unwrapped(_ALTERNATIVE.sub("", clause)))


def _unwrapped(clause: str) -> str:
    """The clause without brackets around the whole of it."""
    wrapped = clause.startswith("(") and clause.endswith(")") and clause.count("(") == 1
    return clause[1:-1].strip() if wrapped else clause


def _clause(listing: Listing, clause: str) -> None:
    reading = listing.reading
    if match := _LINKED.match(clause):
        reading.relation(
            Relation(schema="UnknownLink", end="subject", role="Linked To", other=one_line(match["other"]))
        )
    elif match := _labelled().match(clause) or _LIKE_LABEL.match(clause):
        listing.fact(match["label"], match["value"])
    elif match := _CONTACT.match(clause):
        reading.place((match.lastgroup or "",), clause, "")
    elif reading.schema == "Person":
        _of_a_person(listing, clause)
    else:
        reading.note(clause)


def _of_a_person(listing: Listing, clause: str) -> None:
    reading = listing.reading
    if match := _KIN.match(clause):
        reading.relation(
            Relation(
                schema="Family", end="person", role=match["role"].lower(), other=one_line(match["other"])
            )
        )
    elif clause.lower() in table().honorifics:
        reading.add("title", clause)
    elif is_post().search(clause):
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

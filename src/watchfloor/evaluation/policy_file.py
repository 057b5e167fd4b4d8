"""A policy as a TOML file that explains itself, to read and to change."""

import json
import re
from collections.abc import Iterator

import msgspec

from watchfloor.model.policy import Policy

NOTES = {
    "threshold": "The score from which a pair is a match: a probability, calibrated on labelled and ordinary names.",
    "sources": "Only these lists are looked at, by their keys (`watchfloor lists status`); none means all.",
    "programmes": "Only these programmes; none means all.",
    "delisted": "Are entities looked at that are no longer listed?",
    "thresholds": "Other thresholds, for a list (us_ofac_sdn), a kind (Person), or both (us_ofac_sdn/Person).",
    "names": "How alike two names are. `gate` is the share of the shorter name that must be matched at all.",
    "names.person": "Persons. `base` is what is left where nothing is taken off; each table takes something off,\n"
    "by knots (how much of the trait, what it takes off) joined by straight lines.",
    "names.other": "The same for organisations, ships and everything else.",
    "calibration": "From likeness to log-odds: slope * (likeness - even), less `weak` for a weak alias.",
    "features": "Weights in log-odds at full strength (+1 agrees, -1 contradicts); 0 switches one off.",
}
"""What a key or table says, by its dotted name; written above it."""
TRAITS = {
    "matched": "weight of the words matched, where others are left over",
    "whole": "the same, where none is",
    "equal": "weight of the words spelled the same",
    "unlike": "how much matched words differ",
    "conflict": "weight left over on both sides",
    "extra": "weight only the party has",
    "missing": "weight only the listed name has",
    "extra_words": "words only the party has that could identify somebody",
    "missing_words": "such words only the listed name has",
    "other_words": "such words left over on both sides",
    "syllables": "how much syllables of Korean and Chinese names differ, where others are left over",
    "syllable_conflict": "syllables left over on both sides",
    "syllable_unlike": "how much matched syllables differ",
    "swapped": "the family name stands elsewhere among syllables",
    "disordered": "words in another order, where order matters",
    "initials": "initials met to words",
    "other_mark": "numbers, initials, patronymics or generations that differ",
    "lone": "how unlike the one word is that carries the match",
}
"""What the tables of a scorecard measure, in the words of :class:`watchfloor.model.policy.Scorecard`."""

EXAMPLES = {
    "sources": 'sources = ["us_ofac_sdn", "un_sc_sanctions"]  (above the first table)',
    "programmes": 'programmes = ["DPRK3"]  (above the first table)',
    "delisted": "delisted = true  (above the first table)",
    "thresholds": "[thresholds]\nPerson = 0.8",
}
"""How a key is written that may be left out, shown where it is."""


def to_toml(policy: Policy, *, comment: str = "") -> str:
    """A policy as the TOML file it is read from, with what each part means; its hash is not part of it."""
    value: dict[str, object] = msgspec.to_builtins(msgspec.structs.replace(policy, hash=""))
    unset = [
        line for key, example in EXAMPLES.items() if key not in value for line in (NOTES[key], example, "")
    ]
    lines = (
        *_comment(comment),
        *_table("", value),
        *(("", *_comment("\n".join(unset).strip())) if unset else ()),
    )
    return "\n".join(lines) + "\n"


def _comment(text: str) -> list[str]:
    return [f"# {line}".rstrip() for line in text.splitlines()]


def _table(name: str, entries: dict[str, object]) -> Iterator[str]:
    """The lines of a table and of those within it."""
    for key, value in entries.items():
        if not isinstance(value, dict):
            yield from _comment(TRAITS.get(key, "") if name.startswith("names.") else NOTES.get(key, ""))
            yield _pair(key, value)
    for key, value in entries.items():
        if isinstance(value, dict):
            inner = f"{name}.{key}" if name else key
            yield from ("", *_comment(NOTES.get(inner, "")), f"[{inner}]", *_table(inner, value))


def _pair(key: str, value: object) -> str:
    """A line of TOML; its strings, numbers, booleans and lists are written as JSON writes them."""
    bare = key if re.fullmatch(r"[\w-]+", key) else json.dumps(key)
    return f"{bare} = {json.dumps(value, ensure_ascii=False)}"

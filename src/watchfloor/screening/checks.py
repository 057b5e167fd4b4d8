"""What of a party can be screened, and what cannot: told, never dropped in silence."""

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from watchfloor.model.errors import InputError
from watchfloor.model.identifiers import mute_numbers
from watchfloor.model.party import Party
from watchfloor.model.schema import is_a
from watchfloor.names.also import alternatives
from watchfloor.names.cutting import word_count
from watchfloor.names.tokens import MAX_TOKENS, tokens
from watchfloor.screening.facts import Facts, party_facts

MAX_NAME = 10_000
"""Characters; what is longer is not a name, and is reported rather than screened."""
SHOWN = 60
"""Characters of a name or number that notes repeat."""
NO_LETTERS = "the name has no letters or digits"
_LETTER = re.compile("[0-9A-Za-z\u0410-\u044f\u0621-\u063a\u0641-\u064a\u4e00-\u9fff\uac00-\ud7a3]")
"""A letter or digit that surely makes a word; cutting a whole name into words takes a hundred times as long."""


class Checked(NamedTuple):
    """A party's comparable facts, the names it is screened by, and what was left out.

    ``names`` are the party's own and, behind each, those it holds. ``problem`` says why it cannot be screened, in which
    case there are no names; ``notes`` what of it is not compared though it is screened. A party known by a number only
    is screened under an empty name.
    """

    facts: Facts
    names: tuple[str, ...]
    problem: str = ""
    notes: tuple[str, ...] = ()


def check(party: Party) -> Checked:
    """What of a party can be screened: one bad party does not spoil the batch."""
    try:
        facts = party_facts(party)
    except InputError as error:
        return Checked(party_facts(Party(schema=party.schema)), (), str(error))
    usable = tuple(name for name in facts.names if len(name) <= MAX_NAME)
    if problem := _problem(facts, usable):
        return Checked(facts, (), problem)
    return Checked(facts, every_name(usable, party.schema) or ("",), "", tuple(_notes(party, facts.names)))


def every_name(names: Sequence[str], kind: str, *, listed: bool = False) -> tuple[str, ...]:
    """Some names and those they hold (``A / B``), in order.

    Args:
        names: as written.
        kind: the schema of what bears them; who may be a person is taken for one.
        listed: whether they are taken as a list's.
    """
    found: dict[str, None] = {}
    for name in names:
        found.update(dict.fromkeys(alternatives(name, person=_may_be_person(kind), listed=listed)))
    return tuple(found)


@cache
def _may_be_person(kind: str) -> bool:
    return is_a(kind, "Person") or is_a("Person", kind)


def has_words(name: str) -> bool:
    """Does a name hold any letter or digit that is compared?"""
    return _LETTER.search(name) is not None or bool(tokens(name))


def too_long(name: str) -> str:
    """Why a text is too long to be a name; empty where it is not."""
    return f"the name is longer than {MAX_NAME:,} characters" if len(name) > MAX_NAME else ""


def name_note(name: str) -> str:
    """What of a name is not compared; empty where all of it is."""
    if len(name) > MAX_NAME:
        return f"a name of {len(name):,} characters is no name, and was not compared: {_short(name)}"
    if not has_words(name):
        what = f"a name without letters or digits was not compared: {_short(name)}"
        return what if name.strip() else "an empty name was not compared"
    # Sixty words need sixty characters, whatever the script.
    if len(name) > MAX_TOKENS and (count := word_count(name)) > MAX_TOKENS:
        return f"only the first {MAX_TOKENS} of {count:,} words were compared: {_short(name)}"
    return ""


def _problem(facts: Facts, usable: tuple[str, ...]) -> str:
    """Why a party cannot be screened; empty if it can."""
    if not any(name.strip() for name in facts.names):
        return "" if facts.identifiers else "no name"
    if not usable:
        return too_long(facts.names[0])
    if not facts.identifiers and not any(map(has_words, usable)):
        return NO_LETTERS
    return ""


def _notes(party: Party, names: tuple[str, ...]) -> list[str]:
    """What of a party that is screened is not compared."""
    found = [note for name in names if name.strip() and (note := name_note(name))]
    if len(party.properties) > 1:
        mute = mute_numbers(party.schema, party.properties)
        found += [f"{prop} identifies nobody, and was not compared: {_short(value)}" for prop, value in mute]
    return found


def _short(text: str) -> str:
    return repr(text if len(text) <= SHOWN else text[:SHOWN] + "…")

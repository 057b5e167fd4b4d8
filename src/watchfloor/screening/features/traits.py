"""Country, gender, generation, and what kind of thing it is."""

from watchfloor.model.schema import is_a
from watchfloor.names.bearers import generation as generation_of
from watchfloor.names.bearers import places
from watchfloor.names.countries import country_name
from watchfloor.screening.facts import Facts
from watchfloor.screening.features.verdict import Verdict

_OTHER_COUNTRY = {"Organization": -0.8, "Person": -0.6}
_ANY_COUNTRY = -0.4
"""How much no country in common contradicts: a firm is registered where it is listed, unless it is a front; people
live abroad; ships and what is not told change flags."""
_SAME_GENDER = 0.1
_KINDS = (
    "Person", "Organization", "Vessel", "Airplane", "CryptoWallet", "BankAccount", "Security", "Address",
)  # fmt: skip


def country(left: Facts, right: Facts) -> Verdict | None:
    """Do they have a country in common?"""
    if not left.countries or not right.countries:
        return None
    shared = sorted(left.countries & right.countries)
    a, b = _names(left.countries), _names(right.countries)
    if shared:
        return Verdict(strength=1.0, reason=f"same country: {_names(shared)}", left=a, right=b)
    strength = max(_OTHER_COUNTRY.get(_kind(side.schema), _ANY_COUNTRY) for side in (left, right))
    return Verdict(strength=strength, reason=f"different countries: {a}, listed with {b}", left=a, right=b)


def _names(codes: frozenset[str] | list[str]) -> str:
    return ", ".join(country_name(code) for code in sorted(codes))


def gender(left: Facts, right: Facts) -> Verdict | None:
    """Are they of one gender?"""
    if not left.genders or not right.genders:
        return None
    a, b = ", ".join(sorted(left.genders)), ", ".join(sorted(right.genders))
    if left.genders & right.genders:
        return Verdict(strength=_SAME_GENDER, reason=f"same gender: {a}", left=a, right=b)
    return Verdict(strength=-1.0, reason=f"different gender: {a}, listed as {b}", left=a, right=b)


def generation(left: Facts, right: Facts) -> Verdict | None:
    """Do both names say of which generation they are, and another one? Agreement is in the names already."""
    a, b = _generations(left), _generations(right)
    if not a or not b or set(a) & set(b):
        return None
    one, other = next(iter(a.values())), next(iter(b.values()))
    return Verdict(
        strength=-1.0,
        reason=f"different generations: {one}, listed as {other}",
        left=one,
        right=other,
    )


def _generations(facts: Facts) -> dict[str, str]:
    """The first name of each generation a person's names tell; empty for anything else."""
    if not _may_be_person(facts):
        return {}
    return {found: name for name in reversed(facts.names) if (found := generation_of(name))}


def _may_be_person(facts: Facts) -> bool:
    return _kind(facts.schema) in ("", "Person")


def kind(left: Facts, right: Facts) -> Verdict | None:
    """Are they different kinds of things? Says nothing where they may be the same kind."""
    a, b = _kind(left.schema), _kind(right.schema)
    if place := _place(left, right) or _place(right, left):
        reason = f"a person, and what a {place} is named after"
        return Verdict(strength=-1.0, reason=reason, left=left.schema, right=right.schema)
    if not a or not b or a == b:
        return None
    # A list may call a person's firm a person, and the other way round; a ship is nothing else.
    strength = -0.5 if {a, b} == {"Person", "Organization"} else -1.0
    return Verdict(
        strength=strength, reason=f"different kinds: {left.schema}, listed as {right.schema}", left=a, right=b
    )


def _place(thing: Facts, person: Facts) -> str:
    """A word by which every name of something not known to be a person is a place, and no name of the person is."""
    if _kind(person.schema) != "Person" or _kind(thing.schema) not in ("", "Organization") or not thing.names:
        return ""
    theirs = frozenset().union(*(places(name) for name in person.names))
    found = [places(name) - theirs for name in thing.names]
    return min(found[0]) if all(found) else ""


def _kind(schema: str) -> str:
    """The broad kind of a schema; empty where it may be several (Thing, LegalEntity)."""
    return next((k for k in _KINDS if is_a(schema, k)), "")

"""Country, gender, and what kind of thing it is."""

from watchfloor.model.schema import is_a
from watchfloor.names.countries import country_name
from watchfloor.screening.facts import Facts
from watchfloor.screening.features.verdict import Verdict

_OTHER_COUNTRY = -0.4
"""People live abroad and ships change flags: another country says less than the same one."""
_SAME_GENDER = 0.1
_KINDS = ("Person", "Organization", "Vessel", "Airplane", "CryptoWallet", "BankAccount", "Security")


def country(left: Facts, right: Facts) -> Verdict | None:
    """Do they have a country in common?"""
    if not left.countries or not right.countries:
        return None
    shared = sorted(left.countries & right.countries)
    a, b = _names(left.countries), _names(right.countries)
    if shared:
        return Verdict(strength=1.0, reason=f"same country: {_names(shared)}", left=a, right=b)
    return Verdict(
        strength=_OTHER_COUNTRY, reason=f"different countries: {a}, listed with {b}", left=a, right=b
    )


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


def kind(left: Facts, right: Facts) -> Verdict | None:
    """Are they different kinds of things? Says nothing where they may be the same kind."""
    a, b = _kind(left.schema), _kind(right.schema)
    if not a or not b or a == b:
        return None
    # A list may call a person's firm a person, and the other way round; a ship is nothing else.
    strength = -0.5 if {a, b} == {"Person", "Organization"} else -1.0
    return Verdict(
        strength=strength, reason=f"different kinds: {left.schema}, listed as {right.schema}", left=a, right=b
    )


def _kind(schema: str) -> str:
    """The broad kind of a schema; empty where it may be several (Thing, LegalEntity)."""
    return next((k for k in _KINDS if is_a(schema, k)), "")

"""Identifiers: the strongest evidence there is, for and against."""

from watchfloor.model.identifiers import DOCUMENTS, EXCLUSIVE
from watchfloor.screening.facts import Facts
from watchfloor.screening.features.verdict import Verdict

_VESSEL = frozenset({"imo", "mmsi"})
_WEAK = frozenset({"mmsi", "callsign", "serial", "account"})
"""Families whose numbers are reissued or short: they confirm less."""


def vessel_number(left: Facts, right: Facts) -> Verdict | None:
    """Do the ships have the same IMO number (or MMSI)?"""
    return _numbers(left, right, _VESSEL)


def identifier(left: Facts, right: Facts) -> Verdict | None:
    """Do they share an identifying number, or have different ones where each has exactly one?"""
    shared = _across(left, right)
    if shared:
        return shared
    families = (set(left.identifiers) | set(right.identifiers)) - _VESSEL
    return _numbers(left, right, frozenset(families))


def _numbers(left: Facts, right: Facts, families: frozenset[str]) -> Verdict | None:
    weak: Verdict | None = None
    against: Verdict | None = None
    for family in sorted(families):
        a, b = left.identifiers.get(family, ()), right.identifiers.get(family, ())
        if not a or not b:
            continue
        name = family.replace("_", " ").upper()
        if shared := sorted(set(a) & set(b)):
            reason = f"same {name} number {shared[0]}"
            if family not in _WEAK:
                return Verdict(strength=1.0, reason=reason, left=shared[0], right=shared[0])
            weak = weak or Verdict(strength=0.5, reason=reason, left=shared[0], right=shared[0])
        elif family in EXCLUSIVE:
            reason = f"different {name} numbers: {a[0]}, listed as {b[0]}"
            against = Verdict(strength=-1.0, reason=reason, left=a[0], right=b[0])
    # A ship that took over another one's radio number is still another ship.
    return against or weak


def _across(left: Facts, right: Facts) -> Verdict | None:
    """A number that one list calls a passport and another an identity document."""
    a = {n for family in DOCUMENTS & set(left.identifiers) for n in left.identifiers[family]}
    b = {n for family in DOCUMENTS & set(right.identifiers) for n in right.identifiers[family]}
    if shared := sorted(a & b):
        return Verdict(
            strength=1.0, reason=f"same document number {shared[0]}", left=shared[0], right=shared[0]
        )
    return None

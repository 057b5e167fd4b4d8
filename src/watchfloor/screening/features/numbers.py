"""Identifiers: the strongest evidence there is, for and against.

Only like is compared with like. Numbers of one family that do not meet contradict, as strongly as
the family allows (``model.identifiers.CONTRADICTS``), and less where a typing error is likely.
"""

from collections.abc import Iterator

from rapidfuzz.distance import OSA

from watchfloor.model.identifiers import CONTRADICTS, DOCUMENTS, SAME_KIND, misspelt, well_formed
from watchfloor.screening.facts import Facts
from watchfloor.screening.features.verdict import Verdict

_VESSEL = frozenset({"imo", "mmsi"})
_WEAK = frozenset({"mmsi", "callsign", "serial", "account"})
"""Families whose numbers are reissued or short: they confirm less."""
_HALF = 0.5
_LOCAL = 8
"""Characters below which a document number that two countries have in common confirms less."""
_SHORT = 6
"""Characters from which one letter more or less may be a typing error."""
_BANK = 8
"""Characters of a BIC that name the bank; what follows is its branch, which neither confirms nor contradicts."""
# How much a number that is not the same contradicts at most.
_MISTYPED, _NEAR, _UNLIKE = 0.1, 0.4, 0.5
"""One letter off with a wrong check digit; one letter off; of another length or with a wrong check digit.

At the default weight of 9 and slope, an equal name with a number that is one letter off falls below the threshold,
and any further agreement lifts it over it again; a typing error that can be proved hardly counts.
"""


def vessel_number(left: Facts, right: Facts) -> Verdict | None:
    """Do the ships have the same IMO number (or MMSI)?"""
    return _numbers(left, right, _VESSEL)


def identifier(left: Facts, right: Facts) -> Verdict | None:
    """Do they share an identifying number, or have different ones of one family?"""
    families = (set(left.identifiers) | set(right.identifiers)) - _VESSEL
    return _numbers(left, right, frozenset(families))


def _numbers(left: Facts, right: Facts, families: frozenset[str]) -> Verdict | None:
    """The best agreement; failing a full one the worst contradiction; a weak agreement before a weak contradiction."""
    agreeing = max(_shared(left, right, families), key=_strength, default=None)
    if agreeing is not None and agreeing.strength >= 1.0:
        return agreeing
    against = min(_different(left, right, families), key=_strength, default=None)
    # A ship that took over another one's radio number is still another ship.
    if agreeing is not None and (against is None or against.strength > -_NEAR):
        return agreeing
    return against


def _strength(verdict: Verdict) -> float:
    return verdict.strength


def _shared(left: Facts, right: Facts, families: frozenset[str]) -> Iterator[Verdict]:
    """Numbers in common: of one family, or one that one list calls a passport and another an identity document."""
    for family in sorted(families):
        a, b = left.identifiers.get(family, ()), right.identifiers.get(family, ())
        for number in sorted(set(a) & set(b)):
            worth = _worth(family, number, left, right)
            reason = f"same {_called(family)} number {number}"
            yield Verdict(strength=worth, reason=reason, left=number, right=number)
    for number in sorted(_documents(left, families) & _documents(right, families)):
        worth = _worth("document", number, left, right)
        yield Verdict(strength=worth, reason=f"same document number {number}", left=number, right=number)


def _documents(facts: Facts, families: frozenset[str]) -> set[str]:
    return {n for family in DOCUMENTS & families for n in facts.identifiers.get(family, ())}


def _worth(family: str, number: str, left: Facts, right: Facts) -> float:
    """How much a number in common confirms: short ones are given out by many countries."""
    if family in _WEAK:
        return _HALF
    abroad = bool(left.countries and right.countries) and not left.countries & right.countries
    return _HALF if abroad and family in DOCUMENTS and len(number) < _LOCAL else 1.0


def _different(left: Facts, right: Facts, families: frozenset[str]) -> Iterator[Verdict]:
    """Numbers of one family, or of two that are taken for each other, that do not meet."""
    for family in sorted(families):
        yield from _apart(family, family, left, right)
    for pair in SAME_KIND:
        for one, other in (pair, pair[::-1]) if families.issuperset(pair) else ():
            if other not in left.identifiers and one not in right.identifiers:
                yield from _apart(one, other, left, right)


def _apart(one: str, other: str, left: Facts, right: Facts) -> Iterator[Verdict]:
    a, b = left.identifiers.get(one, ()), right.identifiers.get(other, ())
    if set(a) & set(b):
        return
    full = min(CONTRADICTS.get(one, _UNLIKE), CONTRADICTS.get(other, _UNLIKE))
    pairs = [
        (min(full, most), x, y, how)
        for x in a
        for y in b
        if (found := _difference(one, x, other, y)) is not None
        for most, how in (found,)
    ]
    if pairs:
        strength, x, y, how = min(pairs)
        reason = f"different {_called(one)} numbers{how}: {x}, listed as {y}"
        yield Verdict(strength=-strength, reason=reason, left=x, right=y)


def _difference(one: str, x: str, other: str, y: str) -> tuple[float, str] | None:
    """How much two unequal numbers contradict at most, and in words why not more; None where one is no such number."""
    if one == "bic" and x[:_BANK] == y[:_BANK]:
        return None
    whole = well_formed(one, x) and well_formed(other, y)
    wrong = not whole or misspelt(one, x) or misspelt(other, y)
    if min(len(x), len(y)) >= _SHORT and OSA.distance(x, y, score_cutoff=1) <= 1:
        return (_MISTYPED, ", a typing error by the check digit") if wrong else (_NEAR, ", one letter apart")
    if not whole:
        return None
    if wrong:
        return _UNLIKE, ", one with a wrong check digit"
    return (1.0, "") if len(x) == len(y) else (_UNLIKE, ", of different length")


def _called(family: str) -> str:
    return family.replace("_", " ").upper()

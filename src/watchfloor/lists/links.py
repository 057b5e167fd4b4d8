"""The same entity on several lists, told by strong identifiers and reference numbers only.

A link says that two records of *different* sources share one number that is issued once: an
authority's reference (UN, EU, UK, OFAC), a ship's or company's IMO number, a passport, tax or
registration number of one country, a legal entity identifier, a bank's BIC, a wallet address.
Names, dates and addresses never make a link.

Numbers that cannot be trusted make none either: those too short, those with a failing check
digit, those shared by more than :data:`MOST_SHARING` records, those shared by different kinds
of thing (a person and a ship). Two records that one source lists separately are one cluster
only where they carry the same authority's reference, because then it says so itself; any other
number they share (a joint tax number, a clerk's slip) leaves them apart.

A link that is told but not followed says why in ``doubt``: lists do attribute one man's
passport to another, so two persons whose names have no word in common are not made one by a
number that clerks copy by hand.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from anyascii import anyascii

from watchfloor.lists.strong import OFFICIAL, StrongKey, strong_keys
from watchfloor.model.entity import Entity, Value
from watchfloor.model.schema import is_a
from watchfloor.names.fold import folds

LINK_RULES = 1
"""Raised when the rules change, so that a snapshot linked by other rules has another id."""
MOST_SHARING = 8
"""Records beyond which a number is junk: a form's placeholder, a registry office's own number."""
SHORTEST_WORD = 3
"""Letters; shorter words (al, bin, de) are in everybody's name."""

_KINDS = ("Person", "Vessel", "Airplane", "CryptoWallet", "BankAccount", "Security", "Organization")


class Link(Value, frozen=True):
    """Two records that are one thing: their entity ids in order, why, and the shared number.

    ``doubt`` is empty, or says what speaks against it; such a link joins nothing.
    """

    left: str
    right: str
    reason: str
    value: str
    doubt: str = ""


def find_links(entities: Iterable[Entity]) -> tuple[Link, ...]:
    """Every link among the entities, in order of strength, then of value and ids."""
    holders: dict[StrongKey, dict[str, Entity]] = defaultdict(dict)
    for entity in entities:
        for key in strong_keys(entity):
            holders[key][entity.id] = entity
    found: list[Link] = []
    for key in sorted(k for k, sharing in holders.items() if 1 < len(sharing) <= MOST_SHARING):
        found.extend(_links_of(key, list(holders[key].values())))
    return tuple(found)


def _links_of(key: StrongKey, sharing: Sequence[Entity]) -> Iterator[Link]:
    if not _one_kind(sharing):
        return
    for one, other in combinations(sorted(sharing, key=lambda e: e.id), 2):
        if one.source != other.source or key.reason in OFFICIAL:
            doubt = _doubt(key, one, other)
            yield Link(left=one.id, right=other.id, reason=key.reason, value=key.value, doubt=doubt)


def _doubt(key: StrongKey, one: Entity, other: Entity) -> str:
    if not key.copied_by_hand or not (is_a(one.schema, "Person") and is_a(other.schema, "Person")):
        return ""
    if _words(one) & _words(other):
        return ""
    return "the names have no word in common"


def _words(person: Entity) -> set[str]:
    """Every word of the person's names, by its sound, in Latin letters; particles left out."""
    words = {w for name in person.names for w in re.split(r"[^a-z]+", anyascii(name.text).lower())}
    return {fold for word in words if len(word) >= SHORTEST_WORD for fold in folds(word)}


def _one_kind(entities: Iterable[Entity]) -> bool:
    """Can all of these be the same kind of thing? A bare LegalEntity may be a person or a company."""
    kinds = {next((kind for kind in _KINDS if is_a(e.schema, kind)), "") for e in entities}
    open_kind = "" in kinds
    kinds.discard("")
    return len(kinds) <= 1 and not (open_kind and kinds - {"Person", "Organization"})


def clusters_of(links: Iterable[Link]) -> dict[str, tuple[str, ...]]:
    """The entities that are one, by entity id; entities that stand alone are left out.

    Links are followed in the order given, strongest first. One that would put two separately
    listed records of one source into the same cluster is passed over, as is every link by a
    number that several records of one source share.
    """
    forest = _Forest()
    ordered = list(links)
    ambiguous = _ambiguous(ordered)
    for link in ordered:
        if link.doubt:
            continue
        trusted = (link.reason, link.value) not in ambiguous and forest.compatible(link.left, link.right)
        if trusted or link.reason in OFFICIAL:
            forest.join(link.left, link.right)
    return forest.clusters()


def _ambiguous(links: Sequence[Link]) -> set[tuple[str, str]]:
    members: dict[tuple[str, str], set[str]] = defaultdict(set)
    for link in links:
        members[link.reason, link.value].update((link.left, link.right))
    return {key for key, ids in members.items() if len({_source(i) for i in ids}) < len(ids)}


def _source(entity_id: str) -> str:
    return entity_id.partition(":")[0]


class _Forest:
    """Union-find over entity ids, each tree with its members."""

    def __init__(self) -> None:
        self._root: dict[str, str] = {}
        self._members: dict[str, set[str]] = {}

    def _find(self, item: str) -> str:
        while (parent := self._root.setdefault(item, item)) != item:
            item = parent
        self._members.setdefault(item, {item})
        return item

    def compatible(self, one: str, other: str) -> bool:
        """Would a union keep every source to one record?"""
        a, b = self._find(one), self._find(other)
        return a == b or not {_source(i) for i in self._members[a]} & {_source(i) for i in self._members[b]}

    def join(self, one: str, other: str) -> None:
        """Make the two trees one."""
        a, b = sorted((self._find(one), self._find(other)))
        if a != b:
            self._root[b] = a
            self._members[a] |= self._members.pop(b)

    def clusters(self) -> dict[str, tuple[str, ...]]:
        """The trees with more than one member, by each member."""
        found = {}
        for members in self._members.values():
            if len(members) > 1:
                cluster = tuple(sorted(members))
                found.update(dict.fromkeys(cluster, cluster))
        return dict(sorted(found.items()))

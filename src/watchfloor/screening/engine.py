"""Screening: many parties against one snapshot under one policy; a single query is a batch of one."""

from collections.abc import Iterable, Iterator, Sequence
from copy import copy
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from watchfloor._version import __version__
from watchfloor.model.entity import Entity
from watchfloor.model.errors import UsageError
from watchfloor.model.finding import Hit, Screened, Stamp
from watchfloor.model.identifiers import DOCUMENTS
from watchfloor.model.party import Party
from watchfloor.model.policy import Policy
from watchfloor.screening.batch import likeness
from watchfloor.screening.cache import SnapshotLike, Told, kept_index
from watchfloor.screening.checks import check
from watchfloor.screening.encounters import Encounters
from watchfloor.screening.explain import group, make_hit
from watchfloor.screening.facts import Facts, party_facts
from watchfloor.screening.hashing import expand
from watchfloor.screening.index import KINDS, Index
from watchfloor.screening.retrieval import Listed, Pairs, Side, retrieve, retrieve_alike
from watchfloor.screening.score import (
    NAME_FLOOR_WITH_NUMBER,
    Judgement,
    evidence,
    judge,
    log_odds,
    most_evidence,
)
from watchfloor.screening.vocabulary import UnitPairs

_ROUNDING = 1e-4
"""Scores are rounded to four digits, and may round up to the threshold."""
_STEPS = 50
_ANY = 0.04
"""Likeness below which any counts: everything alike at all is then looked at."""
_SLACK = 1e-3
"""Log-odds that more are looked at than can be hits, for rounding."""


@dataclass(frozen=True, slots=True)
class Near:
    """Party-entity pairs worth a closer look, sorted by party; shape ``(pairs,)``.

    ``party`` is a place in the batch, ``name`` which of its names, ``listed`` the listed name's number.
    """

    party: NDArray[np.int64]
    entity: NDArray[np.int64]
    name: NDArray[np.int64]
    listed: NDArray[np.int64]
    alike: NDArray[np.float64]


def _untold(_note: str) -> None:
    """Where nobody listens."""


class Engine:
    """Screens parties against an index under a policy.

    The result depends on nothing but the snapshot, the policy, the engine's version and the
    input; all three are in ``stamp``.
    """

    def __init__(self, index: Index, policy: Policy) -> None:
        self.index, self.policy = index, policy
        self.stamp = Stamp(snapshot=index.snapshot, policy=policy.hash, engine=__version__)
        self._in_scope = _scope(index, policy)
        self._listed = Listed(index.listed, index.side.names)
        self._encounters = Encounters(index.side.words)

    @classmethod
    def open(
        cls, snapshot: SnapshotLike, policy: Policy, *, cache: Path | None = None, told: Told = _untold
    ) -> "Engine":
        """An engine for a snapshot; its index is memory-mapped from ``cache``, built there if it is not.

        ``told`` takes notes on an index that was damaged, or cannot be written.
        """
        return cls(kept_index(snapshot, cache, told), policy)

    def under(self, policy: Policy) -> "Engine":
        """An engine on the same index under another policy; what was learned of words is shared."""
        other = copy(self)
        other.policy = policy
        other.stamp = Stamp(snapshot=self.index.snapshot, policy=policy.hash, engine=__version__)
        other._in_scope = _scope(self.index, policy)
        return other

    def entity(self, entity_id: str) -> Entity | None:
        """The listed entity of that ``source:record`` id."""
        return self.index.by_id(entity_id)

    def near(self, names: Sequence[str]) -> Near:
        """Every listed entity a name is alike to, by names alone and without explanations.

        Rows are sorted by name; ``party`` is the name's place in ``names``. Scores are for the
        caller to work out, see :func:`watchfloor.screening.score.name_points`.
        """
        parties = [Party(properties={"name": (name,)}) for name in names]
        return self._near([(name,) for name in names], [party_facts(party) for party in parties])

    def screen(
        self, parties: Iterable[Party], *, threshold: float | None = None, batch: int = 2000
    ) -> Iterator[Screened]:
        """Each party's result, in input order; a party without hits has a result too.

        Args:
            parties: consumed lazily, ``batch`` at a time: memory stays bounded.
            threshold: list hits down to this score; ``match`` keeps the policy's threshold.
            batch: parties compared at once.

        Raises:
            UsageError: a batch of none.
        """
        if batch < 1:
            raise UsageError(f"a batch holds at least one party, not {batch}")
        source = iter(parties)
        batches = iter(lambda: list(islice(source, batch)), [])
        for results in self.screen_batches(batches, threshold=threshold):
            yield from results

    def screen_batches(
        self, batches: Iterable[Sequence[Party]], *, threshold: float | None = None
    ) -> Iterator[list[Screened]]:
        """The results of each batch, in order; batches are consumed as results are asked for."""
        return (self.screen_batch(batch, threshold=threshold) for batch in batches)

    def screen_batch(self, parties: Sequence[Party], *, threshold: float | None = None) -> list[Screened]:
        """The results of some parties, in their order."""
        if not parties:
            return []
        floor = self.policy.lowest if threshold is None else threshold
        checked = [check(party) for party in parties]
        facts, names = [c.facts for c in checked], [c.names for c in checked]
        near = self._near(names, facts, floor)
        hits = self._judge(names, facts, near, floor)
        return [
            Screened(
                row=party.row,
                id=party.id,
                name=party.caption,
                schema=party.schema,
                hits=tuple(hit for hit in hits.get(place, ()) if hit.match or threshold is not None),
                stamp=self.stamp,
                problem=checked[place].problem,
                notes=checked[place].notes,
            )
            for place, party in enumerate(parties)
        ]

    def _near(
        self, names: Sequence[tuple[str, ...]], facts: Sequence[Facts], floor: float | None = None
    ) -> Near:
        """The best pair of names of every party and entity that are alike or share an identifier.

        Pairs that cannot score ``floor`` may be left out; without one all that are alike at all are given.
        """
        distinct = {text: number for number, text in enumerate(dict.fromkeys(t for ts in names for t in ts))}
        listed = self.index
        left, units = self._encounters.meet(list(distinct))
        owner = np.array([p for p, texts in enumerate(names) for _ in texts], dtype=np.int64)
        number = np.array([distinct[t] for texts in names for t in texts], dtype=np.int64)
        which = np.array([n for texts in names for n in range(len(texts))], dtype=np.int64)
        least = np.full(len(distinct), np.inf)
        np.minimum.at(least, number, self._least(facts, floor)[owner])
        if len(least) and least.min() > _ANY:
            found = retrieve_alike(left, listed.side, units, self._listed, self.policy.names, least)
        else:
            found = retrieve(left, listed.side, units, listed.listed, self.policy.names.gate)
        found = _kept(found, self._in_scope[listed.names.entity[found.right]])
        by_name = self._likeness(left, units, found)
        found, by_name = _kept(found, by_name > 0), by_name[by_name > 0]
        # Each name's pairs, handed to every party that goes by it.
        first = np.searchsorted(found.left, np.arange(len(distinct) + 1))
        rows, slots = expand(first[number].astype(np.int64), np.diff(first)[number].astype(np.int64))
        forced_rows, forced_listed = self._forced(facts, owner, self._in_scope)
        forced = self._likeness(left, units, Pairs(number[forced_rows], forced_listed))
        row = np.concatenate([rows, forced_rows])
        target = np.concatenate([found.right[slots], forced_listed])
        return self._best(owner[row], which[row], target, np.concatenate([by_name[slots], forced]))

    def _likeness(self, left: Side, units: UnitPairs, pairs: Pairs) -> NDArray[np.float64]:
        ordered = self.index.names.ordered[pairs.right]
        return likeness(left, self.index.side, units, pairs, self.policy.names, ordered)

    def _least(self, facts: Sequence[Facts], floor: float | None) -> NDArray[np.float64]:
        """The likeness a listed name must have for its entity to score ``floor``; shape ``(parties,)``.

        Evidence of numbers is left out: who shares a number is looked at whatever the names are.
        """
        if floor is None:
            return np.zeros(len(facts))
        rules = self.policy.calibration
        most = np.array([most_evidence(f, self.policy, numbers=False) for f in facts], dtype=np.float64)
        least = rules.even + (log_odds(floor - _ROUNDING) - _SLACK - most) / rules.slope
        return np.floor(least * _STEPS) / _STEPS  # few distinct ones: each is one pass

    def _forced(
        self,
        facts: Sequence[Facts],
        owner: NDArray[np.int64],
        in_scope: NDArray[np.bool_],
    ) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Pairs that an equal identifier brings together, whatever the names: party-name rows, listed names."""
        rows: list[int] = []
        targets: list[int] = []
        row_of: dict[int, list[int]] = {}
        for row, party in enumerate(owner.tolist()):
            row_of.setdefault(party, []).append(row)
        for party, fact in enumerate(facts):
            entities = {
                e
                for family, numbers in fact.identifiers.items()
                for n in numbers
                for e in self._numbered(family, n)
            }
            for entity in sorted(entities):
                if in_scope[entity]:
                    first, stop = self.index.records.first[entity], self.index.records.first[entity + 1]
                    for row in row_of.get(party, ()):
                        rows.extend([row] * int(stop - first))
                        targets.extend(range(int(first), int(stop)))
        return np.array(rows, dtype=np.int64), np.array(targets, dtype=np.int64)

    def _numbered(self, family: str, number: str) -> list[int]:
        """Entities with a number; what one side calls a passport the other may call an identity card."""
        families = sorted(DOCUMENTS) if family in DOCUMENTS else (family, "document")
        return [entity for name in families for entity in self.index.by_number(name, number)]

    def _best(
        self,
        party: NDArray[np.int64],
        which: NDArray[np.int64],
        listed: NDArray[np.int64],
        alike: NDArray[np.float64],
    ) -> Near:
        """One row for each party and entity: the pair of names that says most."""
        entity = self.index.names.entity[listed].astype(np.int64)
        rules = self.policy.calibration
        weak = self.index.names.kind[listed] == KINDS.index("weak")
        points = alike - weak * (rules.weak / rules.slope)
        order = np.lexsort((listed, which, -points, entity, party))
        party, entity = party[order], entity[order]
        first = np.ones(len(party), dtype=np.bool_)
        first[1:] = (party[1:] != party[:-1]) | (entity[1:] != entity[:-1])
        kept = order[first]
        return Near(party[first], entity[first], which[kept], listed[kept], alike[kept])

    def _judge(
        self,
        names: Sequence[tuple[str, ...]],
        facts: Sequence[Facts],
        near: Near,
        floor: float,
    ) -> dict[int, list[Hit]]:
        """The hits of each place in the batch, best first."""
        need = log_odds(floor - _ROUNDING)
        rules = self.policy.calibration
        weak = self.index.names.kind[near.listed] == KINDS.index("weak")
        points = rules.slope * (near.alike - rules.even) - weak * rules.weak
        most = np.array([most_evidence(f, self.policy) for f in facts], dtype=np.float64)
        numbered = np.array([bool(f.identifiers) for f in facts], dtype=np.bool_)
        best = (
            np.maximum(points, np.where(numbered[near.party], NAME_FLOOR_WITH_NUMBER, points))
            + most[near.party]
        )
        found: dict[int, list[tuple[int, int, Judgement, float]]] = {}
        for row in np.flatnonzero(best >= need - _SLACK).tolist():
            place, number = int(near.party[row]), int(near.entity[row])
            listed = self.index.facts(number)
            kind = KINDS[self.index.names.kind[near.listed[row]]]
            alike = float(near.alike[row])
            judged = judge(alike, kind, evidence(facts[place], listed, self.policy), self.policy)
            if judged.score >= floor:
                found.setdefault(place, []).append((row, number, judged, alike))
        return {place: self._hits(rows, names[place], near) for place, rows in found.items()}

    def _hits(
        self, rows: list[tuple[int, int, Judgement, float]], names: tuple[str, ...], near: Near
    ) -> list[Hit]:
        """The hits of one party, best first, linked records put together."""
        hits = [
            make_hit(
                self.index,
                number,
                party_name=names[near.name[row]],
                listed=int(near.listed[row]),
                alike=alike,
                judged=judged,
                policy=self.policy,
            )
            for row, number, judged, alike in rows
        ]
        return group(hits)


def _scope(index: Index, policy: Policy) -> NDArray[np.bool_]:
    """Which entities the policy looks at."""
    inside = np.ones(index.entities, dtype=np.bool_)
    if policy.sources:
        numbers = [n for n, source in enumerate(index.sources) if source in policy.sources]
        inside &= np.isin(index.records.source, numbers)
    if not policy.delisted:
        inside &= ~index.records.delisted
    if policy.programmes:
        wanted = set(policy.programmes)
        chosen = [
            any(d.programme in wanted and (policy.delisted or not d.delisted_on) for d in entity.designations)
            for entity in index.all()
        ]
        inside &= np.array(chosen, dtype=np.bool_)
    return inside


def _kept(pairs: Pairs, keep: NDArray[np.bool_]) -> Pairs:
    return Pairs(pairs.left[keep], pairs.right[keep])

"""Scores without explanations: every pair a batch of parties has on the list, as arrays.

An evaluation screens tens of thousands of invented parties and looks at every score down to
nothing. The pairs, likenesses, evidence and scores are the engine's own; only the words are left out, and
single listed names can be put out of sight, as if they were not on the list.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from watchfloor.model.party import Party
from watchfloor.model.policy import Policy
from watchfloor.screening.checks import check
from watchfloor.screening.engine import Engine, Near
from watchfloor.screening.facts import Facts
from watchfloor.screening.index import KINDS, Index
from watchfloor.screening.score import evidence, judge

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Seen = Callable[[Ints, Ints], NDArray[np.bool_]]
"""Which pairs (place of the party, number of the listed name) may be seen."""

BATCH = 2000


@dataclass(frozen=True, slots=True)
class Scores:
    """Party-entity pairs that are alike at all, sorted by party; shape ``(pairs,)``.

    ``party`` is the place in the input, ``entity`` the index's number, ``listed`` the number of
    the listed name that says most, ``alike`` the likeness of the names, ``score`` the very
    score the engine gives and ``match`` whether that is a match by the policy.
    """

    party: Ints
    entity: Ints
    listed: Ints
    alike: Floats
    score: Floats
    match: NDArray[np.bool_]


class LeanEngine(Engine):
    """An engine that can be asked for bare scores, and can leave listed names out of sight."""

    def __init__(self, index: Index, policy: Policy) -> None:
        super().__init__(index, policy)
        self._seen: Seen | None = None
        self._start = 0

    @property
    def scope(self) -> NDArray[np.bool_]:
        """Which entities the policy looks at; shape ``(entities,)``."""
        return self._in_scope

    @cached_property
    def limits(self) -> Floats:
        """The policy's threshold for each entity; shape ``(entities,)``."""
        return np.array([self.policy.threshold_for(e.source, e.schema) for e in self.index.all()])

    def scores(self, parties: Sequence[Party], *, seen: Seen | None = None, batch: int = BATCH) -> Scores:
        """The scores of all pairs of parties and entities whose names, or numbers, come near.

        Args:
            parties: screened ``batch`` at a time.
            seen: leaves listed names out; all are seen by default.
            batch: parties compared at once.
        """
        parts = list(self.each(parties, seen=seen, batch=batch))
        if not parts:
            none = np.zeros(0, dtype=np.int64)
            return Scores(none, none, none, np.zeros(0), np.zeros(0), none > 0)
        return Scores(*(np.concatenate([getattr(p, name) for p in parts]) for name in Scores.__slots__))

    def each(
        self, parties: Sequence[Party], *, seen: Seen | None = None, batch: int = BATCH
    ) -> Iterator[Scores]:
        """The same, batch by batch; places are those in ``parties``."""
        for start in range(0, len(parties), batch):
            self._seen, self._start = seen, start
            yield self._batch(parties[start : start + batch], start)
        self._seen = None

    def _batch(self, parties: Sequence[Party], start: int) -> Scores:
        checked = [check(party) for party in parties]
        facts, names = [c.facts for c in checked], [c.names for c in checked]
        near = self._near(names, facts)
        score = np.array(
            [
                self._score(facts[place], entity, kind, alike)
                for place, entity, kind, alike in zip(
                    near.party.tolist(),
                    near.entity.tolist(),
                    self.index.names.kind[near.listed].tolist(),
                    near.alike.tolist(),
                    strict=True,
                )
            ],
            dtype=np.float64,
        )
        match = score >= self.limits[near.entity]
        return Scores(near.party + start, near.entity, near.listed, near.alike, score, match)

    def _best(self, party: Ints, which: Ints, listed: Ints, alike: Floats) -> Near:
        if self._seen is not None:
            kept = self._seen(party + self._start, listed)
            party, which, listed, alike = party[kept], which[kept], listed[kept], alike[kept]
        return super()._best(party, which, listed, alike)

    def _score(self, facts: Facts, entity: int, kind: int, alike: float) -> float:
        found = evidence(facts, self.index.facts(entity), self.policy)
        return judge(alike, KINDS[kind], found, self.policy).score

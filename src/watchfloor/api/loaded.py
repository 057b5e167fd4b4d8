"""A snapshot opened for answering: everything a request needs comes from one of these, start to end."""

from collections import OrderedDict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from threading import Lock

from watchfloor.lists.snapshots import Snapshot
from watchfloor.model.entity import Entity
from watchfloor.model.errors import PolicyError
from watchfloor.model.ftm_record import merged, nested
from watchfloor.model.ftm_shape import FtmObject
from watchfloor.screening.engine import Engine
from watchfloor.screening.search import Table

Asked = tuple[frozenset[str], tuple[tuple[str, float], ...]]
MOST_POLICIES = 64
"""Scopes and weights whose engines are kept ready."""
MOST_SHOWN = 4096
"""Entities kept as they are shown."""


@dataclass(slots=True)
class Loaded:
    """One snapshot, its engine, and what is made of it when first asked for.

    Any number of threads may ask.
    """

    snapshot: Snapshot
    engine: Engine
    opened_at: datetime
    _engines: "OrderedDict[Asked, Engine]" = field(default_factory=OrderedDict)
    _flat: dict[str, FtmObject] = field(default_factory=dict)
    _table: Table | None = None
    _lock: Lock = field(default_factory=Lock)
    _building: Lock = field(default_factory=Lock)

    @property
    def id(self) -> str:
        """The snapshot's id."""
        return self.engine.stamp.snapshot

    def engine_for(self, sources: Collection[str], weights: Mapping[str, float] | None = None) -> Engine:
        """The engine that looks at some sources only and weighs evidence otherwise; those last used are kept.

        Args:
            sources: of those the policy looks at, which; at least one.
            weights: by feature, over those of the policy.

        Raises:
            PolicyError: a weight is out of range or of nothing that is known; no source is in the policy's scope.
        """
        asked = (frozenset(sources), tuple(sorted((weights or {}).items())))
        with self._lock:
            if asked not in self._engines:
                self._engines[asked] = self._made(*asked)
                if len(self._engines) > MOST_POLICIES:
                    self._engines.popitem(last=False)
            self._engines.move_to_end(asked)
            return self._engines[asked]

    def _made(self, sources: frozenset[str], weights: tuple[tuple[str, float], ...]) -> Engine:
        policy = self.engine.policy
        every = [key for key in self.engine.index.sources if not policy.sources or key in policy.sources]
        wanted = tuple(key for key in every if key in sources)
        if every and not wanted:
            raise PolicyError("the policy looks at none of these lists", at=policy.name)
        if weights:
            policy = policy.with_weights(dict(weights))
        if len(wanted) < len(every):
            policy = policy.with_scope(sources=wanted)
        return self.engine if policy is self.engine.policy else self.engine.under(policy)

    @property
    def table(self) -> Table:
        """Everything at a glance; made when first asked for."""
        with self._building:
            if self._table is None:
                self._table = Table.of(self.engine.index)
            return self._table

    def canonical(self, entity_id: str) -> str:
        """The id that stands for all records linked to one; empty where there is no such record."""
        if self.engine.entity(entity_id) is None:
            return ""
        return self.engine.index.clusters.get(entity_id, (entity_id,))[0]

    def records(self, entity_id: str) -> list[Entity]:
        """The records linked to one, the one that stands for all first; none where there is no such record."""
        if not (first := self.canonical(entity_id)):
            return []
        cluster = self.engine.index.clusters.get(first, (first,))
        return [record for i in cluster if (record := self.engine.entity(i)) is not None]

    def flat(self, entity_id: str) -> FtmObject | None:
        """An entity as it is shown, by the id of any of its records; not to be changed."""
        found = self._flat.get(entity_id)
        if found is None and (records := self.records(entity_id)):
            if len(self._flat) >= MOST_SHOWN:
                self._flat.clear()
            found = self._flat[entity_id] = merged(records, self.published)
        return found

    def belongings(self, records: Sequence[Entity]) -> dict[str, list[FtmObject]]:
        """What belongs to some linked records, by property; relations of others to them included."""
        table = self.table
        others = dict.fromkeys(i for record in records for i in table.pointing.get(record.id, ()))
        incoming = (entity for i in others if (entity := self.engine.entity(i)) is not None)
        return nested(records, self.flat, incoming)

    @property
    def published(self) -> dict[str, str]:
        """The date of each source."""
        return {source: version.published for source, version in self.snapshot.versions.items()}

"""A snapshot: every entity known at one moment, immutable, addressed by its content."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property

import msgspec

from watchfloor.lists.blobs import sha256
from watchfloor.lists.links import LINK_RULES, Link, clusters_of, find_links
from watchfloor.lists.versions import Version
from watchfloor.model.entity import Entity, Value
from watchfloor.model.errors import SnapshotError, UsageError

Load = Callable[[Version], Iterator[Entity]]
"""Reads the entities of a version from wherever they are kept."""


class SnapshotRecord(Value, frozen=True):
    """A snapshot as it is stored: which version of which source, and the links between them."""

    id: str
    versions: dict[str, str]
    link_rules: int
    links: tuple[Link, ...] = ()


def snapshot_id(versions: Mapping[str, str], link_rules: int = LINK_RULES) -> str:
    """The id of a composition ``{source: version id}``; the links follow from it and the rules."""
    content = {"versions": dict(versions), "link_rules": link_rules}
    return sha256(msgspec.json.encode(content, order="deterministic"))


def linked_record(versions: Mapping[str, Version], load: Load) -> SnapshotRecord:
    """What is to be stored of a composition, its links found."""
    composition = {source: version.id for source, version in versions.items()}
    bare = SnapshotRecord(id=snapshot_id(composition), versions=composition, link_rules=LINK_RULES)
    links = find_links(Snapshot(bare, versions, load).entities())
    return msgspec.structs.replace(bare, links=links)


class Snapshot:
    """All entities of one composition of sources.

    Args:
        record: what is stored of it.
        versions: the version of each source, by source key.
        load: reads a version's entities.
        banner: what must be said wherever this snapshot is used; empty for the user's own.
    """

    def __init__(
        self, record: SnapshotRecord, versions: Mapping[str, Version], load: Load, banner: str = ""
    ) -> None:
        self.id, self.banner = record.id, banner
        self.versions: dict[str, Version] = dict(sorted(versions.items()))
        self._links, self._load = record.links, load

    @property
    def published(self) -> str:
        """The newest of the sources' dates."""
        return max((v.published for v in self.versions.values()), default="")

    @property
    def oldest(self) -> str:
        """The oldest of the sources' dates: nothing in the snapshot is staler than this."""
        return min((v.published for v in self.versions.values()), default="")

    def entities(self) -> Iterator[Entity]:
        """All entities: sources in alphabetical order, each in the order of its file.

        Raises:
            SnapshotError: the stored entities are missing or damaged.
        """
        return self.entities_from(self.versions)

    def entities_from(self, sources: Iterable[str]) -> Iterator[Entity]:
        """The entities of some of its sources, in the order :meth:`entities` has them.

        Raises:
            SnapshotError: the stored entities are missing or damaged.
        """
        wanted = set(sources)
        for version in (v for source, v in self.versions.items() if source in wanted):
            count = 0
            for entity in self._load(version):
                count += 1
                yield entity
            if count != version.entities:
                raise SnapshotError(
                    f"{count:,} of {version.entities:,} entities could be read",
                    at=f"{version.source} {version.id[:12]}",
                    hint="Run `watchfloor lists verify`, then import the list again.",
                )

    @cached_property
    def _by_id(self) -> dict[str, Entity]:
        return {entity.id: entity for entity in self.entities()}

    def entity(self, entity_id: str) -> Entity:
        """The entity of that id (``source:record``).

        The first call reads the whole snapshot; later ones are look-ups.

        Raises:
            UsageError: the snapshot has no such entity.
        """
        if entity_id not in self._by_id:
            raise UsageError(f"no entity {entity_id!r} in snapshot {self.id[:12]}")
        return self._by_id[entity_id]

    def links(self) -> tuple[Link, ...]:
        """Which records of different sources are one thing, and by which number."""
        return self._links

    def clusters(self) -> dict[str, tuple[str, ...]]:
        """The ids of all records that are one, by each record's id; single records are left out."""
        return clusters_of(self._links)

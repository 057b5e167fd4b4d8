"""A snapshot: every entity known at one moment, immutable, addressed by its content."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import cached_property

import msgspec

from watchfloor.lists.blobs import sha256
from watchfloor.lists.links import LINK_RULES, Link, clusters_of, find_links
from watchfloor.lists.versions import Version
from watchfloor.model.entity import Entity, Value
from watchfloor.model.errors import SnapshotError, UsageError

Load = Callable[[Version], Iterator[Entity]]
"""Reads the entities of a version from wherever they are kept."""
OWN = "custom"
"""The format of users' own watchlists, which no authority publishes."""


class SnapshotRecord(Value, frozen=True):
    """A snapshot as it is stored: which version of which source, and the links between them.

    ``starter`` names the sources whose version is the package's, not one that was imported.
    """

    id: str
    versions: dict[str, str]
    link_rules: int
    links: tuple[Link, ...] = ()
    starter: tuple[str, ...] = ()


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
    """

    def __init__(self, record: SnapshotRecord, versions: Mapping[str, Version], load: Load) -> None:
        self.id, self.starter = record.id, record.starter
        self.versions: dict[str, Version] = dict(sorted(versions.items()))
        self._links, self._load = record.links, load

    def notice(self, scope: Collection[str] = ()) -> str:
        """What must be said wherever these lists are used; empty where there is nothing to say.

        Lists of the starter snapshot are parts, and old; and who looks at no official list at
        all must know it.

        Args:
            scope: the sources that are looked at; none means all.
        """
        used = {source: v for source, v in self.versions.items() if not scope or source in scope}
        if packaged := [f"{source} of {v.published}" for source, v in used.items() if source in self.starter]:
            beside = " beside the imported lists" if len(packaged) < len(used) else ""
            return f"starter snapshot{beside}: {', '.join(packaged)}; run `watchfloor lists update`"
        if not used or any(version.parser != OWN for version in used.values()):
            return ""
        others = len(used) < len(self.versions)
        then = (
            "the others are left out by --source or the policy" if others else "run `watchfloor lists update`"
        )
        return f"no official list is looked at, only {', '.join(used)}; {then}"

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

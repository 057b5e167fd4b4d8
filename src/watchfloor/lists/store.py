"""The home of the lists: raw files, versions and snapshots on disk.

``raw/<sha256>.zst``            files as received, by the hash of their bytes
``versions/<id>.json``          one import of one source: dates, files, accounts
``versions/<id>.msgpack.zst``   its entities
``snapshots/<id>.json``         which version of which source belong together, and their links
``catalog.json``                sources and dates of all versions; made anew from them if lost
``checked.json``                when each source was last found unchanged
``lock``                        held by the one writer

An import counts from the moment its ``versions/<id>.json`` appears; everything it refers to is
on disk by then. A kill before that leaves files nobody refers to, a kill after it leaves a
catalog and a snapshot that the next reader makes up for.
"""

import contextlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path

import msgspec

from watchfloor.lists import starter
from watchfloor.lists.blobs import DAMAGED, compressed, unpack_entities
from watchfloor.lists.catalog import Catalog, Entry, chosen
from watchfloor.lists.disk import clear_leftovers, locked, write_atomic
from watchfloor.lists.importing import Parsed, check_size, own_key, read, version_of, warned
from watchfloor.lists.links import LINK_RULES
from watchfloor.lists.raw import RawFile
from watchfloor.lists.snapshots import Snapshot, SnapshotRecord, linked_record, snapshot_id
from watchfloor.lists.verify import Check, Problem, verify_home
from watchfloor.lists.versions import Version, seal, stamp, unseal
from watchfloor.model.entity import Entity
from watchfloor.model.errors import SnapshotError

CLOCK_TOLERANCE = timedelta(minutes=10)
"""How far behind the newest import the clock may be: writers wait for each other that long at most."""
SHORTEST_ID = 6
"""Characters of a snapshot's id that name it."""


class SnapshotStore:
    """Versions and snapshots under a home folder, which need not exist yet.

    Args:
        home: the folder.
    """

    def __init__(self, home: Path) -> None:
        self.home = home
        self._catalog = Catalog(home)

    def import_raw(
        self,
        key: str,
        raw: Sequence[RawFile],
        *,
        published: str | None,
        now: datetime,
        accept_shrink: bool = False,
        name: str | None = None,
    ) -> Version:
        """Read raw files that belong together and keep them as a version.

        The same files with the same date again are the version they were; it is noted that
        they were checked.

        Args:
            key: the source whose format the files have.
            raw: the files.
            published: the authority's date (``YYYY-MM-DD``); None takes it from the files, or assumes today.
            now: the moment, with a time zone.
            accept_shrink: take a list that is empty, out of bounds or far smaller than before.
            name: the key the entities get, for the formats that serve many lists.

        Raises:
            SourceError: the files cannot be used, or cannot be the whole list.
            UsageError: there is no such source, or the date or name is malformed.
            SnapshotError: the home cannot be written, or the clock went backwards.
        """
        parsed = read(key, raw, key=own_key(key, name))
        version = version_of(parsed, published=published, now=now)
        with locked(self.home / "lock"):
            self._clear()
            entries = self._catalog.entries()
            if same := self._same(version, entries):
                self._keep(same, parsed, raw)
                self._note_checked(same, now)
                return same
            version = self._on_time(version, entries)
            before = self._before(version, entries)
            if not accept_shrink:
                check_size(parsed, version, before)
            version = warned(version, before)
            self._keep(version, parsed, raw)
            self._note_checked(version, now)
            self._catalog.write()
            self._store(self._composition(self._catalog.entries()), self._beside())
        return version

    def _same(self, version: Version, entries: Iterable[Entry]) -> Version | None:
        """The version these files are already, if any.

        Files without a date are compared with the newest version only: a list that goes back
        to what it was last year is news.
        """
        if any(entry.id == version.id for entry in entries):
            return self.version(version.id)
        newest = chosen(e for e in entries if e.source == version.source).get(version.source)
        if newest is None or version.dating != "assumed":
            return None
        last = self.version(newest.id)
        unchanged = (last.files, last.entities_sha256) == (version.files, version.entities_sha256)
        return last if unchanged else None

    @staticmethod
    def _on_time(version: Version, entries: Sequence[Entry]) -> Version:
        """The version, learned no earlier than any before it.

        Raises:
            SnapshotError: the clock is further back than writers can be.
        """
        last = max((entry.learned_at for entry in entries), default="")
        if version.learned_at >= last:
            return version
        behind = datetime.fromisoformat(last) - datetime.fromisoformat(version.learned_at)
        if behind > CLOCK_TOLERANCE:
            raise SnapshotError(
                f"the clock says {version.learned_at}, but the newest import was made {last}",
                at=version.source,
                hint="Set the clock right; nothing was imported.",
            )
        return msgspec.structs.replace(version, learned_at=last)

    def _before(self, version: Version, entries: Iterable[Entry]) -> Version | None:
        same = (e for e in entries if e.source == version.source and e.published <= version.published)
        last = chosen(same).get(version.source)
        return self.version(last.id) if last else None

    def _keep(self, version: Version, parsed: Parsed, raw: Sequence[RawFile]) -> None:
        """Write what is not there yet, the record last: that is the moment the version exists."""
        for file in raw:
            self._put(self.raw_path(file.sha256), file.original)
        self._put(self.entities_path(version.id), parsed.blob)
        record = self.version_path(version.id)
        if not record.exists():
            write_atomic(record, [seal(version)])

    @staticmethod
    def _put(path: Path, data: bytes) -> None:
        if not path.exists():
            write_atomic(path, [compressed(data)])

    def _clear(self) -> None:
        for folder in (self.home, *(self.home / name for name in ("raw", "versions", "snapshots"))):
            clear_leftovers(folder)

    def note_checked(self, version: Version, now: datetime) -> None:
        """Note that a source was found unchanged.

        Raises:
            SnapshotError: the home cannot be written.
        """
        with locked(self.home / "lock"):
            self._note_checked(version, now)

    def _note_checked(self, version: Version, now: datetime) -> None:
        noted = self.checked() | {version.source: stamp(now)}
        write_atomic(self.home / "checked.json", [msgspec.json.encode(noted, order="sorted")])

    def checked(self) -> dict[str, str]:
        """When each source was last imported or found unchanged (ISO, UTC), by source key."""
        try:
            return msgspec.json.decode((self.home / "checked.json").read_bytes(), type=dict[str, str])
        except (OSError, UnicodeDecodeError, msgspec.MsgspecError):
            return {}  # A note for humans; losing it loses nothing that counts.

    def raw_path(self, sha256: str) -> Path:
        """Where the raw file of that hash is kept."""
        return self.home / "raw" / f"{sha256}.zst"

    def version_path(self, version_id: str) -> Path:
        """Where the record of a version is kept."""
        return self.home / "versions" / f"{version_id}.json"

    def entities_path(self, version_id: str) -> Path:
        """Where the entities of a version are kept."""
        return self.home / "versions" / f"{version_id}.msgpack.zst"

    def version(self, version_id: str) -> Version:
        """The version of that id, an imported one or one of the starter snapshot.

        Raises:
            SnapshotError: there is none, or it is damaged.
        """
        path = self.version_path(version_id)
        if not path.exists() and (packaged := starter.version(version_id)):
            return packaged
        try:
            data = path.read_bytes()
        except OSError as error:
            hint = "It may be a starter list of another release of Watchfloor."
            raise SnapshotError(f"no version {version_id[:12]!r}", at=str(path), hint=hint) from error
        return unseal(data, Version, at=str(path))

    def versions(self, source: str | None = None) -> list[Version]:
        """All versions, or those of one source, by source, date and moment of learning."""
        entries = [e for e in self._catalog.entries() if source in (None, e.source)]
        return [self.version(e.id) for e in sorted(entries, key=lambda e: (e.source, *e.age))]

    def entities_of(self, version: Version) -> Iterator[Entity]:
        """The entities of a version, in the order of its file.

        Raises:
            SnapshotError: they are missing or damaged.
        """
        path = self.entities_path(version.id)
        if not path.exists() and starter.version(version.id):
            yield from starter.load(version)
            return
        try:
            stream = path.open("rb")
        except OSError as error:
            raise SnapshotError("entities are missing", at=str(path), hint=DAMAGED) from error
        with stream:
            yield from unpack_entities(stream, at=str(path))

    def current(self) -> Snapshot:
        """The newest version of every source; of what was not imported that of the starter snapshot."""
        entries = self._catalog.entries()
        if not entries:
            return starter.snapshot()
        return self._materialise(self._composition(entries), self._beside())

    def _beside(self, on: date | None = None) -> dict[str, str]:
        imported = {entry.source for entry in self._catalog.entries()}
        return {source: version.id for source, version in starter.beside(imported, on).items()}

    def as_of(self, on: date, known_at: datetime | None = None) -> Snapshot:
        """What was published by a day, as far as it was known by a moment.

        Args:
            on: of each source the newest version published on this day or before it.
            known_at: leave out what was learned later than this (it needs a time zone).

        Raises:
            SnapshotError: nothing was published and known by then.
        """
        entries = self._catalog.entries()
        if not entries:
            return starter.snapshot_as_of(on)
        limit = stamp(known_at) if known_at else ""
        known = [e for e in entries if e.published <= on.isoformat() and (not limit or e.learned_at <= limit)]
        packaged = self._beside(on)
        if not known and not packaged:
            first = min(e.published for e in entries)
            raise SnapshotError(
                f"nothing imported was published by {on.isoformat()}"
                + (f" and known by {limit}" if limit else ""),
                hint=f"The oldest list here is of {first}; import older files with --date.",
            )
        return self._materialise(self._composition(known), packaged)

    def open(self, snapshot_id: str) -> Snapshot:
        """The snapshot of that id, or of the only id that starts so (6 characters or more).

        Raises:
            SnapshotError: there is none, or it is damaged.
        """
        folder = self.home / "snapshots"
        found = sorted(p.stem for p in folder.glob("*.json") if p.stem.startswith(snapshot_id))
        if len(snapshot_id) < SHORTEST_ID or len(found) > 1:
            raise SnapshotError(f"{snapshot_id!r} is too short to tell which snapshot", at=str(folder))
        if found:
            return self._opened(self._stored(found[0]))
        if starter.packaged() and (ready := starter.snapshot()).id.startswith(snapshot_id):
            return ready
        raise SnapshotError(f"no snapshot {snapshot_id!r}", at=str(folder))

    def alone(self, version_id: str) -> Snapshot:
        """One version as a snapshot of its own, without links.

        Raises:
            SnapshotError: there is no such version, or it is damaged.
        """
        composition = {self.version(version_id).source: version_id}
        record = SnapshotRecord(id=snapshot_id(composition), versions=composition, link_rules=LINK_RULES)
        return self._opened(record)

    def verify(self) -> Iterator[Problem]:
        """Hash everything again and tell what does not match; nothing to tell means all is well."""
        return (problem for check in self.checks() for problem in check.problems)

    def checks(self) -> Iterator[Check]:
        """The same file by file, for those who want to see the progress."""
        return verify_home(self.home)

    @staticmethod
    def _composition(entries: Iterable[Entry]) -> dict[str, str]:
        return {source: entry.id for source, entry in sorted(chosen(entries).items())}

    def _materialise(self, imported: dict[str, str], packaged: dict[str, str]) -> Snapshot:
        """The snapshot of a composition; it is stored if it was not, where that is possible."""
        found = snapshot_id(imported | packaged)
        if (self.home / "snapshots" / f"{found}.json").exists():
            return self._opened(self._stored(found))
        record = self._linked(imported, packaged)
        # A read-only home can be read all the same; the same snapshot is then made again.
        with contextlib.suppress(SnapshotError), locked(self.home / "lock", wait=0):
            self._write(record)
        return self._opened(record)

    def _store(self, imported: dict[str, str], packaged: dict[str, str]) -> None:
        if not (self.home / "snapshots" / f"{snapshot_id(imported | packaged)}.json").exists():
            self._write(self._linked(imported, packaged))

    def _linked(self, imported: dict[str, str], packaged: dict[str, str]) -> SnapshotRecord:
        versions = {source: self.version(found) for source, found in (imported | packaged).items()}
        record = linked_record(versions, self.entities_of)
        return msgspec.structs.replace(record, starter=tuple(sorted(packaged)))

    def _write(self, record: SnapshotRecord) -> None:
        write_atomic(self.home / "snapshots" / f"{record.id}.json", [seal(record)])

    def _stored(self, found: str) -> SnapshotRecord:
        path = self.home / "snapshots" / f"{found}.json"
        return unseal(path.read_bytes(), SnapshotRecord, at=str(path))

    def _opened(self, record: SnapshotRecord) -> Snapshot:
        versions = {source: self.version(found) for source, found in record.versions.items()}
        return Snapshot(record, versions, self.entities_of)

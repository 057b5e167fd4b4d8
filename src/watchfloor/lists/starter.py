"""The starter snapshot that ships in the package, for a first screening without a download.

It holds facts only (names, dates, countries, numbers, references, listing dates) of the UN
Consolidated List and of some programmes of the OFAC list. ``scripts/build_starter.py`` makes it
from the official files; ``data/starter/manifest.json`` names them with their dates and hashes.
"""

from collections.abc import Collection, Iterator
from datetime import date
from functools import cache
from importlib.resources import files

import msgspec

from watchfloor.lists.blobs import unpack_entities
from watchfloor.lists.snapshots import Snapshot, SnapshotRecord, linked_record, snapshot_id
from watchfloor.lists.versions import Version, unseal
from watchfloor.model.entity import Entity
from watchfloor.model.errors import SnapshotError

_DATA = files("watchfloor.lists").joinpath("data", "starter")


def packaged() -> bool:
    """Does this package carry a starter snapshot?"""
    return _DATA.joinpath("manifest.json").is_file()


@cache
def _versions() -> tuple[Version, ...]:
    if not packaged():
        raise SnapshotError(
            "nothing was imported, and this package carries no starter snapshot",
            hint="Run `watchfloor lists update` or `watchfloor lists import`.",
        )
    records = sorted(p.name for p in _DATA.iterdir() if p.name.endswith(".version.json"))
    return tuple(unseal(_DATA.joinpath(name).read_bytes(), Version, at=name) for name in records)


def version(version_id: str) -> Version | None:
    """The version of that id, if it is one of the package's."""
    return next((v for v in _versions() if v.id == version_id), None) if packaged() else None


def beside(imported: Collection[str], on: date | None = None) -> dict[str, Version]:
    """The lists of the starter snapshot that stay in use beside imported ones: those not imported themselves.

    A watchlist of one's own must not silently end the screening against official lists.

    Args:
        imported: the sources of which anything was imported.
        on: leave out what was published later.
    """
    if not packaged():
        return {}
    last = on.isoformat() if on else "9999"
    return {v.source: v for v in _versions() if v.source not in imported and v.published <= last}


def load(version: Version) -> Iterator[Entity]:
    """The entities of one of the package's versions, in the order of its file."""
    name = f"{version.source}.msgpack.zst"
    with _DATA.joinpath(name).open("rb") as stream:
        yield from unpack_entities(stream, at=name)


def _snapshot(versions: dict[str, Version]) -> Snapshot:
    record = _packaged_record()
    if record.id != snapshot_id({source: version.id for source, version in versions.items()}):
        record = linked_record(versions, load)
    return Snapshot(msgspec.structs.replace(record, starter=tuple(sorted(versions))), versions, load)


def _packaged_record() -> SnapshotRecord:
    name = "snapshot.json"
    return unseal(_DATA.joinpath(name).read_bytes(), SnapshotRecord, at=name)


@cache
def snapshot() -> Snapshot:
    """The whole starter snapshot.

    Raises:
        SnapshotError: the package carries none.
    """
    return _snapshot({version.source: version for version in _versions()})


def snapshot_as_of(on: date) -> Snapshot:
    """The sources of the starter snapshot published by a day.

    Raises:
        SnapshotError: none was.
    """
    versions = {v.source: v for v in _versions() if v.published <= on.isoformat()}
    if not versions:
        raise SnapshotError(
            f"nothing was imported, and the starter snapshot has nothing published by {on.isoformat()}",
            hint="Import lists of that time with `watchfloor lists import --date`.",
        )
    return _snapshot(versions)

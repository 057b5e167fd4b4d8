"""Indexes kept on disk, one folder a snapshot: built where missing or damaged, cleared when out of date."""

import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Protocol

from watchfloor.model.entity import Entity
from watchfloor.model.errors import SnapshotError
from watchfloor.screening.index import FORMAT, Index, build_index, new_name, open_index, save_index

Told = Callable[[str], None]
_FOLDER = re.compile(r".+-\d+")


class SnapshotLike(Protocol):
    """What an index needs of a snapshot."""

    @property
    def id(self) -> str:
        """The snapshot's content address."""

    def entities(self) -> Iterator[Entity]:
        """Every entity, in stable order."""

    def clusters(self) -> Mapping[str, tuple[str, ...]]:
        """For linked entities, all ids of their cluster."""


def index_folder(cache: Path, snapshot_id: str) -> Path:
    """Where the index of a snapshot is kept."""
    return cache / f"{snapshot_id}-{FORMAT}"


def kept_index(snapshot: SnapshotLike, cache: Path | None, told: Told) -> Index:
    """The index of a snapshot: memory-mapped from ``cache``, built and kept there where it is not.

    Args:
        snapshot: read only where the index has to be built.
        cache: the folder of indexes; without one nothing is kept.
        told: takes notes: an index was damaged, or could not be written. Neither hinders screening.
    """
    folder = index_folder(cache, snapshot.id) if cache else None
    if folder is not None and folder.is_dir():
        try:
            return open_index(folder)
        except SnapshotError as error:
            told(f"note: {error.what} and is built anew ({folder})")
            remove(folder)
    index = build_index(snapshot.entities(), snapshot=snapshot.id, clusters=snapshot.clusters())
    if folder is not None:
        try:
            save_index(index, folder)
        except SnapshotError as error:
            told(f"note: the index is not kept, the next screening builds it again: {error.what} ({folder})")
    return index


def clear_others(cache: Path, snapshot_id: str) -> None:
    """Delete the indexes of other snapshots, and those of another format; what cannot be deleted stays."""
    with suppress(OSError):
        for folder in sorted(cache.iterdir()):
            ours = _FOLDER.fullmatch(folder.name) and (folder / "index.json").is_file()
            if ours and folder != index_folder(cache, snapshot_id):
                remove(folder)


def remove(folder: Path) -> None:
    """Delete an index at once for all who look, its files thereafter."""
    gone = folder.with_name(new_name(folder))
    with suppress(OSError):
        folder.rename(gone)
        shutil.rmtree(gone, ignore_errors=True)

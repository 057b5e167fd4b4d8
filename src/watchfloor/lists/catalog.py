"""What versions there are, without opening each of them."""

from collections.abc import Iterable
from pathlib import Path

from watchfloor.lists.disk import write_atomic
from watchfloor.lists.versions import Version, seal, unseal
from watchfloor.model.entity import Value
from watchfloor.model.errors import SnapshotError


class Entry(Value, frozen=True):
    """A version's place on the two time axes."""

    id: str
    source: str
    published: str
    learned_at: str

    @property
    def age(self) -> tuple[str, str, str]:
        """Newest last: by the authority's date, then by when it was learned; the id breaks ties."""
        return (self.published, self.learned_at, self.id)


class Entries(Value, frozen=True):
    """The catalog as it is stored."""

    entries: tuple[Entry, ...] = ()


def chosen(entries: Iterable[Entry]) -> dict[str, Entry]:
    """The newest entry of each source."""
    newest: dict[str, Entry] = {}
    for entry in sorted(entries, key=lambda e: e.age):
        newest[entry.source] = entry
    return newest


class Catalog:
    """The list of versions, kept in ``catalog.json`` and made good from the versions themselves.

    The versions on disk decide: what the file does not know yet is read, what it knows and is
    gone is left out (``lists verify`` reports it).
    """

    def __init__(self, home: Path) -> None:
        self._home = home

    @property
    def path(self) -> Path:
        """Where it is kept."""
        return self._home / "catalog.json"

    def recorded(self) -> tuple[Entry, ...]:
        """The entries the file has; none where it is missing or damaged."""
        try:
            return unseal(self.path.read_bytes(), Entries, at=str(self.path)).entries
        except (OSError, SnapshotError):
            return ()

    def entries(self) -> list[Entry]:
        """An entry for every version on disk, by id.

        Raises:
            SnapshotError: a version the file does not know is damaged.
        """
        known = {entry.id: entry for entry in self.recorded()}
        found = sorted(p.stem for p in (self._home / "versions").glob("*.json"))
        return [known.get(version) or self._read(version) for version in found]

    def _read(self, version_id: str) -> Entry:
        path = self._home / "versions" / f"{version_id}.json"
        version = unseal(path.read_bytes(), Version, at=str(path))
        return Entry(
            id=version.id, source=version.source, published=version.published, learned_at=version.learned_at
        )

    def write(self) -> None:
        """Bring the file up to date."""
        write_atomic(self.path, [seal(Entries(entries=tuple(self.entries())))])

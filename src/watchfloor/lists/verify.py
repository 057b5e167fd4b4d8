"""Hash everything in a home folder again."""

from collections.abc import Iterator
from pathlib import Path

from watchfloor.lists.blobs import sha256_inside
from watchfloor.lists.catalog import Catalog
from watchfloor.lists.snapshots import SnapshotRecord, snapshot_id
from watchfloor.lists.versions import Version, unseal
from watchfloor.model.entity import Value
from watchfloor.model.errors import SnapshotError


class Problem(Value, frozen=True):
    """Something on disk that is not what it should be: which file, and what is wrong with it."""

    at: str
    what: str


class Check(Value, frozen=True):
    """A file that was looked at, and what is wrong with it or with what it refers to."""

    file: str
    problems: tuple[Problem, ...] = ()


def verify_home(home: Path) -> Iterator[Check]:
    """A check of every raw file, version and snapshot under the home, and of the catalog.

    Files on their way (``.tmp-*``) and raw files of an import that was killed are no problem.
    """
    for path in sorted((home / "raw").glob("*.zst")):
        yield _check(path, _hashed(path, path.stem))
    for path in sorted((home / "versions").glob("*.json")):
        yield _check(path, _version(home, path))
    for path in sorted((home / "snapshots").glob("*.json")):
        yield _check(path, _snapshot(home, path))
    yield _check(home / "catalog.json", _catalog(home))


def _check(path: Path, problems: Iterator[Problem]) -> Check:
    return Check(file=str(path), problems=tuple(problems))


def _hashed(path: Path, expected: str) -> Iterator[Problem]:
    try:
        if sha256_inside(path) != expected:
            yield Problem(at=str(path), what="does not match its hash")
    except SnapshotError as error:
        yield Problem(at=str(path), what=error.what)


def _version(home: Path, path: Path) -> Iterator[Problem]:
    try:
        version = unseal(path.read_bytes(), Version, at=str(path))
    except SnapshotError as error:
        yield Problem(at=str(path), what=error.what)
        return
    if not path.stem == version.id == version.content_id():
        yield Problem(at=str(path), what="does not match its id")
    yield from _hashed(path.with_name(f"{path.stem}.msgpack.zst"), version.entities_sha256)
    for file in version.files:
        raw = home / "raw" / f"{file.sha256}.zst"
        if not raw.exists():
            yield Problem(at=str(raw), what=f"missing: {file.name} of {version.source} {version.published}")


def _snapshot(home: Path, path: Path) -> Iterator[Problem]:
    try:
        record = unseal(path.read_bytes(), SnapshotRecord, at=str(path))
    except SnapshotError as error:
        yield Problem(at=str(path), what=error.what)
        return
    if path.stem != record.id or record.id != snapshot_id(record.versions, record.link_rules):
        yield Problem(at=str(path), what="does not match its id")
    for source, version in record.versions.items():
        # Those of the starter snapshot are the package's, and change with it.
        if source not in record.starter and not (home / "versions" / f"{version}.json").exists():
            yield Problem(at=str(path), what=f"refers to a version of {source} that is missing")


def _catalog(home: Path) -> Iterator[Problem]:
    for entry in Catalog(home).recorded():
        path = home / "versions" / f"{entry.id}.json"
        if not path.exists():
            yield Problem(at=str(path), what=f"missing: {entry.source} of {entry.published}")

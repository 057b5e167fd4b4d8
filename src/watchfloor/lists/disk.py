"""Writing that is never seen half done: write beside, fsync, rename, fsync the folder.

A kill at any instant leaves either the old file or the new one. Files on their way are called
``.tmp-*``; nobody reads them, and the next writer clears them away.
"""

import contextlib
import os
import secrets
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from watchfloor.model.errors import SnapshotError

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

TEMPORARY = ".tmp-"
LOCK_WAIT = 60.0
"""Seconds a writer waits for another one; a commit itself takes well under a second a source."""
_POLL = 0.05
_BINARY = getattr(os, "O_BINARY", 0)


@contextlib.contextmanager
def explained(path: Path) -> Iterator[None]:
    """Tell a failing disk as a :class:`SnapshotError` that says what to do about it."""
    try:
        yield
    except OSError as error:
        reason = error.strerror or str(error)
        raise SnapshotError(
            f"cannot write: {reason}",
            at=str(path),
            hint="What was imported before stays. Free space or allow writing, and try again.",
        ) from error


def write_atomic(path: Path, parts: Iterable[bytes]) -> None:
    """Write a file so that it appears whole or not at all.

    Raises:
        SnapshotError: the disk is full, the folder is read-only...
    """
    with explained(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = path.with_name(f"{TEMPORARY}{os.getpid()}-{secrets.token_hex(8)}")
        # The user's umask decides who may read: watchlists of their own can be confidential.
        handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, 0o666)
        try:
            with os.fdopen(handle, "wb") as stream:
                for part in parts:
                    stream.write(part)
                stream.flush()
                os.fsync(stream.fileno())
            beside.replace(path)
        except BaseException:
            with contextlib.suppress(OSError):
                beside.unlink()
            raise
        _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    """Make a rename last through a power cut; Windows has no such call and needs none."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def clear_leftovers(folder: Path) -> None:
    """Remove what killed writers left behind. Only the holder of the lock may call this."""
    for leftover in folder.glob(TEMPORARY + "*"):
        with contextlib.suppress(OSError):
            leftover.unlink()


@contextlib.contextmanager
def locked(path: Path, *, wait: float = LOCK_WAIT) -> Iterator[None]:
    """Hold the lock of a home folder; one writer at a time.

    The operating system holds the lock for the process, so a killed writer's lock is gone with
    it: there are no stale locks to guess at. The file names the holder's process, for the message.

    Args:
        path: the lock file; it stays, only the lock on it comes and goes.
        wait: seconds to wait for another writer.

    Raises:
        SnapshotError: another process holds it for longer, or the folder cannot be written.
    """
    with explained(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        _acquire(handle, path, wait)
        with explained(path):
            os.ftruncate(handle, 0)
            os.lseek(handle, 0, os.SEEK_SET)
            os.write(handle, f"{os.getpid()}\n".encode())
        yield
    finally:
        os.close(handle)


def _acquire(handle: int, path: Path, wait: float) -> None:
    until = time.monotonic() + wait
    while not _try_lock(handle):
        if time.monotonic() >= until:
            holder = path.read_text("ascii", "replace").strip() or "unknown"
            raise SnapshotError(
                "another process is writing to this folder",
                at=str(path),
                hint=f"It has process id {holder}; wait until it is done.",
            )
        time.sleep(_POLL)


def _try_lock(handle: int) -> bool:
    try:
        if sys.platform == "win32":
            # Past the end of the file, so that the process id in it stays readable.
            os.lseek(handle, 1 << 20, os.SEEK_SET)
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True

"""Raw list files as they come: plain, gzip, zip, zstd, or a folder of them; bounded in size."""

import gzip
import hashlib
import io
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import zstandard

from watchfloor.model.errors import BrokenFileError, HostileFileError, InputError
from watchfloor.model.octets import foreign

MAX_UNPACKED = 1_500_000_000
"""Bytes. The largest official file (SDN_ADVANCED.XML) is under 150 MB unpacked."""
MAX_RATIO = 200
"""Unpacked to packed size. Official XML zips reach about 30; a bomb starts at 1,000."""
RATIO_FLOOR = 10_000_000
"""Bytes below which the ratio is not looked at: tiny files of zeros pack absurdly well."""
MAX_MEMBERS = 1000
STEP = 1 << 20
ZSTD_STEP = 1 << 10
ZSTD_WINDOW = 1 << 27
ZIP_ENCRYPTED = 0x1
"""The bit in a member's flags that says a password is needed (APPNOTE.TXT 4.4.4)."""
# NotImplementedError: a packing method or a version that zipfile does not know.
_ZIP_FAULTS = (zipfile.BadZipFile, EOFError, OSError, zlib.error, NotImplementedError, ValueError)


@dataclass(frozen=True, slots=True)
class RawFile:
    """One list file: ``name`` inside its archive, its unpacked ``data``, and the bytes it came as.

    ``sha256`` is the hash of ``original``, the bytes as received (still packed).
    """

    name: str
    data: bytes
    original_name: str
    original: bytes
    sha256: str


def read_raw(paths: Iterable[Path]) -> list[RawFile]:
    """Every list file under the paths given, folders in name order, archives opened.

    Raises:
        InputError: a path does not exist or holds nothing.
        HostileFileError: a packed file unpacks to more than the limits.
        BrokenFileError: a packed file is damaged or cut short.
    """
    found: list[RawFile] = []
    for path in paths:
        if not path.exists():
            raise InputError("no such file or folder", at=str(path))
        files = _files_below(path) if path.is_dir() else [path]
        if not files:
            raise InputError("the folder holds no files", at=str(path))
        for file in files:
            _check(file.stat().st_size, file.stat().st_size, file.name)
            found.extend(unpack(file.name, file.read_bytes()))
    return found


def _files_below(folder: Path) -> list[Path]:
    return sorted(p for p in folder.rglob("*") if p.is_file() and not p.name.startswith("."))


def unpack(name: str, original: bytes) -> Iterator[RawFile]:
    """The list files inside one file as received, by its magic bytes rather than its name."""
    if (what := foreign(original)) and "archive" not in what:
        hint = (
            "Save a table as CSV (UTF-8) and import that; authorities publish their lists as XML or CSV, too."
        )
        raise BrokenFileError(f"this is {what}, not a list", at=name, hint=hint)
    digest = hashlib.sha256(original).hexdigest()
    if original[:4] == b"PK\x03\x04":
        members = _zip(name, original)
    elif original[:2] == b"\x1f\x8b":
        members = iter([(_without(name, ".gz"), _gunzip(name, original))])
    elif original[:4] == b"\x28\xb5\x2f\xfd":
        members = iter([(_without(name, ".zst"), _unzstd(name, original))])
    else:
        members = iter([(name, original)])
    for member, data in members:
        yield RawFile(name=member, data=data, original_name=name, original=original, sha256=digest)


def _without(name: str, suffix: str) -> str:
    return name[: -len(suffix)] if name.lower().endswith(suffix) else name


def _check(size: int, packed: int, name: str) -> None:
    if size > MAX_UNPACKED:
        raise HostileFileError(f"unpacks to more than {MAX_UNPACKED:,} bytes", at=name)
    if size > RATIO_FLOOR and size > MAX_RATIO * max(packed, 1):
        raise HostileFileError(f"unpacks to more than {MAX_RATIO} times its size", at=name)


def _bounded(chunks: Iterable[bytes], packed: int, name: str, already: int = 0) -> bytes:
    """Join the chunks, giving up as soon as a limit is passed; ``already`` bytes came before them."""
    parts: list[bytes] = []
    size = already
    for chunk in chunks:
        size += len(chunk)
        _check(size, packed, name)
        parts.append(chunk)
    return b"".join(parts)


def _read(stream: IO[bytes] | gzip.GzipFile) -> Iterator[bytes]:
    while chunk := stream.read(STEP):
        yield chunk


def _gunzip(name: str, original: bytes) -> bytes:
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(original)) as stream:
            return _bounded(_read(stream), len(original), name)
    except (EOFError, OSError, zlib.error) as error:
        raise BrokenFileError(
            "the gzip file is damaged or cut short", at=name, hint="Fetch it again."
        ) from error


def _unzstd(name: str, original: bytes) -> bytes:
    try:
        return _bounded(_zstd_frames(original), len(original), name)
    except (EOFError, zstandard.ZstdError) as error:
        raise BrokenFileError(
            "the zstd file is damaged or cut short", at=name, hint="Fetch it again."
        ) from error


def _zstd_frames(packed: bytes) -> Iterator[bytes]:
    """The contents of all frames; unlike zstandard's own reader this notices a missing end.

    A frame's block takes four bytes and may stand for 128 KB, hence the small steps.
    """
    while packed:
        frame = zstandard.ZstdDecompressor(max_window_size=ZSTD_WINDOW).decompressobj()
        for start in range(0, len(packed), ZSTD_STEP):
            yield frame.decompress(packed[start : start + ZSTD_STEP])
            if frame.eof:
                packed = frame.unused_data + packed[start + ZSTD_STEP :]
                break
        else:
            raise EOFError


def _zip(name: str, original: bytes) -> Iterator[tuple[str, bytes]]:
    total = 0
    try:
        with zipfile.ZipFile(io.BytesIO(original)) as archive:
            members = [m for m in archive.infolist() if not m.is_dir()]
            if len(members) > MAX_MEMBERS:
                raise HostileFileError(f"holds more than {MAX_MEMBERS:,} files", at=name)
            for member in members:
                if member.flag_bits & ZIP_ENCRYPTED:
                    raise BrokenFileError(
                        "the zip file is encrypted", at=f"{name}:{member.filename}", hint="Unpack it first."
                    )
                with archive.open(member) as stream:
                    data = _bounded(_read(stream), len(original), f"{name}:{member.filename}", already=total)
                total += len(data)
                yield Path(member.filename).name, data
    except _ZIP_FAULTS as error:
        raise BrokenFileError(
            "the zip file is damaged or cannot be opened", at=name, hint="Fetch it again."
        ) from error

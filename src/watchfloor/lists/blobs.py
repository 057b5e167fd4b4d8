"""Entities and raw files on disk: zstandard-compressed, addressed by the hash of what is inside.

Hashes are of the uncompressed bytes, so that a newer compressor never changes an address.
"""

import hashlib
import itertools
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO

import msgspec
import zstandard

from watchfloor.model.entity import Entity
from watchfloor.model.errors import SnapshotError

_CHUNK = 500
"""Entities decoded at a time: bounds memory, costs nothing measurable."""
_LENGTH = 4
_LEVEL = 9
DAMAGED = "Run `watchfloor lists verify`, then import the list again."

_encoder = msgspec.msgpack.Encoder()
_decoder = msgspec.msgpack.Decoder(list[Entity])


def pack_entities(entities: Iterable[Entity]) -> bytes:
    """Entities as bytes: chunks of a MessagePack array, each after its length (4 bytes, big-endian)."""
    parts: list[bytes] = []
    remaining = iter(entities)
    while chunk := list(itertools.islice(remaining, _CHUNK)):
        body = _encoder.encode(chunk)
        parts += (len(body).to_bytes(_LENGTH, "big"), body)
    return b"".join(parts)


def unpack_entities(packed: IO[bytes], *, at: str) -> Iterator[Entity]:
    """The entities of a compressed file, in their order, decoded chunk by chunk.

    Args:
        packed: the open file.
        at: its name, for messages.

    Raises:
        SnapshotError: the file is damaged.
    """
    try:
        with zstandard.ZstdDecompressor().stream_reader(packed) as reader:
            while head := reader.read(_LENGTH):
                yield from _decoder.decode(reader.read(int.from_bytes(head, "big")))
    except (zstandard.ZstdError, msgspec.DecodeError, UnicodeDecodeError) as error:
        raise SnapshotError("entities are damaged", at=at, hint=DAMAGED) from error


def sha256(data: bytes) -> str:
    """The SHA-256 of bytes, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def compressed(data: bytes) -> bytes:
    """The bytes, compressed with zstandard; the content's length and checksum are inside."""
    return zstandard.ZstdCompressor(level=_LEVEL, write_checksum=True).compress(data)


def sha256_inside(path: Path) -> str:
    """The hash of what a compressed file holds, read in bounded memory.

    Raises:
        SnapshotError: the file is damaged, or cannot be read.
    """
    digest = hashlib.sha256()
    try:
        with path.open("rb") as stream, zstandard.ZstdDecompressor().stream_reader(stream) as reader:
            while part := reader.read(1 << 20):
                digest.update(part)
    except (zstandard.ZstdError, OSError) as error:
        raise SnapshotError(f"cannot be read: {error}", at=str(path), hint=DAMAGED) from error
    return digest.hexdigest()


def decompressed(path: Path) -> bytes:
    """What a compressed file holds.

    Raises:
        SnapshotError: the file is damaged, or cannot be read.
    """
    try:
        return zstandard.ZstdDecompressor().stream_reader(path.read_bytes()).readall()
    except (zstandard.ZstdError, OSError) as error:
        raise SnapshotError(f"cannot be read: {error}", at=str(path), hint=DAMAGED) from error

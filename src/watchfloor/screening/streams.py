"""Customer files as lines of text: packed or plain, in whatever encoding, one line at a time.

Nothing is read ahead but the first 64 KB, so a file of any length streams in bounded memory.
"""

import codecs
import contextlib
import gzip
import io
import os
import re
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path
from typing import AnyStr, BinaryIO, NamedTuple, cast

import zstandard

from watchfloor.model.errors import InputError, UsageError
from watchfloor.model.octets import foreign, legacy_encoding

HEAD = 1 << 16
"""Bytes looked at to tell what a file is."""
MAX_LINE = 1 << 20
"""Bytes of one line; a longer one is no row of a table, and is reported."""

AS_TABLE = "Save or export the table as CSV (UTF-8) and screen that."
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # which begins like the next one
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


class Notes:
    """What was noticed while reading, counted, with the first example of each."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()
        self._first: dict[str, str] = {}

    def add(self, what: str, example: str = "") -> None:
        """Count one more of ``what``; the first ``example`` is kept."""
        self._counts[what] += 1
        self._first.setdefault(what, example)

    def lines(self) -> list[str]:
        """The notes as text, in the order they were first made."""
        return [
            f"{what}: {self._counts[what]:,}" + (f" (first: {example})" if example else "")
            for what, example in self._first.items()
        ]


class Line(NamedTuple):
    """A line without its end, numbered from 1; ``problem`` says why it cannot be used."""

    number: int
    text: str
    problem: str = ""


class _Joined(io.RawIOBase):
    """Chunks of bytes as one stream; closing it closes nothing else."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks, self._left = chunks, memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        target = memoryview(buffer)  # type: ignore[arg-type]
        while not self._left:
            if (chunk := next(self._chunks, None)) is None:
                return 0
            self._left = memoryview(chunk)
        count = min(len(target), len(self._left))
        target[:count] = self._left[:count]
        self._left = self._left[count:]
        return count


def _chunks(stream: BinaryIO) -> Iterator[bytes]:
    while chunk := stream.read(HEAD):
        yield chunk


class Source:
    """An opened customer file: its name, its first bytes, and how far reading has come.

    Args:
        name: the file's name, without the suffix of its packing.
        at: how messages call the file.
        stream: the unpacked bytes.
        raw: the file as it lies on disk; None for a pipe.
        packed: whether the bytes came out of a packing.
    """

    def __init__(
        self, name: str, at: str, stream: BinaryIO, raw: BinaryIO | None, *, packed: bool = False
    ) -> None:
        self.name, self.at, self._stream, self._raw = name, at, stream, raw
        self.packed = packed
        with self.damage_told():
            self.head = stream.read(HEAD)
        self._size = os.fstat(raw.fileno()).st_size if raw else 0

    @property
    def fraction(self) -> float | None:
        """How much of the file was read, in [0, 1]; None where its length is not known."""
        return min(1.0, self._raw.tell() / self._size) if self._raw and self._size else None

    @contextlib.contextmanager
    def damage_told(self) -> Iterator[None]:
        """Tell a damaged packing as an :class:`InputError`."""
        try:
            yield
        except (EOFError, gzip.BadGzipFile, zlib.error, zstandard.ZstdError) as error:
            raise InputError("the packed file is damaged or cut short", at=self.at) from error
        except OSError as error:
            raise InputError(f"the file cannot be read: {error.strerror or error}", at=self.at) from error

    def refuse_foreign(self) -> None:
        """Raise an :class:`InputError` where the file is plainly no text."""
        if what := foreign(self.head):
            hint = "Unpack it and screen what is in it." if "archive" in what else AS_TABLE
            raise InputError(f"this is {what}, not a table of parties", at=self.at, hint=hint)

    def encoding(self, wanted: str = "") -> str:
        """The file's encoding: the one asked for, by its byte order mark, or ``utf-8`` (checked by line)."""
        if wanted:
            try:
                return codecs.lookup(wanted).name
            except LookupError as error:
                raise UsageError(
                    f"no encoding is called {wanted!r}", hint="Say, for example, cp1251."
                ) from error
        for mark, name in _BOMS:
            if self.head.startswith(mark):
                return name
        even, odd = self.head[0:400:2], self.head[1:400:2]
        if len(odd) > 3 and odd.count(0) > len(odd) * 0.7 and not even.count(0):
            return "utf-16-le"
        if len(even) > 3 and even.count(0) > len(even) * 0.7 and not odd.count(0):
            return "utf-16-be"
        return "utf-8"

    def text_head(self, wanted: str = "") -> str:
        """The first characters, as well as they can be read."""
        text = self.head.decode(self.encoding(wanted), "replace").removeprefix("\ufeff")
        return text.replace("\r\n", "\n").replace("\r", "\n")

    def rest(self) -> BinaryIO:
        """The bytes from the start; can be asked for once. Old Macintosh line ends become line ends."""
        chunks = chain([self.head], _chunks(self._stream))
        if b"\r" in self.head and b"\n" not in self.head:
            return io.BufferedReader(_Joined(chunk.replace(b"\r", b"\n") for chunk in chunks), HEAD)
        return io.BufferedReader(_Joined(chunks), HEAD)

    def lines(self, notes: Notes, wanted: str = "") -> Iterator[Line]:
        """The lines of text, without their ends and the byte order mark.

        A line that is not in the file's encoding is read as Windows-1252, or 1251 where its letters are
        Cyrillic, and noted: that is what it is in nearly every file that claims UTF-8 and is not.
        """
        encoding = self.encoding(wanted)
        with self.damage_told():
            for number, (text, overlong) in enumerate(self._texts(encoding, notes), start=1):
                clean = (text.removeprefix("\ufeff") if number == 1 else text).rstrip("\r").replace("\r", " ")
                yield Line(number, clean, f"the line is longer than {MAX_LINE:,} bytes" if overlong else "")

    def _texts(self, encoding: str, notes: Notes) -> Iterator[tuple[str, bool]]:
        if encoding.startswith(("utf-16", "utf-32")):  # a line feed is more than one byte there
            notes.add(f"files read as {encoding.upper()}")
            wrapped = io.TextIOWrapper(self.rest(), encoding, errors="replace", newline="\n")
            yield from _physical(wrapped.readline, "\n")
            return
        for number, (data, overlong) in enumerate(_physical(self.rest().readline, b"\n"), start=1):
            try:
                yield data.decode(encoding), overlong
            except UnicodeDecodeError:
                fallback = self._fallback(data) if encoding == "utf-8" else encoding
                told = f"lines that are not {encoding.upper()}, read as {fallback.upper()} (see --encoding)"
                notes.add(told, f"line {number}")
                yield data.decode(fallback, "replace"), overlong

    def _fallback(self, line: bytes) -> str:
        """How a line that is no UTF-8 is read: as the beginning of the file is, where that tells."""
        return next(
            (old for data in (line, self.head) if (old := legacy_encoding(data)) == "cp1251"), "cp1252"
        )


def _physical(readline: Callable[[int], AnyStr], end: AnyStr) -> Iterator[tuple[AnyStr, bool]]:
    """Lines without their ends, and whether they were cut for being too long."""
    while data := readline(MAX_LINE):
        overlong = len(data) >= MAX_LINE and not data.endswith(end)
        while overlong and (more := readline(MAX_LINE)) and not more.endswith(end):
            pass
        yield data.removesuffix(end), overlong


@contextlib.contextmanager
def open_source(path: Path | None, stdin: BinaryIO | None = None) -> Iterator[Source]:
    """Open a customer file, unpacking gzip and zstd by their first bytes.

    Args:
        path: the file; None reads ``stdin``.
        stdin: the bytes of a pipe.

    Raises:
        InputError: the file cannot be opened or is empty.
    """
    with contextlib.ExitStack() as stack:
        if path is None:
            raw, name, at = stdin or cast("BinaryIO", io.BytesIO()), "", "standard input"
        else:
            name, at = path.name, str(path)
            raw = stack.enter_context(_opened(path))
        stream, name, packed = _unpacked(raw, name)
        source = Source(name, at, stream, raw if path else None, packed=packed)
        if not source.head.strip(b"\x00\x1a \t\r\n" + codecs.BOM_UTF8):
            raise InputError("the file is empty", at=at)
        yield source


def _opened(path: Path) -> BinaryIO:
    if path.is_dir():
        raise InputError("this is a folder, not a file", at=str(path))
    try:
        return path.open("rb")
    except FileNotFoundError as error:
        raise InputError("no such file", at=str(path)) from error
    except OSError as error:
        raise InputError(f"the file cannot be opened: {error.strerror}", at=str(path)) from error


def _unpacked(raw: BinaryIO, name: str) -> tuple[BinaryIO, str, bool]:
    """The bytes inside, the name without the packing's suffix, and whether there was a packing."""
    # Not the stream itself: a reader would close standard input when it is forgotten.
    stream = io.BufferedReader(_Joined(_chunks(raw)))
    magic = stream.peek(4)[:4]
    if magic.startswith(b"\x1f\x8b"):
        return cast("BinaryIO", gzip.GzipFile(fileobj=stream)), re.sub(r"(?i)\.gz$", "", name), True
    if magic == b"\x28\xb5\x2f\xfd":
        return io.BufferedReader(_Joined(_unzstd(stream))), re.sub(r"(?i)\.zst$", "", name), True
    return stream, name, False


def _unzstd(stream: BinaryIO) -> Iterator[bytes]:
    """The contents of all frames; unlike zstandard's own reader this notices a missing end."""
    packed = stream.read(HEAD)
    while packed:
        frame = zstandard.ZstdDecompressor(max_window_size=1 << 27).decompressobj()
        yield frame.decompress(packed)
        while not frame.eof:
            if not (packed := stream.read(HEAD)):
                raise EOFError
            yield frame.decompress(packed)
        packed = frame.unused_data or stream.read(HEAD)

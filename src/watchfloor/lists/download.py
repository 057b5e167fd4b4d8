"""Fetching lists from the authorities that publish them: https only, bounded, patient, honest.

Nothing here runs unless a user asks for it (``watchfloor lists update``).
"""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime

import httpx

from watchfloor._version import __version__
from watchfloor.lists.blobs import sha256
from watchfloor.lists.source import RemoteFile
from watchfloor.model.entity import Value
from watchfloor.model.errors import DownloadError

USER_AGENT = f"watchfloor/{__version__} (open sanctions monitoring)"
MAX_BYTES = 1_000_000_000
"""The largest official file (SDN_ADVANCED.XML) is under 150 MB."""
MAX_SECONDS = 1800.0
"""A file that takes longer is a server that drips."""
TRIES = 4
PAUSES = (1.0, 3.0, 10.0)
"""Seconds between tries, unless the server says how long to wait."""
LONGEST_PAUSE = 60.0
TIMEOUT = httpx.Timeout(60.0, connect=15.0)
_RETRIED = frozenset({408, 425, 429, 500, 502, 503, 504})
_MAGIC = {".zip": b"PK", ".gz": b"\x1f\x8b", ".zst": b"\x28\xb5\x2f\xfd"}

Progress = Callable[[str, int, int], None]
"""Told of a file's name, the bytes received so far, and the bytes expected (0 where unknown)."""


class Validator(Value, frozen=True):
    """What a server said of a file when we last fetched it, and the hash of what we got."""

    sha256: str
    etag: str = ""
    last_modified: str = ""


@dataclass(frozen=True, slots=True)
class Fetched:
    """One file: its bytes, or None where the server says that it has not changed."""

    name: str
    data: bytes | None
    validator: Validator


class _AgainError(Exception):
    """Worth another try: what happened, and how long the server asks to wait (0 where it does not)."""

    def __init__(self, what: str, wait: float = 0.0) -> None:
        super().__init__(what)
        self.what, self.wait = what, wait


def open_client(transport: httpx.BaseTransport | None = None, *, scheme: str = "https") -> httpx.Client:
    """A client that speaks one scheme only, redirects included.

    Args:
        transport: another way to the network (a test's).
        scheme: ``https``; ``http`` is for a test's own server.
    """

    def refuse(request: httpx.Request) -> None:
        if request.url.scheme != scheme:
            raise DownloadError(
                f"not an {scheme} address",
                at=str(request.url),
                hint="Lists are fetched securely or not at all.",
            )

    return httpx.Client(
        transport=transport,
        timeout=TIMEOUT,
        headers={"User-Agent": USER_AGENT},
        follow_redirects=True,
        max_redirects=5,
        event_hooks={"request": [refuse]},
    )


def fetch(
    file: RemoteFile,
    client: httpx.Client,
    known: Validator | None = None,
    *,
    progress: Progress = lambda _name, _done, _total: None,
    sleep: Callable[[float], None] = time.sleep,
) -> Fetched:
    """One file from its official address.

    Args:
        file: what to fetch.
        client: see :func:`open_client`.
        known: what is known of the file from the last time; the server is asked for news only.
        progress: told of every part received.
        sleep: waits between tries.

    Raises:
        DownloadError: no answer after several tries, an answer that is no list, or a file over the limit.
    """
    for attempt in range(TRIES):
        try:
            return _fetch_once(file, client, known, progress)
        except (_AgainError, httpx.TransportError) as error:
            what = error.what if isinstance(error, _AgainError) else _told(error)
            if attempt == TRIES - 1:
                raise DownloadError(
                    f"{what}, {TRIES} times", at=file.url, hint="Try again later; the last good list stays."
                ) from error
            asked = error.wait if isinstance(error, _AgainError) else 0.0
            sleep(min(max(PAUSES[attempt], asked), LONGEST_PAUSE))
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise DownloadError(_told(error), at=file.url) from error
    raise AssertionError("the last try returns or raises")


def _told(error: Exception) -> str:
    return str(error) or type(error).__name__


def _fetch_once(
    file: RemoteFile, client: httpx.Client, known: Validator | None, progress: Progress
) -> Fetched:
    with client.stream("GET", file.url, headers=_conditions(known)) as response:
        if response.status_code == httpx.codes.NOT_MODIFIED and known is not None:
            return Fetched(name=file.name, data=None, validator=known)
        _check_status(response, file)
        data = _body(response, file, progress)
    _check_content(data, file)
    validator = Validator(
        sha256=sha256(data),
        etag=response.headers.get("etag", ""),
        last_modified=response.headers.get("last-modified", ""),
    )
    return Fetched(name=file.name, data=data, validator=validator)


def _conditions(known: Validator | None) -> Mapping[str, str]:
    if known is None:
        return {}
    asked = {"If-None-Match": known.etag, "If-Modified-Since": known.last_modified}
    return {header: value for header, value in asked.items() if value}


def _check_status(response: httpx.Response, file: RemoteFile) -> None:
    status = response.status_code
    if status in _RETRIED:
        raise _AgainError(f"the server answered {status}", _retry_after(response))
    if status != httpx.codes.OK:
        raise DownloadError(
            f"the server answered {status} {response.reason_phrase}".rstrip(),
            at=file.url,
            hint="The address may have changed; see the source's page (`watchfloor lists sources`).",
        )


def _retry_after(response: httpx.Response) -> float:
    """Seconds the server asks to wait (RFC 9110, 10.2.3); 0 where it does not say."""
    text = response.headers.get("retry-after", "")
    if text.isascii() and text.isdigit():
        return float(text)
    try:
        until = parsedate_to_datetime(text)
        sent = parsedate_to_datetime(response.headers.get("date", ""))
    except (TypeError, ValueError):
        return 0.0
    return max(0.0, (until - sent).total_seconds())


def _body(response: httpx.Response, file: RemoteFile, progress: Progress) -> bytes:
    announced = response.headers.get("content-length", "")
    total = int(announced) if announced.isascii() and announced.isdigit() else 0
    _check_length(total, file)
    parts: list[bytes] = []
    size, started = 0, time.monotonic()
    for part in response.iter_bytes(1 << 16):
        size += len(part)
        _check_length(size, file)
        if time.monotonic() - started > MAX_SECONDS:
            raise DownloadError(f"still not complete after {MAX_SECONDS:.0f} seconds", at=file.url)
        parts.append(part)
        progress(file.name, size, total)
    return b"".join(parts)


def _check_length(size: int, file: RemoteFile) -> None:
    if size > MAX_BYTES:
        raise DownloadError(f"the file has more than {MAX_BYTES:,} bytes", at=file.url)


def _check_content(data: bytes, file: RemoteFile) -> None:
    head = data[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if not head:
        raise _AgainError("the server sent an empty file")
    if head.startswith((b"<!doctype html", b"<html")):
        raise DownloadError(
            "the server sent a web page, not a list",
            at=file.url,
            hint="It may be down for maintenance; try again later.",
        )
    for suffix, magic in _MAGIC.items():
        if file.name.lower().endswith(suffix) and not data.startswith(magic):
            raise DownloadError(f"the server sent something else than a {suffix} file", at=file.url)

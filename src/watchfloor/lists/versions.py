"""A version: one import of one source, immutable and addressed by its content."""

from datetime import UTC, datetime
from typing import Literal, TypeVar

import msgspec

from watchfloor.lists.blobs import DAMAGED, sha256
from watchfloor.lists.intake import Rejection
from watchfloor.model.entity import Value
from watchfloor.model.errors import SnapshotError

Dating = Literal["given", "file", "name", "assumed"]
T = TypeVar("T")


class RawRef(Value, frozen=True):
    """One file as received: its name, the SHA-256 of its bytes, and how many bytes it had."""

    name: str
    sha256: str
    size: int


class Rows(Value, frozen=True):
    """What became of the rows of one kind; ``read`` is the sum of the others."""

    read: int = 0
    entities: int = 0
    relations: int = 0
    attached: int = 0
    rejected: int = 0


class Version(Value, frozen=True):
    """One source as it was published on one day, with the accounts of its import.

    ``published`` is the authority's date (ISO), ``dating`` says where it comes from;
    ``learned_at`` is when it was imported (ISO, UTC). ``parser`` is the source whose format it
    has, which differs from ``source`` only for watchlists imported under a name of their own.
    ``id`` is the hash of everything but ``learned_at``, ``engine``, ``warnings`` and itself: the
    same files imported on two machines have the same id.
    """

    source: str
    parser: str
    published: str
    dating: Dating
    learned_at: str
    engine: str
    files: tuple[RawRef, ...]
    entities_sha256: str
    entities: int
    schemata: dict[str, int] = {}
    rows: dict[str, Rows] = {}
    rejected: int = 0
    rejections: tuple[Rejection, ...] = ()
    unread: dict[str, int] = {}
    repairs: dict[str, int] = {}
    warnings: tuple[str, ...] = ()
    id: str = ""

    def sealed(self) -> "Version":
        """This version with its id filled in."""
        return msgspec.structs.replace(self, id=self.content_id())

    def content_id(self) -> str:
        """What ``id`` must be."""
        bare = msgspec.structs.replace(self, id="", learned_at="", engine="", warnings=())
        return sha256(msgspec.json.encode(bare, order="deterministic"))


class Seal(Value, frozen=True):
    """A record as it is stored: ``sha256`` is that of ``body``, byte for byte."""

    sha256: str
    body: msgspec.Raw


def seal(record: Value) -> bytes:
    """A record as bytes that can be checked against bit rot and tampering by hand."""
    body = msgspec.json.encode(record, order="deterministic")
    return msgspec.json.encode(Seal(sha256=sha256(body), body=msgspec.Raw(body)))


def unseal(data: bytes, kind: type[T], *, at: str) -> T:
    """The record inside a seal.

    Raises:
        SnapshotError: it is damaged, or its bytes do not match its hash.
    """
    try:
        sealed = msgspec.json.decode(data, type=Seal)
        if sha256(bytes(sealed.body)) != sealed.sha256:
            raise SnapshotError("the record does not match its hash", at=at, hint=DAMAGED)
        return msgspec.json.decode(sealed.body, type=kind)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise SnapshotError(f"the record is damaged: {error}", at=at, hint=DAMAGED) from error


def stamp(moment: datetime) -> str:
    """A moment as text in UTC, in one width, so that text order is time order.

    Raises:
        ValueError: the moment has no time zone.
    """
    if moment.tzinfo is None:
        raise ValueError("a moment needs a time zone")
    return moment.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")

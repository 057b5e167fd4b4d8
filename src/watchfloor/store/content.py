"""A screening as it is kept: packed, and without what the caller said where only its digest is to stay."""

import hmac
import threading
from datetime import datetime
from typing import Any

import msgspec
import zstandard

from watchfloor.model.errors import StateError
from watchfloor.model.finding import Contribution, Explanation, Hit
from watchfloor.model.party import Party
from watchfloor.model.service import Screening
from watchfloor.store.secret import Secret

_LEVEL = 3
"""zstandard's own default: a higher level makes single screenings no smaller."""
_LARGEST = 1 << 28
SHORT_KEY = 16
"""Bytes kept of the digests that are looked up: two of a thousand million differ but for one in 10^20."""

_encoder = msgspec.msgpack.Encoder(order="deterministic")
_decoder = msgspec.msgpack.Decoder(Screening)
_own = threading.local()


def pack(screening: Screening) -> bytes:
    """A screening as compressed MessagePack."""
    if not hasattr(_own, "compressor"):
        _own.compressor = zstandard.ZstdCompressor(level=_LEVEL)
    packed: bytes = _own.compressor.compress(_encoded(screening))
    return packed


def unpack(content: bytes, at: str) -> Screening:
    """The screening packed in some bytes; ``at`` is named in errors.

    Raises:
        StateError: they are damaged.
    """
    try:
        plain = zstandard.ZstdDecompressor().decompress(content, max_output_size=_LARGEST)
        return _decoder.decode(plain)
    except (zstandard.ZstdError, msgspec.MsgspecError) as error:
        raise StateError(f"what was written down is damaged: {error}", at=at) from error


def _encoded(value: Any) -> bytes:  # noqa: ANN401 - anything that can be packed
    try:
        return _encoder.encode(value)
    except UnicodeEncodeError:
        # Half a surrogate pair is no text, and cannot be written as such; its place is marked.
        return _encoder.encode(_whole(msgspec.to_builtins(value)))


def _whole(value: Any) -> Any:  # noqa: ANN401 - the same
    if isinstance(value, str):
        return "".join("\ufffd" if "\ud800" <= char <= "\udfff" else char for char in value)
    if isinstance(value, dict):
        return {_whole(key): _whole(item) for key, item in value.items()}
    return [_whole(item) for item in value] if isinstance(value, list | tuple) else value


def input_key(party: Party, secret: Secret) -> bytes:
    """The keyed digest of an input, 32 bytes; where it stood in a file is no part of it."""
    return secret.digest("input", _encoded(msgspec.structs.replace(party, row=0)))


def same_input(party: Party, key: bytes, secret: Secret) -> bool:
    """Is a party the one with that digest?"""
    return hmac.compare_digest(input_key(party, secret), key)


def text_key(text: str, secret: Secret) -> bytes:
    """What a name or an id is looked up by: a keyed digest in which case and spaces make no difference."""
    plain = " ".join(text.casefold().split()).encode("utf-8", "surrogatepass")
    return secret.digest("text", plain)[:SHORT_KEY]


def without_input(screening: Screening) -> Screening:
    """The same screening without anything the caller said of the party.

    Explanations keep what speaks for and against and with how much weight, and the listed
    side; the party's words, and reasons that quote them, are left out.
    """
    result = screening.result
    return msgspec.structs.replace(
        screening,
        query="",
        party=Party(schema=screening.party.schema),
        result=msgspec.structs.replace(
            result,
            id="",
            name="",
            problem="left out" if result.problem else "",
            notes=tuple("left out" for _ in result.notes),
            hits=tuple(_without(hit) for hit in result.hits),
        ),
    )


def _without(hit: Hit) -> Hit:
    why = hit.explanation
    kept = Explanation(
        party_name="",
        entity_name=why.entity_name,
        name_kind=why.name_kind,
        alignment=tuple(msgspec.structs.replace(match, party="") for match in why.alignment),
        contributions=tuple(
            Contribution(
                feature=part.feature,
                strength=part.strength,
                points=part.points,
                reason=f"{part.feature} (the input was not kept)",
                entity_value=part.entity_value,
            )
            for part in why.contributions
        ),
    )
    return msgspec.structs.replace(hit, explanation=kept)


def moment_of(screening: Screening) -> datetime:
    """When a party was screened.

    Raises:
        StateError: the moment cannot be read, or has no time zone.
    """
    try:
        found = datetime.fromisoformat(screening.at)
    except ValueError as error:
        raise StateError(f"not a moment: {screening.at!r}", at=screening.id) from error
    if found.tzinfo is None:
        raise StateError(f"a moment without a time zone: {screening.at!r}", at=screening.id)
    return found


def fitting(text: str) -> str:
    """Text as any database takes it in a column; as it was it stands in the packed content."""
    if text.isascii() and "\0" not in text:
        return text
    return text.replace("\0", " ").encode("utf-8", "replace").decode()

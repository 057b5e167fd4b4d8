"""The secret that keys and kept-back inputs are digested with: in a file of its own, or given."""

import hmac
import os
import secrets
import stat
import sys
from pathlib import Path

from watchfloor.model.errors import StateError

BYTES = 32
"""256 bits, as many as an API key has; more would add nothing to HMAC-SHA256 (RFC 2104, section 3)."""
FILE = "secret"


class Secret:
    """Digests texts so that nobody without the secret can find out or make one.

    Each purpose has a key of its own, so that a digest made for one says nothing for another.
    """

    __slots__ = ("_keys", "_value")

    def __init__(self, value: bytes) -> None:
        self._value = value
        self._keys: dict[str, bytes] = {}

    def __repr__(self) -> str:
        return "Secret(...)"

    def __reduce__(self) -> str:
        raise TypeError("a secret is not written anywhere")

    def digest(self, purpose: str, text: bytes) -> bytes:
        """HMAC-SHA256 of a text, 32 bytes; the HMAC's key is the HMAC of the purpose."""
        if (key := self._keys.get(purpose)) is None:
            key = self._keys[purpose] = hmac.digest(self._value, purpose.encode(), "sha256")
        return hmac.digest(key, text, "sha256")


def load_secret(home: Path, given: str = "") -> Secret:
    """The secret given, else the one of the home's file, which is made where there is none.

    Args:
        home: the data home; the file is readable by its owner only.
        given: the secret as text, 32 characters or more.

    Raises:
        StateError: too short, readable by others, or the file cannot be read or made.
    """
    if given:
        return Secret(_long_enough(given.encode(), "WATCHFLOOR_SECRET"))
    path = home / FILE
    try:
        if not path.exists():
            _make(path)
        mode = path.stat().st_mode
        text = path.read_bytes().strip()
    except OSError as error:
        reason = error.strerror or str(error)
        raise StateError(f"the secret of the keys cannot be read or made: {reason}", at=str(path)) from error
    if sys.platform != "win32" and mode & (stat.S_IRWXG | stat.S_IRWXO):
        raise StateError(
            "the secret of the keys can be read by others", at=str(path), hint=f"Run `chmod 600 {path}`."
        )
    return Secret(_long_enough(text, str(path)))


def _long_enough(text: bytes, at: str) -> bytes:
    if len(text) < BYTES:
        raise StateError(f"the secret of the keys is too short: it needs {BYTES} characters", at=at)
    return text


def _make(path: Path) -> None:
    """Write a new secret, whole or not at all; where another process was first, its secret stays."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{FILE}-{secrets.token_hex(8)}")
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(secrets.token_hex(BYTES).encode() + b"\n")
            stream.flush()
            os.fsync(stream.fileno())
        try:
            path.hardlink_to(beside)
        except FileExistsError:
            return
    finally:
        beside.unlink(missing_ok=True)

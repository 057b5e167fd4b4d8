"""Who sends a request, by the key or the name and password in its headers."""

import base64
import binascii
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping

from watchfloor.model.errors import AccessError
from watchfloor.model.service import Caller
from watchfloor.store.keys import Keys
from watchfloor.store.secret import Secret
from watchfloor.store.users import Users

REMEMBERED = 5.0
"""Seconds for which an answer is remembered: so long a key that was revoked may still work."""
_MOST = 10_000
"""Callers, and names that failed, that are remembered at once; the oldest are let go."""
FREE_FAILURES = 3
"""Wrong passwords for a name from one address before it is made to wait."""
LONGEST_WAIT = 60.0
_HINT = "Send a key as `Authorization: Bearer wf_...`."


class StoreAuthenticator:
    """An :class:`watchfloor.model.service.Authenticator` on the keys and users of the store.

    Takes ``Authorization: Bearer KEY``, ``Authorization: ApiKey KEY``, ``X-API-Key: KEY`` and
    ``Authorization: Basic`` with a user's name and password.

    Args:
        keys: the keys.
        users: the users.
        secret: what was seen is remembered under its digest, never as it is.
        elapsed: seconds on a clock that only goes forward.
    """

    def __init__(
        self, keys: Keys, users: Users, secret: Secret, elapsed: Callable[[], float] = time.monotonic
    ) -> None:
        self._keys, self._users, self._secret, self._elapsed = keys, users, secret, elapsed
        self._known: OrderedDict[bytes, tuple[float, Caller]] = OrderedDict()
        self._failed: OrderedDict[tuple[str, str], tuple[int, float]] = OrderedDict()
        self._lock = threading.Lock()

    def authenticate(self, headers: Mapping[str, str], client: str) -> Caller:
        """Who sent a request; see the protocol.

        Raises:
            AccessError: nobody that is known, or wrong passwords came too fast (``wait`` is set).
            StateError: the keys cannot be read now.
        """
        given = headers.get("authorization", "").strip()
        scheme, _, value = given.partition(" ")
        scheme, value = scheme.lower(), value.strip()
        if not given and (value := headers.get("x-api-key", "").strip()):
            scheme = "apikey"
        if not value or scheme not in ("bearer", "apikey", "basic"):
            raise AccessError("the request does not say who asks", hint=_HINT)
        seen = self._secret.digest("seen", f"{scheme} {value}".encode("utf-8", "surrogatepass"))
        if (caller := self._remembered(seen)) is not None:
            return caller
        caller = self._by_password(value, client) if scheme == "basic" else self._keys.caller(value)
        with self._lock:
            self._known[seen] = (self._elapsed() + REMEMBERED, caller)
            while len(self._known) > _MOST:
                self._known.popitem(last=False)
        return caller

    def _remembered(self, seen: bytes) -> Caller | None:
        with self._lock:
            until, caller = self._known.get(seen, (0.0, None))
            if caller is not None and self._elapsed() >= until:
                del self._known[seen]
                return None
            return caller

    def _by_password(self, value: str, client: str) -> Caller:
        try:
            name, colon, password = base64.b64decode(value, validate=True).decode().partition(":")
        except (binascii.Error, ValueError) as error:
            raise AccessError(
                "the name and password cannot be read", hint="They are base64 of name:password."
            ) from error
        if not colon:
            raise AccessError("name or password is wrong")
        self._check_wait(client, name)
        try:
            caller = self._users.caller(name, password)
        except AccessError:
            self._note_failure(client, name)
            raise
        with self._lock:
            self._failed.pop((client, name), None)
        return caller

    def _check_wait(self, client: str, name: str) -> None:
        """Make those wait who try passwords: one second after the third wrong one, twice as long after each."""
        with self._lock:
            count, last = self._failed.get((client, name), (0, 0.0))
        if count < FREE_FAILURES:
            return
        left = last + min(LONGEST_WAIT, 2.0 ** (count - FREE_FAILURES)) - self._elapsed()
        if left > 0:
            raise AccessError("too many wrong passwords", hint="Wait before trying again.", wait=left)

    def _note_failure(self, client: str, name: str) -> None:
        with self._lock:
            count, _ = self._failed.pop((client, name), (0, 0.0))
            self._failed[client, name] = (min(count + 1, 64), self._elapsed())
            while len(self._failed) > _MOST:
                self._failed.popitem(last=False)

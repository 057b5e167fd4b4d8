"""API keys: made of 256 random bits, shown once, and kept only as a keyed digest."""

import hmac
import re
import secrets
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, select

from watchfloor.model.entity import Value
from watchfloor.model.errors import AccessError, UsageError
from watchfloor.model.service import ROLES, Caller, Role
from watchfloor.store.acts import LONGEST_NAME, note_act
from watchfloor.store.database import Database
from watchfloor.store.moments import Moments
from watchfloor.store.secret import Secret
from watchfloor.store.tables import keys

SECRET_BYTES = 32
"""256 bits: nobody guesses one, so a digest without salt or stretching is enough."""
_PURPOSE = "api key"
_KEY = re.compile(r"(wf_[0-9a-f]{8})_([\w-]{43})", re.ASCII)
SPARSELY = timedelta(minutes=5)
"""How old the moment of last use may be before it is written anew: a write a request would be dear."""


class Key(Value):
    """A key as it is kept: everything but the key itself."""

    prefix: str
    name: str
    role: Role
    created_at: datetime
    expires_at: datetime | None = None
    last_used_at: datetime | None = None
    revoked_at: datetime | None = None

    def state(self, now: datetime) -> str:
        """``revoked``, ``expired`` or ``valid``."""
        if self.revoked_at is not None:
            return "revoked"
        return "expired" if self.expires_at is not None and self.expires_at <= now else "valid"


class NewKey(Value):
    """A key just made, with the text that is shown this once."""

    key: Key
    text: str

    def __repr__(self) -> str:
        return f"NewKey({self.key.prefix}_...)"


class Keys:
    """The keys in a database.

    Args:
        database: where they are kept.
        secret: what they are digested with.
        moments: the clock.
    """

    def __init__(self, database: Database, secret: Secret, moments: Moments) -> None:
        self._database, self._secret, self._moments = database, secret, moments

    def create(self, name: str, role: str, *, expires_at: datetime | None = None, who: str = "") -> NewKey:
        """Make a key. Its text is in the answer and nowhere else.

        Args:
            name: whose it is or what it is for; written beside each screening.
            role: one of :data:`watchfloor.model.service.ROLES`.
            expires_at: from when on it no longer works.
            who: makes it.

        Raises:
            UsageError: no such role, no name, or it would have expired already.
            StateError: it could not be written.
        """
        now, name = self._moments.now(), named(name)
        if expires_at is not None and expires_at <= now:
            raise UsageError(f"the key would have expired already: {expires_at.isoformat()}")
        prefix, secret = f"wf_{secrets.token_hex(4)}", secrets.token_urlsafe(SECRET_BYTES)
        text = f"{prefix}_{secret}"
        made = Key(prefix=prefix, name=name, role=a_role(role), created_at=now, expires_at=expires_at)
        with self._database.writing() as connection:
            connection.execute(
                keys.insert().values(
                    prefix=prefix,
                    name=name,
                    role=made.role,
                    digest=self._digest(text),
                    created_at=now,
                    expires_at=expires_at,
                )
            )
            note_act(connection, now, who, "key created", f"{prefix} {name} {role}")
        return NewKey(key=made, text=text)

    def all(self) -> list[Key]:
        """Every key, oldest first.

        Raises:
            StateError: they cannot be read.
        """
        wanted = select(keys).order_by(keys.c.created_at, keys.c.prefix)
        return self._database.run(lambda connection: [_key(row) for row in connection.execute(wanted)])

    def revoke(self, prefix: str, *, who: str = "") -> Key:
        """End a key; one that has ended already stays as it is.

        Raises:
            UsageError: no key has that prefix.
            StateError: it could not be written.
        """
        now = self._moments.now()

        def work(connection: Connection) -> Key:
            row = connection.execute(select(keys).where(keys.c.prefix == prefix)).one_or_none()
            if row is None:
                raise UsageError(
                    f"no key begins with {prefix!r}", hint="`watchfloor keys list` tells which do."
                )
            if row.revoked_at is not None:
                return _key(row)
            connection.execute(keys.update().where(keys.c.prefix == prefix).values(revoked_at=now))
            note_act(connection, now, who, "key revoked", prefix)
            return _key(connection.execute(select(keys).where(keys.c.prefix == prefix)).one())

        return self._database.run(work, write=True)

    def caller(self, text: str) -> Caller:
        """Whose key it is.

        Raises:
            AccessError: none that is valid; which of the reasons it was is not told.
            StateError: the keys cannot be read.
        """
        match, digest = _KEY.fullmatch(text), self._digest(text)
        prefix = match[1] if match else ""
        row = self._database.run(
            lambda connection: connection.execute(select(keys).where(keys.c.prefix == prefix)).one_or_none()
        )
        # Compared whether there is such a key or not, so that the time taken tells nothing.
        same = hmac.compare_digest(row.digest if row is not None else bytes(len(digest)), digest)
        now = self._moments.now()
        if row is None or not same or _key(row).state(now) != "valid":
            raise AccessError(
                "this key is not valid", hint="Ask for a new one where it expired or was revoked."
            )
        if row.last_used_at is None or now - row.last_used_at >= SPARSELY:
            self._used(prefix, now)
        return Caller(name=row.name, role=row.role, key=prefix)

    def _used(self, prefix: str, now: datetime) -> None:
        with self._database.writing() as connection:
            connection.execute(keys.update().where(keys.c.prefix == prefix).values(last_used_at=now))

    def _digest(self, text: str) -> bytes:
        return self._secret.digest(_PURPOSE, text.encode("utf-8", "surrogatepass"))


def a_role(text: str) -> Role:
    """A role by its name.

    Raises:
        UsageError: there is none.
    """
    found = next((role for role in ROLES if role == text), None)
    if found is None:
        raise UsageError(f"no role is called {text!r}", hint=f"There are {', '.join(ROLES)}.")
    return found


def named(text: str) -> str:
    """A name for a key or a user.

    Raises:
        UsageError: it is empty, too long, or has signs that are none of a name.
    """
    name = " ".join(text.split())
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        raise UsageError(f"a name has 1 to {LONGEST_NAME} letters that can be printed, not {text[:40]!r}")
    return name


def _key(row: Row[Any]) -> Key:
    told = {name: value for name, value in row._mapping.items() if name != "digest"}
    return Key(**told)

"""Users who ask with a name and a password, of which only an argon2id hash is kept."""

import threading
from datetime import datetime
from typing import Any

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError
from sqlalchemy import Connection, Row, select

from watchfloor.model.entity import Value
from watchfloor.model.errors import AccessError, StateError, UsageError
from watchfloor.model.service import Caller, Role
from watchfloor.store.acts import note_act
from watchfloor.store.database import Database
from watchfloor.store.keys import SPARSELY, a_role, named
from watchfloor.store.moments import Moments
from watchfloor.store.tables import users

SHORTEST = 15
"""Characters of a password that stands alone (NIST SP 800-63B-4, section 3.1.1.2)."""
LONGEST = 1000
AT_ONCE = 2
"""Passwords that are checked side by side: each takes 64 MiB (RFC 9106, section 4)."""


class User(Value):
    """A user as kept, without the hash of the password."""

    name: str
    role: Role
    created_at: datetime
    last_used_at: datetime | None = None
    disabled_at: datetime | None = None


class Users:
    """The users in a database.

    Args:
        database: where they are kept.
        moments: the clock.
        hasher: argon2id, by default with the parameters RFC 9106 has for little memory.
    """

    def __init__(self, database: Database, moments: Moments, hasher: PasswordHasher | None = None) -> None:
        self._database, self._moments = database, moments
        self._hasher = hasher or PasswordHasher()
        self._room = threading.Semaphore(AT_ONCE)
        self._nobody = ""

    def create(self, name: str, role: str, password: str, *, who: str = "") -> User:
        """Make a user.

        Raises:
            UsageError: the name is taken, no such role, or the password is too short or too long.
            StateError: they could not be written.
        """
        now, made = self._moments.now(), self._hash(password)
        user = User(name=named(name), role=a_role(role), created_at=now)
        with self._database.writing() as connection:
            if _row(connection, user.name) is not None:
                raise UsageError(f"there is a user {user.name!r} already")
            connection.execute(
                users.insert().values(name=user.name, role=user.role, password=made, created_at=now)
            )
            note_act(connection, now, who, "user created", f"{user.name} {user.role}")
        return user

    def change(
        self,
        name: str,
        *,
        role: str = "",
        password: str = "",
        disabled: bool | None = None,
        who: str = "",
    ) -> User:
        """Give a user another role or password, or disable or enable them; what is not given stays.

        Raises:
            UsageError: no such user or role, or the password is too short or too long.
            StateError: it could not be written.
        """
        now = self._moments.now()
        values: dict[str, object] = {"role": a_role(role)} if role else {}
        if password:
            values["password"] = self._hash(password)
        if disabled is not None:
            values["disabled_at"] = now if disabled else None
        told = ", ".join(
            [*([f"role {role}"] if role else []), *(["password"] if password else [])]
            + ([] if disabled is None else ["disabled" if disabled else "enabled"])
        )

        def work(connection: Connection) -> User:
            if _row(connection, name) is None:
                raise UsageError(f"there is no user {name!r}", hint="`watchfloor users list` tells who is.")
            if values:
                connection.execute(users.update().where(users.c.name == name).values(**values))
                note_act(connection, now, who, "user changed", f"{name}: {told}")
            return _user(connection.execute(select(users).where(users.c.name == name)).one())

        return self._database.run(work, write=True)

    def all(self) -> list[User]:
        """Every user by name.

        Raises:
            StateError: they cannot be read.
        """
        wanted = select(users).order_by(users.c.name)
        return self._database.run(lambda connection: [_user(row) for row in connection.execute(wanted)])

    def caller(self, name: str, password: str) -> Caller:
        """Who has that name and password.

        Raises:
            AccessError: nobody; which of both was wrong is not told, nor by the time it takes.
            StateError: the users cannot be read.
        """
        row = self._database.run(lambda connection: _row(connection, name))
        kept = row.password if row is not None else self._hash_of_nobody()
        right = len(password) <= LONGEST and self._verified(kept, password)
        if row is None or not right or row.disabled_at is not None:
            raise AccessError("name or password is wrong")
        now = self._moments.now()
        values: dict[str, object] = {}
        if row.last_used_at is None or now - row.last_used_at >= SPARSELY:
            values["last_used_at"] = now
        if self._hasher.check_needs_rehash(kept):
            values["password"] = self._hasher.hash(password)
        if values:
            with self._database.writing() as connection:
                unchanged = (users.c.name == name) & (users.c.password == kept)
                connection.execute(users.update().where(unchanged).values(**values))
        return Caller(name=row.name, role=row.role)

    def _verified(self, kept: str, password: str) -> bool:
        with self._room:
            try:
                return self._hasher.verify(kept, password)
            except InvalidHashError as error:
                raise StateError(
                    "the hash of a password is damaged", hint="Give the user a new one."
                ) from error
            except (Argon2Error, UnicodeEncodeError):
                return False

    def _hash(self, password: str) -> str:
        if not SHORTEST <= len(password) <= LONGEST:
            raise UsageError(f"a password has {SHORTEST} to {LONGEST} characters, not {len(password)}")
        try:
            return self._hasher.hash(password)
        except UnicodeEncodeError as error:
            raise UsageError("the password has signs that are no text") from error

    def _hash_of_nobody(self) -> str:
        """A hash to check against where there is no such user, made once."""
        if not self._nobody:
            self._nobody = self._hasher.hash("nobody has this password")
        return self._nobody


def _row(connection: Connection, name: str) -> Row[Any] | None:
    if not name.isprintable():  # no user has such a name, and PostgreSQL takes no zero byte
        return None
    return connection.execute(select(users).where(users.c.name == name)).one_or_none()


def _user(row: Row[Any]) -> User:
    return User(**{name: value for name, value in row._mapping.items() if name != "password"})

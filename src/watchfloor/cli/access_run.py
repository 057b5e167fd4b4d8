"""What ``watchfloor keys`` and ``watchfloor users`` do."""

import sys
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

import msgspec
import typer

from watchfloor.cli.common import print_json, say
from watchfloor.cli.keeping import a_moment_of, a_span, shown, the_store, who
from watchfloor.cli.lists_view import table
from watchfloor.cli.terminal import terminal
from watchfloor.model.errors import UsageError

if TYPE_CHECKING:
    from watchfloor.store.keys import Key
    from watchfloor.store.users import User

_LONGEST_LINE = 4096


def create_key(name: str, role: str, expires: str, *, as_json: bool) -> None:
    """Make a key and print it."""
    with the_store() as store:
        made = store.keys.create(name, role, expires_at=_end(expires, store.moments.now()), who=who())
        told = _plain_key(made.key, store.moments.now())
    if as_json:
        print_json({"text": made.text, **told})
        return
    typer.echo(made.text)
    until = f" until {shown(made.key.expires_at)}" if made.key.expires_at else ""
    say(f"a key for {made.key.name}, {made.key.role}{until}; it is shown this once, keep it safe")


def _end(text: str, now: datetime) -> datetime | None:
    if text[-1:] in ("h", "d", "w"):
        return now + a_span(text, "--expires")
    return a_moment_of(text, "--expires")


def list_keys(*, as_json: bool) -> None:
    """List the keys."""
    with the_store() as store:
        found, now = store.keys.all(), store.moments.now()
    if as_json:
        print_json([_plain_key(key, now) for key in found])
        return
    rows = table("Key", "Name", "Role", "Made", "Until", "Last used", "State")
    for key in found:
        moments = (shown(key.created_at), shown(key.expires_at), shown(key.last_used_at))
        rows.add_row(key.prefix, key.name, key.role, *moments, key.state(now))
    _print(rows, found, "no key yet; `watchfloor keys create` makes one")


def revoke_key(prefix: str, *, as_json: bool) -> None:
    """End a key."""
    with the_store() as store:
        # Whoever pastes the whole key means it, and it is not shown again.
        key = store.keys.revoke("_".join(prefix.split("_")[:2]), who=who())
        told = _plain_key(key, store.moments.now())
    print_json(told) if as_json else typer.echo(f"{key.prefix} of {key.name} is revoked")


def create_user(name: str, role: str, *, stdin: bool, as_json: bool) -> None:
    """Make a user."""
    with the_store() as store:
        user = store.users.create(name, role, _password(stdin=stdin), who=who())
    print_json(_plain_user(user)) if as_json else typer.echo(f"{user.name} is made, {user.role}")


def list_users(*, as_json: bool) -> None:
    """List the users."""
    with the_store() as store:
        found = store.users.all()
    if as_json:
        print_json([_plain_user(user) for user in found])
        return
    rows = table("Name", "Role", "Made", "Last seen", "Disabled")
    for user in found:
        moments = (shown(user.created_at), shown(user.last_used_at), shown(user.disabled_at))
        rows.add_row(user.name, user.role, *moments)
    _print(rows, found, "no user yet; `watchfloor users create` makes one")


@dataclass(frozen=True, slots=True)
class Change:
    """What is to be changed of a user."""

    role: str
    ask: bool
    stdin: bool
    disabled: bool | None


def change_user(name: str, asked: Change, *, as_json: bool) -> None:
    """Change a user.

    Raises:
        UsageError: nothing is to be changed.
    """
    if not (asked.role or asked.ask or asked.stdin) and asked.disabled is None:
        raise UsageError("nothing is to be changed", hint="Give --role, --password, --disable or --enable.")
    with the_store() as store:
        password = _password(stdin=asked.stdin) if asked.ask or asked.stdin else ""
        user = store.users.change(
            name, role=asked.role, password=password, disabled=asked.disabled, who=who()
        )
    if as_json:
        print_json(_plain_user(user))
        return
    typer.echo(f"{user.name} is {user.role}, {'disabled' if user.disabled_at else 'enabled'}")


def _password(*, stdin: bool) -> str:
    """A password from standard input, or asked for twice without being shown."""
    if stdin:
        return sys.stdin.readline(_LONGEST_LINE).rstrip("\r\n")
    return str(typer.prompt("Password", hide_input=True, confirmation_prompt=True, err=True))


def _print(rows: object, found: "list[Key] | list[User]", nothing: str) -> None:
    if found:
        terminal().print(rows)
    else:
        say(nothing)


def _plain_key(key: "Key", now: datetime) -> dict[str, Any]:
    return {**_every(key), "state": key.state(now)}


def _plain_user(user: "User") -> dict[str, Any]:
    return _every(user)


def _every(value: msgspec.Struct) -> dict[str, Any]:
    """A value with every field, also those that are empty."""
    return {name: getattr(value, name) for name in value.__struct_fields__}

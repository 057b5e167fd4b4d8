"""What may be looked at by one name: a source, all of them, all sanctions, or a collection of one's own."""

from collections.abc import Iterable, Mapping

from watchfloor.lists.source import official
from watchfloor.lists.versions import Version
from watchfloor.model.errors import UsageError

ALL, SANCTIONS = "default", "sanctions"


def scopes(
    versions: Mapping[str, Version], collections: Mapping[str, tuple[str, ...]] | None = None
) -> dict[str, tuple[str, ...]]:
    """The sources behind every name that can be looked at.

    Args:
        versions: the sources of a snapshot; each is a name of its own.
        collections: further names; sources that are not in the snapshot are left out of them.
    """
    found: dict[str, tuple[str, ...]] = {key: (key,) for key in versions}
    for name, members in (collections or {}).items():
        found[name] = tuple(key for key in members if key in versions)
    sanctions = tuple(
        key for key, v in versions.items() if (spec := official(v.parser)) and spec.topic == "sanction"
    )
    return found | {ALL: tuple(versions), SANCTIONS: sanctions}


def chosen(
    known: Mapping[str, tuple[str, ...]], name: str, include: Iterable[str] = (), exclude: Iterable[str] = ()
) -> tuple[str, ...]:
    """The sources of a name, only those in ``include`` if there are any, without those in ``exclude``.

    A name to leave out that is not known leaves nothing out; one to look at must be known, for nobody would
    see that nothing is found there.

    Raises:
        UsageError: a name to look at is not known, or nothing is left to look at.
    """
    wanted = _members(known, [name])
    if only := list(include):
        inside = set(_members(known, only))
        wanted = [key for key in wanted if key in inside]
    left_out = {key for one in exclude for key in known.get(one, ())}
    found = tuple(key for key in wanted if key not in left_out)
    if not found:
        raise UsageError("no list is left to look at", hint="Include more, or exclude less.")
    return found


def _members(known: Mapping[str, tuple[str, ...]], names: Iterable[str]) -> list[str]:
    found: dict[str, None] = {}
    for name in names:
        if name not in known:
            raise UsageError(f"no data set is called {name!r}", hint=f"There are {', '.join(sorted(known))}.")
        found.update(dict.fromkeys(known[name]))
    return list(found)

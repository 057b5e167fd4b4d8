"""Every error Watchfloor raises on purpose, as one tree.

WatchfloorError
├── SourceError          a published list does not say what we expect of it
│   ├── BrokenFileError      truncated, undecodable, empty, or not a list at all
│   ├── HostileFileError     an entity bomb, a zip bomb, a file over the size limit
│   └── ShrunkenFeedError    far fewer entities than the last good import
├── SnapshotError        no such snapshot, or one whose bytes do not match its hash
├── PolicyError          a policy file that does not validate
├── InputError           a customer file, article or name we cannot read
├── DownloadError        an authority's server did not answer as expected
├── AccessError          the service does not know who asks, or they may not
├── StateError           what the service keeps cannot be read or written now
│   └── MigrationError       its database is older or newer than this Watchfloor
├── WorkerError          a process that helped with the work died, or could not begin
└── UsageError           the command asks for something that does not exist

Each class has a ``slug``, a heading on the errors page of the documentation.
HTTP status and exit codes are mapped from these classes once, at the edge.
"""

from typing import ClassVar


class WatchfloorError(Exception):
    """What was wrong, where, and what to do next.

    Args:
        what: one sentence without a final full stop.
        at: the file, line or record id concerned; empty if it concerns none.
        hint: what the user can do about it; empty if there is nothing to say.
    """

    slug: ClassVar[str] = "error"

    def __init__(self, what: str, *, at: str = "", hint: str = "") -> None:
        self.what, self.at, self.hint = what, at, hint
        super().__init__(what)  # pickling calls the class with these, then restores the rest

    def __str__(self) -> str:
        where = f" (at {self.at})" if self.at else ""
        then = f". {self.hint}" if self.hint else ""
        return f"{self.what}{where}{then}"


class SourceError(WatchfloorError):
    """A published list does not say what we expect of it."""

    slug = "source-changed"


class BrokenFileError(SourceError):
    """A list file is truncated, undecodable, empty, or no list at all."""

    slug = "broken-file"


class HostileFileError(SourceError):
    """A list file would exhaust the machine: an entity bomb, a zip bomb, an oversized file."""

    slug = "hostile-file"


class ShrunkenFeedError(SourceError):
    """A list is empty, out of its count bounds, or far smaller than the last good import."""

    slug = "shrunken-feed"


class SnapshotError(WatchfloorError):
    """There is no such snapshot, or its bytes do not match its hash."""

    slug = "snapshot"


class PolicyError(WatchfloorError):
    """A policy file does not validate."""

    slug = "policy"


class InputError(WatchfloorError):
    """A customer file, an article or a name cannot be read."""

    slug = "input"


class DownloadError(WatchfloorError):
    """An authority's server did not answer as expected."""

    slug = "download"


class AccessError(WatchfloorError):
    """The service does not know who asks, or they may not do what they ask for.

    ``wait`` is the number of seconds after which it is worth asking again; 0 where waiting does not help.
    """

    slug = "access"

    def __init__(self, what: str, *, at: str = "", hint: str = "", wait: float = 0.0) -> None:
        super().__init__(what, at=at, hint=hint)
        self.wait = wait


class StateError(WatchfloorError):
    """What the service keeps (keys, the record of screenings) cannot be read or written now."""

    slug = "state"


class MigrationError(StateError):
    """The database is of an older or newer Watchfloor, has not been set up, or is no database of ours."""

    slug = "migration"


class WorkerError(WatchfloorError):
    """A process that helped with the work died, or could not begin."""

    slug = "worker"


class UsageError(WatchfloorError):
    """The command asks for something that does not exist or does not fit together."""

    slug = "usage"

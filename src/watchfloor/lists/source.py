"""Sources: what each list is, where it comes from, and the one protocol behind which they stand.

A source is a folder ``lists/sources/<key>/`` with a ``source.toml`` (what it is) and a
``parse.py`` (a function :data:`Parse`). Nothing else names a source.
"""

import importlib
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import Protocol

import msgspec

from watchfloor.lists.intake import Intake
from watchfloor.lists.raw import RawFile
from watchfloor.model.entity import Entity, Value
from watchfloor.model.errors import UsageError


class Parse(Protocol):
    """Turns raw files that belong together into entities, telling the intake of every row.

    A record that cannot be used is rejected (``intake.reject``), never fatal; a file that
    cannot be used at all raises a :class:`~watchfloor.model.errors.SourceError`.
    """

    def __call__(self, raw: Sequence[RawFile], intake: Intake) -> Iterator[Entity]:
        """The entities, in the files' order."""


class RemoteFile(Value):
    """One file to download: its official address and the name it is archived under.

    ``optional`` files add detail; a download goes on without them and says so.
    """

    name: str
    url: str
    optional: bool = False


class Bounds(Value):
    """How many entities a complete list has at least and at most."""

    min: int
    max: int


class SourceSpec(Value):
    """What a list is, from its ``source.toml``."""

    key: str
    title: str
    authority: str
    country: str
    licence: str
    page: str
    entities: Bounds
    topic: str = "sanction"
    files: tuple[RemoteFile, ...] = ()
    fields_note: str = ""


_ROOT = "watchfloor.lists.sources"


@cache
def source_keys() -> tuple[str, ...]:
    """The keys of all sources, in alphabetical order: the folders that hold a ``source.toml``."""
    root = files(_ROOT)
    return tuple(sorted(p.name for p in root.iterdir() if p.is_dir() and p.joinpath("source.toml").is_file()))


@cache
def source_spec(key: str) -> SourceSpec:
    """What the source of that key is.

    Raises:
        UsageError: there is no such source.
    """
    if key not in source_keys():
        raise UsageError(f"no source called {key!r}", hint=f"Known: {', '.join(source_keys())}.")
    text = files(_ROOT).joinpath(key, "source.toml").read_bytes()
    return msgspec.toml.decode(text, type=SourceSpec)


def official(parser: str) -> SourceSpec | None:
    """What an authority's list is, by the source whose format it has; ``None`` for lists of users' own."""
    spec = source_spec(parser) if parser in source_keys() else None
    return spec if spec and spec.files else None


def source_parser(key: str) -> Parse:
    """The parser of the source of that key."""
    source_spec(key)
    parse: Parse = importlib.import_module(f"{_ROOT}.{key}.parse").parse
    return parse


def parse_source(key: str, raw: Sequence[RawFile]) -> tuple[list[Entity], Intake]:
    """All entities of a source's raw files, and the balanced accounts of how they came about.

    Of several records with one id the first is kept and the others are rejected by the
    parser; :mod:`watchfloor.lists.importing` refuses a list where that was forgotten.
    """
    intake = Intake(source=key)
    entities = list(source_parser(key)(raw, intake))
    intake.close()
    return entities, intake

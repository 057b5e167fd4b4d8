"""Lists that exist only in tests: JSON files of entities, read as if they were an official source."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest

from watchfloor.lists import importing, starter
from watchfloor.lists.intake import Intake
from watchfloor.lists.raw import RawFile, unpack
from watchfloor.lists.source import Bounds, SourceSpec, parse_source
from watchfloor.lists.store import SnapshotStore
from watchfloor.lists.versions import Version
from watchfloor.model.entity import Entity, Name
from watchfloor.model.errors import UsageError

KEYS = ("custom", "xx_demo", "yy_demo")
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


class DemoFile(msgspec.Struct):
    """A list in the format of these tests."""

    entities: list[Entity] = []
    published: str = ""
    rejected: int = 0


def _spec(key: str) -> SourceSpec:
    if key not in KEYS:
        raise UsageError(f"no source called {key!r}")
    return SourceSpec(
        key=key,
        title=key,
        authority="Demo Office",
        country="",
        licence="",
        page="",
        entities=Bounds(min=1, max=50),
    )


def _parse(key: str, raw: Sequence[RawFile]) -> tuple[list[Entity], Intake]:
    _spec(key)
    intake = Intake(source=key)
    found: list[Entity] = []
    for file in raw:
        demo = msgspec.json.decode(file.data, type=DemoFile)
        intake.published = demo.published
        for entity in demo.entities:
            intake.entity()
            found.append(msgspec.structs.replace(entity, source=key))
        for number in range(demo.rejected):
            intake.reject("entries", file=file.name, record=str(number), reason="no name")
    intake.close()
    return found, intake


@pytest.fixture
def demo_sources(monkeypatch: pytest.MonkeyPatch) -> None:
    """The sources ``xx_demo`` and ``yy_demo``, and ``custom`` in the same format, with nothing beside them."""
    monkeypatch.setattr(starter, "beside", lambda *_: {})
    monkeypatch.setattr(importing, "parse_source", _parse)
    monkeypatch.setattr(importing, "source_spec", _spec)
    monkeypatch.setattr(importing, "source_keys", lambda: KEYS)


@pytest.fixture
def store(tmp_path: Path, demo_sources: None) -> SnapshotStore:  # noqa: ARG001 - it only has to be there
    """An empty store whose sources are the demo ones."""
    return SnapshotStore(tmp_path / "home")


def people(count: int, source: str = "xx_demo") -> list[Entity]:
    """Invented persons, numbered."""
    return [
        Entity(
            source=source,
            record=str(n),
            schema="Person",
            names=(Name(text=f"Ivo Examplesson {n}", kind="primary"),),
        )
        for n in range(1, count + 1)
    ]


def demo_raw(entities: Sequence[Entity], published: str = "", rejected: int = 0) -> list[RawFile]:
    """The raw file of a demo list."""
    demo = DemoFile(entities=list(entities), published=published, rejected=rejected)
    return list(unpack("demo.json", msgspec.json.encode(demo)))


Import = Callable[..., Version]


@pytest.fixture
def import_demo(store: SnapshotStore) -> Import:
    """Imports entities as a demo list: ``import_demo(entities, source=, published=, now=, accept_shrink=)``."""

    def run(
        entities: Sequence[Entity],
        *,
        source: str = "xx_demo",
        published: str = "",
        now: datetime = NOON,
        accept_shrink: bool = False,
        rejected: int = 0,
        name: str | None = None,
    ) -> Version:
        return store.import_raw(
            source,
            demo_raw(entities, published, rejected),
            published=None,
            now=now,
            accept_shrink=accept_shrink,
            name=name,
        )

    return run


ParseText = Callable[..., tuple[list[Entity], Intake]]


@pytest.fixture
def parse_text() -> ParseText:
    """Read a list file given as text or bytes with a source's real parser."""

    def parse(key: str, data: str | bytes, name: str = "list.xml") -> tuple[list[Entity], Intake]:
        body = data.encode() if isinstance(data, str) else data
        return parse_source(key, list(unpack(name, body)))

    return parse

"""Rows of one kind that become few: a broken file, or another choice of files."""

from datetime import UTC, datetime

import msgspec
import pytest

from watchfloor.lists import importing
from watchfloor.lists.importing import Parsed, check_size, shrunken_rows, version_of, warned
from watchfloor.lists.intake import Intake
from watchfloor.lists.raw import RawFile, unpack
from watchfloor.lists.versions import Version
from watchfloor.model.entity import Entity, Name
from watchfloor.model.errors import ShrunkenFeedError

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
ENTITIES = [
    Entity(source="xx_demo", record=str(n), schema="Person", names=(Name(text=f"Ivo {n}"),))
    for n in range(20)
]


def files(*names: str) -> list[RawFile]:
    return [raw for name in names for raw in unpack(name, name.encode())]


def parsed(aliases: int, *names: str) -> Parsed:
    intake = Intake(source="xx_demo")
    for _ in ENTITIES:
        intake.entity()
    for _ in range(aliases):
        intake.attached("aliases")
    return Parsed.of(ENTITIES, source="xx_demo", parser="xx_demo", raw=files(*names), intake=intake)


def version(part: Parsed, published: str) -> Version:
    return version_of(part, published=published, now=NOON)


@pytest.mark.usefixtures("demo_sources")
def test_a_file_that_lost_half_its_rows_is_refused() -> None:
    before = version(parsed(200, "sdn.csv", "alt.csv"), "2026-01-01")
    cut = parsed(100, "sdn.csv", "alt.csv.gz")
    with pytest.raises(
        ShrunkenFeedError, match=r"aliases: 100 rows, down from 200 published 2026-01-01.*--accept-shrink"
    ):
        check_size(cut, version(cut, "2026-02-01"), before)


@pytest.mark.usefixtures("demo_sources")
def test_fewer_files_than_before_are_taken_with_a_warning() -> None:
    before = version(parsed(200, "sdn.csv", "alt.csv"), "2026-01-01")
    alone = parsed(0, "sdn.csv")
    after = version(alone, "2026-02-01")
    check_size(alone, after, before)
    told = warned(after, before)
    assert told.warnings == ("aliases: 0 rows, down from 200 published 2026-01-01",)
    assert told.id == told.content_id() == after.id, "what came before has no part in the id"
    assert warned(before, None) == before


def test_a_few_rows_less_or_few_rows_at_all_say_nothing() -> None:
    before = version(parsed(200, "alt.csv"), "2026-01-01")
    assert not list(shrunken_rows(version(parsed(185, "alt.csv"), "2026-02-01"), before))
    few = version(parsed(importing.FEWEST_ROWS - 1, "alt.csv"), "2026-01-01")
    assert not list(shrunken_rows(version(parsed(1, "alt.csv"), "2026-02-01"), few))


def test_rejected_rows_do_not_count() -> None:
    before = version(parsed(200, "alt.csv"), "2026-01-01")
    intake = Intake(source="xx_demo")
    for number in range(200):
        intake.reject("aliases", file="alt.csv", record=str(number), reason="no such entry")
    after = Parsed.of(ENTITIES, source="xx_demo", parser="xx_demo", raw=files("alt.csv"), intake=intake)
    assert list(shrunken_rows(version(after, "2026-02-01"), before)) == [
        "aliases: 0 rows, down from 200 published 2026-01-01"
    ]


def test_a_version_reads_back_as_it_was_written() -> None:
    one = version(parsed(3, "alt.csv"), "2026-01-01")
    assert msgspec.json.decode(msgspec.json.encode(one), type=Version) == one

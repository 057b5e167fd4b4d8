"""One entity over all its lists."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from watchfloor.lists.history import history
from watchfloor.lists.store import SnapshotStore
from watchfloor.lists.versions import Version
from watchfloor.model.entity import Designation, Entity, Name
from watchfloor.model.errors import UsageError

Import = Callable[..., Version]
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def person(record: str, name: str = "Ivo Examplesson") -> Entity:
    return Entity(
        source="xx_demo",
        record=record,
        schema="Person",
        names=(Name(text=name, kind="primary"),),
        designations=(Designation(source="xx_demo", listed_on="2025-12-24"),),
    )


OTHERS = [person(str(n), f"Other {n}") for n in range(100, 120)]


def test_an_entity_is_listed_changed_delisted_and_listed_again(
    store: SnapshotStore, import_demo: Import
) -> None:
    import_demo(OTHERS, published="2025-11-01")
    import_demo([*OTHERS, person("1")], published="2026-01-01")
    import_demo([*OTHERS, person("1")], published="2026-01-08")
    import_demo([*OTHERS, person("1", "Ivo Exampleson")], published="2026-01-15")
    import_demo(OTHERS, published="2026-02-01")
    import_demo([*OTHERS, person("1", "Ivo Exampleson")], published="2026-02-10")
    found = history(store, "xx_demo:1")
    assert [(e.kind, e.published, e.before) for e in found.events] == [
        ("listed", "2026-01-01", "2025-11-01"),
        ("changed", "2026-01-15", "2026-01-08"),
        ("delisted", "2026-02-01", "2026-01-15"),
        ("relisted", "2026-02-10", "2026-02-01"),
    ]
    [change] = found.events[1].fields
    assert (change.field, change.old, change.new) == ("name", ("Ivo Examplesson",), ("Ivo Exampleson",))
    assert (found.caption, found.listed_on, found.listed_now) == ("Ivo Exampleson", "2025-12-24", True)


def test_an_entity_on_the_oldest_list_was_listed_before_what_is_known(
    store: SnapshotStore, import_demo: Import
) -> None:
    import_demo([*OTHERS, person("1")], published="2026-01-01")
    import_demo(OTHERS, published="2026-02-01")
    found = history(store, "xx_demo:1")
    assert [e.kind for e in found.events] == ["held", "delisted"]
    assert not found.listed_now


def test_a_list_imported_late_takes_its_place_in_time(store: SnapshotStore, import_demo: Import) -> None:
    import_demo([*OTHERS, person("1", "Ivo Exampleson")], published="2026-02-01")
    import_demo([*OTHERS, person("1")], published="2026-01-01", now=NOON + timedelta(days=1))
    assert [(e.kind, e.published) for e in history(store, "xx_demo:1").events] == [
        ("held", "2026-01-01"),
        ("changed", "2026-02-01"),
    ]


def test_of_two_imports_of_one_day_the_later_counts(store: SnapshotStore, import_demo: Import) -> None:
    import_demo([*OTHERS, person("1", "Typo")], published="2026-01-01")
    import_demo([*OTHERS, person("1")], published="2026-01-01", now=NOON + timedelta(days=1))
    found = history(store, "xx_demo:1")
    assert [e.kind for e in found.events] == ["held"]
    assert found.caption == "Ivo Examplesson"


def test_an_entity_no_list_has_is_a_usage_error(store: SnapshotStore, import_demo: Import) -> None:
    import_demo(OTHERS, published="2026-01-01")
    with pytest.raises(UsageError, match="no entity 'xx_demo:1' in any list held"):
        history(store, "xx_demo:1")

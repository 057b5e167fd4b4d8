"""Kills writers of a store and looks at what they leave; run by test_crash.py in a process of its own.

Usage: crash_driver.py FOLDER KILLS SEED. Prints one JSON object. A process of its own, because
it forks: the writers start at once, without loading Python anew.
"""

import json
import os
import random
import signal
import sys
import time
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from watchfloor.lists import disk, importing, starter
from watchfloor.lists.intake import Intake
from watchfloor.lists.raw import RawFile, unpack
from watchfloor.lists.source import Bounds, SourceSpec
from watchfloor.lists.store import SnapshotStore
from watchfloor.model.entity import Entity, Name

NOW = datetime(2026, 3, 1, tzinfo=UTC)
FIRST = date(2000, 1, 1)
KEY = "xx_demo"


def parse(key: str, raw: Sequence[RawFile]) -> tuple[list[Entity], Intake]:
    """Every line of the file is a person."""
    intake = Intake(source=key)
    found = []
    for number, line in enumerate(raw[0].data.decode().splitlines()):
        intake.entity()
        found.append(Entity(source=key, record=str(number), schema="Person", names=(Name(text=line),)))
    return found, intake


def spec(key: str) -> SourceSpec:
    """Any number of persons is a whole list."""
    return SourceSpec(
        key=key, title="", authority="", country="", licence="", page="", entities=Bounds(min=1, max=99)
    )


vars(importing).update(parse_source=parse, source_spec=spec)
vars(starter).update(beside=lambda *_: {})


def import_day(store: SnapshotStore, day: int) -> None:
    """The list of a day names the day, so that a mixture of two would show."""
    data = "\n".join(f"Person {n} of day {day}" for n in range(5)).encode()
    published = (FIRST + timedelta(days=day)).isoformat()
    store.import_raw(KEY, list(unpack("demo.txt", data)), published=published, now=NOW)


def fork(work: Callable[[], None]) -> int:
    """Do the work in a child process and return its id."""
    if (child := os.fork()) == 0:
        try:
            work()
        finally:
            os._exit(0)
    return child


def day_of(store: SnapshotStore) -> int:
    """The day the current snapshot is of; -1 for an empty store. Fails if it is not whole."""
    if not store.versions():
        return -1
    assert list(store.verify()) == []
    snapshot = store.current()
    day = (date.fromisoformat(snapshot.published) - FIRST).days
    captions = [entity.caption for entity in snapshot.entities()]
    assert captions == [f"Person {n} of day {day}" for n in range(5)], captions
    assert store.open(snapshot.id).id == snapshot.id
    return day


def kill_at_random(store: SnapshotStore, rng: random.Random) -> bool:
    """Start a writer, kill it within a few imports; was anything left half done on disk?"""
    start = day_of(store)
    reader, writer = os.pipe()

    def work() -> None:
        os.write(writer, b"up")
        for day in range(start + 1, start + 1000):
            import_day(store, day)
            os.write(writer, day.to_bytes(4, "big"))

    child = fork(work)
    assert os.read(reader, 2) == b"up"
    time.sleep(rng.uniform(0.0, 0.03))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    os.close(writer)
    with os.fdopen(reader, "rb") as stream:
        done = stream.read()
    promised = int.from_bytes(done[-4:], "big") if done else start
    assert promised <= day_of(store) <= promised + 1
    return any(store.home.rglob(disk.TEMPORARY + "*"))


def die_at(store: SnapshotStore, name: str, call: int) -> bool:
    """Die just before the n-th call of a system function; was there such a call?"""
    start = day_of(store)

    def work() -> None:
        real, seen = getattr(os, name), 0

        def counted(*args: object, **kwargs: object) -> object:
            nonlocal seen
            seen += 1
            if seen == call:
                os._exit(9)
            return real(*args, **kwargs)

        setattr(os, name, counted)
        import_day(store, start + 1)

    _, status = os.waitpid(fork(work), 0)
    died = os.waitstatus_to_exitcode(status) == 9
    assert day_of(store) == start + 1 if not died else day_of(store) in (start, start + 1)
    return died


def main(folder: Path, kills: int, seed: int) -> None:
    """Random kills, then a death at every single step of a write."""
    rng = random.Random(seed)  # noqa: S311 - when to kill is no secret
    torn = sum(kill_at_random(SnapshotStore(folder / str(n // 20)), rng) for n in range(kills))
    steps = 0
    for name in ("fsync", "replace", "open"):
        call = 1
        while die_at(SnapshotStore(folder / name), name, call):
            call += 1
        steps += call - 1
    sys.stdout.write(json.dumps({"kills": kills, "torn": torn, "steps": steps}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))

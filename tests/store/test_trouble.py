"""Kills, full disks, locks and restarts: clear errors, recovery by itself, nothing acknowledged is lost."""

import os
import resource
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import select, text
from tests.store.conftest import Opened
from tests.store.driver import TOGETHER
from tests.store.postgres import Server, a_server, binaries
from tests.store.support import POLICY, copies, screened

from watchfloor.model.errors import StateError
from watchfloor.store import tables
from watchfloor.store.database import Database, database_url
from watchfloor.store.log import Wanted
from watchfloor.store.migrate import migrate
from watchfloor.store.opening import Store, open_store

REPO = Path(__file__).resolve().parent.parent.parent
CRASHES = ("fsync=off",)
"""What a server may leave out that is to lose nothing when it crashes, but may when the power fails."""


def driver(url: str, home: Path, *words: str) -> subprocess.Popen[str]:
    """The process that records."""
    return subprocess.Popen(
        [sys.executable, "-m", "tests.store.driver", url, str(home), *words],
        env={**os.environ, "PYTHONPATH": f"{REPO / 'src'}{os.pathsep}{REPO}"},
        cwd=REPO,
        stdout=subprocess.PIPE,
        text=True,
    )


def requests(database: Database) -> Counter[str]:
    """How many screenings of each request are in the log."""
    with database.reading() as connection:
        return Counter(connection.execute(select(tables.screenings.c.request)).scalars())


@pytest.mark.slow
def test_a_recorder_killed_at_any_moment_loses_nothing_it_acknowledged(
    url: str, tmp_path: Path, opened: Opened
) -> None:
    told = set()
    for seconds in (0.0, 0.05, 0.11, 0.17):
        process = driver(url, tmp_path, "record")
        assert process.stdout is not None
        told.add(process.stdout.readline().strip())
        time.sleep(seconds)
        process.kill()
        told |= {
            line.strip() for line in process.communicate()[0].splitlines(keepends=True) if line.endswith("\n")
        }
    written = requests(opened(url))
    assert told <= set(written)
    assert set(written.values()) == {TOGETHER}, "of a request all is written or nothing"
    assert len(told) > 8


@pytest.mark.slow
def test_what_was_killed_between_write_and_commit_is_neither_told_nor_written(
    url: str, tmp_path: Path, opened: Opened
) -> None:
    open_store(tmp_path, url=url).close()
    process = driver(url, tmp_path, "before-commit")
    assert process.communicate(timeout=60)[0] == ""
    assert process.returncode == -signal.SIGKILL
    assert not requests(opened(url))
    store = open_store(tmp_path, url=url)
    store.recorder.record([screened()], POLICY)
    assert store.log.lines(Wanted())[0].number == 1
    store.close()


@pytest.mark.slow
def test_a_full_disk_is_told_and_recording_goes_on_once_there_is_room(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'log.db'}"
    open_store(tmp_path, url=url).close()
    lines = driver(url, tmp_path, "full", "1000000").communicate(timeout=60)[0].splitlines()
    (place,) = [number for number, line in enumerate(lines) if line.startswith("refused: ")]
    assert "disk" in lines[place]
    assert lines[place + 1].startswith("trouble: the disk")
    assert lines[place + 2 :] == ["after", "trouble: "]
    database = Database(database_url(tmp_path, url))
    assert set(requests(database)) == {*lines[:place], "after"}
    assert set(requests(database).values()) == {TOGETHER}
    database.close()


@contextmanager
def own_server(settings: tuple[str, ...] = CRASHES) -> Iterator[Server]:
    """A server that a test may maltreat."""
    tools = binaries()
    if tools is None:
        assert not os.environ.get("CI"), "CI needs PostgreSQL: scripts/postgres.sh"
        pytest.skip("no PostgreSQL (scripts/postgres.sh installs it)")
    with a_server(tools, settings=settings) as server:
        database = Database(database_url(Path(), server.url("postgres")))
        migrate(database)
        database.close()
        yield server


@pytest.mark.slow
def test_a_full_disk_of_the_server_is_told_too(tmp_path: Path) -> None:
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    with own_server() as server:
        server.stop("fast")
        # Files of the log of changes have 16 MiB from the first; those of tables grow until they may not.
        resource.setrlimit(resource.RLIMIT_FSIZE, (20 << 20, limits[1]))
        try:
            server.start()
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        store = open_store(tmp_path, url=server.url("postgres"))
        acknowledged: set[str] = set()
        with pytest.raises(StateError, match="the disk is full"):
            _record_until_refused(store, acknowledged)
        assert "disk" in store.recorder.trouble()
        assert set(requests(store.database)) == acknowledged
        store.close()


def _record_until_refused(store: Store, acknowledged: set[str]) -> None:
    for number in range(60):
        given = screened(request=f"r{number}", notes=os.urandom(600_000).hex())
        store.recorder.record([given], POLICY)
        acknowledged.add(given.request)


class Workers:
    """Three threads that ask and record until they are told that it is over."""

    def __init__(self, store: Store) -> None:
        self.store, self.key = store, store.keys.create("a", "screener")
        self.told: list[str] = []
        self.failed: list[str] = []
        self.over = threading.Event()
        self.threads = [threading.Thread(target=self.work, args=(name,)) for name in ("a", "b", "c")]

    def work(self, name: str) -> None:
        for number in range(100_000):
            if self.over.is_set():
                return
            request = f"{name}-{number}"
            try:
                self.store.keys.caller(self.key.text)
                self.store.recorder.record(copies(screened(request=request), TOGETHER), POLICY)
                self.told.append(request)
            except StateError as error:
                self.failed.append(str(error))

    def get_on(self) -> None:
        """Wait until some more is done."""
        before, until = len(self.told), time.monotonic() + 30
        while len(self.told) <= before + 10 and time.monotonic() < until:
            time.sleep(0.05)

    def end(self) -> None:
        self.over.set()
        for thread in self.threads:
            thread.join()


@pytest.mark.slow
def test_a_server_that_crashes_and_comes_back_is_waited_for(tmp_path: Path) -> None:
    with own_server() as server:
        store = open_store(tmp_path, url=server.url("postgres"))
        workers = Workers(store)
        for thread in workers.threads:
            thread.start()
        for how in ("immediate", "fast"):
            workers.get_on()
            server.stop(how)
            time.sleep(0.5)
            server.start()
        workers.get_on()
        workers.end()
        assert not workers.failed, workers.failed[:3]
        written = requests(store.database)
        assert set(workers.told) <= set(written)
        assert set(written.values()) == {TOGETHER}, "also what was done twice stands there once"
        numbers = [line.number for line in store.log.lines(Wanted(), limit=1_000_000)]
        assert numbers == list(range(written.total(), 0, -1))
        store.close()


@pytest.mark.slow
def test_a_server_that_stays_away_is_told(tmp_path: Path) -> None:
    with own_server() as server:
        store = open_store(tmp_path, url=server.url("postgres"))
        store.database._patience = 0.3
        server.stop("fast")
        with pytest.raises(StateError, match=r"the database does not answer.*Is it running"):
            store.recorder.record([screened()], POLICY)
        with pytest.raises(StateError, match="does not answer"):
            store.keys.all()
        assert "does not answer" in store.recorder.trouble()
        server.start()
        store.recorder._probed = 0.0
        assert store.recorder.trouble() == "", "that it is back is noticed without recording anything"
        store.close()


def test_a_database_that_another_process_holds_is_told(opened: Opened, url: str, tmp_path: Path) -> None:
    open_store(tmp_path, url=url).close()
    store = _impatient(open_store(tmp_path, url=url), opened(url, busy=0.5))
    store.recorder.record([screened()], POLICY)
    with opened(url).writing() as holding:
        holding.execute(text("UPDATE store_facts SET value = value"))
        with pytest.raises(StateError, match=r"another process holds the database.*Try again"):
            store.recorder.record([screened()], POLICY)
        assert store.log.count(Wanted()) == 1, "it can be read all the same"
        assert "another process holds" in store.recorder.trouble()
    store.recorder.record([screened()], POLICY)
    assert store.recorder.trouble() == ""
    assert store.log.lines(Wanted())[0].number == 2
    store.close()


def _impatient(store: Store, database: Database) -> Store:
    store.database.close()
    store.recorder._database = store.log._database = database
    return store

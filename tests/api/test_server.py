"""A real server on real sockets: new lists under load, workers that die, an orderly end."""

import contextlib
import http.client
import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.api.support import BRANCH, imported, query, thing

from watchfloor.api.server import listen
from watchfloor.api.workers import Workers
from watchfloor.model.errors import UsageError, WorkerError
from watchfloor.store.log import Wanted
from watchfloor.store.opening import open_store

pytestmark = pytest.mark.slow
START = "import sys; sys.argv[0] = 'watchfloor'; from watchfloor.cli import main; main()"
BODY = json.dumps(query(name="Boris Demonov")).encode()


class Running:
    """A server in a process of its own."""

    def __init__(self, home: Path, workers: int, access: str = "--open") -> None:
        self.log = home.parent / "serve.log"
        command = [sys.executable, "-c", START, "serve", "--port", "0", "--interval", "0.2"]
        command += filter(None, [access])
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [*command, "--workers", str(workers)],
                env={**os.environ, "WATCHFLOOR_HOME": str(home)},
                stderr=log,
            )
        self.port = int(self.wait_for(r"http://127\.0\.0\.1:(\d+)")[0])
        self.wait_for('"lists opened"', workers)

    def wait_for(self, pattern: str, count: int = 1) -> list[str]:
        """What the log has of a pattern, once it has it that often."""
        for _ in range(600):
            found = re.findall(pattern, self.log.read_text("utf-8"))
            if len(found) >= count:
                return found
            time.sleep(0.05)
        raise AssertionError(self.log.read_text("utf-8"))

    def ask(self, connection: http.client.HTTPConnection) -> tuple[int, str, dict[str, Any]]:
        """Status, snapshot and content of a screening."""
        connection.request("POST", "/match/branch", BODY, {"content-type": "application/json"})
        response = connection.getresponse()
        content = json.loads(response.read())
        return response.status, response.headers["x-watchfloor-snapshot"], content

    def children(self) -> list[int]:
        """The processes of the workers."""
        listed = subprocess.run(
            ["ps", "-ww", "-o", "pid=,args=", "--ppid", str(self.process.pid)],
            capture_output=True,
            text=True,
            check=False,
        )
        return [int(line.split()[0]) for line in listed.stdout.splitlines() if "spawn_main" in line]


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Running]:
    """A server with two workers on the invented lists."""
    imported(tmp_path / "home", day="2026-03-31")
    server = Running(tmp_path / "home", 2)
    yield server
    if server.process.poll() is None:
        server.process.terminate()
    server.process.wait(60)


def renamed(number: int) -> list[dict[str, Any]]:
    """The lists with a person whose programme tells which edition it is."""
    programme = thing("s1", "Sanction", entity="p1", authority="Demo", program=f"EDITION-{number}")
    person = thing("p1", "Person", name="Boris Demonov", notes=f"edition {number}", topics=["sanction"])
    return [person, programme, *BRANCH[1:4]]


def test_twenty_new_lists_under_load_leave_no_answer_out_and_none_mixed(
    running: Running, tmp_path: Path
) -> None:
    snapshots: dict[str, str] = {}
    answers: list[tuple[int, str, str]] = []
    troubles: list[BaseException] = []
    ended = threading.Event()

    def client() -> None:
        connection = http.client.HTTPConnection("127.0.0.1", running.port, timeout=30)
        try:
            while not ended.is_set():
                status, snapshot, content = running.ask(connection)
                notes = content["responses"]["q"]["results"][0]["properties"].get("notes", [""])
                answers.append((status, snapshot, notes[0]))
                time.sleep(0.01)  # the lists are imported in this very process
        except (OSError, LookupError, http.client.HTTPException) as error:
            troubles.append(error)
        connection.close()

    threads = [threading.Thread(target=client) for _ in range(4)]
    for thread in threads:
        thread.start()
    for number in range(20):
        snapshot = imported(tmp_path / "home", renamed(number), f"2026-04-{number + 1:02}", edition=True)
        snapshots[snapshot] = f"edition {number}"
        time.sleep(0.3)
    running.wait_for(f'"snapshot":"{snapshot}"', 2)
    time.sleep(0.5)
    ended.set()
    for thread in threads:
        thread.join()
    assert troubles == []
    assert {status for status, _, _ in answers} == {200}
    assert all(snapshots.get(snapshot, "") == edition for _, snapshot, edition in answers)
    assert len({snapshot for _, snapshot, _ in answers}) > 10
    assert answers[-1][1] == snapshot


def test_a_worker_that_is_killed_is_replaced(running: Running) -> None:
    for pid in running.children():
        os.kill(pid, signal.SIGKILL)
    running.wait_for('"worker died"', 2)
    running.wait_for('"lists opened"', 4)
    connection = http.client.HTTPConnection("127.0.0.1", running.port, timeout=30)
    assert running.ask(connection)[0] == 200
    connection.close()


def test_workers_end_with_their_parent(running: Running) -> None:
    pids = running.children()
    assert len(pids) == 2
    running.process.kill()
    running.process.wait(10)
    for _ in range(100):
        if not any(alive(pid) for pid in pids):
            return
        time.sleep(0.1)
    raise AssertionError("workers live on")


def alive(pid: int) -> bool:
    """Is a process there, and not only its remains?"""
    with contextlib.suppress(OSError):
        return " Z " not in Path(f"/proc/{pid}/stat").read_text()
    return False


def test_it_ends_in_order(running: Running) -> None:
    running.process.terminate()
    assert running.process.wait(30) == 0
    assert running.children() == []


def test_an_address_in_use_is_told() -> None:
    with listen("127.0.0.1", 0) as taken, pytest.raises(UsageError, match="cannot listen"):
        listen("127.0.0.1", taken.getsockname()[1])


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[tuple[Running, str, str]]:
    """A server that asks for keys, with one that may screen and one that may only read."""
    home = tmp_path / "home"
    imported(home)
    store = open_store(home)
    screener, reader = (store.keys.create(role, role).text for role in ("screener", "reader"))
    store.close()
    server = Running(home, 2, access="")
    yield server, screener, reader
    server.process.terminate()
    server.process.wait(60)


def test_who_has_a_key_is_answered_and_what_was_screened_is_in_the_log(
    kept: tuple[Running, str, str], tmp_path: Path
) -> None:
    server, screener, reader = kept

    def ask(headers: dict[str, str]) -> tuple[int, Any]:
        with contextlib.closing(
            http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
        ) as connection:
            connection.request("POST", "/match/branch", BODY, {"content-type": "application/json", **headers})
            response = connection.getresponse()
            return response.status, json.loads(response.read())

    assert ask({})[0] == 401
    assert ask({"authorization": "Bearer wf_nobody"})[0] == 401
    assert ask({"authorization": f"Bearer {reader}"})[0] == 403
    status, found = ask({"authorization": f"Bearer {screener}"})
    assert status == 200
    ids = [hit["id"] for answer in found["responses"].values() for hit in answer["results"]]
    assert ids
    store = open_store(tmp_path / "home")
    try:
        (logged,) = store.log.full(Wanted())
        assert logged.screening.caller.name == "screener"
        assert logged.screening.route == "/match/{dataset}"
        assert list(logged.screening.answered) == ids
    finally:
        store.close()
    assert screener not in server.log.read_text("utf-8")


def test_workers_that_cannot_begin_are_given_up() -> None:
    told: list[str] = []
    workers = Workers(os.abort, (), 1, 5.0, lambda event, **_: told.append(event))
    with pytest.raises(WorkerError, match="die as soon as they begin"):
        workers.run()
    assert told == ["worker died"] * 4

"""How fast the service answers: a real server, real sockets, one table with the bars.

Uses OFAC 2021-07 and UN 2026-02-27 where the real data is beside the project (``WATCHFLOOR_REAL_DATA``),
else the starter snapshot. The clients run on the same machine, and take their part of its cores.

    python benchmarks/bench_service.py [SECONDS] [--workers N]
"""

import argparse
import contextlib
import itertools
import json
import multiprocessing
import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from bench_speed import DATA, SEED, listed, ordinary
from watchfloor.lists.raw import read_raw
from watchfloor.lists.store import SnapshotStore
from watchfloor.model.party import Party
from watchfloor.screening.cache import kept_index
from watchfloor.screening.crew import cores

CONNECTIONS, CLIENTS, BATCH = 16, 2, 100
WARM, MEASURED = 20_000, 40_000
"""Names a service that has run for a while has seen, and those it is asked for then."""
START = "import sys; sys.argv[0] = 'watchfloor'; from watchfloor.cli import main; main()"


def filled(home: Path) -> None:
    """Put the lists and their index into a home."""
    store, now = SnapshotStore(home), datetime.now(UTC)
    if DATA.is_dir():
        sources = {"us_ofac_sdn": "2021-07", "un_sc_sanctions": "UN_2026-02-27.xml.gz"}
        for key, name in sources.items():
            raw = read_raw([DATA / "lists" / key / name])
            day = None if key.startswith("un") else "2021-07-01"
            store.import_raw(key, raw, published=day, now=now, accept_shrink=True)
    kept_index(store.current(), home / "index", lambda _: None)


def body(parties: Sequence[Party]) -> bytes:
    """A request for some parties."""
    queries = {
        str(n): {"schema": p.schema, "properties": {key: list(v) for key, v in p.properties.items()}}
        for n, p in enumerate(parties)
    }
    return json.dumps({"queries": queries}).encode()


def request(content: bytes) -> bytes:
    """A request as it goes over the wire."""
    head = "POST /match/default HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\n"
    return f"{head}content-length: {len(content)}\r\n\r\n".encode() + content


def ask(port: int, requests: list[bytes], until: float, count: int) -> list[float]:
    """The seconds each request took, over some connections of one process, until a moment."""
    taken: list[float] = []
    turns = itertools.cycle(requests)

    def one() -> None:
        with socket.create_connection(("127.0.0.1", port), timeout=60) as connection:
            while time.time() < until:
                start = time.perf_counter()
                connection.sendall(next(turns))
                answer = connection.recv(1 << 16)
                head, _, content = answer.partition(b"\r\n\r\n")
                length = int(head.lower().partition(b"content-length:")[2].split(b"\r\n")[0])
                while len(content) < length:
                    content += connection.recv(1 << 20)
                taken.append(time.perf_counter() - start)
                if b" 200 " not in head[:20]:
                    raise SystemExit(f"{head!r} {content[:200]!r}")

    threads = [threading.Thread(target=one) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return taken


def load(port: int, bodies: list[bytes], seconds: float) -> tuple[float, list[float]]:
    """Requests a second, and how long each took, in order."""
    with multiprocessing.get_context("spawn").Pool(CLIENTS) as pool:
        pool.map(time.sleep, [0.1] * CLIENTS)
        until = time.time() + seconds
        share = CONNECTIONS // CLIENTS
        parts = [bodies[n::CLIENTS] for n in range(CLIENTS)]
        started = time.time()
        found = pool.starmap(ask, [(port, part, until, share) for part in parts])
        took = sorted(itertools.chain.from_iterable(found))
        return len(took) / (time.time() - started), took


def workers() -> list[Path]:
    """The folders in which the system tells of each worker; none where it does not."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            stat = (folder / "stat").read_text().rpartition(")")[2].split()
            if int(stat[1]) == SERVER[0] and b"spawn_main" in (folder / "cmdline").read_bytes():
                found.append(folder)
    return found


def busy() -> float:
    """Seconds of processor time all workers have used."""
    ticks = 0
    for folder in workers():
        stat = (folder / "stat").read_text().rpartition(")")[2].split()
        ticks += int(stat[11]) + int(stat[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def memory(folder: Path) -> int:
    """Megabytes of its own of a worker: what it does not share with others by a file."""
    lines = dict(line.split(":", 1) for line in (folder / "status").read_text().splitlines())
    return int(lines["RssAnon"].split()[0]) // 1024


SERVER: list[int] = []
"""The process id of the server, once there is one."""


def table(port: int, seconds: float) -> Iterator[tuple[str, str, str]]:
    """What is measured, its bar, and what came of it. Names of the warm-up are not those measured."""
    _, entities = listed()
    parties = ordinary(WARM + MEASURED, entities)
    chance = random.Random(SEED)
    hits = [Party(schema=e.schema, properties={"name": (e.caption,)}) for e in chance.sample(entities, 500)]
    measured = [*parties[WARM:], *hits]
    chance.shuffle(measured)
    yield from (
        (f"memory of a worker at its start, {n + 1}", "", f"{memory(f)} MB") for n, f in enumerate(workers())
    )
    load(port, batches(parties[:WARM]), seconds)
    for name, requests, names, bars in (
        ("single queries", [request(body([one])) for one in measured], 1, (">= 400/s", "<= 30 ms")),
        (f"names in batches of {BATCH}", batches(measured), BATCH, (">= 8,000/s", "")),
    ):
        before = busy()
        rate, took = load(port, requests, seconds)
        spent = (busy() - before) / len(took) / names
        yield f"{name}, {CONNECTIONS} connections", bars[0], f"{rate * names:,.0f}/s"
        yield f"{name}: a request, p50 and p99", bars[1], f"{at(took, 0.5)}, {at(took, 0.99)}"
        yield f"{name}: processor time of the workers", "", f"{spent * 1000:.2f} ms a name"
    for n, folder in enumerate(workers()):
        yield f"memory of a worker beside the index, {n + 1}", "<= 60 MB", f"{memory(folder)} MB"


def batches(parties: Sequence[Party]) -> list[bytes]:
    """Requests of a hundred names each."""
    return [request(body(parties[n : n + BATCH])) for n in range(0, len(parties) - BATCH + 1, BATCH)]


def at(took: Sequence[float], share: float) -> str:
    """The time by which that share of the requests was answered."""
    return f"{took[int((len(took) - 1) * share)] * 1000:.1f} ms"


def main() -> None:
    """Start a server, ask it, print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("seconds", nargs="?", type=float, default=15.0)
    parser.add_argument("--workers", type=int, default=cores())
    wanted = parser.parse_args()
    home = Path(tempfile.mkdtemp(prefix="bench-service-"))
    try:
        filled(home)
        command = [sys.executable, "-c", START, "--log", "text", "serve", "--open", "--port", "0"]
        environment = {**os.environ, "WATCHFLOOR_HOME": str(home)}
        with (home / "log").open("wb") as log:
            told = [*command, "--workers", str(wanted.workers)]
            server = subprocess.Popen(told, env=environment, stderr=log)
        SERVER.append(server.pid)
        try:
            port = ready(home / "log")
            print(f"| {wanted.workers} workers, {cores()} cores | bar | measured |\n|---|---|---|")
            for row in table(port, wanted.seconds):
                print(f"| {' | '.join(row)} |", flush=True)
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait(60)
    finally:
        shutil.rmtree(home)


def ready(log: Path) -> int:
    """The port of the server, once it answers."""
    for _ in range(300):
        text = log.read_text("utf-8", "replace")
        if "http://127.0.0.1:" in text and "lists opened" in text:
            time.sleep(2.0)
            return int(text.partition("http://127.0.0.1:")[2].split()[0])
        time.sleep(0.1)
    raise SystemExit(f"the server does not begin:\n{log.read_text('utf-8')}")


if __name__ == "__main__":
    main()

"""How fast the service answers: a real server, real sockets, one table with the bars.

Uses OFAC 2021-07 and UN 2026-02-27 where the real data is beside the project (``WATCHFLOOR_REAL_DATA``),
else the starter snapshot. The clients run on the same machine, and take their part of its cores.

    python benchmarks/bench_service.py [SECONDS] [--workers N]
"""

import argparse
import http.client
import itertools
import json
import multiprocessing
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
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


def ask(port: int, bodies: list[bytes], until: float, count: int) -> list[float]:
    """The seconds each request took, over some connections of one process, until a moment."""
    import threading  # noqa: PLC0415 - in the process that asks

    taken: list[float] = []
    turns = itertools.cycle(bodies)

    def one() -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        while time.time() < until:
            start = time.perf_counter()
            headers = {"content-type": "application/json"}
            connection.request("POST", "/match/default", next(turns), headers)
            response = connection.getresponse()
            content = response.read()
            taken.append(time.perf_counter() - start)
            if response.status != 200:
                raise SystemExit(f"{response.status}: {content[:200]!r}")
        connection.close()

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


def memory() -> Iterator[int]:
    """Megabytes of its own of each worker, where the system tells."""
    for stat in Path("/proc").glob("[0-9]*/status"):
        try:
            command = (stat.parent / "cmdline").read_bytes()
            lines = dict(line.split(":", 1) for line in stat.read_text().splitlines() if ":" in line)
        except OSError:
            continue
        if b"spawn_main" in command and int(lines["PPid"]) == SERVER[0]:
            yield int(lines["RssAnon"].split()[0]) // 1024


SERVER: list[int] = []
"""The process id of the server, once there is one."""


def table(port: int, seconds: float) -> Iterator[tuple[str, str, str]]:
    """What is measured, its bar, and what came of it."""
    _, entities = listed()
    parties = ordinary(20000, entities)
    chance = random.Random(SEED)
    hits = [Party(schema=e.schema, properties={"name": (e.caption,)}) for e in chance.sample(entities, 200)]
    mixed = [*parties[:19000], *hits]
    chance.shuffle(mixed)
    singles = [body([one]) for one in mixed]
    batches = [body(mixed[n : n + BATCH]) for n in range(0, len(mixed) - BATCH, BATCH)]
    load(port, singles, 3)
    load(port, batches, 3)
    rate, took = load(port, singles, seconds)
    yield f"single queries, {CONNECTIONS} connections", ">= 400/s", f"{rate:,.0f}/s"
    yield "single queries: p50", "", f"{took[len(took) // 2] * 1000:.1f} ms"
    yield "single queries: p99", "<= 30 ms", f"{took[int(len(took) * 0.99)] * 1000:.1f} ms"
    rate, took = load(port, batches, seconds)
    yield f"names in batches of {BATCH}", ">= 8,000/s", f"{rate * BATCH:,.0f}/s"
    yield "batches: p50", "", f"{took[len(took) // 2] * 1000:.1f} ms"
    for megabytes in memory():
        yield "memory of a worker beside the index", "<= 60 MB", f"{megabytes} MB"


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

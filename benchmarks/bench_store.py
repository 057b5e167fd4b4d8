"""How fast the screening log is written and keys are checked, in SQLite and in PostgreSQL; one table.

Every write is synced to disk before it counts, in both: PostgreSQL runs with its own settings. The parties are
customers of which one in five is near to a listed name, screened beforehand. Without PostgreSQL's programs its
rows are left out.

    python benchmarks/bench_store.py [SECONDS] [--write docs/performance.md]
"""

import argparse
import secrets
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import cycle
from pathlib import Path

import msgspec

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.store.postgres import a_server, binaries
from tests.store.support import POLICY, screened

from pages import markdown, put
from watchfloor.model.service import Screening
from watchfloor.store.database import Database, database_url
from watchfloor.store.migrate import migrate
from watchfloor.store.opening import Store, open_store

NAMES = ("Boris Demonow", "Otto Berg", "Anna Lindqvist", "Jean Petit", "Maria da Silva")
WAYS = ((1, 1), (16, 1), (64, 1), (1, 100), (4, 100), (16, 100))
"""How many record at once, and how many screenings each request has."""
HEADER = (
    "database",
    "at once",
    "screenings a request",
    "screenings/s",
    "requests/s",
    "half within ms",
    "99% within ms",
)


def fresh(pattern: Screening) -> Screening:
    """The same screening with an id of its own."""
    return msgspec.structs.replace(pattern, id=secrets.token_hex(16))


def spent(store: Store, at_once: int, together: int, seconds: float) -> tuple[str, ...]:
    """Record for some seconds: screenings and requests a second, and how long a request takes."""
    patterns = [screened(name, birthDate="1950-02-03") for name in NAMES]
    until = time.perf_counter() + seconds

    def work(_: int) -> list[float]:
        made, taken = cycle(patterns), []
        while (begun := time.perf_counter()) < until:
            request = [fresh(next(made)) for _ in range(together)]
            store.recorder.record(request, POLICY)
            taken.append(time.perf_counter() - begun)
        return taken

    with ThreadPoolExecutor(at_once) as pool:
        taken = sorted(one for each in pool.map(work, range(at_once)) for one in each)
    rate = len(taken) / seconds
    half, most = taken[len(taken) // 2], taken[len(taken) * 99 // 100]
    return (f"{rate * together:,.0f}", f"{rate:,.0f}", f"{1000 * half:.1f}", f"{1000 * most:.1f}")


def checked(store: Store, seconds: float) -> str:
    """Keys checked a second, by one who asks without remembering."""
    text, count, until = store.keys.create("bench", "reader").text, 0, time.perf_counter() + seconds
    while time.perf_counter() < until:
        store.keys.caller(text)
        count += 1
    return f"{count / seconds:,.0f}"


@contextmanager
def stores(folder: Path) -> Iterator[dict[str, Callable[[], Store]]]:
    """Each database there is, empty."""
    found: dict[str, Callable[[], Store]] = {"SQLite": lambda: open_store(folder / "sqlite")}
    tools = binaries()
    if tools is None:
        yield found
        return
    with a_server(tools, settings=()) as server:
        url = server.url("postgres")
        database = Database(database_url(folder, url))
        migrate(database)
        database.close()
        yield found | {"PostgreSQL": lambda: open_store(folder, url=url)}


def main() -> None:
    """Print the table, and put it into a page if asked to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("seconds", nargs="?", type=float, default=3.0)
    parser.add_argument("--write", type=Path)
    wanted = parser.parse_args()
    rows, told = [], []
    with tempfile.TemporaryDirectory() as folder, stores(Path(folder)) as known:
        for name, opened in known.items():
            store = opened()
            rows += [
                (name, str(at_once), str(together), *spent(store, at_once, together, wanted.seconds))
                for at_once, together in WAYS
            ]
            told.append(f"{name} {checked(store, wanted.seconds / 3)}")
            store.close()
    table = f"{markdown(HEADER, rows)}\n\nKeys checked in a second: {', '.join(told)}."
    print(table)
    if wanted.write:
        put(wanted.write, "store", table)


if __name__ == "__main__":
    main()

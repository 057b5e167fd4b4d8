"""How fast it is: index, batch, single queries, reading, cold start; one table.

Uses OFAC 2021-07 and UN 2026-02-27 and ordinary names where the real data is beside the
project (``WATCHFLOOR_REAL_DATA``), else the starter snapshot and invented parties.

    python benchmarks/bench_speed.py [PARTIES]
"""

import csv
import gzip
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from statistics import median
from typing import TypeVar

from watchfloor.lists.raw import read_raw
from watchfloor.lists.source import parse_source
from watchfloor.lists.starter import snapshot
from watchfloor.model.entity import Entity
from watchfloor.model.party import Party, party
from watchfloor.model.policy import default_policy
from watchfloor.news.read import read_text
from watchfloor.screening.engine import Engine
from watchfloor.screening.index import build_index, open_index, save_index

REPO = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("WATCHFLOOR_REAL_DATA") or REPO / ".." / "shared" / "data")
SEED = 20240328
TEXT = "Der Präsident Wladimir Putin traf Kim Jong-un. Am Mittwoch geschah in der Stadt nichts weiter. "
T = TypeVar("T")


def listed() -> tuple[str, list[Entity]]:
    """What the list is called, and its entities."""
    if not DATA.is_dir():
        return "starter snapshot", list(snapshot().entities())
    ofac = parse_source("us_ofac_sdn", read_raw([DATA / "lists/us_ofac_sdn/2021-07"]))[0]
    un = parse_source("un_sc_sanctions", read_raw([DATA / "lists/un_sc_sanctions/UN_2026-02-27.xml.gz"]))[0]
    return "OFAC 2021-07 + UN 2026-02-27", ofac + un


def ordinary(count: int, entities: Iterable[Entity]) -> list[Party]:
    """Ordinary persons and companies, or, without the data, listed words put together at random."""
    chance = random.Random(SEED)
    if DATA.is_dir():
        with gzip.open(DATA / "ordinary/persons_50000.csv.gz", "rt", encoding="utf-8") as lines:
            names = [(row["full_name"], "Person") for row in csv.DictReader(lines)]
        with gzip.open(DATA / "ordinary/companies_47206.tsv.gz", "rt", encoding="utf-8") as rows:
            names += [(row.split("\t")[0], "Company") for row in rows]
    else:
        words = [word for entity in entities for name in entity.names for word in name.text.split()]
        names = [(" ".join(chance.sample(words, 3)), "Person") for _ in range(count)]
    return [party(name, schema=schema) for name, schema in chance.sample(names, min(count, len(names)))]


def timed(work: Callable[[], T]) -> tuple[float, T]:
    """Seconds and result."""
    start = time.perf_counter()
    found = work()
    return time.perf_counter() - start, found


def hard_queries(entities: list[Entity]) -> list[str]:
    """Queries made to be slow: nothing in common, all common words, very many and very long ones."""
    chance = random.Random(SEED)
    common = "mohammed ali kim trading company bank general international shipping group".split()
    words = [word for entity in entities for name in entity.names for word in name.text.split()]
    makers: list[Callable[[], str]] = [
        lambda: " ".join("".join(chance.choices("bcdfgxq", k=8)) for _ in range(3)),
        lambda: " ".join(chance.choices(common, k=20)),
        lambda: " ".join(chance.choices(words, k=20)),
        lambda: "x" * 5000,
        lambda: chance.choice(common),
    ]
    return [makers[n % len(makers)]() for n in range(500)]


def cold(*arguments: str) -> float:
    """Seconds of a whole command in a new process, the fastest of three."""
    start = "import sys; sys.argv[0] = 'watchfloor'; from watchfloor.cli import main; main()"
    command = [sys.executable, "-c", start, *arguments]
    with tempfile.TemporaryDirectory() as home:
        environment = {**os.environ, "WATCHFLOOR_HOME": home}
        runs = [
            timed(lambda: subprocess.run(command, env=environment, check=True, capture_output=True))
            for _ in range(4)
        ]
    return min(seconds for seconds, _ in runs[1:])


def screening_rows(title: str, entities: list[Entity], count: int) -> Iterator[tuple[str, str]]:
    """Index, batches and single queries."""
    parties = ordinary(count, entities)
    seconds, index = timed(lambda: build_index(entities))
    size = f"{index.entities:,} entities, {index.side.names.size:,} names"
    yield f"index of {title}: build ({size})", f"{seconds:.2f} s"
    with tempfile.TemporaryDirectory() as folder:
        save_index(index, Path(folder) / "index")
        seconds, opened = timed(lambda: open_index(Path(folder) / "index"))
        yield "index: open", f"{seconds * 1000:.1f} ms"
        engine = Engine(opened, default_policy())
        seconds, matched = timed(lambda: sum(bool(r.hits) for r in engine.screen(parties)))
        yield (
            f"batch of {len(parties):,} ordinary parties, one process",
            f"{len(parties) / seconds:,.0f} parties/s",
        )
        yield "  of them with a hit, names only", f"{1000 * matched / len(parties):.1f} per 1,000"
        singles = spent(engine, parties[-1000:])
        yield "single query, warm: p50 / p99", f"{median(singles):.2f} / {sorted(singles)[-10]:.2f} ms"
        hard = spent(engine, [party(name) for name in hard_queries(entities)])
        yield "single query made to be slow: p50 / worst", f"{median(hard):.2f} / {max(hard):.2f} ms"
        read_text(TEXT, engine)
        text = TEXT * 2000
        seconds, found = timed(lambda: read_text(text, engine))
        yield (
            f"reading {len(text):,} characters, {len(found):,} mentions",
            f"{len(text) / seconds / 1e6:.2f} million/s",
        )


def spent(engine: Engine, parties: Iterable[Party]) -> list[float]:
    """Milliseconds each party takes by itself."""
    found = []
    for one in parties:
        start = time.perf_counter()
        engine.screen_batch([one])
        found.append((time.perf_counter() - start) * 1000)
    return found


def main(count: int) -> None:
    """Measure and print."""
    rows = list(screening_rows(*listed(), count))
    rows.append(("memory at most", f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB"))
    rows.append(("cold start: --version", f"{cold('--version'):.2f} s"))
    rows.append(("cold start: one name screened", f"{cold('screen', '--name', 'Kim Jong Un'):.2f} s"))
    width = max(len(label) for label, _ in rows)
    for label, value in rows:
        print(f"{label:<{width}}  {value:>20}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)

"""How fast it is: index, batch, single queries, peers, reading, cold start; one table with the bars.

Uses OFAC 2021-07 and UN 2026-02-27 and ordinary names where the real data is beside the
project (``WATCHFLOOR_REAL_DATA``), else the starter snapshot and invented parties.

    python benchmarks/bench_speed.py [PARTIES] [--write docs/performance.md]
"""

import argparse
import csv
import gc
import gzip
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from statistics import median
from typing import TypeVar

from rapidfuzz import fuzz
from rapidfuzz.process import cdist

from pages import markdown, put
from watchfloor.evaluation.peers import Nomenklatura
from watchfloor.lists.raw import read_raw
from watchfloor.lists.source import parse_source
from watchfloor.lists.starter import snapshot
from watchfloor.model.entity import Entity
from watchfloor.model.errors import UsageError
from watchfloor.model.party import Party, party
from watchfloor.model.policy import default_policy
from watchfloor.news.read import read_text
from watchfloor.screening.crew import Crew, cores
from watchfloor.screening.engine import Engine
from watchfloor.screening.index import build_index, open_index, save_index

REPO = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("WATCHFLOOR_REAL_DATA") or REPO / ".." / "shared" / "data")
SEED = 20240328
TEXT = "Der Präsident Wladimir Putin traf Kim Jong-un. Am Mittwoch geschah in der Stadt nichts weiter. "
BATCH = 2000
Row = tuple[str, str, str]
"""What is measured, the bar, and what came of it."""
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


def worked(work: Callable[[], T]) -> tuple[str, T]:
    """Seconds and seconds of processor time, which others on the machine do not lengthen; and the result."""
    busy = time.process_time()
    seconds, found = timed(work)
    return f"{seconds:.2f} s, {time.process_time() - busy:.2f} s of processor time", found


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
        lambda: " ".join(" ".join(chance.sample(words, 3)).replace(" ", "")),
        lambda: " ".join([chance.choice(common)] * 60),
        lambda: " ".join(chance.choices(common + words, k=60)),
        lambda: "محمد " * 40,
    ]
    return [makers[n % len(makers)]() for n in range(1000)]


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


def screening_rows(title: str, entities: list[Entity], count: int) -> Iterator[Row]:
    """Index, batches and single queries."""
    parties = ordinary(count, entities)
    told, index = worked(lambda: build_index(entities, snapshot="bench"))
    size = f"{index.entities:,} entities, {index.side.names.size:,} names"
    yield f"index of {title} ({size}): build", "<= 3 s", told
    with tempfile.TemporaryDirectory() as home:
        folder = Path(home) / "index"
        save_index(index, folder)
        yield "index: memory of a process that opened it and screened", "<= 250 MB", opened_memory(folder)
        seconds, opened = timed(lambda: open_index(folder))
        yield "index: open", "<= 0.2 s", f"{seconds:.3f} s"
        engine = Engine(opened, default_policy())
        yield from batch_rows(engine, folder, parties)
        gc.collect()
        gc.freeze()  # a look through the list's entities, which this process holds besides, takes 0.2 s
        singles = spent(engine, parties[-1000:])
        yield "single query, warm: p50", "<= 1.5 ms", f"{median(singles):.2f} ms"
        yield "single query, warm: p99", "<= 8 ms", f"{sorted(singles)[-10]:.2f} ms"
        hard_ones = [party(name) for name in hard_queries(entities)]
        spent(engine, hard_ones[:100])  # tables that are read when first needed
        hard = spent(engine, hard_ones)
        yield (
            "1,000 queries made to be slow: worst",
            "<= 25 ms",
            f"{max(hard):.2f} ms (p50 {median(hard):.2f})",
        )
        yield from peer_rows(entities, parties)
        read_text(TEXT, engine)
        text = TEXT * 2000
        seconds, found = timed(lambda: read_text(text, engine))
        what = f"reading {len(text):,} characters, {len(found):,} mentions"
        yield what, "", f"{len(text) / seconds / 1e6:.2f} million/s"


def batch_rows(engine: Engine, folder: Path, parties: list[Party]) -> Iterator[Row]:
    """The same parties in one process and with a worker for each core, and that the results are one."""
    few = parties[: len(parties) // 5]
    told, alone = worked(lambda: list(engine.screen(few)))
    yield f"batch of {len(few):,} ordinary parties, one process", "", told
    told, again = worked(lambda: list(engine.screen(few)))
    yield "the same again, their words known", "", told
    crew = Crew(engine, folder, cores())
    batches = [parties[at : at + BATCH] for at in range(0, len(parties), BATCH)]
    seconds, shared = timed(lambda: [one for batch in crew.screen_batches(batches) for one in batch])
    what = f"batch of {len(parties):,} ordinary parties, {cores()} workers"
    yield what, ">= 30,000 parties/s", f"{len(parties) / seconds:,.0f} parties/s"
    singles = [engine.screen_batch([one])[0] for one in few[-2000:]]
    same = alone == again == shared[: len(few)] and alone[-2000:] == singles
    yield "results of batches, workers and single queries", "identical", "identical" if same else "DIFFERENT"
    matched = sum(bool(one.hits) for one in shared)
    yield "of the parties with a hit, names only", "", f"{1000 * matched / len(parties):.1f} per 1,000"


def opened_memory(folder: Path) -> str:
    """The most resident memory of a process that does nothing else, where the system tells it."""
    code = (
        "import sys; from pathlib import Path; from watchfloor.model.party import party;"
        "from watchfloor.model.policy import default_policy; from watchfloor.screening.engine import Engine;"
        "from watchfloor.screening.index import open_index;"
        "Engine(open_index(Path(sys.argv[1])), default_policy()).screen_batch([party('Kim Jong Un')]);"
        "told = Path('/proc/self/status'); text = told.read_text() if told.exists() else '';"
        "print(next((int(l.split()[1]) // 1024 for l in text.splitlines() if l.startswith('VmHWM')), -1))"
    )
    found = subprocess.run(
        [sys.executable, "-c", code, str(folder)], check=True, capture_output=True, text=True
    )
    return f"{int(found.stdout)} MB"


def peer_rows(entities: list[Entity], parties: list[Party]) -> Iterator[Row]:
    """Others on some of the same parties: every listed name compared, or pairs scored."""
    names = [name.text.lower() for entity in entities for name in entity.names]
    asked = [one.caption.lower() for one in parties[:40]]
    work = partial(cdist, asked, names, scorer=fuzz.token_sort_ratio, score_cutoff=80, workers=-1)
    seconds, _ = timed(work)
    yield "rapidfuzz, token sort ratio with all names", "", f"{len(asked) / seconds:,.0f} parties/s"
    try:
        matcher = Nomenklatura()
    except UsageError:
        yield "nomenklatura logic-v2, pairs scored", "", "not installed"
        return
    pairs = list(zip(parties[:500], entities[:500], strict=False))
    seconds, _ = timed(lambda: [matcher.score(one, entity, entity.names) for one, entity in pairs])
    yield "nomenklatura logic-v2, pairs scored", "", f"{len(pairs) / seconds:,.0f} pairs/s"


def spent(engine: Engine, parties: Iterable[Party]) -> list[float]:
    """Milliseconds of processor time each party takes by itself."""
    found = []
    for one in parties:
        start = time.process_time()
        engine.screen_batch([one])
        found.append((time.process_time() - start) * 1000)
    return found


def main() -> None:
    """Measure, and print or write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("parties", nargs="?", type=int, default=10_000)
    parser.add_argument("--write", type=Path, metavar="PAGE")
    given = parser.parse_args()
    rows = list(screening_rows(*listed(), given.parties))
    rows.append(("cold start: --version", "", f"{cold('--version'):.2f} s"))
    rows.append(("cold start: one name screened", "", f"{cold('screen', '--name', 'Kim Jong Un'):.2f} s"))
    if given.write:
        put(given.write, "speed", markdown(("what", "bar", "measured"), rows))
    width = max(len(row[0]) for row in rows)
    for what, bar, value in rows:
        print(f"{what:<{width}}  {bar:>18}  {value:>20}")


if __name__ == "__main__":
    main()

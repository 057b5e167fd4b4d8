"""How speed grows with the list: 10,000, 100,000 and 1,000,000 generated names; one table.

Names are put together from the words of real lists and of ordinary people where the real data is
beside the project (``WATCHFLOOR_REAL_DATA``), else of the starter snapshot, with as many new
words as a larger list would bring.

    python benchmarks/bench_growth.py [NAMES ...] [--write docs/performance.md]
"""

import argparse
import random
import resource
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from bench_speed import listed, ordinary, spent, timed, worked
from pages import markdown, put
from watchfloor.model.entity import Designation, Entity, Name
from watchfloor.model.party import Party
from watchfloor.model.policy import default_policy
from watchfloor.screening.engine import Engine
from watchfloor.screening.index import build_index, open_index, save_index

SEED = 20240328
PARTIES = 20_000
BATCH = 2000
NAMES_AN_ENTITY = 3
NEW_WORD = 0.12
"""Part of the words that no other name holds."""


def grown(count: int, known: list[str]) -> Iterator[Entity]:
    """Entities with so many names in all, made of known words and some new ones."""
    chance = random.Random(SEED)
    for number in range(count // NAMES_AN_ENTITY):
        words = [_word(chance, known) for _ in range(chance.choice((2, 2, 3, 3, 4)))]
        names = [" ".join(words), " ".join(reversed(words)), " ".join([_word(chance, known), *words[1:]])]
        act = Designation(source="grown", programme="DEMO", listed_on="2020-01-01")
        yield Entity(
            source="grown",
            record=str(number),
            schema="Person" if number % 3 else "Company",
            names=tuple(
                Name(text=name, kind="alias" if place else "primary") for place, name in enumerate(names)
            ),
            designations=(act,),
        )


def _word(chance: random.Random, known: list[str]) -> str:
    word = chance.choice(known)
    if chance.random() < NEW_WORD:
        place = chance.randrange(len(word) + 1)
        word = word[:place] + "".join(chance.choices("abdeghiklmnorstuz", k=3)) + word[place:]
    return word


def measured(count: int, known: list[str], parties: list[Party]) -> dict[str, str]:
    """One row of the table; the time it takes to invent the entities counts as well."""
    told, index = worked(lambda: build_index(grown(count, known), snapshot="grown"))
    row = {
        "names": f"{index.side.names.size:,}",
        "words and runs": f"{index.side.words.size:,}",
        "build": told,
    }
    with tempfile.TemporaryDirectory() as folder:
        save_index(index, Path(folder) / "index")
        size = sum(path.stat().st_size for path in (Path(folder) / "index").iterdir())
        row["on disk"] = f"{size / 1e6:,.0f} MB"
        del index
        seconds, opened = timed(lambda: open_index(Path(folder) / "index"))
        row["open"] = f"{seconds * 1000:.0f} ms"
        engine = Engine(opened, default_policy())
        singles = spent(engine, parties[-1200:])[200:]
        row["p50 / p99"] = f"{median(singles):.1f} / {sorted(singles)[-10]:.1f} ms"
        row["batch"] = f"{batch_rate(engine, parties):,.0f}/s a core"
    row["memory"] = f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB"
    return row


def batch_rate(engine: Engine, parties: list[Party]) -> float:
    """Parties a second of one core's time; words of the first ones are known by then."""
    list(engine.screen(parties[: len(parties) // 4], batch=BATCH))
    rest = parties[len(parties) // 4 :]
    busy = time.process_time()
    found = sum(1 for _ in engine.screen(rest, batch=BATCH))
    return found / (time.process_time() - busy)


def main() -> None:
    """Measure, and print or write a Markdown table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("names", nargs="*", type=int, default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--write", type=Path, metavar="PAGE")
    given = parser.parse_args()
    entities = listed()[1]
    parties = ordinary(PARTIES, entities)
    known = [word for entity in entities for name in entity.names for word in name.text.split()]
    del entities
    rows = [measured(count, known, parties) for count in given.names]
    table = markdown(list(rows[0]), [list(row.values()) for row in rows])
    if given.write:
        put(given.write, "growth", table)
    print(table)


if __name__ == "__main__":
    main()

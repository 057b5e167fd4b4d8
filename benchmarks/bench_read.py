"""How well and how fast texts are read: recall and precision over the invented articles, and throughput.

    python benchmarks/bench_read.py

The articles were written for this repository and the guards were made with them at hand, so the
first table says that nothing got worse, not how well any newspaper is read.
"""

import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.news.articles import articles, listed_engine, tally

from watchfloor.lists.starter import snapshot
from watchfloor.model.policy import default_policy
from watchfloor.news.read import read_text
from watchfloor.screening.engine import Engine


def quality() -> None:
    """Recall and precision, one line an article."""
    engine = listed_engine()
    print(f"{'article':16} {'marked':>6} {'found':>6} {'missed':>6} {'wrong':>6}")
    found = missed = wrong = 0
    for article in articles():
        read = tally(article, engine)
        print(
            f"{article.name:16} {len(article.gold):6} {len(read.found):6} {len(read.missed):6} {len(read.wrong):6}"
        )
        found, missed, wrong = found + len(read.found), missed + len(read.missed), wrong + len(read.wrong)
    print(f"recall {found / (found + missed):.3f}, precision {found / (found + wrong):.3f}")


def throughput() -> None:
    """Seconds and kilobytes a second: one article cold, then many against the starter snapshot."""
    engine = Engine.open(snapshot(), default_policy())
    texts = [article.text for article in articles()]
    started = time.perf_counter()
    for text in texts:
        read_text(text, engine)
    cold = time.perf_counter() - started
    large = "\n\n".join(texts * 50)
    started = time.perf_counter()
    read_text(large, engine)
    seconds = time.perf_counter() - started
    size = len(large.encode())
    print(f"{len(texts)} articles cold: {cold:.2f} s")
    print(f"{size / 1e6:.1f} MB in one text: {seconds:.1f} s, {size / 1e3 / seconds:.0f} kB/s")


if __name__ == "__main__":
    quality()
    throughput()

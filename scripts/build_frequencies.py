"""Build ``names/data/frequency.tsv.gz``: how common a word is in the names of ordinary people and companies.

Input are files of ordinary names: CSV with a ``full_name`` column, TSV of companies with the name
first, and the tables of popular given and family names by country. Of the files of whole names
only one half is counted (``evaluation.harmless.counted``); the other half is kept to measure
on, or the share of harmless names that alert would be told better than it is.

A row of the table is a word, its class and where it was seen. The class is ``round(log2(names
it occurs in))``, of both halves together: what was counted once or twice in one half is
discounted first after Good and Turing, since most words seen once are not seen in the other half.
Where it was seen is ``g`` for given names, ``f`` for family names and ``c`` for companies.

    python scripts/build_frequencies.py FILE...
"""

import csv
import gzip
import io
import math
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from watchfloor.evaluation.harmless import counted
from watchfloor.names.tokens import tokens

OUT = Path(__file__).resolve().parent.parent / "src/watchfloor/names/data/frequency.tsv.gz"
DISCOUNTED = 5
"""Counts up to this one are discounted; above it counts are near enough to themselves."""
PARTS = {"g": ("first_name", "middle_name"), "f": ("last_name",)}


class Counts:
    """Names each word occurs in, by the part of a name or the kind of file."""

    def __init__(self) -> None:
        self.halved: Counter[str] = Counter()
        self.whole: Counter[str] = Counter()
        self.seen: dict[str, Counter[str]] = {}

    def add(self, into: Counter[str], text: str, parts: dict[str, str]) -> None:
        """Count a name, and each of its parts under its letter."""
        into.update(words(text))
        for letter, part in parts.items():
            for word in words(part):
                self.seen.setdefault(word, Counter())[letter] += 1

    def table(self) -> Iterator[tuple[str, int, str]]:
        """Word, class and letters; words seen once or so, and of one letter, are left out."""
        discounts = good_turing(self.halved)
        for word in sorted(self.halved.keys() | self.whole.keys()):
            count = self.halved[word]
            names = 2.0 * discounts.get(count, count) + self.whole[word]
            if len(word) > 1 and names > 0 and (level := round(math.log2(names))) > 0:
                yield word, level, "".join(sorted(self.seen.get(word, ())))


def good_turing(counts: Counter[str]) -> dict[int, float]:
    """What small counts are worth, ``(r + 1) N(r + 1) / N(r)`` (Good 1953), never more than they are."""
    of = Counter(counts.values())
    return {r: min(float(r), (r + 1) * of[r + 1] / of[r]) for r in range(1, DISCOUNTED + 1) if of[r]}


def words(text: str) -> set[str]:
    """The words of a name whose frequency matters."""
    return {token.plain for token in tokens(text) if token.role in ("word", "generic")}


def read(path: Path, counts: Counts) -> None:
    """Count a file."""
    data = path.read_bytes()
    text = (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf-8-sig")
    if ".tsv" in path.name:
        for line in text.splitlines():
            if counted(name := line.split("\t")[0]):
                counts.add(counts.halved, name, {"c": name})
        return
    for row in csv.DictReader(io.StringIO(text)):
        popular = row.get("Romanized Name")
        if popular is not None:
            counts.add(counts.whole, popular, {("g" if "Gender" in row else "f"): popular})
        elif counted(name := row["full_name"]):
            parts = {letter: " ".join(row[c] for c in columns) for letter, columns in PARTS.items()}
            counts.add(counts.halved, name, parts)


def main(paths: list[Path]) -> None:
    """Write the table; the same inputs give the same bytes."""
    counts = Counts()
    for path in paths:
        read(path, counts)
    lines = [f"{word}\t{level}\t{letters}" for word, level, letters in counts.table()]
    with gzip.GzipFile(OUT, "wb", mtime=0) as out:
        out.write(("\n".join(lines) + "\n").encode())
    print(f"{OUT.name}: {len(lines):,} words, {OUT.stat().st_size:,} bytes")


if __name__ == "__main__":
    main([Path(argument) for argument in sys.argv[1:]])

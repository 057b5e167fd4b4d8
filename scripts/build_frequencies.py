"""Build ``names/data/frequency.tsv.gz``: how common a word is in the names of ordinary people and companies.

Input are files of ordinary names (CSV with a ``full_name`` column, TSV with the name first, or
the popular-name tables with ``Romanized Name``), which are counted together; only the class of
a word, ``round(log2(names it occurs in))``, is kept, for words in at least four names.

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

from watchfloor.names.tokens import tokens

OUT = Path(__file__).resolve().parent.parent / "src/watchfloor/names/data/frequency.tsv.gz"
LEAST = 4


def names(path: Path) -> Iterator[str]:
    """Every name of a file."""
    data = path.read_bytes()
    text = (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf-8-sig")
    if ".tsv" in path.name:
        yield from (line.split("\t")[0] for line in text.splitlines())
        return
    for row in csv.DictReader(io.StringIO(text)):
        yield row.get("full_name") or row.get("Romanized Name") or ""


def main(paths: list[Path]) -> None:
    """Write the table; the same inputs give the same bytes."""
    counts: Counter[str] = Counter()
    for path in paths:
        for name in names(path):
            counts.update({token.plain for token in tokens(name) if token.role in ("word", "generic")})
    kept = sorted((word, count) for word, count in counts.items() if count >= LEAST and len(word) > 1)
    lines = [f"{word}\t{round(math.log2(count))}" for word, count in kept]
    with gzip.GzipFile(OUT, "wb", mtime=0) as out:
        out.write(("\n".join(lines) + "\n").encode())
    print(f"{OUT.name}: {len(lines):,} words, {OUT.stat().st_size:,} bytes")


if __name__ == "__main__":
    main([Path(argument) for argument in sys.argv[1:]])

"""Build ``evaluation/data/common_names.tsv.gz``: popular given and family names by country.

Input are two tables of popular names (CC0) with the columns Country, Localized Name and
Romanized Name, given names first:

    python scripts/build_common_names.py FORENAMES.csv SURNAMES.csv
"""

import csv
import gzip
import re
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path

OUT = Path(__file__).resolve().parent.parent / "src/watchfloor/evaluation/data/common_names.tsv.gz"


def unstressed(text: str) -> str:
    """The text without stress marks on Cyrillic letters, which nobody writes outside a dictionary."""
    return unicodedata.normalize(
        "NFC", re.sub("(?<=[\u0400-\u04ff])\u0301", "", unicodedata.normalize("NFD", text))
    )


def rows(path: Path, part: str) -> Iterator[tuple[str, str, str, str]]:
    """Country, part, romanised name and the name as written there, of every row."""
    with path.open(encoding="utf-8-sig", newline="") as text:
        for row in csv.DictReader(text):
            romanised = " ".join(row["Romanized Name"].split())
            written = unstressed(" ".join((row["Localized Name"] or romanised).split()))
            country = row["Country"].strip().lower()
            if country and romanised:
                yield country, part, romanised, "" if written == romanised else written


def main(forenames: Path, surnames: Path) -> None:
    """Write the table; the same inputs give the same bytes."""
    found = sorted({*rows(forenames, "given"), *rows(surnames, "family")})
    OUT.parent.mkdir(exist_ok=True)
    with gzip.GzipFile(OUT, "wb", mtime=0) as out:
        out.write(("\n".join("\t".join(row) for row in found) + "\n").encode())
    print(f"{OUT.name}: {len(found):,} names, {OUT.stat().st_size:,} bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))

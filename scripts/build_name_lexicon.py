"""Build ``names/data/lexicon.tsv.gz``: how names in non-Latin scripts are usually written in Latin letters.

Input is a gzipped text of name groups from Wikidata (CC0): comma-separated spellings of one
name in many scripts, then `` => `` and the item. For each word in a script other than Latin and
Cyrillic the table holds up to two Latin spellings, those most groups agree on.

    python scripts/build_name_lexicon.py GROUPS.txt.gz
"""

import gzip
import sys
import tomllib
from collections import Counter, defaultdict
from pathlib import Path

from watchfloor.names.clean import clean, script_of
from watchfloor.names.fold import folds
from watchfloor.names.scripts.arabic import letters

ROOT = Path(__file__).resolve().parent.parent
AUTHORED = ROOT / "scripts/data/usual_spellings.toml"
OUT = ROOT / "src/watchfloor/names/data/lexicon.tsv.gz"
SPELLINGS = 2
LEFT_OUT = ("latin", "cyrillic", "digit", "")


def read_groups(path: Path) -> dict[str, Counter[str]]:
    """Word in a non-Latin script to the Latin spellings of its groups, counted."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            words = [
                w
                for w in (part.strip() for part in line.rpartition(" => ")[0].split(","))
                if w and " " not in w
            ]
            latin = [clean(w) for w in words if script_of(w) == "latin"]
            for word in words:
                if latin and script_of(word) not in LEFT_OUT:
                    found[letters(clean(word))].update(latin)
    return found


def authored() -> dict[str, list[str]]:
    """Word to the spellings we know better than the count."""
    lines = tomllib.loads(AUTHORED.read_text("utf-8"))["lines"].strip().splitlines()
    return {letters(clean(word)): spellings for word, *spellings in map(str.split, lines)}


def usual(spellings: Counter[str]) -> list[str]:
    """The spellings that differ in sound, the most frequent first."""
    counts: Counter[str] = Counter()
    shown: dict[str, str] = {}
    for spelling, count in sorted(spellings.items(), key=lambda item: (-item[1], len(item[0]), item[0])):
        if fold := folds(spelling)[:1]:
            counts[fold[0]] += count
            shown.setdefault(fold[0], spelling)
    return [
        shown[fold] for fold, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:SPELLINGS]
    ]


def main(path: Path) -> None:
    """Write the table; the same input gives the same bytes."""
    table = {word: usual(spellings) for word, spellings in read_groups(path).items()} | authored()
    lines = [f"{word}\t{' '.join(spellings)}" for word, spellings in sorted(table.items())]
    with gzip.GzipFile(OUT, "wb", mtime=0) as out:
        out.write(("\n".join(lines) + "\n").encode())
    print(f"{OUT.name}: {len(lines):,} words, {OUT.stat().st_size:,} bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]))

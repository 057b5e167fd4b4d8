"""Names across scripts: found and falsely alerted, by script.

    python benchmarks/quality_scripts.py [--cases N] [--only SCRIPT,...] [--rules]

Every case is a name of two words drawn from groups of spellings of one name (Wikidata, CC0, in
``WATCHFLOOR_REAL_DATA``): in its own script against a Latin spelling of both words, and against
one with another first word. With ``--rules`` the lexicon holds nothing: what is found then, the
rules of the script find, as for a name nobody has seen. The groups hold forms of other languages too (Czech
feminines, Japanese readings of one character), so not everything can be found.
"""

import argparse
import gzip
import os
import random
from collections import defaultdict
from pathlib import Path

from watchfloor.evaluation.pairs import Pair, judge_pairs
from watchfloor.model.policy import default_policy
from watchfloor.names.clean import script_of
from watchfloor.names.scripts import lexicon

REPO = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("WATCHFLOOR_REAL_DATA") or REPO / ".." / "shared" / "data")
GROUPS = DATA / "names/wikidata_name_groups.txt.gz"
LEAST = 200
"""Words a script must have to be measured."""
_PERSIAN, _UKRAINIAN, _BELARUSIAN, _RUSSIAN = "پچژگکی", "іїєґ", "ў", "ыэёъ"
_BLOCKS = {0x0530: "armenian", 0x0900: "hindi", 0x0980: "bengali", 0x0E00: "thai", 0x10A0: "georgian"}
_MIDDLE_DOT = {"kana": "・", "han": "·"}
Words = dict[str, list[tuple[str, list[str]]]]


def language_of(word: str) -> str:
    """The script of a word, told apart by language where its letters say so."""
    script = script_of(word)
    if script == "arabic":
        return "persian" if any(c in _PERSIAN for c in word) else "arabic"
    if script == "cyrillic":
        letters = {"belarusian": _BELARUSIAN, "ukrainian": _UKRAINIAN, "russian": _RUSSIAN}
        return next((name for name, marks in letters.items() if any(c in marks for c in word)), "cyrillic")
    if script == "other":
        code = ord(next(c for c in word if c.isalpha()))
        return next((name for first, name in _BLOCKS.items() if first <= code < first + 0x80), "other")
    return script


def read_words() -> Words:
    """By language, each word in its own script with the Latin spellings of its group."""
    found: Words = defaultdict(list)
    with gzip.open(GROUPS, "rt", encoding="utf-8") as lines:
        for line in lines:
            words = [word.strip() for word in line.rpartition(" => ")[0].split(",")]
            words = [word for word in words if word and " " not in word and any(map(str.isalpha, word))]
            latin = [word for word in words if script_of(word) == "latin" and word.isalpha()]
            for word in words:
                if latin and script_of(word) not in ("latin", "digit", ""):
                    found[language_of(word)].append((word, latin))
    return found


def measured(words: list[tuple[str, list[str]]], language: str, cases: int) -> tuple[float, float]:
    """The share of names found, and of other people's names alerted on."""
    draw, policy = random.Random(1), default_policy()
    same, other = [], []
    for _ in range(cases):
        (first, latin), (second, latin2), (_, latin3) = draw.sample(words, 3)
        native = f"{first}{_MIDDLE_DOT.get(language, ' ')}{second}"
        given, family, another = (draw.choice(spellings) for spellings in (latin, latin2, latin3))
        same.append(Pair("Person", native, f"{given} {family}", match=True))
        other.append(Pair("Person", native, f"{another} {family}", match=False))
    found, alerted = (
        sum(judged.score >= policy.threshold for judged in judge_pairs(pairs, policy))
        for pairs in (same, other)
    )
    return found / cases, alerted / cases


def table(words: Words, cases: int, title: str) -> None:
    """Print the table."""
    print(f"{title:<28} {'words':>8} {'found':>8} {'alerted':>8}")
    for language, mine in sorted(words.items(), key=lambda item: -len(item[1])):
        if len(mine) >= LEAST:
            found, alerted = measured(mine, language, cases)
            print(f"{language:<28} {len(mine):>8,} {found:>8.3f} {alerted:>8.3f}", flush=True)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--cases", type=int, default=300, help="names a script")
    parser.add_argument("--only", default="", help="scripts or languages, cut at commas")
    parser.add_argument("--rules", action="store_true", help="without the lexicon")
    args = parser.parse_args()
    if args.rules:
        lexicon._table = dict  # type: ignore[assignment]
    only = args.only.split(",") if args.only else []
    words = {name: mine for name, mine in read_words().items() if not only or name in only}
    table(words, args.cases, "by rules alone" if args.rules else "with the lexicon")


if __name__ == "__main__":
    main()

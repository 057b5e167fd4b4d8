"""Build ``names/data/lexicon.tsv.xz``: how names in non-Latin scripts are usually written in Latin letters.

Input are a gzipped text of name groups from Wikidata (CC0: comma-separated spellings of one name
in many scripts, then `` => `` and the item), a folder of spelling pairs drawn from Wikidata too
(``*.tsv.gz``: Latin, the other script's letters spaced out, how often), and the Japanese family
and given names of IPADIC, as ``janome`` (Apache-2.0, needed at build time only) packs them. For
each word in a script other than Latin and Cyrillic the table holds up to two Latin spellings,
those most sources agree on. What the rules of a script find by themselves is left out.

    python scripts/build_name_lexicon.py GROUPS.txt.gz PAIRS_FOLDER
"""

import gzip
import lzma
import re
import sys
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from watchfloor.names.clean import clean, script_of
from watchfloor.names.fold import folds
from watchfloor.names.scripts import greek, han, romanise
from watchfloor.names.scripts.arabic import latin_skeletons, letters
from watchfloor.names.scripts.kana import morae
from watchfloor.names.scripts.reading import reads_as, skeletons

ROOT = Path(__file__).resolve().parent.parent
AUTHORED = ROOT / "scripts/data/usual_spellings.toml"
OUT = ROOT / "src/watchfloor/names/data/lexicon.tsv.xz"
SPELLINGS = 2
SEEN = 2
"""How often a pair of spellings must have been seen."""
SHARE = 0.3
"""A second spelling is kept if it is seen this often for each time the first is."""
COMMON = 8000
"""Cost in IPADIC below which a given name is common; family names are few enough to be kept all."""
_NO_NAME = re.compile("[-=.・\u3105-\u312f]")
"""Names of several parts are looked up part by part; Bopomofo is for schoolbooks."""
LEFT_OUT = ("latin", "cyrillic", "digit", "")
JAPANESE, FAMILY = "名詞,固有名詞,人名,", "姓"
PARTS_OF_IPADIC = 10
Spellings = dict[str, Counter[str]]


def read_groups(path: Path) -> Iterator[tuple[str, str]]:
    """Pairs of a word in a non-Latin script and a Latin spelling, from the groups of names."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            words = [part.strip() for part in line.rpartition(" => ")[0].split(",")]
            words = [word for word in words if word and " " not in word]
            latin = [clean(word) for word in words if script_of(word) == "latin"]
            yield from ((clean(word), spelling) for word in words for spelling in latin)


def read_pairs(folder: Path) -> Iterator[tuple[str, str]]:
    """The same from the folder of spelling pairs, each as often as it was seen."""
    for path in sorted(folder.glob("*.tsv.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                latin, spaced, count = line.rstrip("\n").split("\t")
                if script_of(latin) == "latin" and " " not in latin and int(count) >= SEEN:
                    yield from [(clean(spaced.replace(" ", "")), clean(latin))] * int(count)


def counted(pairs: Iterator[tuple[str, str]]) -> Spellings:
    """Word to its Latin spellings, counted."""
    found: Spellings = defaultdict(Counter)
    for word, latin in pairs:
        if script_of(word) not in LEFT_OUT and not _NO_NAME.search(word):
            found[letters(word)][latin] += 1
    return found


def usual(spellings: Counter[str]) -> list[str]:
    """The spellings that differ in sound, the most frequent first."""
    counts: Counter[str] = Counter()
    shown: dict[str, str] = {}
    for spelling, count in sorted(spellings.items(), key=lambda item: (-item[1], len(item[0]), item[0])):
        if fold := folds(spelling)[:1]:
            counts[fold[0]] += count
            shown.setdefault(fold[0], spelling)
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:SPELLINGS]
    return [shown[fold] for fold, count in ranked if count >= SHARE * ranked[0][1]]


def japanese(seen: Spellings) -> dict[str, list[str]]:
    """Japanese names in Chinese characters to their readings in Latin letters, the usual one first.

    Of the rarer given names only those that are in ``seen`` too.
    """
    found: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for part in range(PARTS_OF_IPADIC):
        words = import_module(f"janome.sysdic.entries_compact{part}").DATA
        for number, extra in import_module(f"janome.sysdic.entries_extra{part}").DATA.items():
            word, _, _, cost = words[number]
            if not extra[0].startswith(JAPANESE) or len(word) < 2 or script_of(word) != "han":
                continue
            if cost < COMMON or extra[0].endswith(FAMILY) or clean(word) in seen:
                found[clean(word)].append((cost, hepburn(extra[4])))
    return {word: list(dict.fromkeys(r for _, r in sorted(f)))[:1] for word, f in found.items()}


def hepburn(katakana: str) -> str:
    """A reading in katakana as passports write it, without long vowels."""
    latin = "".join(consonant + vowel.replace("-", "") for consonant, vowel in morae(katakana))
    return re.sub("uu", "u", re.sub("o[ou]", "o", latin))


def authored() -> dict[str, list[str]]:
    """Word to the spellings we know better than the count."""
    lines = tomllib.loads(AUTHORED.read_text("utf-8"))["lines"].strip().splitlines()
    return {letters(clean(word)): spellings for word, *spellings in map(str.split, lines)}


def by_rule(word: str, spelling: str) -> bool:
    """Do the rules of its script find this spelling?"""
    plain, script = (romanise(spelling) or ("",))[0], script_of(word)
    if script == "kana":
        return bool(set(skeletons(word)) & set(latin_skeletons(plain))) and reads_as(word, plain)
    if script == "han":
        return plain == "".join(han.readings(char)[0] if han.readings(char) else "" for char in word)
    return script == "greek" and folds(greek.romanise(word)[0])[:1] == folds(spelling)[:1]


def table(groups: Path, pairs: Path | None) -> dict[str, list[str]]:
    """Word to its usual spellings."""
    found = counted(read_groups(groups))
    for word, spellings in (counted(read_pairs(pairs)) if pairs else {}).items():
        found[word].update(spellings)
    whole = {word: usual(spellings) for word, spellings in found.items()}
    for word, readings in japanese(found).items():
        whole[word] = list(dict.fromkeys((*readings, *whole.get(word, ()))))[:SPELLINGS]
    kept = {
        w: s for w, s in whole.items() if len(w) > 1 and s and not all(by_rule(w, spelling) for spelling in s)
    }
    return kept | authored()


def main(groups: Path, pairs: Path) -> None:
    """Write the table; the same inputs give the same bytes."""
    lines = [f"{word}\t{' '.join(spellings)}" for word, spellings in sorted(table(groups, pairs).items())]
    OUT.write_bytes(lzma.compress(("\n".join(lines) + "\n").encode(), preset=9 | lzma.PRESET_EXTREME))
    print(f"{OUT.name}: {len(lines):,} words, {OUT.stat().st_size:,} bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))

"""Names in non-Latin scripts as they are usually written in Latin letters, from Wikidata (CC0).

Letter by letter romanisation gives ``ntnyahw`` for نتنياهو; a lexicon knows ``netanyahu``. The
table is built by ``scripts/build_name_lexicon.py`` and loaded when the first such word is seen.
"""

import lzma
from functools import cache
from importlib.resources import files

from watchfloor.names.scripts.arabic import letters


@cache
def _table() -> dict[str, str]:
    packed = files("watchfloor.names").joinpath("data/lexicon.tsv.xz").read_bytes()
    return dict(line.split("\t", 1) for line in lzma.decompress(packed).decode().splitlines())


def usual_spellings(word: str) -> tuple[str, ...]:
    """The usual Latin spellings of a cleaned word, at most two; empty if it is not known."""
    return tuple(_table().get(letters(word), "").split())

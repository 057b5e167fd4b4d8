"""Chinese characters and their readings: pinyin, Korean, Cantonese; traditional and simplified meet.

Korean and Cantonese readings and simplified forms come from a table built by
``scripts/build_han_table.py``; pinyin from pypinyin.
"""

import gzip
from functools import cache, lru_cache
from importlib.resources import files


@cache
def _table() -> dict[str, tuple[str, str, str]]:
    """Character to simplified form, Hangul readings, Jyutping readings (space-separated)."""
    packed = files("watchfloor.names").joinpath("data/han.tsv.gz").read_bytes()
    rows = (line.split("\t") for line in gzip.decompress(packed).decode().splitlines())
    return {row[0]: (row[1], row[2], row[3]) for row in rows}


def simplify(text: str) -> str:
    """The text in simplified characters; what is not Chinese stays."""
    table = _table()
    return "".join(table[char][0] if char in table else char for char in text)


@lru_cache(maxsize=32768)
def readings(char: str) -> tuple[str, ...]:
    """The pinyin readings of one character without tones, the most usual first; empty if it has none."""
    from pypinyin import Style, pinyin  # noqa: PLC0415 - 60 ms of import, paid only where Han occurs

    found = pinyin(char, style=Style.NORMAL, heteronym=True, errors="ignore")
    if not found:
        return ()
    return tuple(dict.fromkeys(r.replace("ü", "u") for r in found[0] if r.isascii() or "ü" in r))


def hangul_readings(char: str) -> str:
    """The Korean readings of one character, as Hangul syllables; empty if it has none."""
    return _table().get(char, ("", "", ""))[1]


def all_hangul_readings() -> frozenset[str]:
    """The Hangul syllables that some character is read as: what Korean names are made of."""
    return frozenset(syllable for _, hangul, _ in _table().values() for syllable in hangul)


def cantonese_readings(char: str) -> tuple[str, ...]:
    """The Cantonese readings of one character in Jyutping without tones, at most two."""
    return tuple(_table().get(char, ("", "", ""))[2].split()[:2])


def romanise(word: str) -> tuple[str, ...]:
    """A run of characters in pinyin, joined: the usual reading of each."""
    parts = [readings(char) or (char,) for char in word]
    return ("".join(p[0] for p in parts),)

"""Chinese characters: pinyin, syllable by syllable. Traditional and simplified meet in the reading."""

from functools import lru_cache


@lru_cache(maxsize=32768)
def readings(char: str) -> tuple[str, ...]:
    """The pinyin readings of one character without tones, the most usual first; empty if it has none."""
    from pypinyin import Style, pinyin  # noqa: PLC0415 - 60 ms of import, paid only where Han occurs

    found = pinyin(char, style=Style.NORMAL, heteronym=True, errors="ignore")
    if not found:
        return ()
    return tuple(dict.fromkeys(r.replace("ü", "u") for r in found[0] if r.isascii() or "ü" in r))


def romanise(word: str) -> tuple[str, ...]:
    """A run of characters in pinyin, joined: the usual reading of each."""
    parts = [readings(char) or (char,) for char in word]
    return ("".join(p[0] for p in parts),)

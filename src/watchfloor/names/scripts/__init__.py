"""One module a script: how its words are written in Latin letters, and under which keys they meet.

A script module offers ``romanise(word) -> tuple[str, ...]`` (ASCII, lower case, the most usual
romanisation first) and, where sound rather than spelling decides, ``keys(word)``: short strings
that two spellings of one sound share. Nothing here raises on any Unicode string.
"""

from functools import lru_cache

from anyascii import anyascii

from watchfloor.names.clean import script_of
from watchfloor.names.scripts import arabic, cyrillic, han


@lru_cache(maxsize=131072)
def romanise(word: str) -> tuple[str, ...]:
    """A cleaned word in lower-case ASCII, the most usual romanisation first; empty if nothing is left."""
    script = script_of(word)
    if script == "cyrillic":
        found = cyrillic.romanise(word)
    elif script == "arabic":
        found = arabic.romanise(word)
    elif script == "han":
        found = han.romanise(word)
    else:
        found = (anyascii(word),)
    plain = ("".join(c for c in form.lower() if c.isascii() and c.isalnum()) for form in found)
    return tuple(dict.fromkeys(p for p in plain if p))

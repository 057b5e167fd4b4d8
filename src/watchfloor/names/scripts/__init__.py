"""One module a script: how its words are written in Latin letters, and under which keys they meet.

A script module offers ``romanise(word) -> tuple[str, ...]`` (ASCII, lower case, the most usual
romanisation first) or, where sound rather than spelling decides, functions that give *keys*:
short strings that two spellings of one sound share. Nothing here raises on any Unicode string.
"""

from collections.abc import Callable
from functools import lru_cache

from anyascii import anyascii

from watchfloor.names.clean import script_of
from watchfloor.names.scripts import arabic, burmese, cyrillic, greek, han
from watchfloor.names.scripts.lexicon import usual_spellings

_RULES: dict[str, Callable[[str], tuple[str, ...]]] = {
    "cyrillic": cyrillic.romanise,
    "arabic": arabic.romanise,
    "han": han.romanise,
    "greek": greek.romanise,
    "myanmar": burmese.romanise,
}
_NO_LEXICON = ("latin", "cyrillic", "digit", "")


@lru_cache(maxsize=1 << 13)
def romanise(word: str) -> tuple[str, ...]:
    """A cleaned word in lower-case ASCII, the most usual romanisation first; empty if nothing is left."""
    if word.isascii() and word.isalnum():
        return (word.lower(),)
    script = script_of(word)
    rule = _RULES.get(script)
    found = rule(word) if rule else (anyascii(word),)
    if script not in _NO_LEXICON:
        found = (*(anyascii(spelling) for spelling in usual_spellings(word)), *found)
    plain = ("".join(c for c in form.lower() if c.isascii() and c.isalnum()) for form in found)
    return tuple(dict.fromkeys(p for p in plain if p))

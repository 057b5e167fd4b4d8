"""Scripts that write few vowels, or other ones than Latin letters: which Latin words their words may be.

Such a word meets a Latin one under a skeleton of consonants that both share, and is then read
letter by letter: a skeleton alone is shared by too many.
"""

from watchfloor.names.clean import script_of
from watchfloor.names.scripts.arabic import script_skeletons, vowels_fit
from watchfloor.names.scripts.foreign import foreign_fits, foreign_skeletons
from watchfloor.names.scripts.hebrew import hebrew_fits, hebrew_skeletons
from watchfloor.names.scripts.kana import kana_fits, kana_skeletons

_SKELETONS = {
    "arabic": script_skeletons,
    "hangul": foreign_skeletons,
    "hebrew": hebrew_skeletons,
    "kana": kana_skeletons,
}
_FITS = {"arabic": vowels_fit, "hangul": foreign_fits, "hebrew": hebrew_fits, "kana": kana_fits}


def skeletons(word: str) -> tuple[str, ...]:
    """The consonant skeletons of a word in one of these scripts; empty for any other."""
    rule = _SKELETONS.get(script_of(word))
    return rule(word) if rule else ()


def reads_as(word: str, latin: str) -> bool:
    """Can a word whose consonants fit those of a plain Latin word be read as it?"""
    rule = _FITS.get(script_of(word))
    return rule is not None and rule(word, latin)

"""May a word in a script that writes few vowels, or other ones, be read as a Latin word?"""

from watchfloor.names.clean import script_of
from watchfloor.names.scripts.arabic import vowels_fit
from watchfloor.names.scripts.foreign import foreign_fits


def reads_as(word: str, latin: str) -> bool:
    """Can a word in Arabic script or Hangul, whose consonants fit a plain Latin word, be read as it?"""
    return foreign_fits(word, latin) if script_of(word) == "hangul" else vowels_fit(word, latin)

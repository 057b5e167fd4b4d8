"""Burmese names, syllable by syllable: ``မင်းအောင်လှိုင်`` is Min Aung Hlaing.

Burmese is written without spaces, its names in Latin letters with one word a syllable. Each
syllable is a consonant, what is written around it, and a rhyme; the spellings are those of
passports and newspapers, which write no tones.
"""

import re
from functools import lru_cache

_CONSONANTS = {
    "က": "k", "ခ": "kh", "ဂ": "g", "ဃ": "g", "င": "ng", "စ": "s", "ဆ": "s", "ဇ": "z", "ဈ": "z", "ည": "ny", "ဉ": "ny", "ဋ": "t",
    "ဌ": "ht", "ဍ": "d", "ဎ": "d", "ဏ": "n", "တ": "t", "ထ": "ht", "ဒ": "d", "ဓ": "d", "န": "n", "ပ": "p", "ဖ": "ph", "ဗ": "b", "ဘ": "b",
    "မ": "m", "ယ": "y", "ရ": "y", "လ": "l", "ဝ": "w", "သ": "th", "ဟ": "h", "ဠ": "l", "အ": "", "ဥ": "u", "ဦ": "u", "ဣ": "i", "ဩ": "aw",
}  # fmt: skip
_RHYMES = {
    "": "a", "ာ": "a", "ါ": "a", "ိ": "i", "ီ": "i", "ု": "u", "ူ": "u", "ေ": "e", "ဲ": "e", "ော": "aw", "ေါ": "aw", "ော်": "aw", "ေါ်": "aw",
    "ို": "o", "ံ": "an", "ုံ": "on", "ိံ": "ein", "က်": "et", "င်": "in", "စ်": "it", "ည်": "i", "ဉ်": "in", "တ်": "at", "န်": "an", "ပ်": "at",
    "မ်": "an", "ယ်": "e", "ိတ်": "eik", "ိန်": "ein", "ိပ်": "eik", "ိမ်": "ein", "ုတ်": "ok", "ုန်": "on", "ုပ်": "ok", "ုမ်": "on",
    "ောက်": "auk", "ေါက်": "auk", "ောင်": "aung", "ေါင်": "aung", "ိုက်": "aik", "ိုင်": "aing", "ိုယ်": "o", "ိုလ်": "o",
}  # fmt: skip
_AFTER_W = {"a": "wa", "an": "un", "at": "ut", "e": "we", "in": "win", "et": "wet", "i": "wi", "it": "wit"}
_SYLLABLE = re.compile("([က-ဪအ])([ျြွှ]*)((?:[ါ-ဲံ]*)(?:[က-အ]်)?(?:်)?)္?")
_TONES = re.compile("[့း]")
_VOWELS = frozenset("ဥဦဣဩ")
_MOST = 12
"""Syllables of a word that are read."""


@lru_cache(maxsize=1 << 12)
def syllables(word: str) -> tuple[str, ...]:
    """The syllables of a Burmese word in Latin letters; empty for any other word."""
    found = _SYLLABLE.findall(_TONES.sub("", word))[:_MOST]
    return tuple(_written(*parts) for parts in found)


@lru_cache(maxsize=1 << 12)
def pieces(word: str) -> tuple[str, ...]:
    """A Burmese word cut into its syllables, tones left out; the word itself if nothing in it is one."""
    toneless = _TONES.sub("", word)
    cut = tuple(match[0] for match in _SYLLABLE.finditer(toneless))
    return cut if "".join(cut) == toneless else (word,)


def romanise(word: str) -> tuple[str, ...]:
    """A Burmese word in Latin letters; one that is in them already stays."""
    if word.isascii():
        return (word,) if word else ()
    latin = "".join(syllables(word))
    return (latin,) if latin else ()


def _written(consonant: str, medials: str, rhyme: str) -> str:
    sound = _RHYMES.get(rhyme) or _RHYMES.get(rhyme.rstrip("်"), "a")
    head = _CONSONANTS.get(consonant, "")
    if consonant in _VOWELS and not rhyme:
        return head
    if not head and sound == "e":
        return "aye"
    if "ှ" in medials:
        head = "sh" if head == "y" else "h" + head
    if "ျ" in medials or "ြ" in medials:
        head = {"k": "ky", "kh": "ch", "g": "gy"}.get(head, head + "y")
    return head + (_AFTER_W.get(sound, "w" + sound) if "ွ" in medials else sound)

"""Text as people type it, made comparable: Unicode forms, invisible marks, look-alike letters."""

import re
import unicodedata
from functools import lru_cache

_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb]"
)
_APOSTROPHES = re.compile(
    "['`\u00b4\u02b9-\u02bf\u02ca\u02cb\u0374\u05f3\u05f4\u055a\u2018-\u201b\u2032\u2035\ua78b\ua78c\uff07\u0640]"
)
_STRESS = re.compile("(?<=[аеиоуыэюяіїєё])[\u0300\u0301]")
"""Marks of stress, which reference works set on Cyrillic vowels and nobody writes."""
# Letters of other scripts that look like Latin ones. They are read as Latin only inside a word
# that also holds real Latin letters: a word all in Cyrillic is Cyrillic.
LOOKALIKES = str.maketrans(
    "авеіјкмнорсѕтухһԁԛԝьαβεηικμνορτυχκѵґ",
    "abeijkmhopcstyxhdqwbabenikmvoptuxkvr",
)
_CYRILLIC_LOOKALIKES = str.maketrans("abceëhijkmopstyxï", "авсеёніјкморѕтухї")
"""The other way round: what Latin letters are in a word that Cyrillic letters alone can spell."""
UNCERTAIN = "ɪ"
"""Stands for ``1`` within a word, which may be i or l: a letter no orthography of names uses."""
_LEET = str.maketrans("013456789$@!", "o" + UNCERTAIN + "easgtbgsai")


def clean(text: str) -> str:
    """The text in NFKC, case-folded, without invisible marks, apostrophes and look-alike tricks.

    Cleaning twice is cleaning once. Length and word boundaries may change; diacritics stay.
    """
    if not text.isascii():
        text = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text))
        text = unicodedata.normalize("NFKC", text.casefold())
        # A mark that follows a letter only now, the apostrophe gone, belongs to it.
        text = unicodedata.normalize("NFC", _APOSTROPHES.sub("", text))
    else:
        text = text.lower().replace("'", "").replace("`", "")
    words = text.split()
    out = [_STRESS.sub("", unmask(word)) for word in words]
    if not text.isascii() and any(len(word) == 1 for word in out):
        out = _lone_letters(out)
    text = " ".join(out)
    if not text.isalpha() and any(map(_was_masked, words, out)):
        text = " ".join(_AT_ENDS.sub(lambda m: m.group().translate(_LEET), word) for word in out)
        return clean(unicodedata.normalize("NFC", text))  # a mark on what was a digit is now one on a letter
    return text


def _lone_letters(words: list[str]) -> list[str]:
    """Single Latin letters that look Cyrillic are so among words in Cyrillic alone: ``Общество c ответственностью``."""
    scripts = {script_of(word) for word in words if len(word) > 1} - {"digit", ""}
    if scripts != {"cyrillic"}:
        return words
    return [word.translate(_CYRILLIC_LOOKALIKES) if len(word) == 1 else word for word in words]


@lru_cache(maxsize=1 << 15)
def unmask(word: str) -> str:
    """A word without look-alike letters of another script and digits standing for letters.

    Only mixed words change: ``pυtin`` (a Greek letter in a Latin word) becomes ``putin``, and
    ``v1adim1r`` becomes ``vladimir``-like ``viadimir``; ``3m`` and ``путин`` stay. A word with Cyrillic
    letters that look like no Latin one is Cyrillic.
    """
    if word.isascii():
        return _unleet(word)
    if not has_latin(word):
        return word
    latin = unicodedata.normalize("NFC", word.translate(LOOKALIKES))
    if any(script_of_char(c) == "cyrillic" for c in latin):
        cyrillic = word.translate(_CYRILLIC_LOOKALIKES)
        if not has_latin(cyrillic):  # ``Андрiй`` with a Latin i
            return cyrillic
    return unicodedata.normalize("NFC", _unleet(latin))


def _unleet(word: str) -> str:
    if word.isalpha():
        return word
    return _MIXED.sub(_letters, word)


def _letters(found: re.Match[str]) -> str:
    inner = found.group()
    letters = sum(c.isalpha() for c in inner)
    odd = len(inner) - letters
    if letters < max(odd, 2) or letters == odd == 2:
        return inner
    return inner.translate(_LEET)


_MIXED = re.compile(
    r"(?<![\w$@!])(?:[01]?[^\W\d_]+(?:[\d$@!]{1,2}[^\W\d_]+)+[01]{0,2}|[01][^\W\d_]{3,})(?![\w$@!])"
)
"""Letters with digits between them, or behind a zero or one. A digit at the end alone is a number: ``Petrel1``."""
_AT_ENDS = re.compile(r"(?<![^\W013457])[013457]{1,3}(?=[^\W\d_])|(?<=[^\W\d_])[013457]{1,3}(?![^\W013457])")
"""Digits before or after letters: letters themselves, where other words of the name are masked."""


def _was_masked(word: str, cleaned: str) -> bool:
    return word != cleaned and any(c.isdigit() for c in word) and not any(c.isdigit() for c in cleaned)


def has_latin(word: str) -> bool:
    """Does the word hold at least one Latin letter?"""
    return any(
        (c.isascii() and c.isalpha()) or "\u00c0" <= c <= "\u024f" or "\u1e00" <= c <= "\u1eff" for c in word
    )


def strip_marks(text: str) -> str:
    """The text without combining marks (``Šoigu`` becomes ``Soigu``); other letters stay."""
    if text.isascii():
        return text
    decomposed = unicodedata.normalize("NFD", text)
    return unicodedata.normalize("NFC", "".join(c for c in decomposed if not unicodedata.combining(c)))


_RANGES: tuple[tuple[int, int, str], ...] = (
    (0x0041, 0x024F, "latin"),
    (0x1E00, 0x1EFF, "latin"),
    (0x0250, 0x02AF, "latin"),
    (0x0370, 0x03FF, "greek"),
    (0x1F00, 0x1FFF, "greek"),
    (0x0400, 0x052F, "cyrillic"),
    (0x0590, 0x05FF, "hebrew"),
    (0x0600, 0x06FF, "arabic"),
    (0x0750, 0x077F, "arabic"),
    (0xFB50, 0xFDFF, "arabic"),
    (0xFE70, 0xFEFF, "arabic"),
    (0x1000, 0x109F, "myanmar"),
    (0x3040, 0x30FF, "kana"),
    (0x31F0, 0x31FF, "kana"),
    (0x3400, 0x4DBF, "han"),
    (0x4E00, 0x9FFF, "han"),
    (0xF900, 0xFAFF, "han"),
    (0x20000, 0x323AF, "han"),
    (0xAC00, 0xD7A3, "hangul"),
    (0x1100, 0x11FF, "hangul"),
    (0x3130, 0x318F, "hangul"),
)


@lru_cache(maxsize=8192)
def script_of_char(char: str) -> str:
    """The script of a letter: latin, cyrillic, arabic, han, hangul, kana..., ``other``, or ``""``.

    Digits, punctuation, combining marks and symbols have no script.
    """
    code = ord(char)
    if not char.isalpha():
        return "digit" if char.isdigit() else ""
    for first, last, name in _RANGES:
        if first <= code <= last:
            return name
    return "other"


@lru_cache(maxsize=1 << 15)
def script_of(word: str) -> str:
    """The script most of a word's letters are in; ``digit`` or ``""`` where it has no letters."""
    if word.isascii():
        return (
            "latin"
            if word.isalpha() or any(c.isalpha() for c in word)
            else "digit"
            if any(c.isdigit() for c in word)
            else ""
        )
    counts: dict[str, int] = {}
    for char in word:
        if script := script_of_char(char):
            counts[script] = counts.get(script, 0) + (script != "digit")
    return max(counts, key=lambda s: counts[s]) if counts else ""

"""Names in their own script from a file that kept only the last byte of each character.

The UN list of 16 August 2025 was published so: ``0x27`` stands for U+0627, the Arabic alef, or
U+0427, the Cyrillic che. Within one script the byte says which letter it was, so Arabic and
Cyrillic names can be read again; Chinese and Korean ones cannot.
"""

import re

from watchfloor.lists.xml import CONTROL_PICTURES

_ARABIC, _CYRILLIC = 0x0600, 0x0400
_ARABIC_BYTES = frozenset(
    (0x0C, *range(0x21, 0x3B), *range(0x40, 0x53), 0x7E, 0x86, 0x98, 0xA9, 0xAF, 0xBE, 0xC1, 0xCC)
)
"""Letters and vowel signs of Arabic, Persian and Pashto names, and the Arabic comma."""
_CYRILLIC_BYTES = frozenset((0x01, *range(0x10, 0x50), 0x51))
_VOWELS = frozenset("аеёиоуыэюя")
_LEAST_VOWELS = 0.25
"""Share of vowels among Cyrillic letters; Russian and Chechen names have 0.35 to 0.5, Arabic
bytes read as Cyrillic under 0.2."""
_AS_READ = {
    mark: code for code, mark in {0x13: "–", 0x14: "—", 0x18: "‘", 0x19: "’", 0x1C: "“", 0x1D: "”"}.items()
}


def restored(text: str) -> str:
    """The name as it was, or an empty string where the bytes cannot tell.

    Args:
        text: the name as :func:`~watchfloor.lists.xml.parse_xml` repairs it; white space matters.
    """
    if "\N{REPLACEMENT CHARACTER}" in text:
        return ""
    codes = b"".join(_bytes(char) for char in text)
    return _cyrillic(codes) or _arabic(codes)


def _bytes(char: str) -> bytes:
    """The bytes a character was read from: two where they happened to be valid UTF-8."""
    code = ord(char)
    if char in _AS_READ:
        return bytes([_AS_READ[char]])
    if char in " \t\r\n":
        return b" "
    if CONTROL_PICTURES <= code < CONTROL_PICTURES + 0x20:
        return bytes([code - CONTROL_PICTURES])
    try:
        return char.encode("cp1252")
    except UnicodeEncodeError:
        return char.encode("utf-8")


def _cyrillic(codes: bytes) -> str:
    """The name as Cyrillic, if every word has one capital, at its start, and vowels enough.

    The byte of a space is also that of the capital er: it is one where a space stands before it
    or nothing does.
    """
    out: list[str] = []
    for code in codes:
        at_start = not out or out[-1] in " -"
        if code == ord(" ") and not at_start:
            out.append(" ")
        elif code == ord("-") and not at_start:
            out.append("-")
        elif code in _CYRILLIC_BYTES:
            out.append(chr(_CYRILLIC + code))
        else:
            return ""
    name = "".join(out)
    letters = [c for c in name.lower() if c.isalpha()]
    if not letters or sum(c in _VOWELS for c in letters) < _LEAST_VOWELS * len(letters):
        return ""
    words = name.replace("-", " ").split()
    return _spaced(name) if all(word[1:].islower() for word in words) else ""


def _arabic(codes: bytes) -> str:
    """The name as Arabic, if every byte is that of a letter.

    A hyphen alone is a hyphen, not the letter hah; a word of one letter and a full stop may also be
    one of two letters, so it is not read at all.
    """
    words = [word for word in codes.split(b" ") if word]
    if any(not set(word) <= _ARABIC_BYTES or (len(word) == 2 and word[1:] == b".") for word in words):
        return ""
    return " ".join("-" if word == b"-" else "".join(chr(_ARABIC + code) for code in word) for word in words)


def _spaced(text: str) -> str:
    return " ".join(text.split())


_LATIN_THEN_CUT = re.compile(
    r"(?P<latin>[A-Z][^()]*?[a-z][^()]*?)\s+\((?P<label>original script:\s*)?(?P<cut>.+?)\),?"
)
_CUT_THEN_LATIN = re.compile(
    r"(?P<label>)(?P<cut>[^a-z]+?)\s+\((?P<latin>[A-Za-z][^()]*[a-z][^()]*(?:\([A-Z]+\))?)\)"
)
_SIGNS = re.compile(r"['#%*+,/:;<=>@_|~\d().\u2013-\u201d\u2400-\u241f©¯°±]")
_STRAY_SIGNS = re.compile(r"[#%*+<=>@_|~\u2400-\u241f]")
"""Signs no listed name in Latin letters has."""
_LEAST_SIGNS = 0.3
"""Share of signs and digits from which a text without small letters is taken for a cut name;
listed names in capitals of the same shape have fewer ("M-23 ALLIES"), are shorter ("G-9"), or have
digits only ("195 RZ RAV")."""
_SHORTEST = 4


def looks_cut(text: str) -> bool:
    """Does the text look like a name in another script cut to its last bytes?"""
    bare = "".join(text.split()).strip("“”")
    signs = _SIGNS.findall(bare)
    if len(bare) < _SHORTEST or re.search("[a-z]", bare) or all(sign.isdigit() for sign in signs):
        return False
    return len(signs) >= _LEAST_SIGNS * len(bare)


def has_stray_signs(text: str) -> bool:
    """Does the text hold signs that no listed name has?"""
    return _STRAY_SIGNS.search(text) is not None


def untangled(text: str) -> tuple[str, str] | None:
    """An alias of a cut file taken apart: its Latin part, and its other part restored or empty.

    Returns:
        ``None`` where nothing in the alias looks cut.
    """
    for pattern in (_LATIN_THEN_CUT, _CUT_THEN_LATIN):
        match = pattern.fullmatch(text.strip())
        if match and (match["label"] or looks_cut(match["cut"])):
            return match["latin"], restored(match["cut"])
    return ("", restored(text.strip())) if looks_cut(text) else None

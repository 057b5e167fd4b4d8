"""What bytes are: plainly no text, or a text in one of the old encodings."""

import re

_MAGIC = {
    b"%PDF": "a PDF",
    b"\xd0\xcf\x11\xe0": "an old Office document (Word or Excel)",
    b"{\\rtf": "a Rich Text document",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"SQLite format 3": "a database",
    b"Rar!": "an archive",
    b"7z\xbc\xaf": "an archive",
}
_ZIP = b"PK\x03\x04"
_ZIPPED = {
    b"xl/": "an Excel workbook",
    b"word/": "a Word document",
    b"ppt/": "a PowerPoint presentation",
    b"application/vnd.oasis.opendocument.spreadsheet": "an OpenDocument spreadsheet",
    b"application/vnd.oasis.opendocument.text": "an OpenDocument text",
    b"application/epub+zip": "an e-book",
}
"""What is in a zip archive, by the names of its first files."""
HEAD = 1 << 14
"""Bytes of a zip archive whose names of files are looked at."""


def foreign(head: bytes) -> str:
    """What a file is that is no text, by its first bytes; empty where it may be one."""
    if head.startswith(_ZIP):
        return next((what for name, what in _ZIPPED.items() if name in head[:HEAD]), "a zip archive")
    return next((what for magic, what in _MAGIC.items() if head.startswith(magic)), "")


_STRAY = re.compile("[\udc80-\udcff]")
_RUNS = re.compile("[\udc80-\udcff]{3,}")
CYRILLIC_SHARE = 0.7
"""Share of bytes beyond UTF-8 that stand three or more together, from which a text is Russian.

In words of Latin letters those with an accent stand alone among plain ones; Cyrillic words have no others.
"""


def legacy_encoding(data: bytes) -> str:
    """The encoding of bytes that are no UTF-8: ``cp1251`` where they read as Cyrillic words, else ``cp1252``."""
    text = data.decode("utf-8", "surrogateescape")
    stray = len(_STRAY.findall(text))
    runs = _RUNS.findall(text)
    if stray == 0 or sum(map(len, runs)) < CYRILLIC_SHARE * stray:
        return "cp1252"
    if sum(char > "\x7f" for char in text) > 2 * stray:  # mostly good UTF-8 with some bytes damaged
        return "cp1252"
    words = "".join(runs).encode("utf-8", "surrogateescape").decode("cp1251", "replace")
    letters = sum("А" <= char <= "я" or char in "ЁёІіЇїЄєҐґЎў" for char in words)
    return "cp1251" if letters >= CYRILLIC_SHARE * len(words) else "cp1252"

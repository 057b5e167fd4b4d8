"""Files that are plainly no text, by their first bytes: what they are, in words."""

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

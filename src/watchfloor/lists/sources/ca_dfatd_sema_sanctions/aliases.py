"""The one alias field of the Canadian list: several names, parted in half a dozen ways.

"A; B", "A / B", "A or B", "A, B, C", "Russian: A, Belarusian: B", and names in two scripts on two
lines. A comma also stands before a legal form ("Северсталь, ПАО"), where it parts nothing.
"""

import re
from typing import NamedTuple

from watchfloor.lists.languages import is_native, language_code, language_names, sure_language
from watchfloor.lists.reading import one_line

_LANGUAGE = re.compile(rf"\b({'|'.join(language_names())})\s*:\s*", re.IGNORECASE)
_PARTS = re.compile(r"\s*(?:;|\s/\s|\s+or\s+)\s*")
_COMMA = re.compile(r"\s*,\s*(?:and\s+)?")
_FORMS = re.compile(
    r"(?:p?jsc|ojsc|cjsc|llc|ltd|inc|co|corp|ao|pao|oao|zao|ooo|fsue|sarl|sau|plc|s\.?a|gmbh|фгуп|фгбу|фкп|ао|пао|оао|зао|ооо|мк|сао)\.?(?:\W.*)?",
    re.IGNORECASE,
)
_LONGEST_FORM = 12


class AliasName(NamedTuple):
    """One name, and its language where the list gives it or its letters leave no doubt."""

    text: str
    lang: str


def split_aliases(text: str, *, family: str = "") -> list[AliasName]:
    """The names in an alias field.

    Args:
        text: the field as published.
        family: the family name, for persons: "Sergei, Serhii SHERBAKOV" gives it once.
    """
    found: list[AliasName] = []
    for lang, chunk in _by_language(text):
        for part in _PARTS.split(chunk):
            for name in _by_comma(_unbracketed(part), family):
                found.append(AliasName(name, lang or (sure_language(name) if is_native(name) else "")))
    return [alias for alias in found if alias.text]


def _by_language(text: str) -> list[tuple[str, str]]:
    """The text cut before every "Russian:", each piece with its language."""
    pieces = _LANGUAGE.split(one_line(text))
    labelled = zip(pieces[1::2], pieces[2::2], strict=True)
    return [
        ("", pieces[0].strip(" ,;")),
        *((language_code(lang), piece.strip(" ,;")) for lang, piece in labelled),
    ]


def _unbracketed(text: str) -> str:
    """The text without a bracket that has no partner."""
    if text.count("(") != text.count(")"):
        text = text.replace("(", " ").replace(")", " ")
    return one_line(text)


def _by_comma(text: str, family: str) -> list[str]:
    parts = [part for part in _COMMA.split(text) if part]
    if len(parts) < 2 or any(len(part) <= _LONGEST_FORM and _FORMS.fullmatch(part) for part in parts[1:]):
        return [text]
    last = parts[-1].split()
    if family and last and last[-1].casefold() == family.casefold():
        parts = [f"{part} {last[-1]}" if " " not in part else part for part in parts]
    return parts

"""The one alias field of the Canadian list: several names, parted in half a dozen ways.

"A; B", "A / B", "A or B", "A, B, C", "Russian: A, Belarusian: B". A comma also stands before a
legal form ("Северсталь, ПАО") and inside Russian names of offices, where it parts nothing. For
persons, spellings of one part of the name ("Alexei, Aleksei") are put into the whole name.
"""

import re
from difflib import SequenceMatcher
from typing import NamedTuple

from watchfloor.lists.languages import is_native, language_code, language_names, sure_language
from watchfloor.lists.reading import joined, one_line

_LANGUAGE = re.compile(rf"\b({'|'.join(language_names())})\s*:\s*", re.IGNORECASE)
_PARTS = re.compile(r"\s*(?:;|\s/\s|\s+or\s+|\s+AKA\b)\s*")
_PERSON_PARTS = re.compile(r"\s*(?:;|/|\s+or\s+|\s+and\s+|\s+AKA\b)\s*")
_NATIVE_AND = re.compile(r"(?<=[^\x00-\x7f»”\"])\s+and\s+|(?<=[»”\"])\s+and\s+(?=[^\x00-\x7f])")
_COMMA = re.compile(r"\s*,\s*(?:and\s+)?")
_CONTINUES = re.compile("[а-я]")
"""A part after a comma that begins so goes on with the name before it."""
_FORMS = re.compile(
    r"(?:p?jsc|ojsc|cjsc|llc|ltd|inc|co|corp|ao|pao|oao|zao|ooo|fsue|sarl|sau|plc|s\.?a|gmbh"
    r"|фгуп|фгбу|фкп|ао|пао|оао|зао|ооо|мк|сао)\.?(?:\W.*)?",
    re.IGNORECASE,
)
_LONGEST_FORM = 12
_SAME_WORD = 0.6
"""Likeness (difflib's ratio) from which two words are spellings of one name: "Alexei" and
"Aleksei" have 0.77, different given names of the list seldom over 0.5."""


class AliasName(NamedTuple):
    """One name, and its language where the list gives it or its letters leave no doubt."""

    text: str
    lang: str


def split_aliases(text: str, *, given: str = "", family: str = "") -> list[AliasName]:
    """The names in an alias field.

    Args:
        text: the field as published.
        given: the given names, for persons.
        family: the family name, for persons.
    """
    found: list[AliasName] = []
    for lang, chunk in _by_language(text):
        for part in (_PERSON_PARTS if family else _PARTS).split(chunk):
            for name in _names(_unbracketed(part), given, family):
                found.append(AliasName(name, lang or (sure_language(name) if is_native(name) else "")))
    return [alias for alias in dict.fromkeys(found) if alias.text]


def _by_language(text: str) -> list[tuple[str, str]]:
    """The text cut before every "Russian:", each piece with its language."""
    pieces = _LANGUAGE.split(one_line(text))
    labelled = zip(pieces[1::2], pieces[2::2], strict=True)
    return [
        ("", pieces[0].strip(" ,;")),
        *((language_code(lang), piece.strip(" ,;")) for lang, piece in labelled),
    ]


def _unbracketed(text: str) -> str:
    """The text without commas at its ends, and without a bracket that has no partner."""
    text = text.strip(" ,;").rstrip("(").lstrip(")")
    if text.count("(") != text.count(")"):
        text = text.replace("(", " ").replace(")", " ")
    return one_line(text)


def _names(text: str, given: str, family: str) -> list[str]:
    parts = _by_comma(text)
    if family:
        return [_completed(part, given.split(), family) for part in parts]
    return [name for part in parts for name in (_NATIVE_AND.split(part) if is_native(part) else [part])]


def _by_comma(text: str) -> list[str]:
    parts = [part for part in _COMMA.split(text) if part]
    if any(len(part) <= _LONGEST_FORM and _FORMS.fullmatch(part) for part in parts[1:]):
        return [text]
    glued: list[str] = []
    for part in parts:
        if glued and _CONTINUES.match(part):
            glued[-1] += f", {part}"
        else:
            glued.append(part)
    return glued


def _completed(alias: str, given: list[str], family: str) -> str:
    """A spelling of a part of the name as a whole name; other names as they are."""
    words, whole = alias.split(), [*given, family]
    if is_native(alias) or not words:
        return alias
    if len(words) == 1:
        likeness, at = max((_likeness(alias, word), at) for at, word in enumerate(whole))
        return joined(*whole[:at], alias, *whole[at + 1 :]) if likeness >= _SAME_WORD else alias
    only_given = all(any(_likeness(word, name) >= _SAME_WORD for name in given) for word in words)
    return joined(alias, family) if only_given else alias


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one.casefold(), other.casefold()).ratio()

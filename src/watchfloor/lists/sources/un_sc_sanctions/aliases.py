"""What the UN puts into one alias field: several spellings, native names, former names, remarks.

``ALIAS_NAME`` may hold "A; B; C", "A (native name)", "native name (A; B)" or "A (formerly listed
as)"; the alias's ``NOTE`` may say "original script: X", "previously listed as. In Arabic: X", or
list more spellings.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from watchfloor.lists.languages import is_native
from watchfloor.lists.reading import one_line

_NATIVE_LABEL = re.compile(
    r"\(?\s*,?\s*(?:name\s+)?(?:in\s+(?:arabic|cyrillic)(?:\s+script)?|original\s+script)\s*:"
    r"\s*(?P<name>[^;()]+)\)?",
    re.IGNORECASE,
)
_FORMER = re.compile(
    r"\(?(?:previously|formerly) listed(?: as| a)?\)?[.,;]?|\(?former name\)?", re.IGNORECASE
)
_TRAILING_REMARK = re.compile(r",?\s+born\s+(?:(?:in|on)\s+)?(?:[A-Z]\w+\s+on\s+)?\d.*$|,\s+born\s+.*$")
_REMARKS = re.compile(
    r"combat name|birth name|nom de guerre|original script|sub-unit name|third|initials|false identity.*",
    re.IGNORECASE,
)
_SUB_UNIT = re.compile(r"\s+-\s+sub-unit name$")
_ENUMERATION = re.compile(r"\s*(?:;|\b[a-h]\))\s*")
_NOT_A_NAME = re.compile(
    r"\d|:|\b(?:born|passport|nationality|issued|date|place|address|resident|responsable|when|part|son of|translation)\b",
    re.IGNORECASE,
)
_TWO_SCRIPTS = re.compile(
    r"([^\u0370-\uffff]*[A-Za-z]{2}[^\u0370-\uffff]*?)\s+([\u0370-\u1dff\u3040-\uffff][^A-Za-z]+)"
)
_MOST_WORDS = 8
"""Words in the longest name among the spellings a note lists."""
_SLASHED = re.compile(r"(.+[a-z ].*[^\s]) / ([A-Z]{2,9})")
_ACRONYM = re.compile(r"[A-Z][A-Z./&-]{1,9}(?: CO\.)?")


@dataclass
class Alias:
    """What one alias field holds: names in Latin letters, names in their own script, remarks."""

    names: list[str] = field(default_factory=list)
    natives: list[str] = field(default_factory=list)
    acronyms: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    former: bool = False

    def add(self, text: str) -> None:
        """Put one name on the side its script says; "Latin native" is two names."""
        name = one_line(text).strip(" ,;")
        if both := _TWO_SCRIPTS.fullmatch(name):
            self.names.append(both[1])
            self.natives.append(both[2])
        elif name:
            (self.natives if is_native(name) else self.names).append(name)


def read_alias(text: str, note: str = "") -> Alias:
    """Take an alias field and its note apart.

    Args:
        text: ``ALIAS_NAME``.
        note: the alias's ``NOTE``, if any.
    """
    alias = Alias()
    _read_name(one_line(text), alias)
    if note := one_line(note):
        _read_note(note, alias)
    return alias


def acronym_of(name: str) -> tuple[str, str]:
    """A name and the abbreviation behind it: "Example Bank (EB)", "Example Bank / EB"; the latter may be empty."""
    if slashed := _SLASHED.fullmatch(one_line(name)):
        return slashed[1], slashed[2]
    head, groups = _groups(one_line(name))
    if len(groups) == 1 and name.rstrip().endswith(")") and _ACRONYM.fullmatch(groups[0]):
        return head, groups[0]
    return one_line(name), ""


def _read_name(text: str, alias: Alias) -> None:
    if remark := _TRAILING_REMARK.search(text):
        alias.remarks.append(remark[0].strip(" ,"))
        text = text[: remark.start()]
    head, groups = _groups(text)
    kept = [group for group in groups if not _read_group(group, head, alias)]
    if not kept:
        for name in _ENUMERATION.split(head):
            alias.add(name)
        return
    for name in _ENUMERATION.split(" ".join((head, *(f"({group})" for group in kept)))):
        alias.add(name)
        bare, acronym = acronym_of(name)
        if acronym:
            alias.add(bare)
            alias.acronyms.append(acronym)


def _read_group(group: str, head: str, alias: Alias) -> bool:
    """Read what stands in brackets; false if it is part of the name itself."""
    if _FORMER.fullmatch(group.strip()):
        alias.former = True
        return True
    if label := _NATIVE_LABEL.fullmatch(group.strip()):
        alias.add(label["name"])
        return True
    if _REMARKS.fullmatch(group.strip()):
        alias.remarks.append(group.strip())
        return True
    parts = [
        _SUB_UNIT.sub("", part) for part in _ENUMERATION.split(re.sub(r"\(original script\)", "", group))
    ]
    if any(is_native(part) for part in parts) or is_native(head):
        for part in parts:
            alias.add(part)
        return True
    return False


def _read_note(note: str, alias: Alias) -> None:
    rest = note
    for label in _NATIVE_LABEL.finditer(note):
        alias.add(label["name"])
        rest = rest.replace(label[0], " ")
    if _FORMER.search(rest):
        alias.former = True
        rest = _FORMER.sub(" ", rest)
    for listed in _spelling_lists(rest):
        rest = rest.replace(listed, " ")
        for name in _spellings(listed):
            alias.add(name)
    if remark := one_line(re.sub(r"\(\s*\)|^\s*\((?=[^)]*$)", "", rest)).strip(" .,;"):
        alias.remarks.append(remark)


def _spelling_lists(note: str) -> Iterator[str]:
    """The parts of a note that are nothing but spellings of the name."""
    candidates = [
        note,
        *re.findall(r"\(([^()]+)\)", note),
        note.partition("transliterations:")[2].partition(")")[0],
    ]
    for text in candidates:
        names = _spellings(text)
        if len(names) > 1 and all(_looks_like_name(name) for name in names):
            yield text
            return


def _spellings(text: str) -> list[str]:
    by = r"\s*;\s*" if ";" in text else r"\s*,\s*"
    return [name for part in re.split(by, text.strip(" ().")) if (name := re.sub(r"\s*\(.*$", "", part))]


def _looks_like_name(text: str) -> bool:
    words = text.split()
    return (
        1 < len(words) <= _MOST_WORDS and not _NOT_A_NAME.search(text) and any(w[:1].isupper() for w in words)
    )


def _groups(text: str) -> tuple[str, list[str]]:
    """The text before the brackets at its end, and what stands in each outermost pair of them.

    Brackets in the middle of a text belong to it.
    """
    outside: list[str] = []
    groups: list[str] = []
    depth = start = 0
    for at, char in enumerate(text):
        if char == "(":
            depth += 1
            if depth == 1:
                start = at + 1
        elif char == ")" and depth:
            depth -= 1
            if not depth:
                groups.append(text[start:at])
        elif not depth:
            if groups and char not in " ,.":
                return text, []
            outside.append(char)
    return (text, []) if depth else (one_line("".join(outside)).rstrip(" ,"), groups)

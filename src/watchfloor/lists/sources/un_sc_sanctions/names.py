"""The names of one record of the UN list, aliases and native scripts included."""

import re

from watchfloor.lists.languages import is_native
from watchfloor.lists.reading import Reading, joined, one_line
from watchfloor.lists.sources.un_sc_sanctions.aliases import Alias, read_alias
from watchfloor.lists.sources.un_sc_sanctions.cut import has_stray_signs, restored, untangled
from watchfloor.lists.xml import Record
from watchfloor.model.entity import NameKind

_LOST = "the characters of this name are lost: the file kept one byte of each"
_SCRIPT_NOTE = re.compile(
    r"(?P<before>.*?),?\s*(?:in\s+arabic(?:\s+script)?|original\s+script)\s*:\s?(?P<cut>.+)",
    re.IGNORECASE | re.DOTALL,
)
_FORMER_QUALITY = "f.k.a."


def read_original_script(record: Record, reading: Reading, *, cut: bool) -> None:
    """``NAME_ORIGINAL_SCRIPT``, as an alias.

    Args:
        record: the individual or entity.
        reading: the entity in the making.
        cut: whether the file kept only one byte of each character.
    """
    for text in record.texts("NAME_ORIGINAL_SCRIPT"):
        name = text
        if cut and not text.replace(" ", "").isalpha():
            name = restored(text)
        if name:
            reading.native(name)
            reading.intake.attached("native names")
        else:
            _lost(reading, text)


def _lost(reading: Reading, text: str) -> None:
    reading.intake.reject(
        "native names", file="consolidated list", record=f"{reading.record} {one_line(text)!r}", reason=_LOST
    )


def read_aliases(record: Record, reading: Reading, *, cut: bool) -> None:
    """Every ``*_ALIAS`` of a record: names of their kind, other birth dates and places, remarks."""
    for holder in record.records(f"{record.path}_ALIAS"):
        text, note, quality = holder.get("ALIAS_NAME"), holder.get("NOTE"), holder.get("QUALITY")
        if text or note:
            alias = _read_cut(text, note, reading) if cut else read_alias(text, note)
            _add(alias, quality, reading)
            reading.intake.attached("aliases")
        reading.date("birthDate", holder.get("DATE_OF_BIRTH"))
        place = joined(holder.get("CITY_OF_BIRTH"))
        reading.add("birthPlace", place)
        reading.country("birthCountry", holder.get("COUNTRY_OF_BIRTH"))


def _add(alias: Alias, quality: str, reading: Reading) -> None:
    kind: NameKind = "alias"
    if alias.former or quality.strip().lower() == _FORMER_QUALITY:
        kind = "former"
    elif quality.strip().lower() == "low":
        kind = "weak"
    for name in alias.names:
        reading.name(name, kind)
    for name in alias.natives:
        reading.native(name) if kind == "alias" else reading.name(name, kind)
    for acronym in alias.acronyms:
        reading.add("abbreviation", acronym)
    label = f"Alias {alias.names[0]}" if alias.names else "Alias"
    for remark in alias.remarks:
        reading.note(remark, label)


def _read_cut(text: str, note: str, reading: Reading) -> Alias:
    """An alias of a file that kept one byte of each character."""
    natives: list[str] = []
    if (parts := untangled(text)) is not None:
        text, native = parts
        natives.append(native)
    if script := _SCRIPT_NOTE.fullmatch(note.rstrip()):
        natives.append(restored(script["cut"]))
        note = script["before"]
    alias = read_alias(text, note)
    damaged = [name for name in alias.names if has_stray_signs(name) and not is_native(name)]
    alias.names = [name for name in alias.names if name not in damaged]
    alias.natives += [native for native in natives if native]
    for _ in (*damaged, *(native for native in natives if not native)):
        _lost(reading, text)
    return alias

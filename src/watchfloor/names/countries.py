"""Countries by any of their names: in sixty languages, by code, as lists write them.

The table is compiled from CLDR and from authored spellings by ``scripts/build_countries.py``.
"""

import re
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files

import msgspec

MAX_LENGTH = 120
"""Longer texts are addresses or prose, not the name of a country."""

CODE_LENGTH = 3
"""Codes are matched in plain letters only: "Mỹ" is the United States in Vietnamese, MY is Malaysia."""

_SPACE = re.compile(r"[^\w]+|_")
_INVERTED = re.compile(r"([^,]+),\s*(.+)")
_BRACKETED = re.compile(r"([^()]+)\(([^()]+)\)\s*")


class Country(msgspec.Struct, frozen=True):
    """One country, territory or sanctioned region: its English name and the keys it is known by."""

    name: str
    keys: tuple[str, ...]


class CountryTable(msgspec.Struct, frozen=True):
    """The compiled table: countries by code, and the keys that more than one country answers to."""

    countries: dict[str, Country]
    ambiguous: tuple[str, ...]


def country_key(text: str) -> str:
    """A name as the table spells it: lower case, no accents, no punctuation, no "the"."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(c for c in decomposed if not unicodedata.combining(c))
    bare = bare.replace("'", "").replace("\N{RIGHT SINGLE QUOTATION MARK}", "").replace("&", " and ")
    if "." in bare:
        bare = re.sub(r"\b(\w)\.\s?(?=\w\b)", r"\1", bare)
    words = [w for w in _SPACE.split(bare) if w and w != "the"]
    return unicodedata.normalize(
        "NFC", " ".join("saint" if w == "st" and len(words) > 1 else w for w in words)
    )


@cache
def _table() -> CountryTable:
    data = files("watchfloor.names").joinpath("data/countries.json").read_bytes()
    return msgspec.json.decode(data, type=CountryTable)


@cache
def _codes() -> dict[str, str]:
    return {key: code for code, country in _table().countries.items() for key in country.keys}


@lru_cache(maxsize=1 << 14)
def country_code(text: str) -> str | None:
    """The country a text names, or ``None`` where it names none, or one of several.

    Args:
        text: a name in any of sixty languages, an alpha-2 or alpha-3 code, an English adjective
            of nationality, or an official spelling ("Korea, North", "Iran (Islamic Republic of)").

    Returns:
        ISO 3166-1 alpha-2 in lower case; FollowTheMoney's codes for states that are gone
        (``suhh``, ``yucs``) and for regions under sanctions of their own (``ua-cri``). "Korea"
        and "Congo" alone are ``None``: a guess between two states is worse than silence.
    """
    if not text or len(text) > MAX_LENGTH:
        return None
    if "/" in text:  # bilingual lists: "Syria / Syrie"
        found = {country_code(half) for half in text.split("/")}
        return found.pop() if len(found) == 1 else None
    codes, ambiguous = _codes(), _table().ambiguous
    for form in _forms(text.strip()):
        key = country_key(form)
        if key in ambiguous:
            return None
        if (code := codes.get(key)) is not None and not (
            len(key) <= CODE_LENGTH and key.isascii() > form.isascii()
        ):
            return code
    return None


def _forms(text: str) -> list[str]:
    """The text, and what it says with its parts in natural order."""
    forms = [text]
    if match := _INVERTED.fullmatch(text):
        forms.append(f"{match[2]} {match[1]}")
    if match := _BRACKETED.fullmatch(text):
        forms += [f"{match[2]} {match[1]}", match[1]]
    return forms


def country_name(code: str) -> str:
    """The English name of a country by its code; the code itself where there is no such country."""
    country = _table().countries.get(code.lower())
    return country.name if country else code

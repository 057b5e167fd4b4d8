"""Compile the table of country names from CLDR (by babel) and from the authored spellings.

Run with ``make tables``, or with a file to write to. Babel is needed to build the table, never to read it.
"""

import re
import sys
import tomllib
from collections import Counter, defaultdict
from pathlib import Path

import msgspec
from babel import Locale
from babel.core import get_global

from watchfloor.names.countries import Country, CountryTable, country_key

ROOT = Path(__file__).resolve().parent.parent
AUTHORED = ROOT / "scripts/data/country_names.toml"
TABLE = ROOT / "src/watchfloor/names/data/countries.json"

LOCALES = """
    en af am ar az be bg bn bs ca cs cy da de el es et eu fa fi fr ga gl gu he hi hr hu hy id is it ja ka kk
    km kn ko ky lo lt lv mk ml mn mr ms my nb ne nl nn pa pl ps pt ro ru si sk sl sq sr sr_Latn sv sw ta te
    th tk tr uk ur uz vi zh zh_Hant
""".split()

# Codes of CLDR that are no place on a passport or a flag.
NOT_COUNTRIES = {"EZ", "QO", "UN", "XA", "XB", "ZZ", "AC", "CP", "CQ", "DG", "EA", "IC", "TA"}
_ALPHA3 = re.compile("[A-Z]{3}")
MIN_LATIN_LETTERS = 4
"""A foreign name shorter than this reads as a code ("Mỹ" is the US, MY is Malaysia)."""


def main(target: Path = TABLE) -> int:
    """Write the table; say what it holds."""
    authored = tomllib.loads(AUTHORED.read_text("utf-8"))
    english: dict[str, str] = dict(Locale("en").territories)
    codes = [c.lower() for c in english if len(c) == 2 and c not in NOT_COUNTRIES]
    captions = {code: english[code.upper()] for code in codes} | authored["captions"]
    keys: dict[str, str] = {}
    for layer in (_codes_of(codes), _authored(authored), _cldr(codes, ["en"]), _cldr(codes, LOCALES)):
        for key, code in layer.items():
            keys.setdefault(key, code)
    ambiguous = sorted({country_key(name) for name in authored["ambiguous"]})
    by_code: dict[str, list[str]] = defaultdict(list)
    for key, code in keys.items():
        if key not in ambiguous:
            by_code[code].append(key)
    table = CountryTable(
        countries={code: Country(captions[code], tuple(sorted(by_code[code]))) for code in sorted(by_code)},
        ambiguous=tuple(ambiguous),
    )
    target.write_bytes(_one_country_a_line(table))
    sys.stdout.write(
        f"{len(table.countries)} countries, {len(keys)} names, {target.stat().st_size:,} bytes\n"
    )
    return 0


def _codes_of(codes: list[str]) -> dict[str, str]:
    """Alpha-2 and alpha-3 codes; the historic ones stand for themselves."""
    aliases: dict[str, list[str]] = dict(get_global("territory_aliases"))
    alpha3 = {
        alias.lower(): new[0].lower() for alias, new in aliases.items() if re.fullmatch("[A-Z]{3}", alias)
    }
    return {code: code for code in codes} | {a: c for a, c in alpha3.items() if c in codes and a != "sun"}


def _authored(authored: dict[str, dict[str, list[str]]]) -> dict[str, str]:
    keys: dict[str, str] = {country_key(code): code for code in authored["captions"]}
    for table in ("names", "demonyms"):
        for code, names in authored[table].items():
            for name in names:
                if keys.setdefault(country_key(name), code) != code:
                    raise ValueError(f"{name!r} stands for {keys[country_key(name)]} and {code}")
    return keys


def _cldr(codes: list[str], locales: list[str]) -> dict[str, str]:
    """Names of those languages; one that two countries share is left out."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for locale in locales:
        names = Locale.parse(locale).territories
        for code in codes:
            if (name := names.get(code.upper())) and _long_enough(key := country_key(name)):
                found[key][code] += 1
    return {key: next(iter(counts)) for key, counts in found.items() if len(counts) == 1}


def _long_enough(key: str) -> bool:
    return not key.isascii() or len(key) >= MIN_LATIN_LETTERS


def _one_country_a_line(table: CountryTable) -> bytes:
    """JSON that diffs well."""
    lines = [
        f"{msgspec.json.encode(code).decode()}:{msgspec.json.encode(country).decode()}"
        for code, country in table.countries.items()
    ]
    ambiguous = msgspec.json.encode(table.ambiguous).decode()
    body = ",\n".join(lines)
    return f'{{"ambiguous":{ambiguous},\n"countries":{{\n{body}\n}}}}\n'.encode()


if __name__ == "__main__":
    raise SystemExit(main(*map(Path, sys.argv[1:])))

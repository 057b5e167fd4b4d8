"""Popular given and family names by country: a small sample in the package (CC0)."""

import gzip
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from random import Random

NEIGHBOURS: dict[str, str] = {
    **dict.fromkeys("sy iq ye ps sd ss ly so er mr sa kw jo lb bh qa om ae dz tn ma".split(), "eg"),
    **dict.fromkeys("af pk tj".split(), "ir"),
    **dict.fromkeys("by ua md kz kg uz tm suhh".split(), "ru"),
    **dict.fromkeys("kp".split(), "kr"),
    **dict.fromkeys("hk mo tw sg".split(), "cn"),
    **dict.fromkeys("cu ve ni co mx pe ec bo gt hn sv pa do pr uy py cl ar".split(), "es"),
    **dict.fromkeys("rs me mk ba hr si yucs".split(), "rs"),
    **dict.fromkeys("cd cf bi rw ml ne ci bf td cg".split(), "fr"),
    **dict.fromkeys("zw zm ke ug tz ng gh lr sl".split(), "za"),
}
"""Where a country has no names of its own here, one whose names are of the same kind."""


@dataclass(frozen=True, slots=True)
class CommonName:
    """A popular name: romanised, and as written in its country."""

    country: str
    romanised: str
    written: str


@cache
def common_names(part: str) -> dict[str, tuple[CommonName, ...]]:
    """The popular names of a part (``given`` or ``family``) by country code."""
    packed = files("watchfloor.evaluation").joinpath("data/common_names.tsv.gz").read_bytes()
    found: dict[str, list[CommonName]] = {}
    for line in gzip.decompress(packed).decode().splitlines():
        country, kind, romanised, written = line.split("\t")
        if kind == part:
            found.setdefault(country, []).append(CommonName(country, romanised, written or romanised))
    return {country: tuple(names) for country, names in sorted(found.items())}


def common_name(rng: Random, part: str, countries: frozenset[str] = frozenset()) -> CommonName:
    """A popular name of one of these countries or of a neighbour; of any where none of them is known.

    Where a country's names are a person's own and the father's, given names serve as family names.
    """
    tables = (common_names(part), common_names("given"))
    codes = [c for country in sorted(countries) for c in (country, NEIGHBOURS.get(country, "")) if c]
    wanted = next((found for t in tables if (found := [t[code] for code in codes if code in t])), [])
    names = rng.choice(wanted or list(tables[0].values()))
    return rng.choice(names)

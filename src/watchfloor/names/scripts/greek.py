"""Greek in Latin letters: pairs of letters that are one sound, and their second readings."""

import re
from functools import lru_cache

from watchfloor.names.clean import strip_marks

_USUAL = {
    "ου": "ou", "αυ": "av", "ευ": "ev", "ει": "i", "οι": "i", "αι": "e", "υι": "i", "γγ": "ng", "γχ": "nch", "γκ": "gk", "μπ": "mp",
    "ντ": "nt", "τζ": "tz", "τσ": "ts", "^γκ": "g", "^μπ": "b", "^ντ": "d", "α": "a", "β": "v", "γ": "g", "δ": "d", "ε": "e", "ζ": "z",
    "η": "i", "θ": "th", "ι": "i", "κ": "k", "λ": "l", "μ": "m", "ν": "n", "ξ": "x", "ο": "o", "π": "p", "ρ": "r", "σ": "s", "ς": "s",
    "τ": "t", "υ": "y", "φ": "f", "χ": "ch", "ψ": "ps", "ω": "o",
}  # fmt: skip
_OTHER: tuple[dict[str, str], ...] = (
    {},
    {"χ": "h", "αυ": "af", "ευ": "ef"},
    {"ντ": "d", "μπ": "b", "γκ": "g", "τζ": "j", "τσ": "ch", "χ": "kh"},
)
"""Readings that replace the usual ones, one set after the other."""
_SOUNDS = re.compile("|".join(sound for sound in _USUAL if sound[0] != "^"))


@lru_cache(maxsize=1 << 12)
def romanise(word: str) -> tuple[str, ...]:
    """A cleaned Greek word in Latin letters, the most usual reading first."""
    plain = strip_marks(word)

    def written(readings: dict[str, str]) -> str:
        opening = plain[:2] if "^" + plain[:2] in _USUAL else ""
        rest = _SOUNDS.sub(lambda m: readings.get(m[0]) or _USUAL[m[0]], plain[len(opening) :])
        return (_USUAL["^" + opening] if opening else "") + rest

    return tuple(dict.fromkeys(form for form in map(written, _OTHER) if form))

"""One common word alone is no name to go by: Kim, Ali, Trading, General."""

from functools import lru_cache

from watchfloor.names.lexicon import known_in, rarity
from watchfloor.names.likeness import token_likeness
from watchfloor.names.tokens import Token, tokens
from watchfloor.screening.facts import Facts
from watchfloor.screening.features.verdict import Verdict

_COMMON, _PERSONAL = 0.83, 0.92
"""Rarity up to which a word is common: in some sixteen of the hundred thousand ordinary names counted, or in
four where it is a given or family name."""
_NAMES = ("word", "syllable")
_BESIDE = ("form", "number")
_ARTICLES = frozenset({"al", "el", "the"})
_SPLIT = 3
"""Words that may be one word taken apart."""
_ALIKE = 0.6
"""Likeness of two words from which one may be the other misspelt."""


def lone_name(left: Facts, right: Facts) -> Verdict | None:
    """Is one side known by nothing but a common word, and the other by names of several words?

    A name of that one word on the other side, or of one it may be misspelt for, is the same name: then
    the names decide.
    """
    if not left.names or not right.names:
        return None
    for lone, other in ((left, right), (right, left)):
        words = _common_words(lone.names)
        if words and not any(_alike(w, o) for name in other.names if (o := _only(name)) for w in words):
            reason = f"only a common word is known of the name: {lone.names[0]}"
            return Verdict(strength=-1.0, reason=reason, left=left.names[0], right=right.names[0])
    return None


def _common_words(names: tuple[str, ...]) -> list[Token]:
    """The one common word of each name; empty if any name says more."""
    words: list[Token] = []
    for name in names:
        # Nearly all names have several words, and need not be looked at for long.
        if len(name.split()) > 2 or (word := _common(name)) is None:
            return []
        words.append(word)
    return words


def _alike(one: Token, other: Token) -> bool:
    if one.role not in _NAMES:
        return one.plain == other.plain
    return max(token_likeness(one, other)[0], token_likeness(other, one)[0]) >= _ALIKE


@lru_cache(maxsize=1 << 12)
def _words(name: str) -> tuple[Token, ...]:
    """The words of a name, the article left out."""
    return tuple(token for token in tokens(name) if token.plain not in _ARTICLES)


def _only(name: str) -> Token | None:
    """The one word of a name beside a legal form or number; the words joined where together they are a common word."""
    words = tuple(token for token in _words(name) if token.role not in _BESIDE) or _words(name)
    if len(words) == 1:
        return words[0]
    return _common("".join(token.plain for token in words)) if len(words) <= _SPLIT else None


@lru_cache(maxsize=1 << 12)
def _common(name: str) -> Token | None:
    """The one word that is all of a name, if it is a common one or no name at all."""
    words = _words(name)
    if len(words) != 1 or words[0].role == "number":
        return None
    plain = words[0].plain
    limit = _PERSONAL if {"f", "g"} & set(known_in(plain)) else _COMMON
    return None if words[0].role in _NAMES and rarity(plain) > limit else words[0]

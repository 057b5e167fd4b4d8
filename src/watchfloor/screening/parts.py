"""What joined words are made of: hashes of the words' texts and folds, from which theirs follow.

A string's hash is a sum over its letters (see :mod:`watchfloor.screening.hashing`), so the hash
of two strings written as one is that of the first plus the second's times a power. The keys of
all joined words of a list are made that way, and no string is.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from watchfloor.names.clean import script_of_char
from watchfloor.names.fold import SOUNDED, seams
from watchfloor.names.keys import GILES, KOREAN, SECOND_PARTS, spelled
from watchfloor.names.tokens import Token
from watchfloor.screening.hashing import INVERSE, hash_strings, powers

Hashes = NDArray[np.uint64]
Ints = NDArray[np.int64]

ASCII = 128
_H = ord("h")
_SOUNDED = np.zeros(256, dtype=np.bool_)
_SOUNDED[[ord(letter) for letter in SOUNDED]] = True
_DIGIT = np.zeros(256, dtype=np.bool_)
_DIGIT[ord("0") : ord("9") + 1] = True


@dataclass(frozen=True, slots=True)
class Strings:
    """Strings as hashes, lengths in bytes, and the first and last byte (0 where empty); shape ``(n,)``."""

    hash: Hashes
    length: Ints
    head: NDArray[np.uint8]
    last: NDArray[np.uint8]

    @classmethod
    def of(cls, strings: Sequence[str]) -> "Strings":
        """The hashes of some strings."""
        packed = [string.encode() for string in strings]
        return cls(
            hash_strings(packed),
            np.array([len(p) for p in packed], dtype=np.int64),
            np.array([p[0] if p else 0 for p in packed], dtype=np.uint8),
            np.array([p[-1] if p else 0 for p in packed], dtype=np.uint8),
        )

    def take(self, rows: NDArray[np.integer]) -> "Strings":
        """Some of them."""
        return Strings(self.hash[rows], self.length[rows], self.head[rows], self.last[rows])

    def where(self, keep: NDArray[np.bool_], other: "Strings") -> "Strings":
        """These where ``keep`` says so, others elsewhere."""
        return Strings(*(np.where(keep, getattr(self, n), getattr(other, n)) for n in self.__slots__))

    def then(self, other: "Strings") -> "Strings":
        """Each with the other's written behind it."""
        return Strings(
            self.hash + powers(self.length) * other.hash,
            self.length + other.length,
            np.where(self.length > 0, self.head, other.head),
            np.where(other.length > 0, other.last, self.last),
        )

    def glued(self, other: "Strings") -> "Strings":
        """The same for folds, as :func:`watchfloor.names.fold.glued` puts two together."""
        silent = (other.head == _H) & ~_SOUNDED[self.last]
        doubled = (other.head == self.last) & ~_DIGIT[other.head]
        drop = (silent | doubled) & (self.length > 0) & (other.length > 0)
        shorter = Strings(
            (other.hash - (other.head.astype(np.uint64) + np.uint64(1))) * INVERSE,
            other.length - 1,
            other.head,
            np.where(other.length > 1, other.last, 0).astype(np.uint8),
        )
        return self.then(shorter.where(drop, other))


@dataclass(frozen=True, slots=True)
class Parts:
    """Words as parts of longer ones; shape ``(words,)``.

    ``spelled`` is the kind of a word's Latin spelling, 0 without one; ``dense`` says whether
    joined words with it have further keys (Chinese, Korean and Arabic script, Persian and Arabic
    names of two parts), ``sounding`` whether it has keys by their sound; ``letter``
    is the first of its spelling. The folds are those of :class:`watchfloor.names.fold.Seams`.
    """

    weight: NDArray[np.float64]
    strong: NDArray[np.bool_]
    role: NDArray[np.uint8]
    letter: NDArray[np.uint8]
    spelled: NDArray[np.uint8]
    dense: NDArray[np.bool_]
    sounding: NDArray[np.bool_]
    text: Strings
    plain: Strings
    first: Strings
    second: Strings
    final: Strings
    final_second: Strings


def joined_parts(one: Parts, other: Parts) -> Parts:
    """The parts of some words and those of more."""
    found: dict[str, Any] = {}
    for name in Parts.__slots__:
        a, b = getattr(one, name), getattr(other, name)
        if isinstance(a, Strings):
            found[name] = Strings(
                *(np.concatenate([getattr(a, n), getattr(b, n)]) for n in Strings.__slots__)
            )
        else:
            found[name] = np.concatenate([a, b])
    return Parts(**found)


ROLES = (
    "word",
    "particle",
    "patronymic",
    "title",
    "generation",
    "form",
    "generic",
    "initial",
    "number",
    "syllable",
    "acronym",
    "cut",
    "body",
)
_ROLE = {role: number for number, role in enumerate(ROLES)}


def parts_of(words: Sequence[Token]) -> Parts:
    """Single words as parts."""
    folded = [seams(word.plain) for word in words]
    plain = Strings.of([word.plain for word in words])
    return Parts(
        weight=np.array([word.weight for word in words], dtype=np.float64),
        strong=np.array([word.strong for word in words], dtype=np.bool_),
        role=np.array([_ROLE[word.role] for word in words], dtype=np.uint8),
        letter=np.where(plain.head < ASCII, plain.head, 0).astype(np.uint8),
        spelled=np.array([spelled(word.keys) for word in words], dtype=np.uint8),
        dense=np.array([_is_dense(word.text) for word in words], dtype=np.bool_),
        sounding=np.array([_is_sounding(word) for word in words], dtype=np.bool_),
        text=Strings.of([word.text for word in words]),
        plain=plain,
        first=Strings.of([fold.first for fold in folded]),
        second=Strings.of([fold.second for fold in folded]),
        final=Strings.of([fold.last for fold in folded]),
        final_second=Strings.of([fold.last_second for fold in folded]),
    )


def _is_dense(text: str) -> bool:
    if text.isascii():
        return "t:" + text in SECOND_PARTS
    return any(script_of_char(c) in ("han", "hangul", "arabic") for c in text)


def _is_sounding(word: Token) -> bool:
    return any(kind in (KOREAN, GILES) for kind, _ in word.keys)

"""Neighbouring words read as one, for many names at once: where they stand, and their keys.

The same units as :func:`watchfloor.names.tokens.spans` gives name by name, for names of words
written with spaces. Names in Chinese, Korean or Arabic script are not for here: which of their
runs mean something is looked up in a lexicon, or depends on every letter.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace

import numpy as np
from numpy.typing import NDArray

from watchfloor.names.keys import (
    ACRONYM,
    FOLD,
    NATIVE,
    PLAIN,
    SECOND,
    SHORT_ACRONYM,
    TEXT,
    sound_keys,
)
from watchfloor.names.tokens import (
    LONG_ACRONYM,
    MAX_ACRONYM,
    MAX_SPAN,
    MIN_ACRONYM,
    NO_ACRONYM,
    WHOLE,
    Token,
)
from watchfloor.screening.hashing import expand, hash_strings, powers
from watchfloor.screening.parts import ROLES, Parts, Strings

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

_PARTICLE = ROLES.index("particle")
_NO_ACRONYM = tuple(ROLES.index(role) for role in NO_ACRONYM)
_TURNED, _LETTERS = 10, 11
"""Where names with the first word put last, and acronyms, stand among a name's runs."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Names as the numbers of their words: ``unit`` shape ``(places,)``, the others ``(names,)``."""

    unit: Ints
    first: Ints
    count: Ints

    @classmethod
    def of(cls, unit: Ints, count: Ints) -> "Layout":
        """Names of so many words each, one behind the other."""
        return cls(unit, np.cumsum(count) - count, count)

    def some(self, names: Ints) -> "Layout":
        """Some of the names."""
        return Layout.of(self.unit[expand(self.first[names], self.count[names])[1]], self.count[names])

    def owner(self) -> Ints:
        """The name of each place."""
        return np.repeat(np.arange(len(self.count), dtype=np.int64), self.count)


@dataclass(frozen=True, slots=True)
class Keys:
    """Keys of units; shape ``(keys,)``."""

    hash: NDArray[np.uint64]
    unit: NDArray[np.int32]
    kind: NDArray[np.uint8]

    @classmethod
    def of(cls, hashes: NDArray[np.uint64], unit: Ints, kind: int | NDArray[np.uint8]) -> "Keys":
        """Keys of one kind, or of many."""
        kinds = np.full(len(unit), kind, dtype=np.uint8) if isinstance(kind, int) else kind
        return cls(hashes, unit.astype(np.int32), kinds)


def together(parts: Sequence[Keys]) -> Keys:
    """Some keys and more."""
    return Keys(*(np.concatenate([getattr(part, name) for part in parts]) for name in Keys.__slots__))


@dataclass(frozen=True, slots=True)
class Runs:
    """Joined words and acronyms: where they stand in names, and what each distinct one is.

    ``name``, ``start``, ``span``, ``unit``, and ``rank``, the order of the kinds of run within a
    name: shape ``(entries,)``. ``weight``, ``strong``, ``acronym``: shape ``(units,)``.
    """

    name: Ints
    rank: Ints
    start: Ints
    span: Ints
    unit: Ints
    weight: NDArray[np.float64]
    strong: Bools
    acronym: Bools
    keys: Keys


def runs_of(layout: Layout, parts: Parts, words: Sequence[Token]) -> Runs:
    """The runs of all names that have no dense word.

    Args:
        layout: the names.
        parts: each distinct word as a part of others.
        words: the words themselves, for the keys of Korean and Chinese names.
    """
    kinds = [_joined(places, parts, words) for places in _neighbours(layout)]
    kinds.append(_acronyms(layout, parts))
    base = np.cumsum([0, *(len(kind.weight) for kind in kinds)])[:-1].tolist()
    moved = [
        replace(k, unit=k.unit + at, keys=replace(k.keys, unit=k.keys.unit + np.int32(at)))
        for k, at in zip(kinds, base, strict=True)
    ]
    names = (field.name for field in fields(Runs) if field.name != "keys")
    return Runs(
        **{name: np.concatenate([getattr(kind, name) for kind in moved]) for name in names},
        keys=together([kind.keys for kind in moved]),
    )


@dataclass(frozen=True, slots=True)
class _Places:
    """Where runs of one size stand: ``units`` has shape ``(entries, size)``, the others ``(entries,)``."""

    name: Ints
    rank: Ints
    start: Ints
    units: Ints


def _neighbours(layout: Layout) -> Iterator[_Places]:
    """The runs of each size: neighbours, whole names, and short names with the first word put last."""
    owner = layout.owner()
    start = np.arange(len(owner), dtype=np.int64) - layout.first[owner]
    count = layout.count[owner]
    for size in range(2, WHOLE + 1):
        some = np.flatnonzero(start + size <= count if size <= MAX_SPAN else (start == 0) & (count == size))
        step = np.arange(size, dtype=np.int64)
        turned = np.flatnonzero((start == 0) & (count == size)) if size <= MAX_SPAN else some[:0]
        at = np.concatenate([some[:, None] + step, turned[:, None] + (step + 1) % size])
        entry = np.concatenate([some, turned])
        rank = np.repeat([size, _TURNED], [len(some), len(turned)])
        yield _Places(owner[entry], rank, start[entry], layout.unit[at])


def _distinct(units: Ints) -> tuple[Ints, Ints]:
    """The first row of each distinct one of some rows, and which distinct one each row is."""
    found = units[:, 0]
    for column in units.T[1:]:
        _, found = np.unique(found << 32 | column, return_inverse=True)
    _, first, found = np.unique(found, return_index=True, return_inverse=True)
    return first, found


def _joined(places: _Places, parts: Parts, words: Sequence[Token]) -> Runs:
    """The joined words of one size, as ``tokens._join`` and ``keys.run_keys`` define them."""
    first, which = _distinct(places.units)
    units = places.units[first]
    weight, strong = np.zeros(len(units)), np.zeros(len(units), dtype=np.bool_)
    for column in units.T:
        weight += parts.weight[column]
        strong |= parts.strong[column]
    return Runs(
        name=places.name,
        rank=places.rank,
        start=places.start,
        span=np.full(len(which), places.units.shape[1], dtype=np.int64),
        unit=which,
        weight=weight,
        strong=strong,
        acronym=np.zeros(len(units), dtype=np.bool_),
        keys=together([*_spelling_keys(units, parts), *_sound_keys(units, parts, words)]),
    )


def _spelling_keys(units: Ints, parts: Parts) -> Iterator[Keys]:
    """Keys by the letters: text, romanisation, first two folds."""
    every = np.arange(len(units), dtype=np.int64)
    yield Keys.of(_prefixed("t:", _written(units, parts.text)).hash, every, TEXT)
    kinds = parts.spelled[units]
    rows = np.flatnonzero(kinds.all(axis=1))
    units, native = units[rows], (kinds[rows] == NATIVE).any(axis=1)
    plain = _prefixed("p:", _written(units, parts.plain))
    yield Keys.of(plain.hash, rows, np.where(native, NATIVE, PLAIN).astype(np.uint8))
    size = units.shape[1]
    has = parts.second.length[units] > 0
    other = np.where(has.any(axis=1), has.argmax(axis=1), size)  # the first word with a second fold
    usual, second = _folded(units, parts, np.full(len(units), size)), _folded(units, parts, other)
    yield Keys.of(_prefixed("f:", usual).hash, rows, FOLD)
    differs = (other < size) & ((usual.hash != second.hash) | (usual.length != second.length))
    yield Keys.of(_prefixed("f:", second.take(np.flatnonzero(differs))).hash, rows[differs], SECOND)


def _written(units: Ints, strings: Strings) -> Strings:
    """The strings of each row's words, one behind the other."""
    out = strings.take(units[:, 0])
    for column in units.T[1:]:
        out = out.then(strings.take(column))
    return out


def _folded(units: Ints, parts: Parts, other: Ints) -> Strings:
    """The folds of each row's words put together, the second one of word number ``other``."""
    end = units.shape[1] - 1
    out = Strings.of([""]).take(np.zeros(len(units), dtype=np.int64))
    for place, column in enumerate(units.T):
        usual, second = (parts.first, parts.second) if place < end else (parts.final, parts.final_second)
        out = out.glued(second.take(column).where(other == place, usual.take(column)))
    return out


def _prefixed(prefix: str, strings: Strings) -> Strings:
    return Strings.of([prefix]).take(np.zeros(len(strings.hash), dtype=np.int64)).then(strings)


def _sound_keys(units: Ints, parts: Parts, words: Sequence[Token]) -> Iterator[Keys]:
    """Keys by the sound, of the few runs that have any."""
    rows = np.flatnonzero(parts.sounding[units].any(axis=1) & (parts.spelled[units] > 0).all(axis=1))
    hashes: list[bytes] = []
    unit: list[int] = []
    kinds: list[int] = []
    for row, numbers in zip(rows.tolist(), units[rows].tolist(), strict=True):
        for kind, key in dict.fromkeys(sound_keys([words[n].keys for n in numbers])):
            hashes.append(key.encode())
            unit.append(row)
            kinds.append(kind)
    yield Keys(hash_strings(hashes), np.array(unit, dtype=np.int32), np.array(kinds, dtype=np.uint8))


def _acronyms(layout: Layout, parts: Parts) -> Runs:
    """The acronyms of names, as ``tokens._initials`` defines them."""
    owner, size = layout.owner(), len(layout.count)
    role, letter = parts.role[layout.unit], parts.letter[layout.unit]
    barred = np.bincount(owner[np.isin(role, _NO_ACRONYM)], minlength=size) > 0
    places = np.flatnonzero((role != _PARTICLE) & (letter > 0) & ~barred[owner])
    letters = np.bincount(owner[places], minlength=size)
    fits = (letters >= MIN_ACRONYM) & (letters <= MAX_ACRONYM)
    places = places[fits[owner[places]]]
    names = np.flatnonzero(fits)
    count = letters[names]
    first = np.cumsum(count) - count
    rank = np.arange(len(places), dtype=np.int64) - np.repeat(first, count)
    terms = (letter[places].astype(np.uint64) + np.uint64(1)) * powers(rank)
    hashes = np.add.reduceat(terms, first, dtype=np.uint64) if len(names) else np.zeros(0, dtype=np.uint64)
    weight = np.bincount(owner, weights=parts.weight[layout.unit], minlength=size).astype(np.float64)[names]
    # Equal letters of equal weight are one unit.
    _, one, which = np.unique(
        np.stack([hashes, weight.view(np.uint64)], axis=1), axis=0, return_index=True, return_inverse=True
    )
    text = Strings(hashes[one], count[one].astype(np.int64), *(np.ones((2, len(one)), dtype=np.uint8)))
    kind = np.where(count[one] < LONG_ACRONYM, SHORT_ACRONYM, ACRONYM).astype(np.uint8)
    return Runs(
        name=names,
        rank=np.full(len(names), _LETTERS),
        start=np.zeros(len(names), dtype=np.int64),
        span=layout.count[names],
        unit=which.reshape(-1).astype(np.int64),
        weight=weight[one],
        strong=np.ones(len(one), dtype=np.bool_),
        acronym=np.ones(len(one), dtype=np.bool_),
        keys=Keys.of(_prefixed("p:", text).hash, np.arange(len(one), dtype=np.int64), kind),
    )

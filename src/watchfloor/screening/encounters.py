"""The words of parties and what they meet on a list, remembered from batch to batch.

Ordinary names are made of few distinct words, and a word meets the same listed words every
time. Only joined words are new in every batch; their keys follow from those of their parts.
"""

from collections.abc import Sequence
from dataclasses import fields, replace
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray

from watchfloor.names.keys import JOINED
from watchfloor.names.tokens import Token
from watchfloor.screening.hashing import expand
from watchfloor.screening.nameset import WordFacts, place
from watchfloor.screening.parts import Parts, joined_parts, parts_of
from watchfloor.screening.retrieval import Side
from watchfloor.screening.runs import Runs
from watchfloor.screening.vocabulary import Interner, UnitPairs, Vocabulary, build_vocabulary, join

Ints = NDArray[np.int64]

MOST = 120_000
"""Units that are remembered; then all of them are forgotten. About 150 MB."""
_TOLD = ("weight", "joined", "acronym", "strong", "usual", "syllabic", "initial", "first")
"""Arrays of a vocabulary that say what a unit is; the others only serve to find what is like it."""


_NOTHING = build_vocabulary([])


class _Grown:
    """Arrays of equal length that grow at their ends."""

    def __init__(self, **empty: NDArray[Any]) -> None:
        self.size = 0
        self._room = empty

    def __getitem__(self, name: str) -> NDArray[Any]:
        return self._room[name][: self.size]

    def add(self, **more: NDArray[Any]) -> None:
        """Put further rows at the end."""
        size = self.size + len(next(iter(more.values())))
        for name, rows in more.items():
            room = self._room[name]
            if size > len(room):
                self._room[name] = np.empty(2 * size, dtype=room.dtype)
                self._room[name][: self.size] = room[: self.size]
            self._room[name][self.size : size] = rows
        self.size = size


class Encounters:
    """Meets parties' names with a list. Any number of threads may ask; they take turns.

    Args:
        listed: the list's vocabulary.
    """

    def __init__(self, listed: Vocabulary) -> None:
        self._listed, self._lock = listed, Lock()
        # Joined words meet single words only, and no typing errors are looked for in them.
        single = ~listed.joined[listed.key_unit]
        self._single = replace(
            listed,
            key_hash=listed.key_hash[single],
            key_unit=listed.key_unit[single],
            key_kind=listed.key_kind[single],
            near_hash=listed.near_hash[:0],
            near_form=listed.near_form[:0],
        )
        self._forget()

    def meet(self, names: Sequence[str]) -> tuple[Side, UnitPairs]:
        """The names, and the pairs of their units and listed ones that are alike."""
        with self._lock:
            if len(self._interner.units) > MOST:
                self._forget()
            placed = place(names, self._interner, self._all_parts)
            self._learn()
            used = _distinct(placed.places.unit)
            place_of = np.zeros(len(self._interner.units), dtype=np.int64)
            place_of[used] = np.arange(len(used))
            name_set = placed.name_set(
                WordFacts(*(self._facts[f.name] for f in fields(WordFacts))), len(used), place_of
            )
            words = {name: self._units[name][used] for name in _TOLD}
            pairs = self._remembered(used)
        if placed.runs is None:
            return Side(name_set, _bare(words)), pairs
        runs = _run_words(placed.runs)
        found = join(runs, self._single)
        found = replace(found, left=found.left + np.int32(len(used)))
        words = {name: np.concatenate([words[name], getattr(runs, name)]) for name in _TOLD}
        both = (np.concatenate([getattr(pairs, f.name), getattr(found, f.name)]) for f in fields(UnitPairs))
        return Side(name_set, _bare(words)), UnitPairs(*both)

    def _forget(self) -> None:
        none = join(_NOTHING, _NOTHING)
        self._interner = Interner()
        self._parts: Parts = parts_of([])
        self._units = _Grown(**{name: getattr(_NOTHING, name) for name in _TOLD})
        self._facts = _Grown(**{f.name: getattr(WordFacts.of([]), f.name) for f in fields(WordFacts)})
        self._pairs = _Grown(**{f.name: getattr(none, f.name) for f in fields(UnitPairs)})
        self._ends = _Grown(end=np.zeros(0, dtype=np.int64))

    def _all_parts(self) -> Parts:
        """The parts of all units so far."""
        units = self._interner.units
        if (known := len(self._parts.weight)) < len(units):
            self._parts = joined_parts(self._parts, parts_of(units[known:]))
        return self._parts

    def _learn(self) -> None:
        """Meet the units that are new."""
        start = self._units.size
        if start == len(self._interner.units):
            return
        new = self._interner.units[start:]
        words = build_vocabulary(new)
        found = join(words, self._listed)
        ends = self._pairs.size + np.searchsorted(found.left, np.arange(len(new)), side="right")
        self._units.add(**{name: getattr(words, name) for name in _TOLD})
        facts = WordFacts.of(new)
        self._facts.add(**{f.name: getattr(facts, f.name) for f in fields(WordFacts)})
        self._ends.add(end=ends.astype(np.int64))
        self._pairs.add(**{f.name: getattr(found, f.name) for f in fields(UnitPairs)})
        # Most of a word's memory is its keys, which have done their work.
        self._interner.units[start:] = [_bare_word(word) for word in new]

    def _remembered(self, used: Ints) -> UnitPairs:
        """The pairs of some units, which are numbered anew in their order."""
        stop = self._ends["end"]
        start = np.where(used > 0, stop[used - 1], 0) if len(stop) else used
        row, slot = expand(start, stop[used] - start)
        found = {f.name: self._pairs[f.name][slot] for f in fields(UnitPairs)}
        return UnitPairs(**{**found, "left": row.astype(np.int32)})


def _distinct(units: Ints) -> Ints:
    found = np.sort(units)
    return found[np.concatenate([[True], found[1:] != found[:-1]])] if len(found) else found


def _bare_word(word: Token) -> Token:
    """A word with no other keys than joining it to others asks for."""
    return word._replace(keys=tuple(key for key in word.keys if key[0] in JOINED))


def _bare(told: dict[str, NDArray[Any]]) -> Vocabulary:
    """A vocabulary that says what its units are, and in which nothing is looked up."""
    return replace(_NOTHING, **told)


def _run_words(runs: Runs) -> Vocabulary:
    """The vocabulary of joined words alone."""
    return build_vocabulary([], runs)

"""Which listed names hold a word of a text: looked up once for every word and engine.

Sets of listed names are met to see which neighbouring words could belong to one name, so that
only those are compared. A word is known by the screening's own keys and typing errors, and in
every form that :mod:`watchfloor.news.inflect` gives it.
"""

from collections.abc import Iterable
from typing import NamedTuple
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from watchfloor.names.lexicon import bare
from watchfloor.names.scripts import chinese, kontsevich, korean
from watchfloor.news.accept import Fit
from watchfloor.news.inflect import base_forms
from watchfloor.screening.engine import Engine
from watchfloor.screening.nameset import analyse
from watchfloor.screening.vocabulary import join

SPELLED = 0.8
"""Likeness from which a word may stand for a listed one: other spellings, one wrong letter in six."""
NATIVE = 0.97
"""Likeness of a character that is listed as such, not only read alike."""
TELLS = 0.45
"""Weight from which a word belongs to a name: not an article, a title or a legal form."""
BATCH = 4000
"""Words, or spellings of names, looked up at once: enough for arrays to pay, few enough for memory."""
LETTERS = 60
"""Letters of the longest word that is looked up."""
MOST = 500_000
"""Words kept for the next text."""


class Known(NamedTuple):
    """What is known of a word.

    ``names`` are the numbers of the listed names that hold it, sorted; ``alone`` whether it may be all of one;
    ``syllable`` and ``family`` whether it may be a syllable, or the family name, of a Korean or Chinese name.
    """

    names: NDArray[np.int32]
    alone: bool
    syllable: bool
    family: bool


_NONE: NDArray[np.int32] = np.zeros(0, dtype=np.int32)
NOTHING = Known(_NONE, False, False, False)  # noqa: FBT003 - the empty record


class Naming(NamedTuple):
    """A listed name that a form spells out: its entity and number, and how well it is spelled.

    ``matched`` is the weight of the words that say who is meant, as far as they are alike.
    """

    entity: int
    listed: int
    alike: float
    score: float
    matched: float
    fit: Fit


_SYLLABLES = 6


class Lookup:
    """The words of texts against one engine's index."""

    _of: "WeakKeyDictionary[Engine, Lookup]" = WeakKeyDictionary()

    def __init__(self, engine: Engine) -> None:
        self._words, self._names = engine.index.side.words, engine.index.side.names
        self._listed = engine.index.listed
        self.content = _content(engine)
        """How many words of each listed name say something; shape ``(names,)``."""
        self.spelled: dict[str, tuple[Naming, ...]] = {}
        """The listed names each form spells out, as far as it was looked up."""
        self._known: dict[tuple[str, str, bool], Known] = {}

    @classmethod
    def of(cls, engine: Engine) -> "Lookup":
        """The engine's lookup, kept as long as the engine is."""
        found = cls._of.get(engine)
        if found is None:
            found = cls._of[engine] = cls(engine)
        return found

    def words(self, found: Iterable[tuple[str, str, bool]]) -> dict[str, Known]:
        """What is known of some words.

        Args:
            found: text, script, and whether Polish and Czech endings are taken off.
        """
        wanted = dict.fromkeys(found)
        new = [word for word in wanted if word not in self._known]
        if len(self._known) > MOST:
            self._known.clear()
            new = list(wanted)
        for start in range(0, len(new), BATCH):
            self._resolve(new[start : start + BATCH])
        return {word[0]: self._known[word] for word in wanted}

    def _resolve(self, new: list[tuple[str, str, bool]]) -> None:
        new = [word for word in new if len(word[0]) <= LETTERS or self._pass_over(word)]
        bases = [base_forms(text, script, slavic=slavic) for text, script, slavic in new]
        forms = list(dict.fromkeys(form for base in bases for form in base))
        place = {form: number for number, form in enumerate(forms)}
        name_set, vocabulary = analyse(forms)
        pairs = join(vocabulary, self._words)
        good = (pairs.alike >= SPELLED) & (self._words.weight[pairs.right] >= TELLS)
        left, right, alike = pairs.left[good], pairs.right[good], pairs.alike[good]
        first = np.searchsorted(left, np.arange(vocabulary.size + 1))
        for word, base in zip(new, bases, strict=True):
            units: list[NDArray[np.int32]] = []
            for form in base:
                number = place[form]
                for unit in name_set.unit[name_set.indptr[number] : name_set.indptr[number + 1]].tolist():
                    row = slice(first[unit], first[unit + 1])
                    units.append(right[row] if word[1] != "han" else right[row][alike[row] >= NATIVE])
            self._known[word] = self._one(word[1], base, np.unique(np.concatenate(units)) if units else None)

    def _pass_over(self, word: tuple[str, str, bool]) -> bool:
        """Remember that a word is too long to be one; always false."""
        self._known[word] = NOTHING
        return False

    def _one(self, script: str, base: tuple[str, ...], units: NDArray[np.int32] | None) -> Known:
        lists: list[NDArray[np.int32]] = []
        alone = False
        for unit in units.tolist() if units is not None else ():
            here = self._listed.indices[self._listed.indptr[unit] : self._listed.indptr[unit + 1]]
            lists.append(here)
            enough = 3 if self._words.joined[unit] else 1
            alone = alone or bool((self.content[here] <= enough).any())
        names = np.unique(np.concatenate(lists)).astype(np.int32) if lists else _NONE
        cased = script in ("latin", "cyrillic")
        syllable = cased and any(_is_syllable(form.lower()) for form in base)
        family = syllable and any(bare(form) in _SURNAMES for form in base)
        return Known(names, alone, syllable, family)


def shared(left: NDArray[np.int32], right: NDArray[np.int32]) -> NDArray[np.int32]:
    """What two sorted arrays without repetitions have in common."""
    if len(left) > len(right):
        left, right = right, left
    if not len(left):
        return left
    place = np.minimum(np.searchsorted(right, left), len(right) - 1)
    common: NDArray[np.int32] = left[right[place] == left]
    return common


_SURNAMES = korean.SURNAMES | chinese.SURNAMES | kontsevich.SURNAMES


def _is_syllable(lowered: str) -> bool:
    if len(lowered) > _SYLLABLES:
        return False
    return bool(
        korean.syllable_keys(lowered) or chinese.is_syllable(lowered) or kontsevich.syllable_keys(lowered)
    )


def is_syllable(word: str) -> bool:
    """May the word be a syllable of a Korean or Chinese given name?"""
    return _is_syllable(word.lower())


def _content(engine: Engine) -> NDArray[np.int64]:
    """How many single words of each listed name weigh enough to say something."""
    names, words = engine.index.side.names, engine.index.side.words
    position = np.arange(len(names.unit)) - np.repeat(names.indptr[:-1], np.diff(names.indptr))
    single = position < np.repeat(names.words.astype(np.int64), np.diff(names.indptr))
    telling = single & (words.weight[names.unit] >= TELLS)
    owner = np.repeat(np.arange(names.size), np.diff(names.indptr))
    return np.bincount(owner[telling], minlength=names.size)

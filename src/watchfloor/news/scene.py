"""A text laid out for reading: words, sentences, and how each sentence uses capital letters."""

from bisect import bisect_right
from functools import cached_property
from itertools import accumulate

from watchfloor.news.lexis import countries_named, namesake_phrases
from watchfloor.news.text import CASED, Word, cuts, without_case, words

NOUNS, HEADLINE = 0.3, 0.6
"""Share of capital words inside sentences from which they are not names alone: so far (German), in one sentence."""
ENOUGH = 8
"""Long words from which that share says anything."""


def _counts(word: Word) -> bool:
    return word.script in CASED and len(word.text) > 3


class Scene:
    """One text.

    What is asked of it about a sentence depends on that sentence and on what stands before it only,
    so that a text which goes on changes nothing of what was read.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.words = words(text)
        self.cuts = cuts(text)
        self._starts = [start for start, _ in self.cuts]
        self._word_starts = [word.start for word in self.words]
        self._uncased: dict[int, bool] = {}
        self._nouns: dict[int, bool] = {}

    def sentence(self, place: int) -> int:
        """The number of the sentence a character is in."""
        return max(bisect_right(self._starts, place) - 1, 0)

    def _of(self, number: int) -> tuple[int, list[Word]]:
        """The place of a sentence's first word, and its words."""
        start, end = self.cuts[number]
        first = bisect_right(self._word_starts, start - 1)
        return first, self.words[first : bisect_right(self._word_starts, end - 1)]

    def uncased(self, place: int) -> bool:
        """Do capitals tell nothing in the sentence a character is in?

        They do not where all letters are capital, or where none is and none was before.
        """
        number = self.sentence(place)
        if number not in self._uncased:
            words = self._of(number)[1]
            told = without_case(words)
            if told and not any(word.text.isupper() for word in words):
                told = self.first_capital >= self.cuts[number][0]
            self._uncased[number] = told
        return self._uncased[number]

    @cached_property
    def first_capital(self) -> int:
        """Where the first capital word begins; the end of the text if there is none."""
        return next((w.start for w in self.words if w.capital and w.script in CASED), len(self.text))

    def shouted(self, place: int) -> bool:
        """Is the sentence a character is in written in capital letters?"""
        return self.uncased(place) and any(w.text[:1].isupper() for w in self._of(self.sentence(place))[1])

    def nouns(self, place: int) -> bool:
        """Do capitals not tell names there: in German, in a headline, or in too short a text to know?"""
        number = self.sentence(place)
        if number not in self._nouns:
            first, words = self._of(number)
            cased = [word.capital for word in words[1:] if _counts(word)]
            long, capital = (counts[first + len(words)] for counts in self._counts)
            headline = len(cased) > 2 and sum(cased) > HEADLINE * len(cased)
            self._nouns[number] = headline or long < ENOUGH or capital > NOUNS * long
        return self._nouns[number]

    @cached_property
    def _counts(self) -> tuple[list[int], list[int]]:
        """For each word, how many long words stand before it inside sentences, and how many are capital."""
        openers = {self._of(number)[0] for number in range(len(self.cuts))}
        inside = [_counts(word) and place not in openers for place, word in enumerate(self.words)]
        capital = (told and word.capital for told, word in zip(inside, self.words, strict=True))
        return [0, *accumulate(inside)], [0, *accumulate(capital)]

    def opens(self, word: int) -> bool:
        """Is it the first word of its sentence?"""
        return self._of(self.sentence(self.words[word].start))[0] == word

    def told(self, place: int) -> str:
        """The text up to the end of the sentence a character is in."""
        return self.text[: self.cuts[self.sentence(place)][1]] if self.cuts else ""

    @cached_property
    def _countries(self) -> dict[str, list[int]]:
        places: dict[str, list[int]] = {}
        for place, code in countries_named(self.text):
            places.setdefault(code, []).append(place)
        return places

    def speaks_of(self, countries: tuple[str, ...], place: int, *, within: int) -> str:
        """The first of the countries named by the end of that sentence and not long before; empty if none is."""
        end = self.cuts[self.sentence(place)][1]
        for code in countries:
            named = self._countries.get(code, [])
            last = bisect_right(named, end - 1) - 1
            if last >= 0 and named[last] >= place - within:
                return code
        return ""

    @cached_property
    def namesakes(self) -> list[tuple[int, int]]:
        """Where a well-known namesake of a listed party is named."""
        return [match.span() for match in namesake_phrases().finditer(self.text)]

    @cached_property
    def _lower(self) -> dict[str, int]:
        """Words in small letters with their first place."""
        first: dict[str, int] = {}
        for word in self.words:
            if word.script in CASED and not word.capital:
                first.setdefault(word.text, word.start)
        return first

    def small(self, word: str, place: int) -> bool:
        """Was the word used with a small letter before that place?"""
        return self._lower.get(word.lower(), place) < place

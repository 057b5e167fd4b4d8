"""What a manipulation is: a small pure function that misspells a listed party as people and evaders do."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Literal

from watchfloor.evaluation.subjects import ALL, PERSON, Kind, Subject
from watchfloor.model.party import Party

OnName = Callable[[Random, str], str | None]
OnSubject = Callable[[Random, Subject], str | Party | None]
Expects = Literal["alert", "either", "quiet"]

LETTERS = "abcdefghijklmnopqrstuvwxyz"
VOWELS = frozenset("aeiou")
LONG = 3
"""Letters from which a word is worth a typing error."""


@dataclass(frozen=True, slots=True)
class Manipulation:
    """One class of test cases.

    ``make`` returns the manipulated name or party, or None where the class does not apply.
    ``expects`` is what a good matcher does with a case; ``parameter`` says how strong it is.
    """

    key: str
    group: str
    title: str
    make: OnSubject
    kinds: frozenset[Kind] = ALL
    expects: Expects = "alert"
    parameter: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Makes the manipulations of one group, so that its table reads as one line a class."""

    name: str

    def name_class(
        self,
        key: str,
        title: str,
        make: OnName,
        *,
        kinds: frozenset[Kind] = ALL,
        expects: Expects = "alert",
        parameter: str = "",
    ) -> Manipulation:
        """A class that needs the name only."""

        def on_subject(rng: Random, subject: Subject) -> str | None:
            return make(rng, subject.name)

        return Manipulation(key, self.name, title, on_subject, kinds, expects, parameter)

    def subject_class(
        self,
        key: str,
        title: str,
        make: OnSubject,
        *,
        kinds: frozenset[Kind] = PERSON,
        expects: Expects = "alert",
        parameter: str = "",
    ) -> Manipulation:
        """A class that looks at the listed party's other facts too."""
        return Manipulation(key, self.name, title, make, kinds, expects, parameter)


def long_words(words: list[str], least: int = LONG) -> list[int]:
    """The places of the words with at least so many letters."""
    return [i for i, word in enumerate(words) if sum(c.isalpha() for c in word) >= least]


def replaced(words: list[str], place: int, word: str) -> str:
    """The words as a name, one of them replaced; an empty one is left out."""
    return " ".join(w for w in (*words[:place], word, *words[place + 1 :]) if w)


def letter_places(word: str) -> list[int]:
    """Where the letters stand in a word."""
    return [i for i, c in enumerate(word) if c.isalpha()]


def titled(text: str) -> str:
    """The text with every word, and every hyphenated part of one, beginning with a capital."""
    return re.sub(r"(?:^|(?<=[\s-]))\w", lambda first: first.group().upper(), text)


def changed(name: str, other: str) -> str | None:
    """The other name, if it is one and not the same but for case and spaces."""
    other = " ".join(other.split())
    return other if other and other.casefold() != " ".join(name.split()).casefold() else None

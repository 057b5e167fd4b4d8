"""Typing and reading errors."""

from collections.abc import Callable
from functools import partial
from random import Random

from watchfloor.evaluation.manipulations.base import (
    LETTERS,
    Group,
    changed,
    letter_places,
    long_words,
    replaced,
)
from watchfloor.evaluation.tables import pairs

_GROUP = Group("typo")
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")

Edit = Callable[[Random, str], str]


def _neighbours() -> dict[str, str]:
    found: dict[str, str] = {}
    for number, row in enumerate(_ROWS):
        for place, letter in enumerate(row):
            near = [row[place - 1] if place else "", row[place + 1] if place + 1 < len(row) else ""]
            for other in (number - 1, number + 1):
                if 0 <= other < len(_ROWS):
                    near.extend(_ROWS[other][max(place - 1, 0) : place + 1])
            found[letter] = "".join(near)
    return found


_KEYS = _neighbours()


def deleted(rng: Random, word: str) -> str:
    """One letter left out."""
    place = rng.choice(letter_places(word))
    return word[:place] + word[place + 1 :]


def inserted(rng: Random, word: str) -> str:
    """One letter too many."""
    place = rng.randrange(len(word) + 1)
    return word[:place] + rng.choice(LETTERS) + word[place:]


def substituted(rng: Random, word: str) -> str:
    """One letter replaced by any other."""
    place = rng.choice(letter_places(word))
    return word[:place] + rng.choice(LETTERS.replace(word[place].lower(), "")) + word[place + 1 :]


def transposed(rng: Random, word: str) -> str:
    """Two neighbouring letters swapped; the word itself where no two differ."""
    both = [i for i in range(len(word) - 1) if word[i : i + 2].isalpha()]
    places = [i for i in both if word[i].lower() != word[i + 1].lower()]
    if not places:
        return word
    place = rng.choice(places)
    return word[:place] + word[place + 1] + word[place] + word[place + 2 :]


def doubled(rng: Random, word: str) -> str:
    """A letter doubled, or a double letter halved."""
    double = [i for i in range(len(word) - 1) if word[i].lower() == word[i + 1].lower()]
    if double:
        place = rng.choice(double)
        return word[:place] + word[place + 1 :]
    place = rng.choice(letter_places(word))
    return word[:place] + word[place].lower() + word[place:]


def neighbouring_key(rng: Random, word: str) -> str:
    """A letter replaced by one beside it on the keyboard."""
    places = [i for i in letter_places(word) if word[i].lower() in _KEYS]
    if not places:
        return word
    place = rng.choice(places)
    return word[:place] + rng.choice(_KEYS[word[place].lower()]) + word[place + 1 :]


def first_letter(rng: Random, word: str) -> str:
    """The first letter replaced."""
    place = letter_places(word)[0]
    return word[:place] + rng.choice(LETTERS.replace(word[place].lower(), "")) + word[place + 1 :]


EDITS: tuple[Edit, ...] = (deleted, inserted, substituted, transposed)


def any_edit(rng: Random, word: str) -> str:
    """One of the four edits."""
    return rng.choice(EDITS)(rng, word)


def in_a_word(rng: Random, name: str, *, edit: Edit, times: int = 1) -> str | None:
    """Edits, each in a word of at least three letters, in different words while there are any."""
    words = name.split()
    places = long_words(words)
    if not places:
        return None
    order = [place for _ in range(times) for place in rng.sample(places, len(places))]
    for place in order[:times]:
        words[place] = edit(rng, words[place])
    return changed(name, " ".join(words))


def in_every_word(rng: Random, name: str) -> str | None:
    """One edit in each word of at least three letters."""
    words = name.split()
    for place in long_words(words):
        words[place] = any_edit(rng, words[place])
    return changed(name, " ".join(words))


def scanned(rng: Random, name: str) -> str | None:
    """A letter read wrongly by a machine: rn for m, 0 for o, 1 for l."""
    words = name.lower().split()
    found = [(i, a, b) for i in long_words(words) for a, b in pairs("typo", "scanned") if a in words[i]]
    if not found:
        return None
    place, seen, read = rng.choice(found)
    return changed(name, replaced(words, place, words[place].replace(seen, read, 1)))


CLASSES = (
    _GROUP.name_class(
        "typo-delete", "1 typo: letter left out", partial(in_a_word, edit=deleted), parameter="1"
    ),
    _GROUP.name_class(
        "typo-insert", "1 typo: letter too many", partial(in_a_word, edit=inserted), parameter="1"
    ),
    _GROUP.name_class(
        "typo-substitute", "1 typo: other letter", partial(in_a_word, edit=substituted), parameter="1"
    ),
    _GROUP.name_class(
        "typo-transpose", "1 typo: letters swapped", partial(in_a_word, edit=transposed), parameter="1"
    ),
    _GROUP.name_class("typo-2", "2 typos", partial(in_a_word, edit=any_edit, times=2), parameter="2"),
    _GROUP.name_class("typo-3", "3 typos", partial(in_a_word, edit=any_edit, times=3), parameter="3"),
    _GROUP.name_class("typo-each", "a typo in every word", in_every_word, parameter="each word"),
    _GROUP.name_class(
        "typo-first", "first letter of a word", partial(in_a_word, edit=first_letter), parameter="first"
    ),
    _GROUP.name_class(
        "typo-doubled", "letter doubled or halved", partial(in_a_word, edit=doubled), parameter="1"
    ),
    _GROUP.name_class(
        "typo-keyboard", "neighbouring key", partial(in_a_word, edit=neighbouring_key), parameter="1"
    ),
    _GROUP.name_class("typo-scan", "read wrongly by a machine", scanned, parameter="1"),
)

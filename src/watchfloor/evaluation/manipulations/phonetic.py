"""Spellings of the same sound."""

from functools import partial
from random import Random

from watchfloor.evaluation.manipulations.base import LONG, VOWELS, Group, changed
from watchfloor.evaluation.tables import pairs

_GROUP = Group("phonetic")


def respelled(rng: Random, name: str, *, times: int) -> str | None:
    """So many sounds written in another way, each at a place not changed before."""
    text = name.lower()
    done = 0
    taken = [False] * len(text)
    while done < times:
        found = [
            (i, a, b)
            for a, b in pairs("phonetic", "sounds")
            for i in range(len(text) - len(a) + 1)
            if text.startswith(a, i) and not any(taken[i : i + len(a)])
        ]
        if not found:
            return None
        place, old, new = rng.choice(found)
        text = text[:place] + new + text[place + len(old) :]
        taken[place : place + len(old)] = [True] * len(new)
        done += 1
    return changed(name, text)


def vowels_dropped(rng: Random, name: str, *, share: float) -> str | None:
    """That share of the vowels left out, those that begin a word kept."""
    words = []
    for word in name.split():
        kept = [
            c
            for i, c in enumerate(word)
            if not i or c.lower() not in VOWELS or len(word) < LONG or rng.random() >= share
        ]
        words.append("".join(kept))
    return changed(name, " ".join(words))


CLASSES = (
    _GROUP.name_class("phonetic-1", "1 sound respelled", partial(respelled, times=1), parameter="1"),
    _GROUP.name_class("phonetic-2", "2 sounds respelled", partial(respelled, times=2), parameter="2"),
    _GROUP.name_class("phonetic-3", "3 sounds respelled", partial(respelled, times=3), parameter="3"),
    _GROUP.name_class(
        "vowels-dropped", "half of the vowels dropped", partial(vowels_dropped, share=0.5), parameter="50%"
    ),
)

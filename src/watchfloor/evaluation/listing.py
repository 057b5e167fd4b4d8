"""The list under test: its parties by number, who is the same as whom, and which names are taken."""

import re
from collections.abc import Iterable
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from watchfloor.evaluation.subjects import is_latin
from watchfloor.model.entity import Entity
from watchfloor.names.clean import strip_marks
from watchfloor.screening.index import Index

_WORD = re.compile(r"\w+")


def name_key(name: str) -> str:
    """What two names share that differ in case, accents, punctuation and order of words only."""
    return " ".join(sorted(_WORD.findall(strip_marks(name).casefold())))


class Listing:
    """An index as the maker of test cases sees it.

    Entities and listed names have the numbers they have in the index.
    """

    def __init__(self, index: Index) -> None:
        self.index = index
        self.entities: tuple[Entity, ...] = tuple(index.all())
        self.number = {entity.id: number for number, entity in enumerate(self.entities)}

    def same(self, entity_id: str) -> tuple[int, ...]:
        """The numbers of all records that are this party."""
        return tuple(
            self.number[i] for i in self.index.clusters.get(entity_id, (entity_id,)) if i in self.number
        )

    def names(self, number: int) -> range:
        """The numbers of an entity's names."""
        first = self.index.records.first
        return range(int(first[number]), int(first[number + 1]))

    def text(self, listed: int) -> str:
        """A listed name."""
        names = self.entities[int(self.index.names.entity[listed])].names
        return names[int(self.index.names.place[listed])].text

    def names_of(self, numbers: Iterable[int]) -> list[int]:
        """The numbers of the names of several records."""
        return [listed for number in numbers for listed in self.names(number)]

    @cached_property
    def latin(self) -> NDArray[np.bool_]:
        """Which listed names are in Latin letters."""
        flags = [is_latin(name.text) for entity in self.entities for name in entity.names]
        return np.array(flags, dtype=np.bool_)

    @cached_property
    def _owners(self) -> dict[str, frozenset[int]]:
        found: dict[str, set[int]] = {}
        for number, entity in enumerate(self.entities):
            for name in entity.names:
                found.setdefault(name_key(name.text), set()).add(number)
        return {key: frozenset(numbers) for key, numbers in found.items()}

    def owners(self, name: str) -> frozenset[int]:
        """The records that carry this name, but for case, accents, punctuation and order of words."""
        return self._owners.get(name_key(name), frozenset())

"""The list under test: its parties by number, who is the same as whom, and which names are taken."""

import re
from collections.abc import Iterable, Iterator
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from watchfloor.evaluation.subjects import is_latin
from watchfloor.model.entity import Entity
from watchfloor.names.clean import strip_marks
from watchfloor.screening.index import Index, listed_names

_WORD = re.compile(r"\w+")


def name_key(name: str) -> str:
    """What two names share that differ in case, accents, punctuation and order of words only."""
    return " ".join(sorted(_WORD.findall(strip_marks(name).casefold())))


class Listing:
    """An index as the maker of test cases sees it.

    Entities and listed names have the numbers they have in the index.

    Args:
        index: the index.
        scope: which entities the policy looks at; all by default.
    """

    def __init__(self, index: Index, scope: NDArray[np.bool_] | None = None) -> None:
        self.index = index
        self.entities: tuple[Entity, ...] = tuple(index.all())
        self._scope = np.ones(len(self.entities), dtype=np.bool_) if scope is None else scope
        self.number = {entity.id: number for number, entity in enumerate(self.entities)}

    def in_scope(self) -> Iterator[Entity]:
        """The entities cases may be made from, in the list's order."""
        return (entity for entity, inside in zip(self.entities, self._scope.tolist(), strict=True) if inside)

    def same(self, entity_id: str) -> tuple[int, ...]:
        """The numbers of all records in scope that are this party."""
        ids = self.index.clusters.get(entity_id, (entity_id,))
        numbers = (self.number[i] for i in ids if i in self.number)
        return tuple(number for number in numbers if self._scope[number])

    def names(self, number: int) -> range:
        """The numbers of an entity's names."""
        first = self.index.records.first
        return range(int(first[number]), int(first[number + 1]))

    def text(self, listed: int) -> str:
        """A listed name."""
        return self.index.name(listed).text

    def names_of(self, numbers: Iterable[int]) -> list[int]:
        """The numbers of the names of several records."""
        return [listed for number in numbers for listed in self.names(number)]

    @cached_property
    def latin(self) -> NDArray[np.bool_]:
        """Which listed names are in Latin letters."""
        flags = [is_latin(name.text) for entity in self.entities for name in listed_names(entity)]
        return np.array(flags, dtype=np.bool_)

    @cached_property
    def _owners(self) -> dict[str, frozenset[int]]:
        found: dict[str, set[int]] = {}
        for number, entity in enumerate(self.entities):
            for name in entity.names if self._scope[number] else ():
                found.setdefault(name_key(name.text), set()).add(number)
        return {key: frozenset(numbers) for key, numbers in found.items()}

    def owners(self, name: str) -> frozenset[int]:
        """The records that carry this name, but for case, accents, punctuation and order of words."""
        return self._owners.get(name_key(name), frozenset())

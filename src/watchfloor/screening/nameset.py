"""Many names as arrays of units: what a list and a batch of parties have in common."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from watchfloor.names.tokens import spans, tokens
from watchfloor.screening.align import lineage, strong, syllabic, weigh
from watchfloor.screening.vocabulary import Interner, Vocabulary, build_vocabulary


@dataclass(frozen=True, slots=True)
class NameSet:
    """Names and their units.

    ``unit``, ``start``, ``span`` have one entry a unit of a name, ``indptr`` (names + 1) says
    which belong to which name; the first ``words`` of each name are its single words in order.
    ``total``, ``solid`` are the name's weight with and without initials; ``strong`` how many
    words can identify somebody; ``syllabic`` marks Korean and Chinese names, ``lineage``
    those that name a father. ``covered`` has for
    each unit entry the weight of the words it covers.
    """

    indptr: NDArray[np.int64]
    unit: NDArray[np.int32]
    start: NDArray[np.uint8]
    span: NDArray[np.uint8]
    words: NDArray[np.uint8]
    total: NDArray[np.float64]
    solid: NDArray[np.float64]
    strong: NDArray[np.uint8]
    syllabic: NDArray[np.bool_]
    lineage: NDArray[np.bool_]
    covered: NDArray[np.float64]

    @property
    def size(self) -> int:
        """How many names there are."""
        return len(self.total)

    def matrix(self, units: int) -> csr_array:
        """How often each unit occurs in each name, as a sparse (names x units) matrix."""
        ones = np.ones(len(self.unit), dtype=np.float64)
        return csr_array((ones, self.unit, self.indptr), shape=(self.size, units))


def analyse(names: Sequence[str]) -> tuple[NameSet, Vocabulary]:
    """The units of each name, and the vocabulary of all of them."""
    interner = Interner()
    number = interner.number
    indptr, unit, start, span, own = [0], [], [], [], []
    counts, total, solid, most, dense, lines = [], [], [], [], [], []
    for name in names:
        words = tokens(name)
        for position, word in enumerate(words):
            unit.append(number(word))
            start.append(position)
            span.append(1)
            own.append(word.weight)
        for position, run in spans(words):
            unit.append(number(run))
            start.append(position)
            span.append(run.span)
            own.append(run.weight)
        indptr.append(len(unit))
        weight, without = weigh(words)
        counts.append(len(words))
        total.append(weight)
        solid.append(without)
        most.append(strong(words))
        dense.append(syllabic(words))
        lines.append(lineage(words))
    found = NameSet(
        indptr=np.array(indptr, dtype=np.int64),
        unit=np.array(unit, dtype=np.int32),
        start=np.array(start, dtype=np.uint8),
        span=np.array(span, dtype=np.uint8),
        words=np.array(counts, dtype=np.uint8),
        total=np.array(total, dtype=np.float64),
        solid=np.array(solid, dtype=np.float64),
        strong=np.array(most, dtype=np.uint8),
        syllabic=np.array(dense, dtype=np.bool_),
        lineage=np.array(lines, dtype=np.bool_),
        covered=np.array(own, dtype=np.float64),
    )
    return found, build_vocabulary(interner.units)

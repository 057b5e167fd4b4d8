"""Candidates for matchers that have no index of their own: the listed parties with the likest letters.

A peer that scores pairs only would need hours to score every harmless party against a whole list. It is
handed the entities whose names share the most telling letter triples with the party's name. Whatever that misses
can only make the peer look better on harmless parties, and on test cases it is always handed the
right entity.
"""

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from anyascii import anyascii
from numpy.typing import NDArray
from scipy.sparse import csr_array

from watchfloor.evaluation.listing import Listing

CHUNK = 256
"""Names compared with the whole list at once."""


def triples(name: str) -> list[str]:
    """Three letters at a time of each word, its ends marked, in Latin letters."""
    found: list[str] = []
    for word in anyascii(name).lower().split():
        marked = f" {word} "
        found.extend(marked[i : i + 3] for i in range(max(len(marked) - 2, 1)))
    return found


class Candidates:
    """Letter triples of every listed name, weighted by how rare they are (tf-idf, cosine)."""

    def __init__(self, listing: Listing) -> None:
        texts = [name.text for entity in listing.entities for name in entity.names]
        self._vocabulary: dict[str, int] = {}
        for text in texts:
            for triple in triples(text):
                self._vocabulary.setdefault(triple, len(self._vocabulary))
        self._entity = np.asarray(listing.index.names.entity, dtype=np.int64)
        self._rarity = np.ones(len(self._vocabulary))
        counts = self._matrix(texts)
        held = np.bincount(counts.indices, minlength=len(self._vocabulary))
        self._rarity = np.log(len(texts) / np.maximum(held, 1))
        self._names = self._matrix(texts).T.tocsr()

    def _matrix(self, texts: Iterable[str]) -> csr_array:
        data: list[float] = []
        columns: list[int] = []
        ends = [0]
        for text in texts:
            found = sorted({n for t in triples(text) if (n := self._vocabulary.get(t, -1)) >= 0})
            weights = self._rarity[found]
            norm = float(np.sqrt((weights**2).sum())) or 1.0
            data.extend((weights / norm).tolist())
            columns.extend(found)
            ends.append(len(columns))
        shape = (len(ends) - 1, len(self._vocabulary))
        return csr_array((np.array(data), np.array(columns, dtype=np.int64), np.array(ends)), shape=shape)

    def near(self, names: Sequence[str], *, most: int) -> Iterator[list[int]]:
        """For each name the entities of the ``most`` listed names that are likest to it, best first."""
        for start in range(0, len(names), CHUNK):
            alike: NDArray[np.float64] = (self._matrix(names[start : start + CHUNK]) @ self._names).toarray()
            best = np.argpartition(-alike, min(most, alike.shape[1] - 1), axis=1)[:, :most]
            for row, places in zip(alike, best, strict=True):
                ordered = places[np.argsort(-row[places], kind="stable")]
                yield list(dict.fromkeys(self._entity[ordered[row[ordered] > 0]].tolist()))

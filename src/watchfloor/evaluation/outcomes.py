"""What became of test cases and harmless parties: the score of the right entity, and of the best other one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from watchfloor.evaluation.cases import Case
from watchfloor.evaluation.listing import Listing
from watchfloor.model.party import Party
from watchfloor.screening.lean import LeanEngine, Scores, Seen

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
NOBODY = -1
CHUNK = 2000


@dataclass(frozen=True, slots=True)
class Outcomes:
    """For each case; shape ``(cases,)``. Scores are 0 and entities -1 where nothing came near.

    ``own`` is the score of the entity the case is made from, linked records included, and
    ``listed`` the number of its name that says most; ``rival`` the best score of any other entity.
    ``match`` says whether the right entity alerts by the policy, ``anybody`` whether any does.
    """

    own: Floats
    listed: Ints
    rival: Floats
    rival_entity: Ints
    match: Bools
    anybody: Bools

    @property
    def first(self) -> Bools:
        """Where no other entity scores higher than the right one."""
        return (self.own > 0) & (self.own >= self.rival)

    @property
    def best(self) -> Floats:
        """The best score of any entity."""
        return np.maximum(self.own, self.rival)

    def take(self, which: Ints | Bools) -> "Outcomes":
        """The outcomes of some cases."""
        return Outcomes(*(getattr(self, name)[which] for name in self.__slots__))


def outcomes(engine: LeanEngine, listing: Listing, cases: Sequence[Case]) -> Outcomes:
    """Screen all cases and sort out whom they found."""
    parts = list(each_outcome(engine, listing, cases))
    if not parts:
        return Outcomes(np.zeros(0), _none(0), np.zeros(0), _none(0), _none(0) > 0, _none(0) > 0)
    return Outcomes(*(np.concatenate([getattr(p, name) for p in parts]) for name in Outcomes.__slots__))


def each_outcome(engine: LeanEngine, listing: Listing, cases: Sequence[Case]) -> Iterator[Outcomes]:
    """The same, some thousand cases at a time."""
    for start in range(0, len(cases), CHUNK):
        chunk = cases[start : start + CHUNK]
        scores = engine.scores([case.party for case in chunk], seen=_seen(listing, chunk))
        yield _sorted_out(scores, listing, chunk)


@dataclass(frozen=True, slots=True)
class Best:
    """For each party its best score, 0 where nothing came near, and whether anybody alerts by the policy."""

    score: Floats
    match: Bools


def best_scores(engine: LeanEngine, parties: Sequence[Party]) -> Best:
    """The best score of each party."""
    score, match = np.zeros(len(parties)), np.zeros(len(parties), dtype=np.bool_)
    for found in engine.each(parties):
        np.maximum.at(score, found.party, found.score)
        match[found.party[found.match]] = True
    return Best(score, match)


def _seen(listing: Listing, cases: Sequence[Case]) -> Seen | None:
    """Which pairs of a case and a listed name may be looked at; None where all may."""
    total = len(listing.latin)
    hidden = np.array(
        sorted({place * total + listed for place, case in enumerate(cases) for listed in case.unseen}),
        dtype=np.int64,
    )
    script = np.array([("", "latin", "other").index(case.script) for case in cases], dtype=np.int64)
    if not len(hidden) and not script.any():
        return None

    def seen(party: Ints, listed: Ints) -> NDArray[np.bool_]:
        wanted = script[party]
        kept: NDArray[np.bool_] = (wanted == 0) | (listing.latin[listed] == (wanted == 2))
        return kept & ~np.isin(party * total + listed, hidden)

    return seen


def _sorted_out(scores: Scores, listing: Listing, cases: Sequence[Case]) -> Outcomes:
    count, entities = len(cases), len(listing.entities)
    right = np.array(
        sorted({place * entities + n for place, case in enumerate(cases) for n in listing.same(case.source)}),
        dtype=np.int64,
    )
    mine = np.isin(scores.party * entities + scores.entity, right)
    # Best first: of several rows with one party the first is the one to keep.
    order = np.lexsort((scores.entity, -scores.score, scores.party))
    own, listed = _firsts(scores, order[mine[order]], scores.listed, count)
    rival, rival_entity = _firsts(scores, order[~mine[order]], scores.entity, count)
    match, anybody = np.zeros(count, dtype=np.bool_), np.zeros(count, dtype=np.bool_)
    match[scores.party[mine & scores.match]] = True
    anybody[scores.party[scores.match]] = True
    return Outcomes(own, listed, rival, rival_entity, match, anybody)


def _firsts(scores: Scores, order: Ints, of: Ints, count: int) -> tuple[Floats, Ints]:
    """For each case the score of its first row in that order, and the number that goes with it."""
    best, number = np.zeros(count), _none(count)
    party, place = np.unique(scores.party[order], return_index=True)
    best[party] = scores.score[order][place]
    number[party] = of[order][place]
    return best, number


def _none(count: int) -> Ints:
    return np.full(count, NOBODY, dtype=np.int64)

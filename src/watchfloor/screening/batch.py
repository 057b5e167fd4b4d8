"""The likeness of many pairs of names at once: they are aligned greedily, round by round."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from watchfloor.model.policy import NameRules
from watchfloor.screening import scorecard
from watchfloor.screening.align import EPSILON, INITIAL_LIKENESS, ORDER_WEIGHT, SOUNDS
from watchfloor.screening.hashing import expand
from watchfloor.screening.nameset import NameSet
from watchfloor.screening.retrieval import Pairs, Side
from watchfloor.screening.scorecard import EQUAL, Sums
from watchfloor.screening.vocabulary import UnitPairs

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class _Entries:
    """Candidate word matches of all pairs; shape ``(entries,)``. ``pair`` is the pair's number."""

    pair: Ints
    alike: Floats
    weight: Floats
    left_own: Floats
    right_own: Floats
    left_start: Ints
    right_start: Ints
    left_span: Ints
    right_span: Ints
    carries: Ints
    system: NDArray[np.uint8]
    top: NDArray[np.bool_]
    acronym: NDArray[np.bool_]
    initial: NDArray[np.bool_]

    def take(self, index: Ints | NDArray[np.bool_]) -> "_Entries":
        return _Entries(*(getattr(self, name)[index] for name in self.__slots__))

    def among(self, some: Ints, count: int) -> "_Entries":
        """The entries of some of ``count`` pairs, which are numbered anew."""
        place = np.full(count, -1, dtype=np.int64)
        place[some] = np.arange(len(some))
        found = self.take(place[self.pair] >= 0)
        return replace(found, pair=place[found.pair])


def likeness(
    left: Side, right: Side, pairs: UnitPairs, wanted: Pairs, rules: NameRules, ordered: NDArray[np.bool_]
) -> Floats:
    """The likeness of each pair of names, as :func:`watchfloor.screening.align.align` defines it.

    Args:
        left: the parties' side.
        right: the list's side.
        pairs: the joined vocabularies.
        wanted: pairs of names; those below the gate have a likeness of 0.
        rules: gate and scorecards of the policy.
        ordered: for each pair, whether the order of words matters.
    """
    result = np.zeros(len(wanted.left), dtype=np.float64)
    if not len(result):
        return result
    for some, sums in readings(left, right, pairs, wanted, ordered, rules.gate):
        result[some] = np.maximum(result[some], scorecard.likeness(sums, rules))
    return result


def readings(
    left: Side, right: Side, pairs: UnitPairs, wanted: Pairs, ordered: NDArray[np.bool_], gate: float
) -> Iterator[tuple[Ints, Sums]]:
    """What the alignments come to, once for all pairs and once more for each reading of Chinese characters.

    A name's characters are read in one language: each reading is tried on the pairs that have
    it. Yields the numbers of the pairs that pass the gate, and their sums.
    """
    entries = _entries(left, right, pairs, wanted)
    passed = np.flatnonzero(_passes(left, right, entries, wanted, gate))
    if not len(passed):
        return
    entries = entries.take(~np.where(ordered[entries.pair], entries.initial, entries.acronym))
    entries = entries.among(passed, len(wanted.left))
    wanted, ordered = Pairs(wanted.left[passed], wanted.right[passed]), ordered[passed]
    yield passed, _summed(left, right, entries.take(entries.system == 0), wanted, ordered)
    for system in np.unique(entries.system[entries.system > 0]).tolist():
        some = np.unique(entries.pair[entries.system == system])
        part = entries.take(np.isin(entries.system, (0, system))).among(some, len(passed))
        subset = Pairs(wanted.left[some], wanted.right[some])
        yield passed[some], _summed(left, right, part, subset, ordered[some])


def _passes(left: Side, right: Side, entries: _Entries, wanted: Pairs, gate: float) -> NDArray[np.bool_]:
    """Which pairs reach the gate."""
    real = ~entries.initial & entries.top
    support = np.bincount(
        entries.pair[real], weights=(entries.alike * entries.weight)[real], minlength=len(wanted.left)
    )
    least = np.minimum(left.names.solid[wanted.left], right.names.solid[wanted.right])
    return (support > 0) & (support >= gate * least - EPSILON)


def _summed(left: Side, right: Side, entries: _Entries, wanted: Pairs, ordered: NDArray[np.bool_]) -> Sums:
    count = len(wanted.left)
    chosen = _greedy(entries, count)

    def total(values: Floats) -> Floats:
        return np.bincount(chosen.pair, weights=values, minlength=count).astype(np.float64)

    names, listed = left.names, right.names
    carries = chosen.carries > 0
    least = np.ones(count)
    np.minimum.at(least, chosen.pair[carries], chosen.alike[carries])
    used = (
        _used(chosen.pair, chosen.left_start, chosen.left_span, count),
        _used(chosen.pair, chosen.right_start, chosen.right_span, count),
    )
    met = (((used[0] | used[1]) & np.uint64(1)) > 0) | ordered
    others = _other_initials(left, right, wanted, met)
    in_order = ordered | (names.lineage[wanted.left] & listed.lineage[wanted.right])
    return Sums(
        matched=total(chosen.weight),
        unlike=total((1.0 - chosen.alike) * chosen.weight),
        equal=total(np.where(chosen.alike >= EQUAL, chosen.weight, 0.0)),
        left=names.total[wanted.left] - total(chosen.left_own),
        right=listed.total[wanted.right] - total(chosen.right_own),
        left_words=names.strong[wanted.left]
        - total(np.where(carries, chosen.left_span, 0).astype(np.float64)),
        right_words=listed.strong[wanted.right]
        - total(np.where(carries, chosen.right_span, 0).astype(np.float64)),
        carried=total(chosen.carries.astype(np.float64)),
        least=least,
        initials=total(chosen.initial.astype(np.float64)),
        left_marks=np.bitwise_count(names.marks[wanted.left] & ~used[0]).astype(np.float64) + others[0],
        right_marks=np.bitwise_count(listed.marks[wanted.right] & ~used[1]).astype(np.float64) + others[1],
        syllabic=names.syllabic[wanted.left] & listed.syllabic[wanted.right],
        swapped=_swapped(chosen, count),
        disordered=in_order & _disordered(chosen, count),
        ordered=ordered,
    )


_SOUND = np.arange(256)
for _letters in SOUNDS:
    _SOUND[[ord(letter) for letter in _letters]] = ord(_letters[0])


def _other_initials(
    left: Side, right: Side, wanted: Pairs, met: NDArray[np.bool_]
) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """For each pair: is the left's, is the right's first word a given name that the other's initial is not?

    Those of which a first word is ``met``, or where initials mean nothing, are left out.
    """
    heads = []
    for side, which in ((left, wanted.left), (right, wanted.right)):
        unit = side.names.unit[np.minimum(side.names.indptr[which], len(side.names.unit) - 1)]
        heads.append((side.words.initial[unit], side.words.first[unit]))
    (initial, first), (initial2, first2) = heads
    known = ~met
    return (
        known & (initial2 > 0) & (first > 0) & (_SOUND[initial2] != _SOUND[first]),
        known & (initial > 0) & (first2 > 0) & (_SOUND[initial] != _SOUND[first2]),
    )


def _entries(left: Side, right: Side, pairs: UnitPairs, wanted: Pairs) -> _Entries:
    """Every pair of alike units of every wanted pair of names."""
    # What each left name is alike to: a listed unit, under a key of name and unit...
    name, place = np.unique(wanted.left, return_inverse=True)
    owner, slot = left.names.entries(name)
    first = np.searchsorted(pairs.left, np.arange(left.words.size + 1))
    unit = left.names.unit[slot]
    row, met = expand(first[unit].astype(np.int64), (first[unit + 1] - first[unit]).astype(np.int64))
    key = owner[row] * right.words.size + pairs.right[met]
    order = np.argsort(key, kind="stable")
    key, slot, met = key[order], slot[row][order], met[order]
    # ... and what each right name has of it.
    from_right, right_slot = right.names.entries(wanted.right)
    asked = place.reshape(-1)[from_right] * right.words.size + right.names.unit[right_slot]
    start = np.searchsorted(key, asked, side="left").astype(np.int64)
    found = np.flatnonzero(key[np.minimum(start, len(key) - 1)] == asked) if len(key) else start[:0]
    stop = np.searchsorted(key, asked[found], side="right").astype(np.int64)
    which, at = expand(start[found], stop - start[found])
    which, unit_pair = found[which], met[at]
    places = from_right[which], slot[at], right_slot[which]
    made = _make(left, right, places, pairs.alike[unit_pair], system=pairs.system[unit_pair])
    return _with_initials(left, right, wanted, replace(made, top=pairs.top[unit_pair]))


def _make(
    left: Side,
    right: Side,
    places: tuple[Ints, Ints, Ints],
    alike: Floats,
    *,
    system: NDArray[np.uint8] | None = None,
) -> _Entries:
    """Entries of unit entries ``a`` (left) and ``b`` (right) of some pairs; initials where there is no system."""
    pair, a, b = places
    initial = system is None
    names, listed = left.names, right.names
    strong = left.words.strong[names.unit[a]] | right.words.strong[listed.unit[b]]
    carries = np.where(strong, np.maximum(names.span[a], listed.span[b]), 0).astype(np.int64)
    return _Entries(
        pair=pair,
        alike=alike,
        weight=np.minimum(left.words.weight[names.unit[a]], right.words.weight[listed.unit[b]]),
        left_own=left.words.weight[names.unit[a]],
        right_own=right.words.weight[listed.unit[b]],
        left_start=names.start[a].astype(np.int64),
        right_start=listed.start[b].astype(np.int64),
        left_span=names.span[a].astype(np.int64),
        right_span=listed.span[b].astype(np.int64),
        carries=carries,
        system=np.zeros(len(pair), dtype=np.uint8) if system is None else system,
        top=np.ones(len(pair), dtype=np.bool_),
        acronym=left.words.acronym[names.unit[a]] | right.words.acronym[listed.unit[b]],
        initial=np.full(len(pair), initial),
    )


def _with_initials(left: Side, right: Side, wanted: Pairs, found: _Entries) -> _Entries:
    """The entries with initials met to the words they may stand for, where there are initials."""
    some = np.flatnonzero((left.names.initials[wanted.left] > 0) | (right.names.initials[wanted.right] > 0))
    if not len(some):
        return found
    from_left, a = _words(left.names, wanted.left[some], some)
    from_right, b = _words(right.names, wanted.right[some], some)
    unit_a, unit_b = left.names.unit[a], right.names.unit[b]
    extra = [
        _meet(from_left, left.words.initial[unit_a], from_right, right.words.first[unit_b]),
        _meet(from_left, left.words.first[unit_a], from_right, right.words.initial[unit_b]),
    ]
    if not any(len(x) for x, _ in extra):
        return found
    x = np.concatenate([e[0] for e in extra])
    y = np.concatenate([e[1] for e in extra])
    more = _make(left, right, (from_left[x], a[x], b[y]), np.full(len(x), INITIAL_LIKENESS))
    return _Entries(*(np.concatenate([getattr(found, n), getattr(more, n)]) for n in _Entries.__slots__))


def _words(names: NameSet, wanted: Ints, pair: Ints) -> tuple[Ints, Ints]:
    """The pair and the entry of each single word of some names."""
    row, entry = expand(names.indptr[wanted], names.words[wanted].astype(np.int64))
    return pair[row], entry


def _meet(
    pair_a: Ints, letter_a: NDArray[np.uint8], pair_b: Ints, letter_b: NDArray[np.uint8]
) -> tuple[Ints, Ints]:
    """Rows of both sides with the same pair and the same letter, letter 0 meaning none."""
    rows_a, rows_b = np.flatnonzero(letter_a), np.flatnonzero(letter_b)
    key_a = pair_a[rows_a] << 8 | letter_a[rows_a]
    key_b = pair_b[rows_b] << 8 | letter_b[rows_b]
    order = np.argsort(key_b, kind="stable")
    start = np.searchsorted(key_b[order], key_a, side="left").astype(np.int64)
    stop = np.searchsorted(key_b[order], key_a, side="right").astype(np.int64)
    which, met = expand(start, stop - start)
    return rows_a[which], rows_b[order][met]


def _greedy(entries: _Entries, count: int) -> _Entries:
    """The best entries of each pair that share no word; the order of choice is ``align.rank``."""
    value = np.round(entries.alike * entries.alike * entries.weight * 1e6)
    order = np.lexsort(
        (
            entries.right_span,
            entries.left_span,
            entries.right_start,
            entries.left_start,
            -value,
            entries.pair,
        )
    )
    left_mask = _masks(entries.left_start, entries.left_span)[order]
    right_mask = _masks(entries.right_start, entries.right_span)[order]
    pair = entries.pair[order]
    used_left, used_right = np.zeros(count, dtype=np.uint64), np.zeros(count, dtype=np.uint64)
    alive = np.arange(len(order))
    chosen: list[Ints] = []
    while len(alive):
        owner = pair[alive]
        first = np.ones(len(alive), dtype=np.bool_)
        first[1:] = owner[1:] != owner[:-1]
        pick = alive[first]
        chosen.append(order[pick])
        used_left[pair[pick]] |= left_mask[pick]
        used_right[pair[pick]] |= right_mask[pick]
        free = ((left_mask[alive] & used_left[owner]) == 0) & ((right_mask[alive] & used_right[owner]) == 0)
        alive = alive[free]
    return entries.take(np.concatenate(chosen) if chosen else np.zeros(0, dtype=np.int64))


def _used(pair: Ints, start: Ints, span: Ints, count: int) -> NDArray[np.uint64]:
    """The positions that are matched, as bits; shape ``(pairs,)``."""
    used = np.zeros(count, dtype=np.uint64)
    np.bitwise_or.at(used, pair, _masks(start, span))
    return used


def _masks(start: Ints, span: Ints) -> NDArray[np.uint64]:
    one = np.uint64(1)
    return ((one << span.astype(np.uint64)) - one) << start.astype(np.uint64)


def _disordered(chosen: _Entries, count: int) -> NDArray[np.bool_]:
    """For each pair: do matched words stand in another order?"""
    weighty = chosen.take(chosen.weight >= ORDER_WEIGHT)
    order = np.lexsort((weighty.left_start, weighty.pair))
    pair, place = weighty.pair[order], weighty.right_start[order]
    back = (pair[1:] == pair[:-1]) & (place[1:] < place[:-1])
    found = np.zeros(count, dtype=np.bool_)
    found[pair[1:][back]] = True
    return found


def _swapped(chosen: _Entries, count: int) -> NDArray[np.bool_]:
    """For each pair: are syllables in another order, apart from the family name changing ends?"""
    order = np.lexsort((chosen.left_start, chosen.pair))
    pair, place = chosen.pair[order], chosen.right_start[order]
    breaks = np.zeros(count, dtype=np.int64)
    back = (pair[1:] == pair[:-1]) & (place[1:] < place[:-1])
    np.add.at(breaks, pair[1:][back], 1)
    first = np.searchsorted(pair, np.arange(count), side="left")
    last = np.searchsorted(pair, np.arange(count), side="right") - 1
    full = np.flatnonzero(last >= first)
    breaks[full] += place[first[full]] < place[last[full]]
    return breaks > 1

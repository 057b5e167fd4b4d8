"""The distinct words of a list or a batch, and the join of two such vocabularies.

Every word, and every run of joined words, is a unit. Units meet by equal key hashes and, for
single words, by shared deletion forms whose edit distance is then checked. The result is a
sparse table of unit pairs with their likeness: the numbers of
:func:`watchfloor.names.likeness.token_likeness`, for all pairs at once.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA, Indel
from rapidfuzz.process import cpdist

from watchfloor.names.keys import ARABIC, BONES, CONSONANTS, OPEN
from watchfloor.names.likeness import (
    KEY_LIKENESS,
    KEY_SYSTEM,
    KNOWN_PRICE,
    LIKENESS_FLOOR,
    is_usual,
    typo_budget,
    typo_forms,
)
from watchfloor.names.scripts.reading import reads_as
from watchfloor.names.tokens import Token
from watchfloor.screening.align import SHORTENED
from watchfloor.screening.hashing import expand, hash_deletions, hash_strings, sorted_order
from watchfloor.screening.runs import Keys, Runs, together

_KEY_TABLE = np.array(KEY_LIKENESS, dtype=np.float64)
_SYSTEM_TABLE = np.array(KEY_SYSTEM, dtype=np.uint8)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Units as arrays; every array can be memory-mapped.

    ``weight``, ``joined``, ``acronym``, ``strong``, ``usual`` (see ``likeness.is_usual``),
    ``syllabic``, ``initial`` (the letter of a single-letter word, else 0), ``first`` (first letter
    of a word an initial may stand for, else 0): shape ``(units,)``.
    ``key_hash`` (sorted), ``key_unit``, ``key_kind``: shape ``(keys,)``.
    ``form_unit``, ``form_length``: shape ``(forms,)``; ``form_text`` bytes and ``form_start``
    ``(forms + 1,)`` hold their letters. ``near_hash`` (sorted), ``near_form``: deletion forms.
    ``word_text``, ``word_start``: for units with consonant keys, the UTF-8 text in Arabic script,
    or the Latin letters, that vowels are checked in; empty for others.
    """

    weight: NDArray[np.float64]
    joined: NDArray[np.bool_]
    acronym: NDArray[np.bool_]
    strong: NDArray[np.bool_]
    usual: NDArray[np.bool_]
    syllabic: NDArray[np.bool_]
    initial: NDArray[np.uint8]
    first: NDArray[np.uint8]
    key_hash: NDArray[np.uint64]
    key_unit: NDArray[np.int32]
    key_kind: NDArray[np.uint8]
    form_unit: NDArray[np.int32]
    form_text: NDArray[np.uint8]
    form_start: NDArray[np.int64]
    near_hash: NDArray[np.uint64]
    near_form: NDArray[np.int32]
    word_text: NDArray[np.uint8]
    word_start: NDArray[np.int64]

    @property
    def size(self) -> int:
        """How many units there are."""
        return len(self.weight)

    def form(self, index: int) -> bytes:
        """The letters of one form."""
        return self.form_text[self.form_start[index] : self.form_start[index + 1]].tobytes()

    def word(self, index: int) -> str:
        """The letters in which the vowels of a unit are checked."""
        return self.word_text[self.word_start[index] : self.word_start[index + 1]].tobytes().decode()


class Interner:
    """Gives equal units one number, in order of first appearance."""

    def __init__(self) -> None:
        self.numbers: dict[tuple[object, ...], int] = {}
        self.units: list[Token] = []
        self._seen: dict[int, tuple[int, Token]] = {}

    def number(self, unit: Token) -> int:
        """The unit's number; a new one if it was not seen before."""
        # Most words come as the very object they came as before; it is held, so its id stays its own.
        if (known := self._seen.get(id(unit))) is not None:
            return known[0]
        # Not the text alone: "jo ng jong" and "jong jo ng" join to one text with other keys.
        keys = blake2b(repr(unit.keys).encode(), digest_size=16).digest()  # a tenth of the room
        identity = (unit.text, unit.span > 1, unit.weight, unit.role, unit.strong, unit.syllabic, keys)
        found = self.numbers.get(identity)
        if found is None:
            found = self.numbers[identity] = len(self.units)
            self.units.append(unit)
        if len(self._seen) > _SEEN:
            self._seen.clear()
        self._seen[id(unit)] = (found, unit)
        return found


_SEEN = 30_000
"""Objects an interner holds only to know them again."""


def build_vocabulary(units: Sequence[Token], runs: Runs | None = None) -> Vocabulary:
    """The arrays of a sequence of distinct units; unit ``i`` is row ``i``, those of the runs come last."""
    keys = unit_keys(units)
    spelled = [typo_forms(unit) for unit in units]
    forms = [form.encode() for some in spelled for form in some]
    near_hash, near_form = hash_deletions(forms, [typo_budget(len(f)) for f in forms])
    near_order = sorted_order(near_hash)
    voiced = [_voiced(unit) for unit in units]
    weight = np.array([u.weight for u in units], dtype=np.float64)
    joined = np.array([u.span > 1 for u in units], dtype=np.bool_)
    acronym = np.array([u.role == "acronym" for u in units], dtype=np.bool_)
    strong = np.array([u.strong for u in units], dtype=np.bool_)
    more = 0
    if runs is not None:
        more = len(runs.weight)
        keys = together([keys, replace(runs.keys, unit=runs.keys.unit + np.int32(len(units)))])
        weight = np.concatenate([weight, runs.weight])
        joined = np.concatenate([joined, np.ones(more, dtype=np.bool_)])
        acronym = np.concatenate([acronym, runs.acronym])
        strong = np.concatenate([strong, runs.strong])
    order = sorted_order(keys.hash)
    return Vocabulary(
        weight=weight,
        joined=joined,
        acronym=acronym,
        strong=strong,
        usual=np.array([u.span == 1 and is_usual(u) for u in units] + [False] * more, dtype=np.bool_),
        syllabic=np.array([u.syllabic for u in units] + [False] * more, dtype=np.bool_),
        initial=_letters([u.plain if u.role == "initial" and u.span == 1 else "" for u in units], more),
        first=_letters([u.plain[:1] if u.role in SHORTENED and u.span == 1 else "" for u in units], more),
        key_hash=keys.hash[order],
        key_unit=keys.unit[order],
        key_kind=keys.kind[order],
        form_unit=np.repeat(np.arange(len(units)), [len(some) for some in spelled]).astype(np.int32),
        form_text=np.frombuffer(b"".join(forms), dtype=np.uint8),
        form_start=_starts([len(f) for f in forms]),
        near_hash=near_hash[near_order],
        near_form=near_form[near_order],
        word_text=np.frombuffer(b"".join(voiced), dtype=np.uint8),
        word_start=_starts([len(v) for v in voiced], more),
    )


def unit_keys(units: Sequence[Token]) -> Keys:
    """The keys of all units."""
    texts = [key.encode() for unit in units for _, key in unit.keys]
    owner = np.repeat(np.arange(len(units), dtype=np.int32), [len(unit.keys) for unit in units])
    kinds = np.array([kind for unit in units for kind, _ in unit.keys], dtype=np.uint8)
    return Keys(hash_strings(texts), owner, kinds)


def _starts(lengths: Sequence[int], more: int = 0) -> NDArray[np.int64]:
    """Where each of some strings starts and the last one ends, with ``more`` empty ones behind them."""
    return np.cumsum(np.array([0, *lengths, *[0] * more], dtype=np.int64))


def _voiced(unit: Token) -> bytes:
    """What the vowels of a unit are checked in: see ``Vocabulary.word_text``."""
    kinds = {kind for kind, _ in unit.keys}
    if ARABIC in kinds:
        return unit.text.encode()
    return unit.plain.encode() if CONSONANTS in kinds or BONES in kinds else b""


def _letters(texts: Sequence[str], more: int) -> NDArray[np.uint8]:
    """Texts of one ASCII letter as that letter, all others and ``more`` units as 0."""
    found = np.zeros(len(texts) + more, dtype=np.uint8)
    found[: len(texts)] = [ord(t) if len(t) == 1 and t.isascii() else 0 for t in texts]
    return found


@dataclass(frozen=True, slots=True)
class UnitPairs:
    """Pairs of alike units, sorted by ``left`` then ``right``; shape ``(pairs,)``.

    ``system`` is the reading that made them meet, see ``likeness.KEY_SYSTEM``. A pair stands once
    for each reading; ``top`` marks its most alike one.
    """

    left: NDArray[np.int32]
    right: NDArray[np.int32]
    alike: NDArray[np.float64]
    system: NDArray[np.uint8]
    top: NDArray[np.bool_]


def join(left: Vocabulary, right: Vocabulary) -> UnitPairs:
    """All pairs of units that are alike, with their likeness in [0, 1]."""
    key_left, key_right, key_alike, key_system = _join_keys(left, right)
    typo_left, typo_right, typo_alike = _join_typos(left, right)
    a = np.concatenate([key_left, typo_left]).astype(np.int64)
    b = np.concatenate([key_right, typo_right]).astype(np.int64)
    alike = np.concatenate([key_alike, typo_alike])
    system = np.concatenate([key_system, np.zeros(len(typo_alike), dtype=np.uint8)])
    keep = (alike >= LIKENESS_FLOOR) & ~(left.joined[a] & right.joined[b])
    a, b, alike, system = a[keep], b[keep], alike[keep], system[keep]
    # The best likeness of each pair in each reading: sort, best first, and keep the first of each.
    order = np.lexsort((-alike, system, b, a))
    a, b, alike, system = a[order], b[order], alike[order], system[order]
    first = np.ones(len(a), dtype=np.bool_)
    first[1:] = (a[1:] != a[:-1]) | (b[1:] != b[:-1]) | (system[1:] != system[:-1])
    a, b, alike, system = a[first], b[first], alike[first], system[first]
    order = np.lexsort((system, -alike, b, a))
    a, b, alike, system = a[order], b[order], alike[order], system[order]
    top = np.ones(len(a), dtype=np.bool_)
    top[1:] = (a[1:] != a[:-1]) | (b[1:] != b[:-1])
    return UnitPairs(a.astype(np.int32), b.astype(np.int32), alike, system, top)


_Pairs = tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.float64]]


def _lookup(
    wanted: NDArray[np.uint64], table: NDArray[np.uint64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Row pairs (in ``wanted``, in the sorted ``table``) that hold the same hash."""
    start = np.searchsorted(table, wanted, side="left").astype(np.int64)
    if not len(table):
        return start[:0], start[:0]
    held = np.flatnonzero(table[np.minimum(start, len(table) - 1)] == wanted)  # few are
    start = start[held]
    rows, found = expand(start, np.searchsorted(table, wanted[held], side="right") - start)
    return held[rows], found


def _join_keys(
    left: Vocabulary, right: Vocabulary
) -> tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.float64], NDArray[np.uint8]]:
    rows, found = _lookup(left.key_hash, right.key_hash)
    kind_a, kind_b = left.key_kind[rows], right.key_kind[found]
    alike = _KEY_TABLE[kind_a, kind_b]
    a, b = left.key_unit[rows], right.key_unit[found]
    for first, second in ((ARABIC, CONSONANTS), (CONSONANTS, ARABIC)):
        for place in np.flatnonzero((kind_a == first) & (kind_b == second)).tolist():
            words = left.word(a[place]), right.word(b[place])
            arabic, latin = words if first == ARABIC else words[::-1]
            if not reads_as(arabic, latin):
                alike[place] = 0.0
    _check_vowels(left, right, (a, b), (kind_a, kind_b), alike)
    return a, b, alike, _SYSTEM_TABLE[kind_a, kind_b]


def _check_vowels(
    left: Vocabulary,
    right: Vocabulary,
    units: tuple[NDArray[np.int32], NDArray[np.int32]],
    kinds: tuple[NDArray[np.uint8], NDArray[np.uint8]],
    alike: NDArray[np.float64],
) -> None:
    """Set the likeness of words with equal consonants to 0 unless the open one is the other without some vowels."""
    for open_left in (True, False):
        wanted = (OPEN, BONES) if open_left else (BONES, OPEN)
        places = np.flatnonzero((kinds[0] == wanted[0]) & (kinds[1] == wanted[1]))
        if not len(places):
            continue
        a = [left.word(i) for i in units[0][places].tolist()]
        b = [right.word(i) for i in units[1][places].tolist()]
        more = np.array([len(y) - len(x) for x, y in zip(a, b, strict=True)], dtype=np.int64)
        more = more if open_left else -more
        apart = cpdist(a, b, scorer=Indel.distance, dtype=np.int64)
        alike[places[(more <= 0) | (apart != more)]] = 0.0


def _join_typos(left: Vocabulary, right: Vocabulary) -> _Pairs:
    rows, found = _lookup(left.near_hash, right.near_hash)
    pairs = np.sort(left.near_form[rows].astype(np.int64) << 32 | right.near_form[found].astype(np.int64))
    pairs = pairs[np.concatenate([[True], pairs[1:] != pairs[:-1]])] if len(pairs) else pairs
    a, b = pairs >> 32, pairs & 0xFFFFFFFF
    length_a = left.form_start[a + 1] - left.form_start[a]
    length_b = right.form_start[b + 1] - right.form_start[b]
    shorter, longer = np.minimum(length_a, length_b), np.maximum(length_a, length_b)
    budget = np.where(shorter <= 2, 0, np.where(shorter <= 5, 1, 2))
    near = longer - shorter <= budget
    a, b, shorter, longer, budget = a[near], b[near], shorter[near], longer[near], budget[near]
    edits = _distances(left, a, right, b)
    unit, other = left.form_unit[a], right.form_unit[b]
    usual = left.usual[unit]
    budget = np.where(usual, np.where(shorter <= 3, 0, np.where(shorter <= 7, 1, 2)), budget)
    good = (edits > 0) & (edits <= budget) & ~(left.syllabic[unit] & right.syllabic[other])
    alike = np.maximum(1.0 - np.where(usual, KNOWN_PRICE, 1.0) * edits / longer, 0.0)
    return unit[good], other[good], alike[good]


def _distances(
    left: Vocabulary, a: NDArray[np.int64], right: Vocabulary, b: NDArray[np.int64]
) -> NDArray[np.int64]:
    """The edit distance of each pair of forms, 3 standing for three and more; shape ``(pairs,)``."""
    if not len(a):
        return np.zeros(0, dtype=np.int64)
    known_a = {i: left.form(i) for i in np.unique(a).tolist()}
    known_b = {i: right.form(i) for i in np.unique(b).tolist()}
    found = cpdist(
        [known_a[i] for i in a.tolist()],
        [known_b[i] for i in b.tolist()],
        scorer=OSA.distance,
        score_cutoff=2,
        dtype=np.int64,
    )
    return np.asarray(found, dtype=np.int64)

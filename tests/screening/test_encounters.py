"""Words remembered from batch to batch meet what they would meet for the first time."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support import names, odd_names

from watchfloor.names.keys import JOINED
from watchfloor.screening import encounters as encounters_module
from watchfloor.screening.encounters import Encounters
from watchfloor.screening.nameset import FEW, analyse
from watchfloor.screening.retrieval import Side
from watchfloor.screening.vocabulary import UnitPairs, join

batches = st.lists(st.lists(names | odd_names, max_size=4), min_size=1, max_size=4)
Met = list[tuple[int, int, int, int, int, float, bool]]


def met(side: Side, pairs: UnitPairs) -> Met:
    """Every unit of every name, with what it is alike to, whatever its number."""
    out = []
    for name in range(side.names.size):
        for entry in range(side.names.indptr[name], side.names.indptr[name + 1]):
            mine = np.flatnonzero(pairs.left == side.names.unit[entry])
            place = (name, int(side.names.start[entry]), int(side.names.span[entry]))
            out += [
                (*place, int(pairs.right[p]), int(pairs.system[p]), float(pairs.alike[p]), bool(pairs.top[p]))
                for p in mine
            ]
    return sorted(out)


@settings(max_examples=60, deadline=None)
@given(batches, st.lists(names | odd_names, min_size=1, max_size=5), st.booleans())
def test_batches_one_after_another_meet_what_each_meets_alone(
    asked: list[list[str]], listed: list[str], many: bool
) -> None:
    _, vocabulary = analyse(listed)
    remembering = Encounters(vocabulary)
    for batch in asked:
        full = batch + [""] * FEW if many else batch
        side, pairs = remembering.meet(full)
        alone, words = analyse(full)
        assert met(side, pairs) == met(Side(alone, words), join(words, vocabulary))
        assert np.all(np.diff(pairs.left) >= 0)
        for field in ("total", "solid", "strong", "syllabic", "lineage", "initials", "words", "indptr"):
            assert getattr(side.names, field).tolist() == getattr(alone, field).tolist()
        for field in ("weight", "joined", "acronym", "strong", "initial", "first"):
            told = getattr(side.words, field)[side.names.unit]
            assert told.tolist() == getattr(words, field)[alone.unit].tolist()


def test_what_was_learned_is_forgotten_before_it_is_too_much(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encounters_module, "MOST", 3)
    _, vocabulary = analyse(["Kim Jong Un"])
    remembering = Encounters(vocabulary)
    for name in ("Kim Jong Un", "Demo Star", "Jong Un Kim"):
        side, pairs = remembering.meet([name])
        alone, words = analyse([name])
        assert met(side, pairs) == met(Side(alone, words), join(words, vocabulary))


def test_threads_take_turns() -> None:
    _, vocabulary = analyse(["Kim Jong Un", "Demo Star"])
    remembering = Encounters(vocabulary)
    asked = [[f"Kim {word}", "Demo Star"] for word in "jong un kim star demo ali jong star".split()]
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(remembering.meet, asked))
    for batch, (side, pairs) in zip(asked, found, strict=True):
        alone, words = analyse(batch)
        assert met(side, pairs) == met(Side(alone, words), join(words, vocabulary))


def test_of_a_word_that_was_met_only_the_keys_that_joined_words_need_are_kept() -> None:
    _, vocabulary = analyse(["Otto Berg"])
    words = Encounters(vocabulary)
    words.meet(["Otto Berg", "Ким Чен Ын", "김정은"])
    kept = {kind for word in words._interner.units for kind, _ in word.keys}
    assert kept
    assert kept <= set(JOINED)

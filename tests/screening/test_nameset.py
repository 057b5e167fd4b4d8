"""Names as arrays of units: the same numbers the words have one by one."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from tests.support import odd_names

from watchfloor.names.tokens import tokens
from watchfloor.screening.align import lineage, strong, syllabic, units, weigh
from watchfloor.screening.nameset import FEW, NameSet, analyse
from watchfloor.screening.vocabulary import Vocabulary


@given(st.lists(odd_names, max_size=6))
def test_a_set_of_names_says_of_each_what_its_words_say(names: list[str]) -> None:
    found, vocabulary = analyse(names)
    assert found.size == len(names)
    for number, name in enumerate(names):
        words = tokens(name)
        entries = slice(found.indptr[number], found.indptr[number + 1])
        assert found.words[number] == len(words)
        assert (found.total[number], found.solid[number]) == weigh(words)
        assert found.strong[number] == strong(words)
        assert found.syllabic[number] == syllabic(words)
        assert found.lineage[number] == lineage(words)
        places = list(zip(found.start[entries].tolist(), found.span[entries].tolist(), strict=True))
        assert places == [(start, unit.span) for start, unit in units(words)]
        weights = vocabulary.weight[found.unit[entries]]
        assert weights.tolist() == [unit.weight for _, unit in units(words)]


@given(st.lists(odd_names, max_size=6))
def test_joined_words_weigh_what_they_cover(names: list[str]) -> None:
    found, vocabulary = analyse(names)
    for number, name in enumerate(names):
        words = tokens(name)
        for entry in range(found.indptr[number], found.indptr[number + 1]):
            start, span = int(found.start[entry]), int(found.span[entry])
            weight = sum(w.weight for w in words[start : start + span])
            assert vocabulary.weight[found.unit[entry]] == pytest.approx(weight)


def test_the_matrix_counts_each_unit_of_each_name() -> None:
    found, words = analyse(["ali ali", "ali", ""])
    table = found.matrix(words.size).toarray()
    assert table.shape == (3, words.size)
    assert table[:, 0].tolist() == [2.0, 1.0, 0.0]
    assert np.array_equal(table[2], np.zeros(words.size))


def test_no_names_are_a_set_too() -> None:
    found, words = analyse([])
    assert (found.size, words.size) == (0, 0)
    assert found.matrix(0).shape == (0, 0)


@given(st.lists(odd_names, max_size=6))
def test_many_names_at_once_are_those_of_a_few(names: list[str]) -> None:
    few, few_words = analyse(names)
    many, many_words = analyse(names + [""] * FEW)
    entries = slice(0, len(few.unit))
    for name in ("start", "span"):
        assert getattr(many, name)[entries].tolist() == getattr(few, name).tolist()
    for name in ("total", "solid", "strong", "syllabic", "lineage", "words"):
        assert getattr(many, name)[: few.size].tolist() == getattr(few, name).tolist()
    keys = [
        sorted(
            zip(
                places[words.key_unit].tolist(), words.key_kind.tolist(), words.key_hash.tolist(), strict=True
            )
        )
        for places, words in (
            (first_place(few, few_words), few_words),
            (first_place(many, many_words), many_words),
        )
    ]
    assert keys[0] == keys[1]


def first_place(found: NameSet, words: Vocabulary) -> NDArray[np.int64]:
    """The first entry of each unit."""
    place = np.zeros(words.size, dtype=np.int64)
    place[found.unit[::-1]] = np.arange(len(found.unit))[::-1]
    return place

"""Names as arrays of units: the same numbers the words have one by one."""

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
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
@example(["kim kim a", "kim kim 王"])
def test_many_names_at_once_are_those_of_a_few(names: list[str]) -> None:
    few, few_words = analyse(names)
    many, many_words = analyse(names + [""] * FEW)
    entries = slice(0, len(few.unit))
    for name in ("start", "span"):
        assert getattr(many, name)[entries].tolist() == getattr(few, name).tolist()
    for name in ("total", "solid", "strong", "syllabic", "lineage", "words"):
        assert getattr(many, name)[: few.size].tolist() == getattr(few, name).tolist()
    assert keys_of(few, few_words)[: len(few.unit)] == keys_of(many, many_words)[: len(few.unit)]


def keys_of(found: NameSet, words: Vocabulary) -> list[list[tuple[int, int]]]:
    """The keys of each entry, whatever number its unit has: one that comes both ways may have two."""
    keys: list[list[tuple[int, int]]] = [[] for _ in range(words.size)]
    for unit, kind, number in zip(words.key_unit, words.key_kind, words.key_hash, strict=True):
        keys[unit].append((int(kind), int(number)))
    return [sorted(keys[unit]) for unit in found.unit.tolist()]

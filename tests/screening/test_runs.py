"""Joined words made from hashes are those the definition makes from strings."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support import names, odd_names

from watchfloor.names.tokens import Token, spans, tokens
from watchfloor.screening.hashing import hash_strings
from watchfloor.screening.parts import parts_of
from watchfloor.screening.runs import Layout, Runs, runs_of
from watchfloor.screening.vocabulary import Interner

Run = tuple[int, int, float, bool, bool, frozenset[tuple[int, int]]]


def laid_out(found: list[tuple[Token, ...]]) -> tuple[Layout, list[Token]]:
    interner = Interner()
    numbers = [interner.number(word) for words in found for word in words]
    layout = Layout.of(np.array(numbers, dtype=np.int64), np.array([len(w) for w in found], dtype=np.int64))
    return layout, interner.units


def spaced(listed: list[str]) -> list[tuple[Token, ...]]:
    """The tokens of those names that have no Chinese or Korean character."""
    found = [tokens(name) for name in listed]
    return [words for words in found if not parts_of(words).dense.any()]


def as_made(runs: Runs, name: int) -> list[Run]:
    """The runs of one name, in order."""
    rows = [row for row in np.lexsort((runs.rank, runs.name)).tolist() if runs.name[row] == name]
    out = []
    for row in rows:
        unit = runs.unit[row]
        mine = runs.keys.unit == unit
        keys = frozenset(zip(runs.keys.kind[mine].tolist(), runs.keys.hash[mine].tolist(), strict=True))
        assert len(keys) == mine.sum()
        out.append(
            (
                int(runs.start[row]),
                int(runs.span[row]),
                float(runs.weight[unit]),
                bool(runs.strong[unit]),
                bool(runs.acronym[unit]),
                keys,
            )
        )
    return out


def as_defined(words: tuple[Token, ...]) -> list[Run]:
    out = []
    for start, run in spans(words):
        if run.role in ("cut", "body"):  # these are looked up name by name
            continue
        hashes = hash_strings([key.encode() for _, key in run.keys]).tolist()
        keys = frozenset(zip([kind for kind, _ in run.keys], hashes, strict=True))
        out.append((start, run.span, run.weight, run.strong, run.role == "acronym", keys))
    return out


@settings(max_examples=150, deadline=None)
@given(st.lists(names | odd_names, min_size=1, max_size=6))
def test_the_runs_of_many_names_are_those_of_each(listed: list[str]) -> None:
    found = spaced(listed)
    layout, words = laid_out(found)
    runs = runs_of(layout, parts_of(words), words)
    for number, name in enumerate(found):
        assert as_made(runs, number) == as_defined(name)


def test_equal_runs_are_one_unit() -> None:
    layout, words = laid_out(spaced(["Jong Un", "Pak Jong Un", "Un Jong"]))
    runs = runs_of(layout, parts_of(words), words)
    numbers = {
        int(unit)
        for name, start, span, unit in zip(runs.name, runs.start, runs.span, runs.unit, strict=True)
        if span == 2 and (name, start) in ((0, 0), (1, 1), (2, 0))
    }
    assert len(numbers) == 2  # as written, and turned round


def test_no_names_have_no_runs() -> None:
    layout, words = laid_out([])
    assert len(runs_of(layout, parts_of(words), words).unit) == 0


def test_some_of_the_names_can_be_laid_out() -> None:
    layout, _ = laid_out(spaced(["Demo Star", "Ali", "Jie Shun Three"]))
    some = layout.some(np.array([2, 0]))
    assert some.count.tolist() == [3, 2]
    assert some.unit.tolist() == [3, 4, 5, 0, 1]
    assert some.owner().tolist() == [0, 0, 0, 1, 1]

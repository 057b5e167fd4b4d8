"""The fast path equals the definition: hashes, the join of vocabularies, retrieval and likeness."""

import random
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support import names

from watchfloor.lists.raw import read_raw
from watchfloor.lists.source import parse_source
from watchfloor.model.policy import default_policy
from watchfloor.names.likeness import token_readings, typo_budget
from watchfloor.names.tokens import tokens
from watchfloor.screening.align import EPSILON, align, candidates, units, weigh
from watchfloor.screening.batch import likeness
from watchfloor.screening.hashing import expand, hash_deletions, hash_strings
from watchfloor.screening.nameset import analyse
from watchfloor.screening.retrieval import Pairs, Side, retrieve
from watchfloor.screening.vocabulary import Interner, build_vocabulary, join

RULES = default_policy().names
some_names = st.lists(names, min_size=1, max_size=6)
ascii_words = st.text(st.sampled_from("abcdef"), min_size=1, max_size=9)


@given(ascii_words, st.integers(0, 2))
def test_a_words_deletion_hashes_are_those_of_the_shortened_words(word: str, budget: int) -> None:
    hashes, owners = hash_deletions([word.encode()], [budget])
    wanted = {word.encode()}
    for _ in range(min(budget, len(word) - 1)):
        wanted |= {w[:i] + w[i + 1 :] for w in wanted for i in range(len(w))}
    lengths = range(len(word) - min(budget, len(word) - 1), len(word) + 1)
    assert set(hashes.tolist()) == set(hash_strings(sorted(w for w in wanted if len(w) in lengths)).tolist())
    assert set(owners.tolist()) == {0}


@given(st.lists(st.binary(max_size=12), max_size=20))
def test_equal_strings_have_equal_hashes_and_others_do_not(strings: list[bytes]) -> None:
    hashes = hash_strings(strings).tolist()
    for a, left in zip(strings, hashes, strict=True):
        for b, right in zip(strings, hashes, strict=True):
            assert (a == b) == (left == right)


def test_expanding_repeats_rows_and_counts_positions_on() -> None:
    rows, places = expand(np.array([5, 0, 9]), np.array([2, 0, 3]))
    assert rows.tolist() == [0, 0, 2, 2, 2]
    assert places.tolist() == [5, 6, 9, 10, 11]


def vocabulary_of(found: list[str]) -> tuple[list[object], object]:
    interner = Interner()
    for name in found:
        for _, unit in units(tokens(name)):
            interner.number(unit)
    return list(interner.units), build_vocabulary(interner.units)


@settings(max_examples=60, deadline=None)
@given(some_names, some_names)
def test_the_join_of_vocabularies_is_the_likeness_of_all_pairs_of_words(
    left: list[str], right: list[str]
) -> None:
    left_units, left_vocabulary = vocabulary_of(left)
    right_units, right_vocabulary = vocabulary_of(right)
    pairs = join(left_vocabulary, right_vocabulary)  # type: ignore[arg-type]
    found = {
        (a, b, system): alike
        for a, b, system, alike in zip(
            pairs.left.tolist(),
            pairs.right.tolist(),
            pairs.system.tolist(),
            pairs.alike.tolist(),
            strict=True,
        )
    }
    wanted = {
        (a, b, system): alike
        for a, one in enumerate(left_units)
        for b, two in enumerate(right_units)
        for alike, _, system in token_readings(one, two)  # type: ignore[arg-type]
    }
    assert found.keys() == wanted.keys()
    assert all(abs(found[key] - wanted[key]) < 1e-12 for key in wanted)


@given(st.text(st.sampled_from("abcdefgh"), min_size=4, max_size=12), st.data())
def test_typing_errors_within_the_budget_are_found(word: str, data: st.DataObject) -> None:
    changed = list(word)
    for _ in range(typo_budget(len(word) - 1)):
        place = data.draw(st.integers(0, len(changed) - 2))
        kind = data.draw(st.sampled_from(["swap", "drop", "add", "replace"]))
        if kind == "swap":
            changed[place], changed[place + 1] = changed[place + 1], changed[place]
        elif kind == "drop" and len(changed) > 4:
            del changed[place]
        elif kind == "add":
            changed.insert(place, "z")
        else:
            changed[place] = "z"
    other = "".join(changed)
    if typo_budget(min(len(word), len(other))) < typo_budget(len(word) - 1) or other == word:
        return
    left, right = vocabulary_of([word]), vocabulary_of([other])
    readings = token_readings(tokens(word)[0], tokens(other)[0])
    pairs = join(left[1], right[1])  # type: ignore[arg-type]
    assert (len(pairs.left) > 0) == bool(readings)


def sides(left: list[str], right: list[str]) -> tuple[Side, Side]:
    return Side(*analyse(left)), Side(*analyse(right))


@settings(max_examples=60, deadline=None)
@given(some_names, some_names)
def test_retrieval_loses_no_pair_that_reaches_the_gate(left: list[str], right: list[str]) -> None:
    one, two = sides(left, right)
    pairs = join(one.words, two.words)
    listed = two.names.matrix(two.words.size).T.tocsr()
    found = retrieve(one, two, pairs, listed, RULES.gate)
    wanted = set()
    for a, name in enumerate(left):
        for b, other in enumerate(right):
            _, support = candidates(tokens(name), tokens(other), ordered=False)
            least = min(weigh(tokens(name))[1], weigh(tokens(other))[1])
            if tokens(name) and tokens(other) and support and support >= RULES.gate * least - EPSILON:
                wanted.add((a, b))
    assert set(zip(found.left.tolist(), found.right.tolist(), strict=True)) == wanted


@settings(max_examples=60, deadline=None)
@given(some_names, some_names, st.booleans())
def test_the_likeness_of_many_pairs_is_that_of_each(left: list[str], right: list[str], ordered: bool) -> None:
    one, two = sides(left, right)
    pairs = join(one.words, two.words)
    listed = two.names.matrix(two.words.size).T.tocsr()
    found = retrieve(one, two, pairs, listed, RULES.gate)
    alike = likeness(one, two, pairs, found, RULES, np.full(len(found.left), ordered))
    for a, b, value in zip(found.left.tolist(), found.right.tolist(), alike.tolist(), strict=True):
        single = align(tokens(left[a]), tokens(right[b]), RULES, ordered=ordered)
        assert value == pytest.approx(single.likeness, abs=1e-9)


def all_pairs(left: list[str], right: list[str]) -> Pairs:
    return Pairs(
        np.repeat(np.arange(len(left)), len(right)).astype(np.int64),
        np.tile(np.arange(len(right)), len(left)).astype(np.int64),
    )


@settings(max_examples=60, deadline=None)
@given(some_names, some_names, st.booleans())
def test_any_pair_can_be_asked_for_and_is_0_alike_below_the_gate(
    left: list[str], right: list[str], ordered: bool
) -> None:
    one, two = sides(left, right)
    every = all_pairs(left, right)
    alike = likeness(one, two, join(one.words, two.words), every, RULES, np.full(len(every.left), ordered))
    for a, b, value in zip(every.left.tolist(), every.right.tolist(), alike.tolist(), strict=True):
        single = align(tokens(left[a]), tokens(right[b]), RULES, ordered=ordered)
        assert value == pytest.approx(single.likeness, abs=1e-9)


@pytest.mark.slow
@pytest.mark.real_data
def test_real_lists_and_parties_score_the_same_both_ways(real_data: Path) -> None:
    entities, _ = parse_source("us_ofac_sdn", read_raw([real_data / "lists/us_ofac_sdn/2021-07"]))
    listed = [name.text for entity in entities for name in entity.names]
    chance = random.Random(7)  # noqa: S311 - a sample, not a secret
    parties = chance.sample(listed, 300)
    parties += [
        " ".join(chance.sample(name.split(), len(name.split()))) for name in chance.sample(listed, 300)
    ]
    one, two = sides(parties, listed)
    pairs = join(one.words, two.words)
    found = retrieve(one, two, pairs, two.names.matrix(two.words.size).T.tocsr(), RULES.gate)
    ordered = np.array([chance.random() < 0.5 for _ in found.left], dtype=np.bool_)
    alike = likeness(one, two, pairs, found, RULES, ordered)
    for row in chance.sample(range(len(alike)), min(4000, len(alike))):
        a, b = int(found.left[row]), int(found.right[row])
        single = align(tokens(parties[a]), tokens(listed[b]), RULES, ordered=bool(ordered[row]))
        assert alike[row] == pytest.approx(single.likeness, abs=1e-9)


@pytest.mark.slow
@pytest.mark.real_data
def test_retrieval_over_a_real_list_is_that_of_brute_force(real_data: Path) -> None:
    entities, _ = parse_source(
        "un_sc_sanctions", read_raw([real_data / "lists/un_sc_sanctions/UN_2026-02-27.xml.gz"])
    )
    listed = [name.text for entity in entities for name in entity.names][:900]
    parties = listed[::45]
    one, two = sides(parties, listed)
    pairs = join(one.words, two.words)
    found = retrieve(one, two, pairs, two.names.matrix(two.words.size).T.tocsr(), RULES.gate)
    got = set(zip(found.left.tolist(), found.right.tolist(), strict=True))
    for a, party in enumerate(parties):
        for b, name in enumerate(listed):
            _, support = candidates(tokens(party), tokens(name), ordered=False)
            least = min(weigh(tokens(party))[1], weigh(tokens(name))[1])
            assert ((a, b) in got) == (support > 0 and support >= RULES.gate * least - EPSILON)

"""Hashes of strings and of their shortened forms, worked out for thousands at a time."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchfloor.screening.hashing import expand, hash_deletions, hash_strings, sorted_order

letters = st.text(st.sampled_from("abc"), max_size=7).map(str.encode)


def shortened(word: bytes, most: int) -> list[bytes]:
    """A word with none up to ``most`` of its letters left out, repetitions kept."""
    return [
        bytes(byte for place, byte in enumerate(word) if place not in gone)
        for count in range(min(most, len(word) - 1) + 1)
        for gone in combinations(range(len(word)), count)
    ]


@given(st.lists(st.tuples(letters, st.integers(0, 2)), max_size=8))
def test_each_string_has_the_hashes_of_all_its_shortened_forms(words: list[tuple[bytes, int]]) -> None:
    hashes, owners = hash_deletions([word for word, _ in words], [budget for _, budget in words])
    for number, (word, budget) in enumerate(words):
        expected = hash_strings(shortened(word, budget)) if word else np.zeros(0, dtype=np.uint64)
        assert sorted(hashes[owners == number].tolist()) == sorted(expected.tolist())


@given(st.lists(letters, max_size=8))
def test_a_hash_does_not_depend_on_what_is_hashed_beside_it(words: list[bytes]) -> None:
    assert hash_strings(words).tolist() == [int(hash_strings([word])[0]) for word in words]


def test_strings_of_null_bytes_have_hashes_of_their_own() -> None:
    found = hash_strings([b"", b"\x00", b"\x00\x00", b"\x01", b"a\x00", b"\x00a"]).tolist()
    assert len(set(found)) == 6


def test_a_single_letter_is_not_shortened_to_nothing() -> None:
    hashes, owners = hash_deletions([b"a"], [2])
    assert hashes.tolist() == hash_strings([b"a"]).tolist()
    assert owners.tolist() == [0]


def test_nothing_has_no_hashes() -> None:
    assert hash_strings([]).shape == (0,)
    for strings in ([], [b""]):
        hashes, owners = hash_deletions(strings, [1] * len(strings))
        assert (hashes.shape, owners.shape) == ((0,), (0,))


def test_a_budget_for_each_string_is_needed() -> None:
    with pytest.raises(ValueError, match=r"shorter|longer"):
        hash_deletions([b"ab", b"cd"], [1])


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(0, 4)), max_size=12))
def test_expanding_is_a_loop_over_ranges(ranges: list[tuple[int, int]]) -> None:
    starts = np.array([start for start, _ in ranges], dtype=np.int64)
    counts = np.array([count for _, count in ranges], dtype=np.int64)
    rows, places = expand(starts, counts)
    assert list(zip(rows.tolist(), places.tolist(), strict=True)) == [
        (row, place) for row, (start, count) in enumerate(ranges) for place in range(start, start + count)
    ]


@given(st.lists(st.integers(0, 5), max_size=40))
def test_equal_hashes_stay_in_the_order_they_came_in(values: list[int]) -> None:
    hashes = np.array(values, dtype=np.uint64)
    assert sorted_order(hashes).tolist() == np.argsort(hashes, kind="stable").tolist()

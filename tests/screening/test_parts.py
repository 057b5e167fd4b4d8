"""Parts of joined words: strings put together as numbers are the strings put together."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from watchfloor.names.fold import glued, seams
from watchfloor.names.tokens import tokens
from watchfloor.screening.parts import ROLES, Strings, parts_of

texts = st.lists(st.text(max_size=8), min_size=1, max_size=5)
folds = st.lists(st.text(st.sampled_from("aehiShkT1"), max_size=4), min_size=1, max_size=5)


def alike(found: Strings, wanted: Strings) -> bool:
    return all(
        np.array_equal(getattr(found, name)[where], getattr(wanted, name)[where])
        for name in Strings.__slots__
        for where in (wanted.length > 0 if name in ("head", "last") else slice(None),)
    )


@given(texts, texts)
def test_two_strings_are_written_as_one(left: list[str], right: list[str]) -> None:
    size = min(len(left), len(right))
    joined = [a + b for a, b in zip(left, right, strict=False)]
    found = Strings.of(left[:size]).then(Strings.of(right[:size]))
    assert alike(found, Strings.of(joined))


@given(folds)
def test_folds_are_put_together_as_their_definition_says(parts: list[str]) -> None:
    found = Strings.of(parts[:1])
    for part in parts[1:]:
        found = found.glued(Strings.of([part]))
    assert alike(found, Strings.of([glued(parts)]))


@given(texts, st.data())
def test_one_or_the_other_can_be_chosen(strings: list[str], data: st.DataObject) -> None:
    other = [data.draw(st.text(max_size=5)) for _ in strings]
    keep = [data.draw(st.booleans()) for _ in strings]
    chosen = [a if k else b for a, b, k in zip(strings, other, keep, strict=True)]
    assert alike(Strings.of(strings).where(np.array(keep), Strings.of(other)), Strings.of(chosen))


def test_parts_say_what_the_words_say() -> None:
    words = (*tokens("V. bin Müller 24 GmbH"), *tokens("Kim Jong Un"), *tokens("김정은 Владимир"))
    parts = parts_of(words)
    assert [ROLES[role] for role in parts.role] == [word.role for word in words]
    assert parts.weight.tolist() == [word.weight for word in words]
    assert parts.strong.tolist() == [word.strong for word in words]
    assert parts.syllabic.tolist() == [word.syllabic for word in words]
    assert [chr(letter) for letter in parts.letter] == [word.plain[0] for word in words]
    assert [words[n].text for n in np.flatnonzero(parts.lineage)] == ["bin"]
    assert [words[n].text for n in np.flatnonzero(parts.dense)] == ["김", "정", "은"]
    assert [words[n].text for n in np.flatnonzero(parts.sounding)] == ["kim", "jong", "un"]
    assert alike(parts.final, Strings.of([seams(word.plain).last for word in words]))


def test_no_words_are_no_parts() -> None:
    assert len(parts_of([]).weight) == 0

"""Keys: the short strings under which the spellings of one word meet."""

import pytest
from hypothesis import given
from tests.support import any_text, odd_names

from watchfloor.names.clean import clean
from watchfloor.names.keys import (
    ARABIC,
    CONSONANTS,
    FORM,
    GIVEN,
    HAN,
    HANGUL,
    HANJA,
    KINDS,
    KOREAN,
    NATIVE,
    PLAIN,
    TERM,
    TEXT,
    Context,
    word_keys,
)
from watchfloor.names.tokens import spans, tokens

CONTEXTS = (Context.NONE, Context.KOREAN, Context.CHINESE, Context.PINYIN)


def kinds(word: str, context: int = Context.NONE) -> set[int]:
    return {kind for kind, _ in word_keys(word, context)}


@pytest.mark.parametrize("context", CONTEXTS)
@given(text=any_text)
def test_any_word_has_keys_its_own_text_first_and_each_once(context: int, text: str) -> None:
    for word in clean(text).split():
        keys = word_keys(word, context)
        assert keys[0] == (TEXT, "t:" + word)
        assert len(set(keys)) == len(keys)
        assert all(0 <= kind < KINDS and ":" in key for kind, key in keys)


@given(odd_names)
def test_joined_words_have_keys_of_their_own(name: str) -> None:
    for _, run in spans(tokens(name)):
        assert run.keys
        assert len(set(run.keys)) == len(run.keys)


@pytest.mark.parametrize(
    ("word", "context", "wanted", "unwanted"),
    [
        ("putin", Context.NONE, {TEXT, PLAIN, CONSONANTS}, {NATIVE, KOREAN, HANGUL}),
        ("путин", Context.NONE, {TEXT, NATIVE}, {PLAIN, CONSONANTS}),
        ("محمد", Context.NONE, {NATIVE, ARABIC}, {CONSONANTS}),
        ("jong", Context.KOREAN, {KOREAN, PLAIN}, {HANGUL}),
        ("jong", Context.NONE, {PLAIN}, {KOREAN}),
        ("чен", Context.KOREAN, {KOREAN, NATIVE}, {PLAIN}),
        ("정", Context.KOREAN, {HANGUL}, {KOREAN}),
        ("正", Context.NONE, {HAN, HANJA}, {HANGUL}),
        ("gmbh", Context.NONE, {FORM}, {GIVEN}),
        ("bank", Context.NONE, {TERM}, {FORM}),
        ("bill", Context.NONE, {GIVEN}, {TERM}),
        ("24", Context.NONE, {TEXT, PLAIN}, {CONSONANTS, KOREAN}),
    ],
)
def test_a_word_has_the_keys_of_its_script_and_meaning(
    word: str, context: int, wanted: set[int], unwanted: set[int]
) -> None:
    assert wanted <= kinds(word, context)
    assert not unwanted & kinds(word, context)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("gmbh", "llc"),
        ("gmbh", "ооо"),
        ("bank", "банк"),
        ("bank", "銀行"),
        ("company", "compañia"),
        ("bill", "william"),
    ],
)
def test_words_of_one_meaning_share_a_key(left: str, right: str) -> None:
    meanings = {FORM, TERM, GIVEN}
    one = {key for kind, key in word_keys(clean(left), Context.NONE) if kind in meanings}
    two = {key for kind, key in word_keys(clean(right), Context.NONE) if kind in meanings}
    assert one & two

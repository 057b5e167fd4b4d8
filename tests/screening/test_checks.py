"""What of a party cannot be compared is told: nothing is dropped in silence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support import any_text

from watchfloor.model.party import Party, party
from watchfloor.names.cutting import word_count
from watchfloor.names.tokens import MAX_TOKENS, tokens
from watchfloor.screening.checks import MAX_NAME, check, every_name, has_words, name_note


def test_a_party_compared_in_full_has_nothing_told() -> None:
    found = check(party("Otto Berg", schema="Person", passportNumber="AB12345"))
    assert (found.names, found.problem, found.notes) == (("Otto Berg",), "", ())


def test_words_beyond_the_sixtieth_are_told() -> None:
    (note,) = check(party("Zorvik " * 75)).notes
    assert note.startswith("only the first 60 of 75 words were compared: 'Zorvik Zorvik")
    assert check(party("Zorvik " * 60)).notes == ()
    (han,) = check(party("李" * 61)).notes
    assert "60 of 61 words" in han


def test_names_beside_a_usable_one_are_told_where_they_are_not_compared() -> None:
    found = check(Party(properties={"name": ("x" * (MAX_NAME + 1), "Otto Berg"), "alias": ("?!",)}))
    assert found.names == ("Otto Berg", "?!")
    assert found.problem == ""
    long, mute = found.notes
    assert "10,001 characters is no name" in long
    assert len(long) < 200
    assert mute == "a name without letters or digits was not compared: '?!'"


def test_an_empty_name_is_told_as_one() -> None:
    assert name_note("  ") == "an empty name was not compared"
    assert name_note("?") == "a name without letters or digits was not compared: '?'"


def test_numbers_that_identify_nobody_are_told() -> None:
    found = check(party("Otto Berg", schema="Person", passportNumber="123", taxNumber="0000000000"))
    assert found.notes == (
        "passportNumber identifies nobody, and was not compared: '123'",
        "taxNumber identifies nobody, and was not compared: '0000000000'",
    )


@pytest.mark.parametrize(
    ("known", "problem"),
    [
        (party(""), "no name"),
        (party("?!"), "the name has no letters or digits"),
        (party("x" * (MAX_NAME + 1)), "the name is longer than 10,000 characters"),
        (party("Otto", birthDate="7.10.1952"), "not an EDTF date"),
    ],
)
def test_a_party_that_cannot_be_screened_has_a_problem_and_no_names(known: Party, problem: str) -> None:
    found = check(known)
    assert problem in found.problem
    assert (found.names, found.notes) == ((), ())


def test_a_number_alone_is_screened_under_an_empty_name() -> None:
    assert check(Party(schema="Vessel", properties={"imoNumber": ("9074729",)})).names == ("",)


@given(any_text)
def test_a_name_has_words_where_it_has_tokens(name: str) -> None:
    assert has_words(name) == bool(tokens(name))


@given(st.text("ab李김 -.", max_size=200))
def test_a_name_is_told_to_be_cut_where_it_is(name: str) -> None:
    assert ("only the first" in name_note(name)) == (word_count(name) > MAX_TOKENS)


def test_names_that_a_name_holds_are_screened_behind_it() -> None:
    known = check(party("Demo Tester / Sample Prober", schema="Person"))
    assert known.names == ("Demo Tester / Sample Prober", "Demo Tester", "Sample Prober")
    assert known.notes == ()
    assert every_name(("Demo Tester", "Demo Tester; Sample Prober"), "Person")[0] == "Demo Tester"


def test_who_may_be_a_person_goes_by_no_single_word() -> None:
    assert every_name(("QORVA/ZELUM",), "Thing") == ("QORVA/ZELUM",)
    assert every_name(("QORVA/ZELUM",), "Organization") == ("QORVA/ZELUM", "QORVA", "ZELUM")

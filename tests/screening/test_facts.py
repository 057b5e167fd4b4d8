"""Facts: one view of a party and of an entity, so that no feature can tell which side is which."""

import msgspec
import pytest
from tests.support import an_entity

from watchfloor.model.dates import span
from watchfloor.model.entity import Address
from watchfloor.model.errors import InputError
from watchfloor.model.party import Party, party
from watchfloor.screening.facts import entity_facts, party_facts, pooled

SAME = {
    "birthDate": "1952-10-07",
    "nationality": "ru",
    "gender": "male",
    "passportNumber": "ab 12345",
    "birthCountry": "suhh",
}


def test_the_same_facts_look_the_same_from_either_side() -> None:
    assert party_facts(party("A", schema="Person", **SAME)) == entity_facts(an_entity("A", **SAME))


def test_facts_are_in_comparable_form() -> None:
    known = party_facts(party("A", schema="Person", **SAME))
    assert known.births == (("1952-10-07", span("1952-10-07")),)
    assert known.countries == {"ru", "suhh"}
    assert known.genders == {"male"}
    assert known.identifiers == {"passport": ("AB12345",)}


def test_a_country_counts_whatever_ties_it_to_the_party() -> None:
    ship = party_facts(
        Party(
            schema="Vessel", properties={"flag": ("kp",), "pastFlags": ("sl", "kh"), "mainCountry": ("cn",)}
        )
    )
    assert ship.countries == {"kp", "sl", "kh", "cn"}
    housed = msgspec.structs.replace(an_entity("B"), addresses=(Address(city="Minsk", country="by"),))
    assert entity_facts(housed).countries == {"by"}


def test_a_name_alone_has_no_facts() -> None:
    bare = party_facts(party("A"))
    assert (bare.births, bare.countries, bare.genders, bare.identifiers) == ((), frozenset(), frozenset(), {})


def test_a_date_that_was_not_read_first_is_an_error_that_says_so() -> None:
    with pytest.raises(InputError, match=r"not an EDTF date: '7\.10\.1952'"):
        party_facts(party("A", birthDate="7.10.1952"))


def test_linked_records_put_their_facts_together_and_keep_their_own_kind_and_names() -> None:
    bare = party_facts(party("A", schema="LegalEntity", taxNumber="7707083893"))
    known = party_facts(party("B", schema="Person", **SAME))
    both = pooled(bare, [known, known])
    assert (both.schema, both.names) == ("LegalEntity", ("A",))
    assert (both.births, both.countries, both.genders) == (known.births, known.countries, known.genders)
    assert both.identifiers == {"tax": ("7707083893",), "passport": ("AB12345",)}
    assert pooled(known, []) == known

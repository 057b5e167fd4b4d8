"""Parties: their names in order, and what they are called."""

import msgspec
import pytest

from watchfloor.model.party import NAME_PROPERTIES, Party, party


def test_a_name_is_enough() -> None:
    assert party("Demo Tester").names == ("Demo Tester",)
    assert party("Demo Tester").schema == "Thing"


def test_all_names_count_the_main_one_first_each_once() -> None:
    known = Party(
        properties={
            "weakAlias": ("Demmy",),
            "alias": ("D. Tester", "Demo Tester"),
            "name": ("Demo Tester",),
            "previousName": ("Demo Prober",),
            "abbreviation": ("DT",),
        }
    )
    assert known.names == ("Demo Tester", "D. Tester", "Demmy", "Demo Prober", "DT")
    assert set(NAME_PROPERTIES) == set(known.properties)


@pytest.mark.parametrize(
    ("known", "caption"),
    [(party("Demo"), "Demo"), (Party(id="c-7"), "c-7"), (Party(), "")],
)
def test_a_party_is_called_by_its_name_its_id_or_nothing(known: Party, caption: str) -> None:
    assert known.caption == caption


def test_further_facts_are_properties() -> None:
    ship = party("Demo Star", schema="Vessel", imoNumber="9074729")
    assert ship.properties == {"name": ("Demo Star",), "imoNumber": ("9074729",)}


def test_a_party_cannot_be_changed() -> None:
    with pytest.raises(AttributeError, match="immutable type"):
        party("Demo").schema = "Person"  # type: ignore[misc]


def test_parties_do_not_share_their_facts() -> None:
    assert Party().properties is not Party().properties


def test_a_party_survives_json() -> None:
    known = party("김정은", schema="Person", birthDate="1984~")
    assert msgspec.json.decode(msgspec.json.encode(known), type=Party) == known

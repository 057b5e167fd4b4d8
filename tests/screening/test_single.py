"""One party from the words of a command line or a form."""

import pytest
from tests.support import an_engine, an_entity

from watchfloor.model.errors import InputError, UsageError
from watchfloor.screening.single import single_party


def test_a_name_alone_may_be_anything() -> None:
    party = single_party("Otto Berg")
    assert (party.schema, party.row, dict(party.properties)) == ("Thing", 1, {"name": ("Otto Berg",)})


@pytest.mark.parametrize("text", ["1960-02-01", "1.2.1960", "1 Feb 1960"])
def test_a_birth_date_in_any_usual_spelling_makes_a_person(text: str) -> None:
    party = single_party("Otto Berg", birth_date=text)
    assert (party.schema, party.properties["birthDate"]) == ("Person", ("1960-02-01",))


@pytest.mark.parametrize(
    ("schema", "prop"), [("Person", "nationality"), ("Company", "country"), ("", "country")]
)
def test_the_country_of_a_person_is_their_nationality(schema: str, prop: str) -> None:
    assert single_party("Otto", schema=schema, country="Russland").properties[prop] == ("ru",)


@pytest.mark.parametrize(
    ("number", "schema", "prop"),
    [
        ("imoNumber=9074729", "Vessel", "imoNumber"),
        (" imoNumber = 9074729 ", "Vessel", "imoNumber"),
        ("passportNumber=X123", "Person", "passportNumber"),
        ("innCode=7707083893", "LegalEntity", "innCode"),
        ("registrationNumber=HRB 1", "LegalEntity", "registrationNumber"),
        ("serialNumber=1234", "Airplane", "serialNumber"),
        ("publicKey=1Demo", "CryptoWallet", "publicKey"),
    ],
)
def test_a_number_tells_the_kind_where_nothing_else_does(number: str, schema: str, prop: str) -> None:
    party = single_party("X", number=number)
    assert party.schema == schema
    assert party.properties[prop] == (number.partition("=")[2].strip(),)


def test_a_tax_number_contradicts_neither_a_person_nor_a_company() -> None:
    for schema in ("Person", "Company"):
        engine = an_engine(an_entity("Demo Star", schema=schema, innCode="7707083893"))
        (result,) = engine.screen([single_party("Demo Star", number="innCode=7707083893")])
        assert all(part.points > 0 for part in result.hits[0].explanation.contributions)


@pytest.mark.parametrize("number", ["shoe=44", "imoNumber", "imoNumber=", "name=Otto", "=5"])
def test_a_number_of_no_party_is_an_error(number: str) -> None:
    with pytest.raises(UsageError, match="is no number of a Thing"):
        single_party("X", number=number)


def test_a_number_that_does_not_fit_the_kind_is_an_error() -> None:
    with pytest.raises(UsageError, match="imoNumber=9074729 is no number of a Person"):
        single_party("X", schema="Person", number="imoNumber=9074729")


def test_what_cannot_be_read_is_an_error_and_not_left_out() -> None:
    with pytest.raises(InputError, match="not a date: 'soon'"):
        single_party("X", birth_date="soon")
    with pytest.raises(InputError, match="not a country: 'Narnia'"):
        single_party("X", country="Narnia")
    with pytest.raises(UsageError, match="no schema is called 'Gremlin'"):
        single_party("X", schema="Gremlin")

"""One party from a few words, as a command line or a form gives it."""

from watchfloor.model.dates import parse_date
from watchfloor.model.errors import InputError, UsageError
from watchfloor.model.party import Party
from watchfloor.model.schema import property_type
from watchfloor.model.schema import schema as known_schema
from watchfloor.screening.nationalities import country_of

_BEARERS = ("LegalEntity", "Vessel", "Person", "Company", "Airplane", "CryptoWallet")
"""Who may bear a number, the least said first."""


def single_party(
    name: str, *, schema: str = "", birth_date: str = "", country: str = "", number: str = ""
) -> Party:
    """A party with the facts given.

    Args:
        name: its name.
        schema: a FollowTheMoney schema; by default a person if a birth date is given, else anything.
        birth_date: in any usual spelling.
        country: a name or a code.
        number: ``property=value``, for instance ``imoNumber=9074729``.

    Raises:
        UsageError: no such schema or property.
        InputError: the date or the country cannot be read.
    """
    kind = schema or ("Person" if birth_date else "Thing")
    if known_schema(kind) is None:
        raise UsageError(
            f"no schema is called {kind!r}", hint="For instance Person, Company, Organization or Vessel."
        )
    facts: dict[str, tuple[str, ...]] = {"name": (name,)}
    if birth_date:
        facts["birthDate"] = (_read(parse_date(birth_date), birth_date, "date"),)
    if country:
        facts["nationality" if kind == "Person" else "country"] = (
            _read(country_of(country), country, "country"),
        )
    if number:
        prop, _, value = number.partition("=")
        kind, prop = _placed(kind, prop.strip(), value.strip())
        facts[prop] = (value.strip(),)
    return Party(schema=kind, properties=facts, row=1)


def _read(found: str | None, text: str, what: str) -> str:
    if found is None:
        raise InputError(f"not a {what}: {text!r}")
    return found


def _placed(kind: str, prop: str, value: str) -> tuple[str, str]:
    """The schema and property of a number; a ship's number makes a ship of what could be anything.

    A tax number makes no more than a legal entity of it: persons and companies have some.
    """
    candidates = _BEARERS if kind == "Thing" else (kind,)
    found = next(
        (candidate for candidate in candidates if value and property_type(candidate, prop) == "identifier"),
        None,
    )
    if found is None:
        raise UsageError(f"{prop}={value} is no number of a {kind}", hint="For instance imoNumber=9074729.")
    return found, prop

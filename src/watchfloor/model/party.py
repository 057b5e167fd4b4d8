"""What a user wants checked."""

import msgspec

from watchfloor.model.entity import Value


class Party(Value):
    """A customer, counterparty, ship or bank; a name is enough, more fields help.

    ``schema`` is a FollowTheMoney schema, or ``Thing`` where the kind is not known, which is
    compared with all kinds. ``properties`` has FollowTheMoney property names, as an entity has:
    ``name`` and ``alias`` hold names, dates are EDTF, countries ISO alpha-2 in lower case.
    ``row`` is the 1-based data row in the user's file, 0 where there is none.
    """

    schema: str = "Thing"
    properties: dict[str, tuple[str, ...]] = {}
    id: str = ""
    row: int = 0

    @property
    def names(self) -> tuple[str, ...]:
        """Every name the party goes by."""
        return tuple(dict.fromkeys(n for p in NAME_PROPERTIES for n in self.properties.get(p, ())))

    @property
    def caption(self) -> str:
        """The first name, failing that the id, failing that an empty string."""
        return self.names[0] if self.names else self.id


NAME_PROPERTIES = ("name", "alias", "weakAlias", "previousName", "abbreviation")


def party(name: str, *, schema: str = "Thing", **properties: str) -> Party:
    """A party from a name and single-valued properties, as tests and one-line calls want it."""
    values = {"name": (name,), **{prop: (value,) for prop, value in properties.items()}}
    return msgspec.structs.replace(Party(schema=schema), properties=values)

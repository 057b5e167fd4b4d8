"""Names as custom changes them: short forms, second surnames, endings by gender, kunyas."""

import re
from random import Random

from watchfloor.evaluation.common import common_name
from watchfloor.evaluation.manipulations.base import Group, changed, replaced
from watchfloor.evaluation.subjects import PERSON, Subject
from watchfloor.evaluation.tables import pairs, words

_GROUP = Group("cultural")
_FILE = "respellings"
_HISPANIC = frozenset("mx co pa ve cu ni gt hn sv pe ec bo es cr do py uy ar cl".split())
_ARABIC = frozenset("sy iq ye ps sd ly eg sa kw jo lb bh qa om ae dz tn ma mr so".split())
_SLAVIC = frozenset("ru by ua kz suhh".split())
_SONS = ("Ahmad", "Omar", "Hassan", "Khalid", "Yusuf", "Ibrahim", "Hamza", "Bilal")


def nickname(rng: Random, name: str) -> str | None:
    """A given name in its everyday form."""
    parts = name.split()
    table = [(old.split("/"), new.split(",")) for old, new in pairs("cultural", "nicknames", file=_FILE)]
    found = [(i, new) for i, part in enumerate(parts) for old, new in table if part.lower() in old]
    if not found:
        return None
    place, forms = rng.choice(found)
    return changed(name, replaced(parts, place, rng.choice(forms)))


def second_surname_dropped(_: Random, subject: Subject) -> str | None:
    """Of two Spanish family names only the father's."""
    family = subject.family.split()
    if not subject.countries & _HISPANIC or len(family) != 2 or not subject.given:
        return None
    return f"{' '.join(subject.given)} {family[0]}"


def married(rng: Random, subject: Subject) -> str | None:
    """Another family name put after the family name, with a hyphen."""
    if not subject.given:
        return None
    other = common_name(rng, "family", subject.countries).romanised
    return changed(subject.name, f"{subject.name}-{other}")


def other_gender(_: Random, subject: Subject) -> str | None:
    """The family name with the ending of the other gender."""
    if not subject.countries & _SLAVIC or not subject.given:
        return None
    family = subject.family.lower()
    for old, new in pairs("cultural", "gendered", file=_FILE):
        ending = old.rstrip("$")
        if family.endswith(ending):
            return f"{' '.join(subject.given)} {subject.family[: -len(ending)]}{new}"
    return None


def kunya_added(rng: Random, subject: Subject) -> str | None:
    """Father-of before the name, as a nom de guerre."""
    return f"Abu {rng.choice(_SONS)} {subject.name}" if subject.countries & _ARABIC else None


def kunya_dropped(_: Random, name: str) -> str | None:
    """Father-of and the son's name left out."""
    return changed(name, other) if len((other := re.sub(r"\b[Aa]bu \S+ ?", "", name)).split()) > 1 else None


def particles_joined(_: Random, name: str) -> str | None:
    """A particle run together with the word after it: DelaCruz, Vandijk, Binladin."""
    listed = "|".join(words("omitted", "particles"))
    return changed(name, re.sub(rf"\b({listed}) (?=\w{{3}})", r"\1", name, flags=re.IGNORECASE))


CLASSES = (
    _GROUP.name_class("nickname", "given name in its short form", nickname, kinds=PERSON),
    _GROUP.subject_class("second-surname-dropped", "Spanish second surname left out", second_surname_dropped),
    _GROUP.subject_class("married-name", "another family name behind a hyphen", married),
    _GROUP.subject_class("other-gender", "-ov for -ova and back", other_gender, expects="either"),
    _GROUP.subject_class("kunya-added", "Abu Somebody before the name", kunya_added),
    _GROUP.name_class("kunya-dropped", "Abu Somebody left out", kunya_dropped, kinds=PERSON),
    _GROUP.name_class(
        "particle-joined", "particle run together with the name", particles_joined, kinds=PERSON
    ),
)

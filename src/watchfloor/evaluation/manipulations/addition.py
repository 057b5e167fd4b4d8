"""Words added: a name in between, titles, suffixes, jobs, places, dates, the noise of free text."""

from random import Random

from watchfloor.evaluation.common import common_name
from watchfloor.evaluation.manipulations.base import Group
from watchfloor.evaluation.subjects import COMPANY, PERSON, Subject
from watchfloor.evaluation.tables import words

_GROUP = Group("addition")
_ALL = COMPANY | PERSON
_LINE = 140
"""Characters of a payment's free-text line (ISO 20022 unstructured remittance information)."""


def extra_word(rng: Random, subject: Subject) -> str:
    """One more given name of the same country, or one more word, at any place."""
    person = subject.kind == "person"
    popular = common_name(rng, "given", subject.countries).romanised
    word = popular if person else rng.choice(words("added", "words"))
    parts = subject.words
    place = rng.randrange(len(parts) + 1)
    return " ".join([*parts[:place], word, *parts[place:]])


def titled(rng: Random, name: str) -> str:
    """A title before the name."""
    return " ".join((rng.choice(words("added", "titles")), name))


def suffixed(rng: Random, name: str) -> str:
    """A suffix after the name."""
    return " ".join((name, rng.choice(words("added", "suffixes"))))


def with_job(rng: Random, name: str) -> str:
    """A position after the name."""
    return ", ".join((name, rng.choice(words("added", "jobs"))))


def with_form(rng: Random, name: str) -> str:
    """A legal form after the name."""
    return " ".join((name, rng.choice(words("added", "forms"))))


def with_city(rng: Random, name: str) -> str:
    """A city after the name."""
    return " ".join((name, rng.choice(words("added", "cities"))))


def with_birth_date(rng: Random, subject: Subject) -> str | None:
    """The birth date in the name field."""
    dates = subject.entity.get("birthDate")
    if not dates:
        return None
    return rng.choice(["{} {}", "{} (b. {})", "{} DOB {}"]).format(subject.name, dates[0].rstrip("~"))


def in_free_text(rng: Random, name: str) -> str:
    """The name within a line of free text."""
    return " ".join((rng.choice(words("added", "before")), name, rng.choice(words("added", "after"))))[:_LINE]


CLASSES = (
    _GROUP.subject_class("extra-token", "one more word", extra_word, kinds=_ALL, parameter="1"),
    _GROUP.name_class("title", "title before", titled, kinds=PERSON),
    _GROUP.name_class("suffix", "suffix after", suffixed, kinds=PERSON),
    _GROUP.name_class("job", "position after", with_job, kinds=PERSON),
    _GROUP.name_class("legal-form-added", "legal form after", with_form, kinds=COMPANY),
    _GROUP.name_class("city-added", "city after", with_city, kinds=COMPANY),
    _GROUP.subject_class("birth-date-in-name", "birth date in the name field", with_birth_date),
    _GROUP.name_class(
        "free-text", "within a payment's free text", in_free_text, kinds=_ALL, expects="either"
    ),
)

"""Words added: a name in between, titles, suffixes, jobs, places, dates, the noise of free text."""

from random import Random

from watchfloor.evaluation.common import common_name
from watchfloor.evaluation.manipulations.base import Group
from watchfloor.evaluation.subjects import COMPANY, PERSON, Subject

_GROUP = Group("addition")
_ALL = COMPANY | PERSON
_TITLES = ("Mr", "Dr", "Gen.", "Haji", "Sheikh", "Prof.", "Col.", "Eng.", "Mullah", "H.E.")
_SUFFIXES = ("Jr", "Sr", "II", "PhD", "Esq.", "MD")
_JOBS = (
    "Minister of Defence",
    "Director",
    "Chairman of the Board",
    "Governor",
    "Member of Parliament",
    "Commander",
)
_FORMS = ("Ltd", "LLC", "Co., Ltd.", "GmbH", "S.A.", "JSC", "Inc.", "FZE")
_CITIES = ("Moscow", "Dubai", "Tehran", "Dandong", "Damascus", "Hong Kong", "Istanbul", "Singapore")
_WORDS = ("Global", "Golden", "Eastern", "United", "Royal", "Star", "Delta", "Premier")
_BEFORE = ("PAYMENT TO", "INVOICE 4471 ATTN", "RE CONTRACT NO 88/12 WITH", "BENEFICIARY", "/INS/")
_AFTER = ("FOR GOODS DELIVERED JUNE", "ACC 004512998", "VIA CORRESPONDENT BANK", "SALARY", "REF 20240615")
_LINE = 140
"""Characters of a payment's free-text line (ISO 20022 unstructured remittance information)."""


def extra_word(rng: Random, subject: Subject) -> str:
    """One more given name of the same country, or one more word, at any place."""
    if subject.kind == "person":
        word = common_name(rng, "given", subject.countries).romanised
    else:
        word = rng.choice(_WORDS)
    words = subject.words
    place = rng.randrange(len(words) + 1)
    return " ".join([*words[:place], word, *words[place:]])


def titled(rng: Random, name: str) -> str:
    """A title before the name."""
    return f"{rng.choice(_TITLES)} {name}"


def suffixed(rng: Random, name: str) -> str:
    """A suffix after the name."""
    return f"{name} {rng.choice(_SUFFIXES)}"


def with_job(rng: Random, name: str) -> str:
    """A position after the name."""
    return f"{name}, {rng.choice(_JOBS)}"


def with_form(rng: Random, name: str) -> str:
    """A legal form after the name."""
    return f"{name} {rng.choice(_FORMS)}"


def with_city(rng: Random, name: str) -> str:
    """A city after the name."""
    return f"{name} {rng.choice(_CITIES)}"


def with_birth_date(rng: Random, subject: Subject) -> str | None:
    """The birth date in the name field."""
    dates = subject.entity.get("birthDate")
    if not dates:
        return None
    return rng.choice(["{} {}", "{} (b. {})", "{} DOB {}"]).format(subject.name, dates[0].rstrip("~"))


def in_free_text(rng: Random, name: str) -> str:
    """The name within a line of free text."""
    return f"{rng.choice(_BEFORE)} {name} {rng.choice(_AFTER)}"[:_LINE]


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

"""Companies as letterheads, clerks and translators write them."""

import re
from random import Random

from watchfloor.evaluation.manipulations.base import Group, changed
from watchfloor.evaluation.subjects import COMPANY
from watchfloor.evaluation.tables import groups, pairs, words

_GROUP = Group("company")
_FILE = "respellings"
_ACRONYM_WORDS = 3


def _end(form: str) -> str:
    """A pattern for a legal form at the beginning or end of a name."""
    body = re.escape(form).replace(r"\ ", r"\s+")
    return rf"(?:^{body}(?=\s)|(?<=\s){body}(?=\W*$))"


def legal_form_swapped(rng: Random, name: str) -> str | None:
    """The legal form spelled out, shortened or in another language of the same class."""
    for group in groups("company", "forms"):
        for form in sorted(group, key=len, reverse=True):
            if re.search(_end(form), name, re.IGNORECASE):
                other = rng.choice([f for f in group if f.casefold() != form.casefold()])
                pattern = re.compile(_end(form), re.IGNORECASE)
                return changed(name, pattern.sub(other.replace("\\", ""), name, count=1))
    return None


def legal_form_dropped(_: Random, name: str) -> str | None:
    """The legal form left out."""
    forms = sorted({form for group in groups("company", "forms") for form in group}, key=len, reverse=True)
    for form in forms:
        if re.search(_end(form), name, re.IGNORECASE):
            return changed(name, re.sub(_end(form), "", name, count=1, flags=re.IGNORECASE).strip(" ,"))
    return None


def _whole_word(word: str) -> re.Pattern[str]:
    end = r"\W*$" if word.endswith("$") else ""
    return re.compile(rf"\b{word.rstrip('$')}\b(?!\.){end}", re.IGNORECASE)


def _exchanged(rng: Random, name: str, key: str, *, everything: bool = False) -> str | None:
    """Words of a table exchanged: one of them, or every one."""
    table = [(_whole_word(old), new) for old, new in pairs("company", key, file=_FILE)]
    found = [(old, new) for old, new in table if old.search(name)]
    if not found:
        return None
    for old, new in found if everything else [rng.choice(found)]:
        name = old.sub(new, name)
    return name


def abbreviated(rng: Random, name: str) -> str | None:
    """Every word that has a usual abbreviation abbreviated."""
    return _exchanged(rng, name, "short", everything=True)


def number_words(rng: Random, name: str) -> str | None:
    """A number in words, or a numeral as a number."""
    return _exchanged(rng, name, "numbers")


def british(rng: Random, name: str) -> str | None:
    """British for American spelling, and the other way round."""
    return _exchanged(rng, name, "british")


def acronym(_: Random, name: str) -> str | None:
    """The first letters only."""
    initials = [
        w[0] for w in re.findall(r"[^\W\d_]{2,}", name) if w.lower() not in {"of", "the", "and", "for", "de"}
    ]
    return "".join(initials).upper() if len(initials) >= _ACRONYM_WORDS else None


def ampersand(_: Random, name: str) -> str | None:
    """``&`` as ``and``, and the other way round."""
    if "&" in name:
        return changed(name, name.replace("&", " and "))
    return changed(name, re.sub(r"\band\b", "&", name, flags=re.IGNORECASE))


def translated(rng: Random, name: str) -> str | None:
    """A generic word in another language."""
    for english, *others in groups("company", "translated"):
        if re.search(rf"\b{english}\b", name, re.IGNORECASE):
            other = rng.choice(others)
            return changed(name, re.sub(rf"\b{english}\b", other, name, count=1, flags=re.IGNORECASE))
    return None


def branch(rng: Random, name: str) -> str:
    """A branch or a city added."""
    return rng.choice(words("company", "branches", file=_FILE)).format(name)


CLASSES = (
    _GROUP.name_class("legal-form-swapped", "legal form otherwise", legal_form_swapped, kinds=COMPANY),
    _GROUP.name_class("legal-form-dropped", "legal form left out", legal_form_dropped, kinds=COMPANY),
    _GROUP.name_class("abbreviated", "usual words abbreviated", abbreviated, kinds=COMPANY),
    _GROUP.name_class("acronym", "first letters only", acronym, kinds=COMPANY, expects="either"),
    _GROUP.name_class("ampersand", "& for and", ampersand, kinds=COMPANY),
    _GROUP.name_class("number-words", "number in words or digits", number_words, kinds=COMPANY),
    _GROUP.name_class("british", "UK or US spelling", british, kinds=COMPANY),
    _GROUP.name_class("translated", "a generic word translated", translated, kinds=COMPANY),
    _GROUP.name_class("branch", "branch or city added", branch, kinds=COMPANY),
)

"""A family name alone, explained by the whole name somewhere in the same text."""

from bisect import bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING

from watchfloor.model.entity import Entity
from watchfloor.model.schema import is_a
from watchfloor.names.tokens import Token, tokens
from watchfloor.news.guard import names_another
from watchfloor.news.inflect import base_forms
from watchfloor.news.text import CASED, Word

if TYPE_CHECKING:
    from watchfloor.news.read import Found
    from watchfloor.screening.engine import Engine


def follow(
    best: Sequence["Found"], words: Sequence[Word], engine: "Engine", *, slavic: bool
) -> list[tuple[Word, "Found"]]:
    """Words that are the family name of exactly one person the text names in full.

    Args:
        best: the whole names found, in text order, none overlapping.
        words: the text's words.
        engine: whose index the names come from.
        slavic: whether Polish and Czech endings are taken off.
    """
    owners = _owners(best, engine)
    starts = [found.stretch.start for found in best]
    out: list[tuple[Word, Found]] = []
    for place, word in enumerate(words if owners else ()):
        before = bisect_right(starts, word.start) - 1
        if before >= 0 and word.start < best[before].stretch.end:
            continue
        if (word.script in CASED and not word.capital) or names_another(words, place):
            continue
        people = _people(word, owners, slavic=slavic)
        if len(people) == 1:
            out.append((word, next(iter(people.values()))))
    return out


def _owners(best: Sequence["Found"], engine: "Engine") -> dict[str, dict[int, "Found"]]:
    """The keys of family names to the persons named in full who bear them."""
    owners: dict[str, dict[int, Found]] = {}
    for found in best:
        entity = engine.index.entity(found.entity)
        if is_a(entity.schema, "Person") and not found.part:
            for key in _surname_keys(found, entity, engine):
                owners.setdefault(key, {}).setdefault(found.entity, found)
    return owners


def _people(word: Word, owners: dict[str, dict[int, "Found"]], *, slavic: bool) -> dict[int, "Found"]:
    """The persons a word may be the family name of, in any of its forms."""
    people: dict[int, Found] = {}
    for form in base_forms(word.text, word.script, slavic=slavic):
        written = tokens(form)
        for key in _keys(written[0]) if len(written) == 1 else ():
            people.update(owners.get(key, {}))
    return people


def _keys(token: Token) -> tuple[str, ...]:
    """What two spellings of a family name share: text, romanisation, fold."""
    return tuple(key for _, key in token.keys if key[:2] in ("t:", "p:", "f:"))


def _surname_keys(found: "Found", entity: Entity, engine: "Engine") -> list[str]:
    """The keys of the family name, as the list says it or as its place in the name suggests."""
    name = entity.names[int(engine.index.names.place[found.listed])]
    family = name.family or next((n.family for n in entity.names if n.family), "")
    written = tokens(found.form)
    if family:
        wanted = {key for token in tokens(family) if token.strong for key in _keys(token)}
        chosen = [t for t in written if t.strong and wanted.intersection(_keys(t))]
    else:
        strong = [t for t in written if t.strong]
        chosen = strong[:1] if strong and strong[0].syllabic else strong[-1:]
    return [key for token in chosen for key in _keys(token)]

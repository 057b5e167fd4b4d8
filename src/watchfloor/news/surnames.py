"""A family name alone, explained by the whole name somewhere in the same text.

The text's own spelling of the whole name says how its family name is spelled; the list's does not.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from watchfloor.model.schema import is_a
from watchfloor.names.clean import script_of
from watchfloor.names.lexicon import bare
from watchfloor.names.tokens import Token, tokens
from watchfloor.news.guard import names_another
from watchfloor.news.inflect import base_forms
from watchfloor.news.lexis import guards
from watchfloor.news.scene import Scene
from watchfloor.news.text import CASED

if TYPE_CHECKING:
    from watchfloor.news.read import Found
    from watchfloor.screening.engine import Engine


class Alone(NamedTuple):
    """A family name standing alone at ``text[start:end]``, and the whole name that explains it."""

    start: int
    end: int
    whole: "Found"


class _Owner(NamedTuple):
    whole: "Found"
    article: str
    script: str


def follow(best: Sequence["Found"], scene: Scene, engine: "Engine", *, slavic: bool) -> list[Alone]:
    """Words that are the family name of exactly one person the text names in full.

    Args:
        best: the whole names found, in text order, none overlapping.
        scene: the text.
        engine: whose index the names come from.
        slavic: whether Polish and Czech endings are taken off.
    """
    owners = _owners(best, scene, engine, slavic=slavic)
    starts = [found.stretch.start for found in best]
    others: dict[str, list[int]] = {}
    alone: list[tuple[str, Alone]] = []
    for place, word in enumerate(scene.words if owners else ()):
        before = bisect_right(starts, word.start) - 1
        if before >= 0 and word.start < best[before].stretch.end:
            continue
        for start, end, form in _forms(scene, place, slavic=slavic):
            people = [p for p in _people(form, owners, engine) if p.script == word.script]
            if not people:
                continue
            key = bare(form)
            if names_another(scene.words, place, scene):
                others.setdefault(key, []).append(word.start)
            elif len(people) == 1 and (found := _joined(start, end, people[0], scene, place)):
                alone.append((key, found))
            break
    return [found for key, found in alone if not _another_nearer(found, others.get(key, ()), best)]


def _another_nearer(found: Alone, others: Sequence[int], best: Sequence["Found"]) -> bool:
    """Was somebody else of that family name named in full since the listed person was?"""
    mine = max(
        (f.stretch.start for f in best if f.entity == found.whole.entity and f.stretch.start < found.start),
        default=-1,
    )
    return any(mine < other < found.start for other in others)


def _forms(scene: Scene, place: int, *, slavic: bool) -> Iterator[tuple[int, int, str]]:
    """What a word may be a family name as: start, end and spelling."""
    word = scene.words[place]
    if word.script in CASED and not word.capital and not scene.uncased(word.start):
        return
    if bare(word.text) in guards().common and (scene.opens(place) or scene.uncased(word.start)):
        return
    if len(word.text) < 2 and word.script not in CASED:
        return
    for form in base_forms(word.text, word.script, slavic=slavic):
        yield word.start, word.start + len(form) if word.script == "hangul" else word.end, form


def _joined(start: int, end: int, owner: _Owner, scene: Scene, place: int) -> Alone | None:
    """The family name with the article it was first given with; ``None`` where that is missing."""
    if not owner.article:
        return Alone(start, end, owner.whole)
    before = scene.words[place - 1] if place else None
    if before is None or scene.words[place].gap not in (" ", "-") or bare(before.text) != owner.article:
        return None
    return Alone(before.start, end, owner.whole)


def _all_keys(family: Token, found: "Found", scene: Scene, *, slavic: bool) -> set[str]:
    """The keys of the family name as it was compared, and of what else the word in the text may be."""
    keys = set(_keys(family))
    for word in scene.words[found.stretch.first : found.stretch.last]:
        forms = base_forms(word.text, word.script, slavic=slavic)
        if any(bare(form) == bare(family.text) for form in forms):
            keys.update(key for form in forms for token in tokens(form)[:1] for key in _keys(token))
    return keys


def _owners(
    best: Sequence["Found"], scene: Scene, engine: "Engine", *, slavic: bool
) -> dict[str, dict[int, _Owner]]:
    """The keys of family names to the persons named in full who bear them."""
    owners: dict[str, dict[int, _Owner]] = {}
    for found in best:
        if not is_a(engine.index.entity(found.entity).schema, "Person") or found.part or found.doubt:
            continue
        names = [word for word in found.fit.family if word.role != "particle"]
        article = next((word.text for word in found.fit.family if word.role == "particle"), "")
        if names and found.fit.carried[1:]:
            for key in _all_keys(names[0], found, scene, slavic=slavic):
                owners.setdefault(key, {}).setdefault(
                    found.entity, _Owner(found, article, script_of(names[0].text))
                )
    return owners


def _people(form: str, owners: dict[str, dict[int, _Owner]], engine: "Engine") -> list[_Owner]:
    """The persons a word may be the family name of; records of one party count once."""
    written = [word for word in tokens(form) if word.role != "particle"]
    if not written:
        return []
    keys = _keys(written[0]) if len(written) == 1 else ("t:" + "".join(w.text for w in written),)
    people = {entity: owner for key in keys for entity, owner in owners.get(key, {}).items()}
    clusters = engine.index.clusters
    return list(
        {
            clusters.get(i := engine.index.entity(entity).id, (i,)): owner for entity, owner in people.items()
        }.values()
    )


def _keys(token: Token) -> tuple[str, ...]:
    """What two spellings of a family name in one text share: its letters, or its romanisation."""
    return tuple(key for _, key in token.keys if key[:2] in ("t:", "p:"))

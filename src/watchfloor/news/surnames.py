"""A family name alone, explained by the whole name somewhere in the same text.

The text's own spelling of the whole name says how its family name is spelled; the list's does not.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from watchfloor.model.schema import is_a
from watchfloor.names.clean import script_of
from watchfloor.names.lexicon import bare
from watchfloor.names.tokens import Token, tokens
from watchfloor.news.guard import names_another
from watchfloor.news.inflect import base_forms
from watchfloor.news.lexis import guards
from watchfloor.news.scene import Scene
from watchfloor.news.text import CASED, Word

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
    owners = _Owners(best, scene, engine, slavic=slavic)
    free = _free(best)
    others: dict[str, list[int]] = {}
    alone: list[tuple[str, Alone]] = []
    for place, word in enumerate(scene.words if owners.by_key else ()):
        named = owners.named(word)
        if named is None or not free(word.start, word.end) or not _usable(scene, place):
            continue
        size, key, people = named
        if names_another(scene.words, place, scene):
            others.setdefault(key, []).append(word.start)
        elif len(people) == 1 and (found := _joined(word.start, word.start + size, people[0], scene, place)):
            alone.append((key, found))
    alone += [("", found) for found in _inside_runs(owners, scene, free)]
    nearer = _nearer(best)
    return [found for key, found in alone if not nearer(found, others.get(key, []))]


def _free(best: Sequence["Found"]) -> Callable[[int, int], bool]:
    """Tells whether a stretch of text lies outside every whole name."""
    starts = [found.stretch.start for found in best]

    def free(start: int, end: int) -> bool:
        before = bisect_right(starts, end - 1) - 1
        return before < 0 or start >= best[before].stretch.end

    return free


def _nearer(best: Sequence["Found"]) -> Callable[[Alone, list[int]], bool]:
    """Tells whether somebody else of a family name was named in full since the listed person was."""
    starts: dict[int, list[int]] = {}
    for found in best:
        starts.setdefault(found.entity, []).append(found.stretch.start)

    def nearer(found: Alone, others: list[int]) -> bool:
        mine = starts[found.whole.entity]
        before = bisect_right(mine, found.start) - 1
        other = bisect_right(others, found.start - 1) - 1
        return other >= 0 and (before < 0 or others[other] > mine[before])

    return nearer


def _inside_runs(owners: "_Owners", scene: Scene, free: Callable[[int, int], bool]) -> Iterator[Alone]:
    """Family names of two characters and more inside what is written without spaces."""
    for name, people in owners.dense.items():
        for match in re.finditer(re.escape(name), scene.text) if len(people) == 1 else ():
            if free(*match.span()):
                yield Alone(match.start(), match.end(), people[0].whole)


def _usable(scene: Scene, place: int) -> bool:
    """May the word be a family name where it stands?"""
    word = scene.words[place]
    if word.script in CASED and not word.capital and not scene.uncased(word.start):
        return False
    plain = bare(word.text) in guards().common
    return not (plain and (scene.opens(place) or scene.uncased(word.start)))


def _joined(start: int, end: int, owner: _Owner, scene: Scene, place: int) -> Alone | None:
    """The family name with the article it was first given with; ``None`` where that is missing."""
    if not owner.article:
        return Alone(start, end, owner.whole)
    before = scene.words[place - 1] if place else None
    if before is None or scene.words[place].gap not in (" ", "-") or bare(before.text) != owner.article:
        return None
    return Alone(before.start, end, owner.whole)


class _Owners:
    """Persons named in full, by the keys of their family names.

    ``dense`` has those of them whose family name is two or more Chinese characters or kana.
    """

    def __init__(self, best: Sequence["Found"], scene: Scene, engine: "Engine", *, slavic: bool) -> None:
        self._engine, self._slavic = engine, slavic
        self.by_key: dict[str, dict[int, _Owner]] = {}
        self._named: dict[str, tuple[int, str, list[_Owner]] | None] = {}
        dense: dict[str, dict[int, _Owner]] = {}
        for found in best:
            names = [word for word in found.fit.family if word.role != "particle"]
            person = is_a(engine.index.entity(found.entity).schema, "Person")
            if not person or found.part or found.doubt or not names or not found.fit.carried[1:]:
                continue
            article = next((word.text for word in found.fit.family if word.role == "particle"), "")
            owner = _Owner(found, article, script_of(names[0].text))
            for key in self._all_keys(names[0], found, scene):
                self.by_key.setdefault(key, {}).setdefault(found.entity, owner)
            if owner.script in ("han", "kana") and " " in found.form and len(found.form.split()[-1]) > 1:
                dense.setdefault(found.form.split()[-1], {}).setdefault(found.entity, owner)
        self.dense = {name: self._parties(people) for name, people in dense.items()}

    def _all_keys(self, family: Token, found: "Found", scene: Scene) -> set[str]:
        """The keys of the family name as it was compared, and of what else the word in the text may be."""
        keys = set(_keys(family))
        for word in scene.words[found.stretch.first : found.stretch.last]:
            forms = base_forms(word.text, word.script, slavic=self._slavic)
            if any(bare(form) == bare(family.text) for form in forms):
                keys.update(key for form in forms for token in tokens(form)[:1] for key in _keys(token))
        return keys

    def named(self, word: Word) -> tuple[int, str, list[_Owner]] | None:
        """How much of a word is a family name, its spelling, and who bears it; ``None`` if nobody does."""
        if word.text not in self._named:
            self._named[word.text] = self._find(word)
        return self._named[word.text]

    def _find(self, word: Word) -> tuple[int, str, list[_Owner]] | None:
        if len(word.text) < 2 and word.script not in CASED:
            return None
        for form in base_forms(word.text, word.script, slavic=self._slavic):
            people = [owner for owner in self._people(form) if owner.script == word.script]
            if people:
                return (len(form) if word.script == "hangul" else len(word.text)), bare(form), people
        return None

    def _people(self, form: str) -> list[_Owner]:
        """The persons a word may be the family name of."""
        written = [word for word in tokens(form) if word.role != "particle"]
        if not written:
            return []
        keys = _keys(written[0]) if len(written) == 1 else ("t:" + "".join(w.text for w in written),)
        return self._parties({e: owner for key in keys for e, owner in self.by_key.get(key, {}).items()})

    def _parties(self, people: dict[int, _Owner]) -> list[_Owner]:
        """Records of one party count once."""
        index = self._engine.index
        ids = {entity: index.entity(entity).id for entity in people}
        return list({index.clusters.get(ids[e], (ids[e],)): owner for e, owner in people.items()}.values())


def _keys(token: Token) -> tuple[str, ...]:
    """What two spellings of a family name in one text share: its letters, or its romanisation."""
    return tuple(key for _, key in token.keys if key[:2] in ("t:", "p:"))

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
from watchfloor.names.tokens import LINEAGE, Token, tokens
from watchfloor.news.guard import names_another
from watchfloor.news.inflect import base_forms
from watchfloor.news.lexis import countries_named, guards
from watchfloor.news.scene import Scene
from watchfloor.news.spans import DENSE
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
        if word.start >= scene.first_capital and not word.capital and word.script in CASED:
            continue
        named = owners.named(word)
        if named is None or not free(word.start, word.end) or not _usable(scene, place):
            continue
        size, key, people = named
        if names_another(scene.words, place, scene):
            others.setdefault(key, []).append(word.start)
        elif len(people) == 1 and (found := _joined(word, size, people[0], scene, place)):
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
    """Family names inside what is written without spaces; one character only before a title ("김 위원장")."""
    titles = "|".join(sorted((t for t in guards().titles if t[0] >= "\u3000"), key=len, reverse=True))
    for name, people in owners.dense.items():
        titled = rf"(?<![가-힣]){name}(?=\s?(?:{titles}))"
        pattern = re.escape(name) if len(name) > 1 else titled
        for match in re.finditer(pattern, scene.text) if len(people) == 1 else ():
            if free(*match.span()):
                yield Alone(match.start(), match.end(), people[0].whole)


def _usable(scene: Scene, place: int) -> bool:
    """May the word be a family name where it stands?"""
    word = scene.words[place]
    if word.script in CASED and not word.capital and not scene.uncased(word.start):
        return False
    plain = bare(word.text) in guards().common
    return not (plain and (scene.opens(place) or scene.uncased(word.start)))


def _joined(word: Word, size: int, owner: _Owner, scene: Scene, place: int) -> Alone | None:
    """The family name with the article it was first given with; ``None`` where another is meant without it.

    "bin" belongs to the name. "al" may be left out, but not after another article, nor where the
    word is also a people's or a movement's ("the Houthis").
    """
    alone = Alone(word.start, word.start + size, owner.whole)
    if not owner.article:
        return alone
    before = scene.words[place - 1] if place else None
    if before is not None and word.gap in (" ", "-") and bare(before.text) == owner.article:
        return Alone(before.start, alone.end, owner.whole)
    if owner.article in LINEAGE or countries_named(word.text) or word.script not in CASED:
        return None
    return None if before is not None and before.text.lower() in _OTHER_ARTICLES else alone


_OTHER_ARTICLES = frozenset("the die der den dem des les los las gli i os as".split())


class _Owners:
    """Persons named in full, by the keys of their family names.

    ``dense`` has the family names among them that are written without spaces.
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
            if owner.script in DENSE:
                name = found.form.split()[-1] if " " in found.form else found.form[0]
                dense.setdefault(name, {}).setdefault(found.entity, owner)
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
            written = bare(form)
            people: dict[int, _Owner] = {}
            for key in (f"t:{written}", f"p:{written}"):
                people.update(self.by_key.get(key, {}))
            same = self._parties({e: owner for e, owner in people.items() if owner.script == word.script})
            if same:
                return (len(form) if word.script == "hangul" else len(word.text)), written, same
        return None

    def _parties(self, people: dict[int, _Owner]) -> list[_Owner]:
        """Records of one party count once."""
        index = self._engine.index
        ids = {entity: index.entity(entity).id for entity in people}
        return list({index.clusters.get(ids[e], (ids[e],)): owner for e, owner in people.items()}.values())


def _keys(token: Token) -> tuple[str, ...]:
    """What two spellings of a family name in one text share: its letters, with marks or without."""
    return (f"t:{token.text}", f"t:{bare(token.text)}", f"p:{token.plain}")

"""What keeps a stretch of text that equals a listed name from being a mention of it."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from watchfloor.model.schema import is_a
from watchfloor.names.countries import country_code
from watchfloor.names.lexicon import bare, lexicon, rarity
from watchfloor.names.tokens import tokens
from watchfloor.news.spans import is_syllable
from watchfloor.news.text import CASED, Word, guards

if TYPE_CHECKING:
    from watchfloor.news.read import Found
    from watchfloor.screening.engine import Engine

CONTEXT = 8
"""Words on either side in which a ship is looked for."""
RARE = 0.95
"""Rarity from which a single word can name an organisation on its own."""


class Guard:
    """Judges stretches of one text.

    Args:
        words: the text's words.
        uncased: whether capitals tell nothing.
    """

    def __init__(self, words: Sequence[Word], *, uncased: bool) -> None:
        self._words, self._uncased = words, uncased
        self._lower = {word.text for word in words if word.script in CASED and not word.capital}

    def checked(self, found: "Found", engine: "Engine") -> "Found | None":
        """The stretch if it may be a mention, marked if it is only part of a longer name; else None."""
        if found.form.lower() in guards().namesakes:
            return None
        names = tokens(found.form)
        strong = [token for token in names if token.strong]
        entity = engine.index.entity(found.entity)
        if country_code(found.form) or not (strong or _all_generic(found, len(names), entity.schema)):
            return None
        if len(names) == 1 or (len(strong) == 1 and is_a(entity.schema, "Person")):
            return found if self._alone(found, entity.schema, strong[0].plain) else None
        if all(bare(word) in self._plain_words() for word in found.form.split()):
            return None
        if is_a(entity.schema, "Person") and (longer := self._longer(found)):
            return replace(found, part=f"part of a longer name: {longer}")
        return found

    @staticmethod
    def _plain_words() -> frozenset[str]:
        known = guards()
        return frozenset(bare(word) for word in (*known.common, *known.places))

    def _alone(self, found: "Found", schema: str, plain: str) -> bool:
        """May one word alone be a mention? A person never, a ship among ships, an organisation if rare."""
        stretch = found.stretch
        text = self._words[stretch.first].text
        if len(text) < 3 and self._words[stretch.first].script in CASED:
            return False
        if is_a(schema, "Person") or found.alike < 0.999:
            return (
                stretch.end - stretch.start > 2
                and self._words[stretch.first].script in ("han", "hangul")
                and found.alike > 0.93
            )
        if is_a(schema, "Vessel") or is_a(schema, "Airplane"):
            return self._among_ships(stretch.first, stretch.last)
        if text.lower() in self._lower or bare(text) in self._plain_words() or bare(text) in lexicon().roles:
            return False
        return rarity(plain) >= RARE and (not self._uncased or self._words[stretch.first].script not in CASED)

    def _among_ships(self, first: int, last: int) -> bool:
        near = self._words[max(0, first - CONTEXT) : last + CONTEXT]
        return any(word.text.lower() in guards().vessel_words for word in near)

    def _longer(self, found: "Found") -> str:
        """The longer name a person's name is part of; empty if it stands for itself."""
        first, last = found.stretch.first, found.stretch.last
        before = self._words[first - 1] if first else None
        after = self._words[last] if last < len(self._words) else None
        written = " ".join(word.text for word in self._words[first:last])
        if after is not None and after.gap in (" ", "-") and after.text.lower() in guards().place_words:
            return f"{written} {after.text}"
        if after is not None and _next_syllable(written, after):
            return f"{written}{after.gap}{after.text}"
        joins = self._words[first].gap == " "
        if before is not None and joins and before.capital and bare(before.text) in lexicon().given:
            return f"{before.text} {written}"
        if (
            after is not None
            and after.gap in (" ", "-")
            and after.capital
            and bare(after.text) in lexicon().given
        ):
            return f"{written} {after.text}"
        return ""


def _all_generic(found: "Found", words: int, schema: str) -> bool:
    """Is it the whole name of an organisation whose every word is generic ("Korea Mining Development...")?"""
    return words > 2 and found.alike > 0.97 and not is_a(schema, "Person")


def _next_syllable(written: str, after: Word) -> bool:
    """Does a Korean or Chinese name go on after the stretch ("Kim Il" in "Kim Il Sung")?"""
    if after.gap not in (" ", "-") or not (after.capital or after.gap == "-") or len(after.text) > 5:
        return False
    return all(token.syllabic for token in tokens(written)) and is_syllable(after.text)


def names_another(words: Sequence[Word], place: int) -> bool:
    """Is a family name in the text followed or preceded by a given name, so that it names somebody?"""
    before = words[place - 1] if place else None
    after = words[place + 1] if place + 1 < len(words) else None
    if after is not None and after.gap in (" ", "-") and after.text[:1].isupper():
        if bare(after.text) in lexicon().given or after.text.lower() in guards().place_words:
            return True
        if is_syllable(words[place].text) and is_syllable(after.text) and len(after.text) <= 5:
            return True
    joined = before is not None and words[place].gap in (" ", "-") and before.capital
    return bool(joined and before is not None and bare(before.text) in lexicon().given)

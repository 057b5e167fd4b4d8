"""What keeps a stretch of text that equals a listed name from being a mention of it."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from watchfloor.model.entity import Entity
from watchfloor.model.schema import is_a
from watchfloor.names.countries import country_code, country_name
from watchfloor.names.fold import folds
from watchfloor.names.lexicon import bare, lexicon, rarity, tells_little
from watchfloor.news.accept import Fit
from watchfloor.news.known import is_syllable
from watchfloor.news.lexis import countries_named, guards
from watchfloor.news.scene import Scene
from watchfloor.news.text import CASED, Word

if TYPE_CHECKING:
    from watchfloor.news.read import Found
    from watchfloor.screening.engine import Engine

NEAR, FURTHER = 3, 8
"""Words on either side in which a ship is looked for, and what ships do."""
RARE = 0.95
"""Rarity from which a word is a name of its own rather than one that many bear."""
UNUSUAL = 0.9
"""The same for words of organisations: the odd company may be called like it."""
MANY = 0.83
"""Rarity up to which a name is borne by very many people: Mohammed, Ali, Kim, Ivanov."""
LONG = 7
"""Letters from which a single word may be spelled in another usual way."""
READ = 0.97
"""Likeness of Chinese characters that are listed as such rather than read alike."""
CLOSE, FAR = 400, 20_000
"""Characters back to which a country named supports a short acronym, and any other name."""
ACRONYM = 4
"""Letters up to which a word must be in capitals to be an acronym, and one less needs more than itself."""
EQUAL = 0.955
"""Likeness of a single word: equal, romanised, or another usual spelling."""
_AND = frozenset("and und et y e и та i oraz".split())
_OF = frozenset("of for von der für de du des del da di".split())


class Guard:
    """Judges stretches of one text."""

    def __init__(self, scene: Scene, engine: "Engine") -> None:
        self._scene, self._words, self._engine = scene, scene.words, engine
        self._places = scene.namesakes

    def checked(self, found: "Found") -> "Found | None":
        """The stretch if it may be a mention, with what speaks against it; ``None`` if it is none.

        ``part`` says of which longer name it is a part, ``doubt`` why it needs more than itself.
        """
        start, end = found.stretch.start, found.stretch.end
        if any(first < end and start < last for first, last in self._places):
            return None
        entity = self._engine.index.entity(found.entity)
        if is_a(entity.schema, "Person"):
            return self._person(found)
        if is_a(entity.schema, "Vessel") or is_a(entity.schema, "Airplane"):
            return found if self._among_ships(found, entity) else None
        return self._organisation(found, entity)

    def _person(self, found: "Found") -> "Found | None":
        carried = found.fit.carried
        plain = [word for word in carried if bare(word.text) in guards().common]
        if self._says_nothing(found, len(plain)):
            return None
        if longer := self._longer(found):
            return replace(found, part=f"part of a longer name: {longer}")
        short = not carried[0].syllabic or len(carried) == 2
        if short and (plain or self._borne_by_many(found.fit)):
            why = "a name that many people bear, and nothing before it points to the listed one"
            return self._doubted(found, why)
        if (
            self._words[found.stretch.first].script == "han"
            and found.alike < READ
            and (self._engine.index.entity(found.entity).all_countries())
        ):
            return self._doubted(
                found, "characters that only sound alike, and nothing before points to the listed one"
            )
        return found

    def _says_nothing(self, found: "Found", plain: int) -> bool:
        """Are they too few letters, or words of the language, where a person's name would be more?"""
        carried, start = found.fit.carried, found.stretch.start
        alone = len(carried) == 1 and carried[0].span == 1 and len(found.stretch.forms[0].split()) == 1
        dense = self._words[found.stretch.first].script in ("han", "hangul", "kana")
        if alone and (not dense or found.stretch.end - start < 3 or found.alike < 0.93):
            return True
        if any(word.text.lower() in _AND for word in self._words[found.stretch.first : found.stretch.last]):
            return True  # two people
        if plain == len(carried) or (plain and len(carried) == 2 and found.alike < EQUAL):
            return True
        if self._scene.uncased(start) and (
            (plain > 1 and carried[0].syllabic) or all(rarity(word.plain) < RARE for word in carried)
        ):
            return True
        return self._only_read(found)

    def _only_read(self, found: "Found") -> bool:
        """Are they Chinese characters of which only the sound is that of a listed name, and too few or of no person?"""
        if (
            self._words[found.stretch.first].script != "han"
            or found.alike >= READ
            or found.fit.carried[0].span > 1
        ):
            return False
        person = is_a(self._engine.index.entity(found.entity).schema, "Person")
        return not person or found.stretch.end - found.stretch.start < 3

    @staticmethod
    def _borne_by_many(fit: Fit) -> bool:
        """Is it a name of usual words only: two that ordinary people bear, or more that very many do?"""
        limit = RARE if len(fit.carried) == 2 else MANY
        return any(
            all(
                rarity(word.plain) < limit
                or word.plain in guards().frequent_names
                or bare(word.text) in lexicon().given
                for word in side
            )
            for side in (fit.carried, fit.listed)
        )

    def _organisation(self, found: "Found", entity: Entity) -> "Found | None":
        carried = found.fit.carried
        exact = found.alike > EQUAL and entity.names[0].text.casefold() == found.form.casefold()
        place = country_code(found.form) or all(bare(w.text) in guards().places for w in carried)
        if self._only_read(found) or (place and not exact):
            return None
        if len(carried) == 1:
            return self._one_word(found, carried[0].plain)
        ordinary = sum(not self._telling(word.text, word.plain, found.stretch.start) for word in carried)
        if ordinary < len(carried):
            return found
        if self._scene.uncased(found.stretch.start) or self._inside(found):
            return None
        if len(carried) > 2:
            return found
        return self._doubted(found, "ordinary words, and nothing before them points to the listed party")

    def _inside(self, found: "Found") -> bool:
        """Do capital words go on before or after ordinary ones, so that something else has that name?"""
        first, last = found.stretch.first, found.stretch.last
        before = first > 0 and self._words[first].gap == " " and self._words[first - 1].capital
        after = last < len(self._words) and self._words[last].gap == " " and self._words[last].capital
        opens = (
            first > 0
            and self._scene.opens(first - 1)
            and bare(self._words[first - 1].text) in guards().common
        )
        of = (
            last + 1 < len(self._words)
            and self._words[last].text.lower() in _OF
            and self._words[last + 1].capital
        )
        if of:
            entity = self._engine.index.entity(found.entity)
            here = self._scene.text[self._words[last].end : self._words[last].end + 30]
            of = not any(code in entity.all_countries() for _, code in countries_named(here))
        return bool(after or of or (before and not opens))

    def _telling(self, text: str, plain: str, place: int) -> bool:
        """Is the word a name rather than a word of the language?"""
        known, word = guards(), bare(text)
        if word in known.common or word in known.places or word in known.frequent_names or tells_little(word):
            return False
        usual = 1.0 if word in lexicon().given else UNUSUAL
        return rarity(plain) >= usual and not self._scene.small(text, place)

    def _one_word(self, found: "Found", plain: str) -> "Found | None":
        """One word alone: if it is rare, or something beside it says what it is."""
        stretch = found.stretch
        word = max(self._words[stretch.first : stretch.last], key=lambda w: len(w.text))
        if not self._spelled(found, plain, word) or self._of_somebody(stretch.first, stretch.last):
            return None
        telling = all(
            self._telling(w.text, w.plain, stretch.start) for w in (*found.fit.carried, *found.fit.listed)
        )
        last = stretch.last if telling else stretch.first
        if self._beside(stretch.first, last, guards().organisation_words, near=1):
            return found if telling or word.capital else None
        if not telling:
            return replace(found, doubt="an ordinary word, and nothing before it points to the listed party")
        short = word.script in CASED and len(plain) < ACRONYM
        if short or self._engine.index.entity(found.entity).all_countries():
            why = "one word, and nothing before it points to the listed party"
            return self._doubted(found, why, within=CLOSE if short else FAR)
        return found

    def _of_somebody(self, first: int, last: int) -> bool:
        """Does a capital word beside the one word make it part of a person's, or another, name?"""
        before = self._words[first - 1] if first else None
        after = self._words[last] if last < len(self._words) else None
        beside = before is not None and self._words[first].gap == " " and before.capital
        if before is not None and beside and is_name(before, self._scene):
            return True
        if before is not None and beside and not self._scene.opens(first - 1) and self._strange(before):
            return True
        return after is not None and after.gap == " " and after.capital and self._strange(after)

    def _strange(self, word: Word) -> bool:
        """Is a capital word one that names, where only names are capital?"""
        plain, lowered = bare(word.text), word.text.lower()
        known = guards()
        usual = plain in known.common or plain in known.places or tells_little(plain)
        usual = (
            usual
            or lowered in known.titles
            or lowered in known.organisation_words
            or bool(countries_named(lowered))
        )
        return not usual and word.script in CASED and not self._scene.nouns(word.start)

    def _spelled(self, found: "Found", plain: str, word: Word) -> bool:
        """Is a single word written as the listed one is?"""
        if word.script not in CASED:
            return found.alike >= EQUAL and found.stretch.end - found.stretch.start > 1
        alike = found.alike >= EQUAL or "other vowels" in found.fit.how
        if len(plain) < 2 or not alike or ("spelling" in found.fit.how and len(plain) < LONG):
            return False
        if not word.capital and len(plain) < LONG:
            return False
        uncased = self._scene.uncased(found.stretch.start)
        return len(plain) > ACRONYM + 2 * uncased or (word.text.isupper() and not uncased)

    def _doubted(self, found: "Found", why: str, *, within: int = FAR) -> "Found":
        """The stretch, doubted unless the text so far speaks of a country of the listed party."""
        entity = self._engine.index.entity(found.entity)
        code = self._scene.speaks_of(entity.all_countries(), found.stretch.start, within=within)
        if code:
            return replace(found, support=f"the text speaks of {country_name(code)}")
        return replace(found, doubt=why)

    def _among_ships(self, found: "Found", entity: Entity) -> bool:
        """Does the text say that a ship is meant, beside the name, or by its number?"""
        if self._beside(found.stretch.first, found.stretch.last, guards().vessel_words, near=NEAR):
            return True
        named = [word for word in found.fit.carried if bare(word.text) not in guards().common]
        sure = len(found.fit.carried) > 1 and named and not self._scene.uncased(found.stretch.start)
        if sure and self._beside(found.stretch.first, found.stretch.last, guards().sea_words, near=FURTHER):
            return True
        numbers = (*entity.get("imoNumber"), *entity.get("registrationNumber"))
        told = self._scene.told(found.stretch.start)
        return any(
            number in told
            for number in ("".join(filter(str.isdigit, n)) for n in numbers)
            if len(number) == 7
        )

    def _beside(self, first: int, last: int, wanted: frozenset[str], *, near: int) -> bool:
        """Does one of the wanted words stand that near in the same sentence?"""
        here = self._scene.sentence(self._words[first].start)
        after = range(last, min(len(self._words), last + near)) if last > first else ()
        places = [*range(max(0, first - near), first), *after]
        around = [self._words[p] for p in places if self._scene.sentence(self._words[p].start) == here]
        pairs = [f"{a.text}/{b.text}" for a, b in pairwise(around) if b.gap == "/"]
        return any(text.lower() in wanted for text in (*(w.text for w in around), *pairs))

    def _longer(self, found: "Found") -> str:
        """The longer name a person's name is part of; empty if it stands for itself."""
        first, last = found.stretch.first, found.stretch.last
        written = found.stretch.forms[0]
        after = self._words[last] if last < len(self._words) else None
        before = self._words[first - 1] if first else None
        if after is not None and after.gap in (" ", "-"):
            if after.text.lower() in guards().place_words or _next_syllable(written, after):
                return f"{written}{after.gap}{after.text}"
            if self._goes_on(after, last):
                return f"{written} {after.text}"
        if before is not None and self._words[first].gap == " " and is_name(before, self._scene):
            return f"{before.text} {written}"
        return ""

    def _goes_on(self, after: Word, place: int) -> bool:
        """Is the capital word after a person's name one more name?"""
        if (
            after.gap != " "
            or not after.capital
            or after.text.isupper() != self._words[place - 1].text.isupper()
        ):
            return False
        if is_name(after, self._scene):
            return True
        plain = bare(after.text)
        known = guards()
        usual = plain in known.common or after.text.lower() in known.titles or plain in known.places
        return not usual and not self._scene.nouns(after.start) and after.script in CASED


def is_name(word: Word, scene: Scene) -> bool:
    """Is a capital word beside a name a given or family name, as far as anybody knows?"""
    plain, lowered = bare(word.text), word.text.lower()
    known = guards()
    if (
        not word.capital
        or lowered in known.titles
        or plain in known.common
        or plain in known.places
        or country_code(word.text)
    ):
        return False
    if plain in lexicon().given or (len(plain) > 4 and not _given_sounds().isdisjoint(folds(plain)[:1])):
        return True
    return rarity(plain) <= MANY and not scene.nouns(word.start)


@cache
def _given_sounds() -> frozenset[str]:
    """The sounds of given names in Latin letters: Wiktor is spelled Viktor in the table."""
    names = (name for name in lexicon().given if name.isascii() and len(name) > 4)
    return frozenset(fold for name in names for fold in folds(name)[:1])


def _next_syllable(written: str, after: Word) -> bool:
    """Does a Korean or Chinese name go on after the stretch ("Kim Il" in "Kim Il Sung")?"""
    if len(written.split()) > 2 or not (after.capital or after.gap == "-") or len(after.text) > 5:
        return False
    return all(is_syllable(word) for word in written.split()) and is_syllable(after.text)


def names_another(words: Sequence[Word], place: int, scene: Scene) -> bool:
    """Is a family name in the text followed or preceded by a given name, so that it names somebody?"""
    before = words[place - 1] if place else None
    after = words[place + 1] if place + 1 < len(words) else None
    here = words[place]
    if after is not None and after.gap in (" ", "-") and after.text[:1].isupper():
        if bare(after.text) in lexicon().given or after.text.lower() in guards().place_words:
            return True
        if is_syllable(here.text) and is_syllable(after.text) and len(after.text) <= 5:
            return True
    if before is None or here.gap not in (" ", "-") or not before.capital:
        return False
    return is_name(before, scene) or (before.script in CASED and len(before.text) == 1)

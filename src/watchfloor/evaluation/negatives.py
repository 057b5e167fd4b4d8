"""Hard negatives: somebody else whose name is a word, a syllable or a number away from a listed one.

Recall is worth nothing if it is bought with these, so they are reported beside every recall.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable
from functools import cache, partial
from random import Random

from rapidfuzz.distance import OSA

from watchfloor.evaluation.common import common_name, common_names
from watchfloor.evaluation.listing import name_key
from watchfloor.evaluation.manipulations.base import Group, Manipulation, OnSubject, changed, replaced
from watchfloor.evaluation.manipulations.transliteration import hangul_parts, pinyin
from watchfloor.evaluation.subjects import ALL, COMPANY, PERSON, VESSEL, Subject
from watchfloor.evaluation.tables import pairs, words
from watchfloor.model.identifiers import imo_valid
from watchfloor.model.party import Party
from watchfloor.names.clean import strip_marks
from watchfloor.names.fold import folds
from watchfloor.names.lexicon import bare, lexicon, tells_little
from watchfloor.names.tokens import LINEAGE, tokens

_GROUP = Group("hard negative")
_SHORT, _MIDDLING, _LONG_NUMBER = 3, 5, 4
_VOWELS = re.compile("[aeiou]+")


def _same_sound(one: str, other: str) -> bool:
    """Would two syllables be romanisations of one?"""
    for old, new in pairs("negative", "fold"):
        one, other = one.replace(old, new), other.replace(old, new)
    return one == other


def _other(rng: Random, part: str, subject: Subject, word: str) -> str | None:
    """Another common name of the same country that shares no more than the odd letter."""
    near = strip_marks(word).casefold()
    for _ in range(20):
        found = common_name(rng, part, subject.countries).romanised
        plain = strip_marks(found).casefold()
        if plain != near and plain[:3] != near[:3] and not _same_name(found, word):
            return found
    return None


def _same_name(one: str, other: str) -> bool:
    """Are two names forms of one, as Diego and Santiago or Mohamed and Muhammad are?"""
    known = lexicon().given
    groups = [{plain, *known.get(plain, ()), *folds(plain)} for plain in (bare(one), bare(other))]
    return not groups[0].isdisjoint(groups[1])


def given_replaced(rng: Random, subject: Subject) -> str | None:
    """Another given name before the same family name (all given names where there are several)."""
    given = subject.given
    if not given or (other := _other(rng, "given", subject, given[0])) is None:
        return None
    return changed(subject.name, f"{other} {subject.family}")


def first_replaced(rng: Random, subject: Subject) -> str | None:
    """The first of several given names replaced, everything else kept."""
    if len(subject.given) < 2 or tells_little(bare(subject.given[0])):  # a title is no name
        return None
    if (other := _other(rng, "given", subject, subject.given[0])) is None:
        return None
    return replaced(subject.words, 0, other)


def family_replaced(rng: Random, subject: Subject) -> str | None:
    """The same given names before another family name."""
    given = subject.given
    if not given or (other := _other(rng, "family", subject, subject.family)) is None:
        return None
    return f"{' '.join(given)} {other}"


def family_near(rng: Random, subject: Subject) -> str | None:
    """Another family name of ordinary people that is a letter or two away: Petrov for Petrova is none."""
    other = _near(rng, "family", subject.family)
    return f"{' '.join(subject.given)} {other}" if subject.given and other else None


def given_near(rng: Random, subject: Subject) -> str | None:
    """Another given name that is a letter or two away."""
    other = _near(rng, "given", subject.given[0]) if subject.given else None
    return replaced(subject.words, 0, other) if other and len(subject.words) > 1 else None


def _near(rng: Random, part: str, word: str) -> str | None:
    """A popular name two letters away at most that is no other spelling of the word."""
    plain = bare(word)
    if len(plain) <= _SHORT or tells_little(plain):
        return None
    most = 1 if len(plain) <= _MIDDLING else 2
    found = [
        name
        for name, known in _popular(part).items()
        if 0 < OSA.distance(plain, known, score_cutoff=most) <= most and not _spelled_alike(plain, known)
    ]
    return rng.choice(found) if found else None


def _spelled_alike(one: str, other: str) -> bool:
    """Are two words spellings of one, male or female form of one, or one cut short?"""
    skeletons = [_VOWELS.sub("", fold) for word in (one, other) for fold in folds(word)[:1]]
    return (
        _same_name(one, other) or one.startswith(other) or other.startswith(one) or len(set(skeletons)) == 1
    )


@cache
def _popular(part: str) -> dict[str, str]:
    """Popular names of all countries, as written in Latin letters and as they are compared."""
    found = (name.romanised for names in common_names(part).values() for name in names)
    return {name: plain for name in found if (plain := bare(name)).isalpha() and plain.isascii()}


def father_replaced(rng: Random, subject: Subject) -> str | None:
    """Another patronymic of Eastern Slavs between the same names."""
    mine = tokens(subject.name)
    places = [i for i, token in enumerate(mine) if token.role == "patronymic"]
    if len(mine) != len(subject.words) or len(places) != 1 or any(t.plain in LINEAGE for t in mine):
        return None
    female = mine[places[0]].plain.endswith("na")
    other = rng.choice(words("negative", "daughters" if female else "sons"))
    return None if bare(other)[:3] == mine[places[0]].plain[:3] else replaced(subject.words, places[0], other)


def trade_changed(rng: Random, subject: Subject) -> str | None:
    """What a company does changed for something else: Gas for Oil, Shipping for Trading."""
    mine = tokens(subject.name)
    if len(mine) != len(subject.words):
        return None
    meanings = lexicon().terms
    places = [i for i, token in enumerate(mine) if token.plain in meanings and token.role == "generic"]
    if not places:
        return None
    place = rng.choice(places)
    kept = {meaning for token in mine for meaning in meanings.get(token.plain, ())}
    others = [w for w in words("harmless", "trades") if kept.isdisjoint(meanings.get(bare(w), (bare(w),)))]
    return replaced(subject.words, place, rng.choice(others))


def number_changed(rng: Random, subject: Subject) -> str | None:
    """Another number in the name of a company or a ship."""
    places = [i for i, word in enumerate(subject.words) if word.isdecimal() and len(word) < _LONG_NUMBER]
    if not places:
        return None
    place = rng.choice(places)
    number = int(subject.words[place])
    return replaced(subject.words, place, str(rng.choice([n for n in range(1, 30) if n != number])))


def syllable_changed(
    rng: Random,
    subject: Subject,
    *,
    parts: Callable[[Subject], tuple[str, list[str]] | None],
    syllables: tuple[str, ...],
) -> str | None:
    """One syllable of a Korean or Chinese given name of two changed for another."""
    found = parts(subject)
    if found is None or len(found[1]) != 2:
        return None
    family, given = found
    place = rng.randrange(2)
    given[place] = rng.choice([s for s in syllables if not _same_sound(s, given[place])])
    first = subject.words[0] == family
    together = f"{given[0]} {given[1]}".title()
    return f"{family} {together}" if first else f"{together} {family}"


def sibling(rng: Random, subject: Subject) -> Party | None:
    """Another given name, the same family name and country, born some years apart."""
    if (name := given_replaced(rng, subject)) is None or not (born := _birth_year(subject)):
        return None
    return _person(subject, name, born + rng.choice([-7, -5, -3, -2, 2, 3, 5, 7]))


def father_and_son(rng: Random, subject: Subject) -> Party | None:
    """The very same name and country, a generation apart."""
    if not (born := _birth_year(subject)):
        return None
    return _person(subject, subject.name, born + rng.choice([-1, 1]) * rng.randint(22, 38))


def namesake(rng: Random, subject: Subject) -> Party | None:
    """The very same name, born years before or after, in a country the list does not name."""
    if not (born := _birth_year(subject)):
        return None
    party = _person(subject, subject.name, born + rng.choice([-19, -14, -11, 12, 15, 21]))
    far = [c for c in ("no", "pe", "nz", "fi", "uy") if c not in subject.countries]
    return Party(schema="Person", properties={**party.properties, "nationality": (rng.choice(far),)})


def junior(rng: Random, subject: Subject) -> Party | None:
    """The same name with Jr or Sr, born a generation after or before."""
    if not (born := _birth_year(subject)):
        return None
    suffix, years = rng.choice([("Jr", 1), ("Sr", -1)])
    return _person(subject, f"{subject.name} {suffix}", born + years * rng.randint(22, 38))


def _birth_year(subject: Subject) -> int:
    dates = subject.entity.get("birthDate")
    return int(dates[0][:4]) if len(dates) == 1 and dates[0][:4].isdigit() else 0


def _person(subject: Subject, name: str, year: int) -> Party:
    facts: dict[str, tuple[str, ...]] = {"name": (name,), "birthDate": (str(year),)}
    if subject.countries:
        facts["nationality"] = (min(subject.countries),)
    return Party(schema="Person", properties=facts)


def word_changed(rng: Random, subject: Subject, *, others: list[str]) -> str | None:
    """One distinctive word of a company's name changed for one of another company's."""
    mine = tokens(subject.name)
    if len(subject.words) < 2 or len(mine) != len(subject.words):
        return None
    places = [i for i, token in enumerate(mine) if token.role == "word" and len(token.plain) > 3]
    if not places:
        return None
    place = rng.choice(places)
    other = rng.choice(others)
    if name_key(other)[:3] == name_key(subject.words[place])[:3]:
        return None
    return replaced(subject.words, place, other)


def other_imo(rng: Random, subject: Subject) -> Party | None:
    """A ship of the same name with another, valid IMO number."""
    numbers = subject.entity.get("imoNumber")
    while numbers:
        body = f"{rng.randint(880000, 989999)}"
        other = body + str(sum(int(d) * w for d, w in zip(body, range(7, 1, -1), strict=True)) % 10)
        if imo_valid(other) and other not in numbers:
            return Party(schema="Vessel", properties={"name": (subject.name,), "imoNumber": (other,)})
    return None


def named_after(rng: Random, subject: Subject) -> Party:
    """A street or an airport named after the person; its kind is not told."""
    return Party(properties={"name": (rng.choice(words("negative", "places")).format(subject.name),)})


def office(rng: Random, _: Subject) -> Party:
    """A ministry or bank of a state without sanctions, built of words that many listed names share."""
    return Party(
        schema="Organization",
        properties={
            "name": (
                rng.choice(words("negative", "offices")).format(rng.choice(words("negative", "states"))),
            )
        },
    )


def distinctive_words(names: Iterable[str]) -> list[str]:
    """Words of company names that say who it is and occur once or twice on the list."""
    counts: Counter[str] = Counter()
    for name in names:
        found = tokens(name)
        if len(found) == len(name.split()):
            counts.update(
                word
                for word, token in zip(name.split(), found, strict=True)
                if token.role == "word" and len(token.plain) > 3 and token.plain.isalpha()
            )
    return sorted(word for word, count in counts.items() if count <= 2)


def classes(company_names: Iterable[str]) -> tuple[Manipulation, ...]:
    """All classes of hard negatives; other companies' words come from ``company_names``."""
    others = distinctive_words(company_names) or ["Aurora"]
    korean = partial(syllable_changed, parts=hangul_parts, syllables=words("negative", "korean"))
    chinese = partial(syllable_changed, parts=pinyin, syllables=words("negative", "chinese"))
    return (
        _quiet("given-replaced", "another given name", given_replaced),
        _quiet("first-given-replaced", "the first of several given names replaced", first_replaced),
        _quiet("family-replaced", "another family name", family_replaced),
        _quiet("family-near", "another family name a letter or two away", family_near),
        _quiet("given-near", "another given name a letter or two away", given_near),
        _quiet("patronymic-replaced", "another patronymic", father_replaced),
        _quiet("korean-syllable", "a Korean syllable changed", korean),
        _quiet("chinese-syllable", "a Chinese syllable changed", chinese),
        _quiet("sibling", "brother or sister", sibling),
        _quiet("father-son", "father or son of the same name", father_and_son),
        _quiet("namesake", "namesake born years apart, of another country", namesake),
        _quiet("jr-sr", "Jr or Sr, a generation apart", junior),
        _quiet(
            "company-word",
            "one distinctive word of a company changed",
            partial(word_changed, others=others),
            COMPANY,
        ),
        _quiet("trade-changed", "what a company does changed", trade_changed, COMPANY),
        _quiet("number-changed", "another number in the name", number_changed, COMPANY | VESSEL),
        _quiet("other-imo", "ship of the same name, another IMO number", other_imo, VESSEL),
        _quiet("named-after", "street or airport named after the person", named_after),
        _quiet("office", "ministry or bank of another state", office, COMPANY),
    )


def _quiet(key: str, title: str, make: OnSubject, kinds: frozenset[str] = PERSON) -> Manipulation:
    return _GROUP.subject_class(key, title, make, kinds=ALL & kinds, expects="quiet")

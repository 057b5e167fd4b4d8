"""One name in the spelling of another country, or in another script."""

import re
from collections.abc import Callable
from functools import partial
from random import Random

from watchfloor.evaluation.manipulations.base import Group, changed, titled
from watchfloor.evaluation.subjects import PERSON, Subject
from watchfloor.evaluation.tables import groups, pairs, respell, words
from watchfloor.names.clean import strip_marks
from watchfloor.names.tokens import tokens

_GROUP = Group("transliteration")
_FILE = "respellings"
_RUSSIAN = frozenset("ru by ua kz suhh".split())
_ARABIC = frozenset("sy iq ye ps sd ly eg sa kw jo lb bh qa om ae dz tn ma mr so".split())
_PERSIAN = frozenset("ir af".split())
_KOREAN = frozenset({"kp", "kr"})
_CHINESE = frozenset({"cn", "tw", "hk"})
_ARTICLE = re.compile(r"\b[aA][lL][- ](?=\w{2})")
_ABD = re.compile(r"\babd[ -]?[aeu]l[- ]?(?!lah)(?=\w{3})", re.IGNORECASE)
_PINYIN = (
    r"(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?"
    r"(?:iang|iong|uang|[aeio]ng|ian|iao|uai|uan|[aeo]i|ao|[aeiu]n|er|i[aeu]|ou|u[aieo]|[aeiou])"
)
_SYLLABLE = re.compile(_PINYIN, re.IGNORECASE)
_SYLLABLES = re.compile(f"({_PINYIN})({_PINYIN})?", re.IGNORECASE)
_MOHAMMED = re.compile(r"\bm[uo]h[ae]m+[aeu]d\b", re.IGNORECASE)


def of(
    countries: frozenset[str], make: Callable[[Random, str], str | None]
) -> Callable[[Random, Subject], str | None]:
    """The same, for parties of these countries only."""

    def apt(rng: Random, subject: Subject) -> str | None:
        return make(rng, subject.name) if subject.countries & countries else None

    return apt


def system(_: Random, name: str, *, table: str, key: str) -> str | None:
    """The whole name by the rules of a system."""
    return changed(name, titled(respell(name, table, key)))


def letters(rng: Random, name: str, *, table: str, times: int) -> str | None:
    """So many of a table's letters exchanged, each at one place."""
    text = name.lower()
    for _ in range(times):
        found = [
            (match.start(), len(bare), new)
            for old, new in pairs(table, "letters", file=_FILE)
            for bare in [old.strip("^$")]
            for match in re.finditer(re.escape(bare) + (r"\b" if old.endswith("$") else ""), text)
        ]
        if not found:
            return None
        place, length, new = rng.choice(found)
        text = text[:place] + new + text[place + length :]
    return changed(name, titled(text))


def article_changed(rng: Random, name: str) -> str | None:
    """al- as el-, il-, a word of its own, joined, or left out."""
    if not _ARTICLE.search(name):
        return None
    return changed(name, _ARTICLE.sub(rng.choice(["el-", "El ", "il-", "Al ", "Al", "Al-", ""]), name))


def article_assimilated(_: Random, name: str) -> str | None:
    """The article before a sun letter as it is spoken: ash-Sham, ar-Rahman."""

    def spoken(match: re.Match[str]) -> str:
        rest = name[match.end() :].lower()
        sun = next((s for s in words("arabic", "sun", file=_FILE) if rest.startswith(s)), "")
        return f"a{sun}-" if sun else match.group()

    return changed(name, _ARTICLE.sub(spoken, name))


def servant_joined(rng: Random, name: str) -> str | None:
    """Abd al-Rahman as Abdulrahman, Abdel Rahman, Abdurrahman."""
    form = rng.choice(["Abdul", "Abdel", "Abdul ", "Abdel ", "Abd el-", "Abdal"])
    return changed(name, _ABD.sub(form, name)) if _ABD.search(name) else None


def mohammed(rng: Random, name: str) -> str | None:
    """Mohammed in one of its many other spellings."""
    return changed(name, _MOHAMMED.sub(lambda _: rng.choice(words("arabic", "mohammed", file=_FILE)), name))


def hangul_parts(subject: Subject) -> tuple[str, list[str]] | None:
    """Family name and the two syllables of the given name of a Korean; None for everybody else."""
    given = re.split(r"[\s-]+", strip_marks(" ".join(subject.given)).replace("'", ""))
    if not subject.countries & _KOREAN or len(given) != 2 or len(subject.family.split()) > 1:
        return None
    if not all(word.syllabic for word in tokens(subject.name)):
        return None
    return subject.family, [syllable.lower() for syllable in given]


def korean(make: Callable[[Random, list[str], str], str | None]) -> Callable[[Random, Subject], str | None]:
    """The same, for Korean names of a family name and two syllables."""

    def apt(rng: Random, subject: Subject) -> str | None:
        found = hangul_parts(subject)
        return make(rng, found[1], found[0]) if found else None

    return apt


def korean_family(rng: Random, given: list[str], family: str) -> str | None:
    """Another spelling of the family name: Ri, Lee, Rhee."""
    same = next((g for g in groups("korean", "families", cut=" ") if family.title() in g), ())
    others = [other for other in same if other != family.title()]
    return f"{rng.choice(others)} {' '.join(given).title()}" if others else None


def korean_system(_: Random, given: list[str], family: str, *, key: str) -> str | None:
    """The given name in another romanisation."""
    other = [respell(syllable, "korean", key) for syllable in given]
    return f"{family} {other[0].capitalize()}-{other[1]}" if other != given else None


def korean_spacing(rng: Random, given: list[str], family: str) -> str:
    """Joined, hyphenated or apart, the family name first or last."""
    one, two = given
    together = rng.choice([f"{one}{two}", f"{one}-{two}", f"{one} {two.title()}"]).capitalize()
    return rng.choice([f"{family} {together}", f"{together} {family}", f"{family.upper()}, {together}"])


def hangul(_: Random, given: list[str], family: str) -> str | None:
    """The name in Hangul."""
    table = dict(pairs("korean", "hangul", file=_FILE))
    found = [table.get(part) for part in (family.lower(), *given)]
    return "".join(part for part in found if part) if all(found) else None


def pinyin(subject: Subject) -> tuple[str, list[str]] | None:
    """Family name and given-name syllables of a Chinese name in pinyin, joined or not."""
    if (
        not subject.countries & _CHINESE
        or subject.countries & _KOREAN
        or not _SYLLABLE.fullmatch(subject.family)
    ):
        return None
    found: list[str] = []
    for part in re.split(r"[\s-]+", " ".join(subject.given)):
        match = _SYLLABLES.fullmatch(part)
        if match is None:
            return None
        found.extend(syllable for syllable in match.groups() if syllable)
    return (subject.family, [syllable.lower() for syllable in found]) if 1 <= len(found) <= 2 else None


def chinese_spacing(rng: Random, subject: Subject) -> str | None:
    """A Chinese given name joined, hyphenated or apart, the family name first or last."""
    if (found := pinyin(subject)) is None:
        return None
    family, given = found
    together = rng.choice(["", "-", " "]).join(given).capitalize()
    return changed(subject.name, rng.choice([f"{family} {together}", f"{together} {family}"]))


def wade_giles(_: Random, subject: Subject) -> str | None:
    """A Chinese name in Wade-Giles."""
    if (found := pinyin(subject)) is None:
        return None
    family, *given = (respell(part, "chinese", "wade_giles") for part in (found[0], *found[1]))
    return changed(subject.name, f"{family.title()} {'-'.join(given).capitalize()}")


def in_script(_: Random, name: str, *, table: str) -> str | None:
    """The name letter by letter in another alphabet."""
    plain = strip_marks(name)
    return respell(plain, table, "letters") if plain.isascii() else None


CLASSES = (
    *(
        _GROUP.subject_class(
            f"russian-{key}", f"Russian in {told}", of(_RUSSIAN, partial(system, table="russian", key=key))
        )
        for key, told in (
            ("german", "German transcription"),
            ("french", "French transcription"),
            ("polish", "Polish transcription"),
            ("czech", "Czech transcription"),
            ("iso9", "ISO 9"),
            ("passport", "passports (ICAO)"),
            ("cyrillic", "Cyrillic letters"),
        )
    ),
    _GROUP.subject_class("arabic-article", "al- as el-, joined, left out", of(_ARABIC, article_changed)),
    _GROUP.subject_class("arabic-sun", "article assimilated", of(_ARABIC, article_assimilated)),
    _GROUP.subject_class("arabic-abd", "Abd al- joined", of(_ARABIC, servant_joined)),
    _GROUP.subject_class("arabic-mohammed", "another Mohammed", of(_ARABIC | _PERSIAN, mohammed)),
    _GROUP.subject_class(
        "arabic-letters", "2 letters otherwise", of(_ARABIC, partial(letters, table="arabic", times=2))
    ),
    _GROUP.subject_class(
        "arabic-french",
        "Arabic in French transcription",
        of(_ARABIC, partial(system, table="arabic", key="french")),
    ),
    _GROUP.subject_class(
        "persian-letters", "2 letters otherwise", of(_PERSIAN, partial(letters, table="persian", times=2))
    ),
    _GROUP.subject_class("korean-family", "Korean family name otherwise", korean(korean_family)),
    _GROUP.subject_class(
        "korean-revised", "Korean in Revised Romanisation", korean(partial(korean_system, key="revised"))
    ),
    _GROUP.subject_class(
        "korean-mccune", "Korean in McCune-Reischauer", korean(partial(korean_system, key="mccune"))
    ),
    _GROUP.subject_class("korean-spacing", "Korean joined, hyphenated, either order", korean(korean_spacing)),
    _GROUP.subject_class("korean-hangul", "Korean in Hangul", korean(hangul)),
    _GROUP.subject_class("chinese-spacing", "Chinese joined or apart, either order", chinese_spacing),
    _GROUP.subject_class("chinese-wade-giles", "Chinese in Wade-Giles", wade_giles),
    _GROUP.name_class("greek", "in Greek letters", partial(in_script, table="greek"), kinds=PERSON),
    _GROUP.name_class("hebrew", "in Hebrew letters", partial(in_script, table="hebrew"), kinds=PERSON),
)

"""Arabic and Persian names of two words in one: ``Abdulrahman``, ``Nooruddin``, ``Saif Ullah``.

Lists write them joined or apart, so all are brought to one form: servants and lights of the
faith apart (``abd al rahman``, ``noor al din``), names that end in God's joined (``saifullah``).
"""

import re
from functools import lru_cache
from itertools import pairwise

from rapidfuzz.distance import OSA

from watchfloor.names.clean import script_of
from watchfloor.names.lexicon import entry, known, lexicon
from watchfloor.names.scripts import arabic
from watchfloor.names.scripts.lexicon import usual_spellings

_SERVANT = re.compile(
    r"(abd)(?:[aeou]l|[aeou]r(?=r)|[aeou]s(?=s)|[aeou]z(?=z)|[aeou]n(?=n)|[aeou]t(?=t)|[aeou]d(?=d)|[aeou](?=[rsztdn][aeiou]))(.*)"
)
_OF_GOD = re.compile("l[aeo]{1,3}h.*|la")
"""What is left of Abdullah, which is one word, and of it with more behind it."""
_SLIPS = ("abdul", "abdel")
_BARE_SERVANT = frozenset("abdul abdel abdal abdol abdur abdus abdoul abdun".split())
_OF_FAITH = re.compile(r"(.{3,}?)(?:(?:[aeiou]|ou)dd(?:in|een|ine|yn)|[aeu]ld(?:in|een))")
_SLAVIC = re.compile(".*(?:[oe]va?|[oe]vi?ch|[oe]vna)")
"""How family names and patronymics end that Slavs made of such names: nobody writes those in two words."""
_CYRILLIC_SERVANT = re.compile("(абд)(?:[уеэао]ль?|[уэео](?=[рсзтдн]))-?((?!л[аоя]).*)")
_CYRILLIC_OF_FAITH = re.compile("(.{2,}?)[иуаеэ]ддин")
_CYRILLIC_SLAVIC = re.compile(".*(?:[оеё]ва?|[оеё]вич|[оеё]вна)")
_SERVANT_LENGTH = 7
_GOD = frozenset(("allah", "ullah", "ollah", "الله", "اللہ"))
_SHORTEST = 3


def latin_pieces(word: str) -> list[str]:
    """A cleaned Latin word cut where it is a name of several words; the word itself if it is none."""
    if word in _BARE_SERVANT or _is_slip(word):
        return ["abd", "al"]
    if len(word) <= _SERVANT_LENGTH:
        return [word]
    if (
        (match := _SERVANT.fullmatch(word))
        and not _OF_GOD.fullmatch(match[2])
        and not _SLAVIC.fullmatch(word)
    ):
        return ["abd", "al", match[2]]
    if word.endswith(("n", "e")) and (match := _OF_FAITH.fullmatch(word)):
        return [match[1], "al", "din"]
    return [word]


def cyrillic_pieces(word: str) -> list[str]:
    """The same for a cleaned word in Cyrillic: ``Абдурахман``, ``Сайфуддин``."""
    if _CYRILLIC_SLAVIC.fullmatch(word):
        return [word]
    if match := _CYRILLIC_SERVANT.fullmatch(word):
        return ["абд", "аль", match[2]] if match[2] else ["абд", "аль"]
    if match := _CYRILLIC_OF_FAITH.fullmatch(word):
        return [match[1], "аль", "дин"]
    return [word]


_UNJOINED = frozenset("اأإآدذرزژوؤةىء")
"""Letters that are never joined to the next one, so that the space behind them is often left out."""
_HEADS = frozenset(("بن", "خداي", "خدای"))
"""What stands before another name, joined or not: son of, God."""
_TAILS = frozenset(("علی", "علي", "رضا", "حسن", "جان", "خان", "شاه"))
"""Short names that end another one of two: ``عباسعلی``."""
_PREFIXES = "بلو"
_HEAD_LENGTH, _TAIL_LENGTH, _LONGEST = 4, 3, 24


@lru_cache(maxsize=1 << 14)
def arabic_pieces(word: str) -> list[str]:
    """A cleaned word in Arabic script cut after articles, and where two words were written as one.

    Words are cut in two only if they are known in no other way: behind a known name that ends in a letter
    never joined to the next (``ظاهرعويس``), or between two known ones (``امیرعباس``).
    """
    if entry(word) in lexicon().roles and entry(word[2:]) not in lexicon().roles:  # no article: ``الکترونیک``
        return [word]
    whole = bool(usual_spellings(word))
    return [part for piece in arabic.pieces(word, known=whole) for part in _apart(piece)]


def _is_known(word: str) -> bool:
    return bool(usual_spellings(word)) or entry(word) in lexicon().roles


def _apart(word: str) -> list[str]:
    if not _HEAD_LENGTH < len(word) <= _LONGEST or _is_known(word):
        return [word]
    if word[0] in _PREFIXES and lexicon().roles.get(entry(word[1:])) in ("generic", "particle"):
        return [word[0], word[1:]]
    for place in range(len(word) - _TAIL_LENGTH, 1, -1):
        head, tail = word[:place], word[place:]
        if _are_two(head, tail):
            return [head, tail]
    return [word]


def _are_two(head: str, tail: str) -> bool:
    """Are the beginning and the end of a word two names?"""
    long = len(tail) > _TAIL_LENGTH
    if head in _HEADS:
        return long
    if tail in _TAILS:
        return len(head) >= _TAIL_LENGTH and _is_known(head)
    if len(head) < _HEAD_LENGTH or not _is_known(head):
        return False
    if head[-1] in _UNJOINED:
        return long or _is_known(tail)
    return long and _is_known(tail)


_CASES = tuple(vowel + letter for vowel in "iu" for letter in "tdrzsnl")
"""A case ending and the article, whose l is spoken as the letter behind it."""


def case_endings(words: list[str]) -> list[str]:
    """Arabic words of organisations with the next one's article at their end: ``Ansarul Islam``, ``Ahlis Sunna``."""
    if not any(word.endswith(_CASES) for word in words):
        return words
    out: list[str] = []
    for word, after in pairwise([*words, ""]):
        out += [word[:-2], "al"] if _has_article(word, after) else [word]
    return out


def _has_article(word: str, after: str) -> bool:
    roles = lexicon().roles
    if not after or not word.endswith(_CASES) or word in roles or word[-1] not in ("l", after[0]):
        return False
    return len(word) > _SHORTEST + 1 and roles.get(word[:-2]) in ("generic", "particle", "word")


def _is_slip(word: str) -> bool:
    """Is a word that is no name of ordinary people a letter away from Abdul?"""
    if not 4 <= len(word) <= 6 or known(word) or word in lexicon().roles or word in lexicon().given:
        return False
    return any(OSA.distance(word, whole, score_cutoff=1) == 1 for whole in _SLIPS)


def joined(words: list[str]) -> list[str]:
    """The words of a name, God's name joined to the word before it: ``saif ullah`` is ``saifullah``."""
    if _GOD.isdisjoint(words):
        return words
    out: list[str] = []
    for word in words:
        if word in _GOD and out and _takes_god(out[-1], word):
            out[-1] += word
        else:
            out.append(word)
    return out


def _takes_god(word: str, god: str) -> bool:
    role = lexicon().roles.get(entry(word), "word")
    return (
        len(word) >= _SHORTEST - 1
        and role not in ("particle", "title", "form")
        and script_of(word) == script_of(god)
        and not word.endswith(("lah", "له", "لہ"))
    )

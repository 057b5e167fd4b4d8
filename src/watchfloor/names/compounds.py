"""Arabic and Persian names of two words in one: ``Abdulrahman``, ``Nooruddin``, ``Saif Ullah``.

Lists write them joined or apart, so all are brought to one form: servants and lights of the
faith apart (``abd al rahman``, ``noor al din``), names that end in God's joined (``saifullah``).
"""

import re

from rapidfuzz.distance import OSA

from watchfloor.names.clean import script_of
from watchfloor.names.lexicon import bare, known, lexicon

_SERVANT = re.compile(
    r"(abd)(?:[aeou]l|[aeou]r(?=r)|[aeou]s(?=s)|[aeou]z(?=z)|[aeou]n(?=n)|[aeou]t(?=t)|[aeou]d(?=d)|[aeou](?=[rsztdn][aeiou]))(.*)"
)
_OF_GOD = re.compile("l[aeo]{1,3}h.*|la")
"""What is left of Abdullah, which is one word, and of it with more behind it."""
_SLIPS = ("abdul", "abdel")
_BARE_SERVANT = frozenset("abdul abdel abdal abdol abdur abdus abdoul abdun".split())
_OF_FAITH = re.compile(r"(.{3,}?)(?:(?:[aeiou]|ou)dd(?:in|een|ine|yn)|[aeu]ld(?:in|een))")
_SERVANT_LENGTH = 7
_GOD = frozenset(("allah", "ullah", "ollah", "الله", "اللہ"))
_SHORTEST = 3


def latin_pieces(word: str) -> list[str]:
    """A cleaned Latin word cut where it is a name of several words; the word itself if it is none."""
    if word in _BARE_SERVANT or _is_slip(word):
        return ["abd", "al"]
    if len(word) <= _SERVANT_LENGTH:
        return [word]
    if (match := _SERVANT.fullmatch(word)) and not _OF_GOD.fullmatch(match[2]):
        return ["abd", "al", match[2]]
    if word.endswith(("n", "e")) and (match := _OF_FAITH.fullmatch(word)):
        return [match[1], "al", "din"]
    return [word]


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
    role = lexicon().roles.get(bare(word), "word")
    return (
        len(word) >= _SHORTEST - 1
        and role not in ("particle", "title", "form")
        and script_of(word) == script_of(god)
        and not word.endswith(("lah", "له", "لہ"))
    )

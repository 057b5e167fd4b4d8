"""Names as weighted tokens with the keys under which their spellings meet.

A name is cut into tokens; each keeps its cleaned text, its romanisation and a tuple of keys.
Two tokens are alike if they share a key (see :mod:`watchfloor.names.likeness`) or if few
letters differ. The weight says how much a token tells: a legal form almost nothing.
"""

import lzma
import re
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise
from typing import NamedTuple

from watchfloor.names.clean import script_of, strip_marks
from watchfloor.names.context import context_of, context_of_word
from watchfloor.names.cutting import FOREIGN, cut
from watchfloor.names.keys import (
    ACRONYM,
    CUT,
    FORM,
    NAMED,
    SHORT_ACRONYM,
    TERM,
    TEXT,
    USUAL_CUT,
    Context,
    Keys,
    run_keys,
    word_keys,
)
from watchfloor.names.lexicon import MEANING, entry, known, lexicon, rarity, root
from watchfloor.names.scripts import chinese, korean, romanise
from watchfloor.names.scripts.foreign import is_foreign
from watchfloor.names.scripts.lexicon import usual_spellings

MAX_TOKENS = 60
"""Tokens of a name that are compared; a longer name is compared by its first sixty."""


class Token(NamedTuple):
    """One word of a name.

    ``text`` is cleaned but in its own script, ``plain`` ASCII. ``keys`` are (kind, key) pairs.
    ``role`` is word, patronymic, particle, title, generation, form, generic, initial, number or syllable; of
    runs of words it is word, body or acronym.
    ``span`` is how many words of the name it covers (more than 1 for words joined). ``strong``
    says whether the word alone could identify somebody, ``syllabic`` whether it is one of the
    syllables of a name that looks Korean or Chinese.
    """

    text: str
    plain: str
    keys: Keys
    weight: float
    role: str
    span: int = 1
    strong: bool = False
    syllabic: bool = False


@lru_cache(maxsize=1 << 13)
def tokens(name: str) -> tuple[Token, ...]:
    """The tokens of a name in order, at most sixty; empty if it holds no letter and no digit.

    An acronym behind the words it stands for tells nothing more.
    """
    words = cut(name)[:MAX_TOKENS]
    context = context_of(words)
    out: list[Token] = []
    place = 0
    while place < len(words):
        size, form = _phrase(words, place) if _phrases(words[place]) else (1, "")
        if form:
            out.append(_whole_phrase("".join(words[place : place + size]), form))
        else:
            out.append(_token(words[place], context_of_word(words[place], context)))
        place += size
    if len(out) > MIN_ACRONYM and _stands_for(out[-1].plain, out[:-1]):
        out[-1] = out[-1]._replace(weight=_weight("form"), role="form", strong=False)
    return tuple(
        _with_name_beside(out) if context == Context.CHINESE else _with_lineage(_with_patronymic(out))
    )


_PATRONYMIC = re.compile(
    "[a-z]{2,}(?:[oei]v[iy]?ch|ovitch|evitch|o[vw]itsch|e[vw]itsch|owicz|ewicz|ovna|evna|ichna|inichna)"
)
"""How patronymics of Eastern Slavs end, in the usual romanisations."""


def _with_patronymic(words: list[Token]) -> list[Token]:
    """Where one of three words or more is a patronymic, it says little of who somebody is, and is often left out."""
    if len(words) < 3 or not all(word.role in ("word", "initial") for word in words):
        return words
    places = [place for place, word in enumerate(words) if _PATRONYMIC.fullmatch(word.plain)]
    if len(places) == 1 and places[0] > 0:
        word = words[places[0]]
        words[places[0]] = word._replace(weight=_weight("patronymic"), role="patronymic", strong=False)
    return words


_WHOLE_CHINESE = 3
"""Syllables of a whole Chinese name."""


def _with_name_beside(words: list[Token]) -> list[Token]:
    """An English name before a whole Chinese one is often left out: ``Carrie Lam Cheng Yuet-ngor``."""
    first, *name = (chinese.is_syllable(word.plain) for word in words)
    if len(name) >= _WHOLE_CHINESE and not first and all(name):
        weight = _weight("patronymic")
        words[0] = words[0]._replace(weight=weight, role="patronymic", strong=False, syllabic=False)
    return words


LINEAGE = frozenset({"bin", "ben", "ibn", "bint", "ould", "wuld"})
"""What says whose son or daughter somebody is."""
_LONG_LINEAGE = 5
"""Words of a name, two fathers, and what says that they are."""


def _with_lineage(words: list[Token]) -> list[Token]:
    """Two fathers or more before a last name say as little: ``Demo bin Ahmad bin Salim al-Tester``.

    A single one is often what somebody goes by.
    """
    if len(words) <= _LONG_LINEAGE or all(word.plain not in LINEAGE for word in words):
        return words
    strong = [place for place, word in enumerate(words) if word.strong]
    fathers = [place for place in strong[1:-1] if words[place - 1].plain in LINEAGE]
    for place in fathers if len(fathers) > 1 else ():
        word = words[place]
        words[place] = word._replace(weight=_weight("patronymic"), role="patronymic", strong=False)
    return words


def _stands_for(letters: str, words: list[Token]) -> bool:
    """Are these the initials of the words, those of particles and legal forms or not?"""
    if not MIN_ACRONYM <= len(letters) <= len(words):
        return False
    rest = letters
    for word in words:
        if rest[:1] and word.plain[:1] == rest[0]:
            rest = rest[1:]
        elif word.role not in ("particle", "form"):
            return False
    return not rest


def _whole_phrase(joined: str, meaning: str) -> Token:
    """A legal form, or a country or other meaning, of several words."""
    if meaning.startswith(MEANING):
        told = meaning.removeprefix(MEANING)
        role = "word" if told in lexicon().bodies else lexicon().roles.get(told, "generic")
        keys: Keys = ((TEXT, "t:" + joined), (TERM, meaning))
        keys += tuple((NAMED, key) for key in lexicon().named.get(told, ()))
        return Token(joined, joined, keys, _weight(role), role, strong=role == "word")
    return Token(joined, joined, ((TEXT, "t:" + joined), (FORM, "lf:" + meaning)), _weight("form"), "form")


def _phrase(words: list[str], place: int) -> tuple[int, str]:
    """How many words from here are a legal form of several words, and its class; (1, "") if none are."""
    for parts, form in _phrases(words[place]):
        if len(words) - place >= len(parts) and all(
            root(words[place + n]) == part for n, part in enumerate(parts[1:], 1)
        ):
            return len(parts), form
    return 1, ""


def _phrases(word: str) -> tuple[tuple[tuple[str, ...], str], ...]:
    """The legal forms of several words that begin with this one."""
    return lexicon().phrases.get(root(word), ())


def _weight(role: str) -> float:
    return lexicon().weights[role]


@lru_cache(maxsize=1 << 15)
def _token(word: str, context: int) -> Token:
    script = script_of(word)
    plain = (romanise(word) or ("",))[0]
    known_as = entry(word)
    role = lexicon().roles.get(known_as, "")
    syllables = context in Context.SYLLABLES
    if syllables and role in ("particle", "title", "form") and script in ("latin", "cyrillic"):
        role = ""  # in a Korean or Chinese name il, ho and co are syllables
    if not role or script == "digit":
        role = _role(word, script)
    if role == "initial" and syllables:
        role = "word"
    weight = _weight("tie" if known_as in lexicon().ties and role == "particle" else role)
    if role == "word":
        weight *= rarity(plain)
    elif role == "syllable":
        weight *= len(word)
    strong = role in ("word", "syllable")
    syllabic = role == "syllable" or (syllables and strong and _is_syllable(word, script, context))
    return Token(word, plain, word_keys(word, context), weight, role, 1, strong, syllabic)


def _is_syllable(word: str, script: str, context: int) -> bool:
    """Is a word one or more syllables of a Korean or Chinese name, not an English given name before it?"""
    if script != "latin" or context == Context.KOREAN:
        return not (script == "hangul" and len(word) >= FOREIGN)
    return chinese.is_syllable(strip_marks(word)) or bool(korean.word_keys(word))


def _role(word: str, script: str) -> str:
    if script == "digit" or any(c.isdigit() for c in word):
        return "number"
    if script in ("han", "hangul"):
        return "word" if script == "hangul" and len(word) >= FOREIGN and is_foreign(word) else "syllable"
    return "initial" if len(word) == 1 else "word"


MAX_SPAN = 3
"""How many neighbouring words are also read as one; whole names of up to seven are too."""
WHOLE = 7
LONG_RUN = 7
"""Characters of a Chinese or Korean run that may be one foreign name."""
MIN_ACRONYM, LONG_ACRONYM, MAX_ACRONYM = 3, 5, 9
"""Letters of an acronym: from which it is one, from which it is shared by few, and at most."""
NO_ACRONYM = ("initial", "number", "syllable")
"""Words of these roles make no acronym of a name."""


def spans(words: tuple[Token, ...]) -> list[tuple[int, Token]]:
    """Neighbouring words read as one, with the position of the first; whole short names included.

    ``("kim", "jong", "un")`` gives ``kimjong``, ``jongun`` and ``kimjongun``.
    """
    out: list[tuple[int, Token]] = []
    count = len(words)
    for size in range(2, min(count, LONG_RUN) + 1):
        for start in range(count - size + 1):
            run = words[start : start + size]
            if size <= MAX_SPAN or (size == count and size <= WHOLE) or _is_foreign(run):
                out.append((start, _join(run)))
    if count in (2, 3):
        out.append((0, _join((*words[1:], words[0]))))
    if (initials := _initials(words)) is not None:
        out.append((0, initials))
    if words and (cut := cut_word(words[-1])) is not None:
        out.append((count - 1, cut))
    return out + bodies(words)


def bodies(words: tuple[Token, ...]) -> list[tuple[int, Token]]:
    """The bodies known by their initials that a name writes out, each as one unit over its words, with its place.

    The words stay words beside it, so that a slip in one of them, or one left out, leaves the others to be met.
    """
    out: list[tuple[int, Token]] = []
    known, end = _written_out(), 0
    for place, (word, after) in enumerate(pairwise(words)):
        for texts, body in known.get((word.text, after.text), ()) if place >= end else ():
            run = words[place : place + len(texts)]
            if tuple(w.text for w in run) == texts:
                out.append((place, _body(run, body)))
                end = place + len(texts)
                break
    return out


@cache
def _written_out() -> dict[tuple[str, str], list[tuple[tuple[str, ...], str]]]:
    """The names of bodies as the texts of their tokens, by the first two of them, the longest first.

    Analysing thousands of names at every start would take longer than screening one: ``scripts/build_bodies.py``
    keeps what :func:`written_out` gives.
    """
    packed = files("watchfloor.names").joinpath("data/bodies.tsv.xz").read_bytes()
    out: dict[tuple[str, str], list[tuple[tuple[str, ...], str]]] = {}
    for line in lzma.decompress(packed).decode().splitlines():
        body, *texts = line.split("\t")
        out.setdefault((texts[0], texts[1]), []).append((tuple(texts), body))
    return out


def written_out() -> list[tuple[str, ...]]:
    """Each body known by its initials with the texts of the tokens of each of its names, the longest first."""
    found = [
        (body, *(token.text for token in tokens(name)))
        for body, names in lexicon().bodies.items()
        for name in names
    ]
    return sorted({f for f in found if len(f) > 2}, key=lambda f: (-len(f), f[1:], f[0]))


def _body(run: tuple[Token, ...], body: str) -> Token:
    joined = "".join(word.text for word in run)
    return Token("@" + joined, joined, ((TERM, "x:" + body),), _added(run), "body", len(run), strong=True)


@lru_cache(maxsize=1 << 13)
def cut_word(word: Token) -> Token | None:
    """The last word of a name as one whose end a field was too short for."""
    if word.role not in ("word", "initial") or len(word.plain) < 2:
        return None
    kind = USUAL_CUT if known(word.plain) else CUT
    return Token(
        "…" + word.plain, word.plain, ((kind, "c:" + word.plain),), word.weight, "cut", 1, word.strong
    )


def _initials(words: tuple[Token, ...]) -> Token | None:
    """The acronym of a name of three to nine words, particles left out, as one unit over all of them."""
    letters = "".join(w.plain[:1] for w in words if w.role != "particle" and w.plain[:1].isascii())
    if not MIN_ACRONYM <= len(letters) <= MAX_ACRONYM or any(w.role in NO_ACRONYM for w in words):
        return None
    return _acronym(letters, _added(words), len(words))


def _added(words: Iterable[Token]) -> float:
    """The weight of some words, one after the other: not every Python's ``sum`` adds floats that way."""
    weight = 0.0
    for word in words:
        weight += word.weight
    return weight


@lru_cache(maxsize=1 << 12)
def _acronym(letters: str, weight: float, span: int) -> Token:
    kind = SHORT_ACRONYM if len(letters) < LONG_ACRONYM else ACRONYM
    return Token("#" + letters, letters, ((kind, "p:" + letters),), weight, "acronym", span, strong=True)


def _is_foreign(run: tuple[Token, ...]) -> bool:
    """Is a long run of characters the known spelling of a foreign name?"""
    return all(w.role == "syllable" for w in run) and bool(usual_spellings("".join(w.text for w in run)))


@lru_cache(maxsize=1 << 13)
def _join(words: tuple[Token, ...]) -> Token:
    texts, plains = [word.text for word in words], [word.plain for word in words]
    span = sum(word.span for word in words)
    strong, syllabic = any(w.strong for w in words), all(w.syllabic for w in words)
    keys = run_keys(texts, plains, [word.keys for word in words])
    return Token("".join(texts), "".join(plains), keys, _added(words), "word", span, strong, syllabic)

"""Names as weighted tokens with the keys under which their spellings meet.

A name is cut into tokens; each keeps its cleaned text, its romanisation and a tuple of keys.
Two tokens are alike if they share a key (see :mod:`watchfloor.names.likeness`) or if few
letters differ. The weight says how much a token tells: a legal form almost nothing.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from watchfloor.names.clean import UNCERTAIN, clean, script_of, script_of_char, strip_marks
from watchfloor.names.compounds import joined, latin_pieces
from watchfloor.names.keys import (
    ACRONYM,
    CUT,
    FORM,
    SHORT_ACRONYM,
    TERM,
    TEXT,
    USUAL_CUT,
    Context,
    Keys,
    run_keys,
    uncertain_readings,
    word_keys,
)
from watchfloor.names.lexicon import MEANING, bare, known, lexicon, rarity
from watchfloor.names.scripts import arabic, burmese, chinese, kontsevich, korean, palladius, romanise
from watchfloor.names.scripts.foreign import is_foreign
from watchfloor.names.scripts.lexicon import usual_spellings

MAX_TOKENS = 60
"""Tokens of a name that are compared; a longer name is compared by its first sixty."""


class Token(NamedTuple):
    """One word of a name.

    ``text`` is cleaned but in its own script, ``plain`` ASCII. ``keys`` are (kind, key) pairs.
    ``role`` is word, particle, title, generation, form, generic, initial, number or syllable; of
    runs of words it is word, or acronym.
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


_DOTTED = re.compile(r"\b(?:\w[./]){1,}\w\b\.?")
_VOWEL_SIGNS = (
    "\u0300-\u036f\u0591-\u05c7\u064b-\u0652\u0670\u0e31\u0e34-\u0e4e\u0900-\u0903\u093a-\u094f"
    "\u0980-\u0983\u09bc-\u09cd\u0a3c-\u0a4d\u0abc-\u0acd\u0b3c-\u0b4d\u0bbe-\u0bcd\u0c3e-\u0c4d\u0cbc-\u0ccd"
    "\u0d3e-\u0d4d\u0dca-\u0ddf\u102b-\u103e\u1056-\u1059\u17b6-\u17d3"
)
_WORD = re.compile(rf"[^\W_](?:[^\W_]|[{_VOWEL_SIGNS}])*")


@lru_cache(maxsize=1 << 13)
def tokens(name: str) -> tuple[Token, ...]:
    """The tokens of a name in order, at most sixty; empty if it holds no letter and no digit.

    An acronym behind the words it stands for tells nothing more.
    """
    text = _natural(clean(name)).replace("&", " and ")
    text = _DOTTED.sub(lambda m: m.group().replace(".", "").replace("/", ""), text)
    if UNCERTAIN in text:
        text = " ".join(map(_settled, text.split()))
    words = joined([piece for word in _WORD.findall(text) for piece in _pieces(word)])[:MAX_TOKENS]
    context = _context(words)
    out: list[Token] = []
    place = 0
    while place < len(words):
        size, form = _phrase(words, place)
        if form:
            out.append(_whole_phrase("".join(words[place : place + size]), form))
        else:
            out.append(_token(words[place], context))
        place += size
    if len(out) > MIN_ACRONYM and _stands_for(out[-1].plain, out[:-1]):
        out[-1] = out[-1]._replace(weight=_weight("form"), role="form", strong=False)
    return tuple(out)


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


_FAMILY_FIRST = korean.SURNAMES | chinese.SURNAMES


def _settled(word: str) -> str:
    """A word with ``1`` for i or l, read as the word that is known, if one is."""
    for part in _WORD.findall(word):
        if UNCERTAIN in part:
            readings = uncertain_readings(part)
            usual = [r for r in readings if r in lexicon().roles] or [r for r in readings if known(r)]
            word = word.replace(part, usual[0] if usual else part)
    return word


def _natural(text: str) -> str:
    """``surname, given names`` in the order they are spoken.

    Texts that name a company or hold more commas stay, as do names in whose country the family name comes first.
    """
    if text.count(",") != 1:
        return text
    family, given = text.split(",")
    first = _WORD.findall(given)[:1]
    roles = lexicon().roles
    known = {roles.get(bare(word)) for word in _WORD.findall(text)}
    if (
        not first
        or not family.strip()
        or known & {"form", "generic"}
        or roles.get(bare(first[0])) == "generation"
    ):
        return text
    if strip_marks(family.strip()) in _FAMILY_FIRST:
        return text
    return f"{given} {family}"


def _whole_phrase(joined: str, meaning: str) -> Token:
    """A legal form, or a country or other meaning, of several words."""
    if meaning.startswith(MEANING):
        role = lexicon().roles.get(meaning.removeprefix(MEANING), "generic")
        return Token(joined, joined, ((TEXT, "t:" + joined), (TERM, meaning)), _weight(role), role)
    return Token(joined, joined, ((TEXT, "t:" + joined), (FORM, "lf:" + meaning)), _weight("form"), "form")


def _phrase(words: list[str], place: int) -> tuple[int, str]:
    """How many words from here are a legal form of several words, and its class; (1, "") if none are."""
    for parts, form in _phrases(words[place]):
        if tuple(bare(w) for w in words[place : place + len(parts)]) == parts:
            return len(parts), form
    return 1, ""


@lru_cache(maxsize=1 << 16)
def _phrases(word: str) -> tuple[tuple[tuple[str, ...], str], ...]:
    """The legal forms of several words that begin with this one."""
    return lexicon().phrases.get(bare(word), ())


def _weight(role: str) -> float:
    return lexicon().weights[role]


def _pieces(word: str) -> list[str]:
    """A word cut where its script changes to one written without spaces, and after Arabic articles."""
    if word.isascii():
        return latin_pieces(word)
    pieces: list[str] = []
    for run in _runs(word):
        script = script_of(run)
        if script in ("han", "hangul"):
            pieces.extend(_characters(run))
        elif script == "myanmar":
            pieces.extend(burmese.pieces(run))
        elif script == "arabic":
            pieces.extend(arabic.pieces(run, known=bool(usual_spellings(run))))
        else:
            pieces.append(run)
    return pieces


FOREIGN = 4
"""Syllables from which a word in Hangul that is no Korean name is taken whole."""


def _runs(word: str) -> list[str]:
    runs: list[str] = []
    last = ""
    for char in word:
        script = script_of_char(char) or last
        dense = script in ("han", "hangul")
        if runs and (script == last or not (dense or last in ("han", "hangul"))):
            runs[-1] += char
        else:
            runs.append(char)
        last = script
    return runs


def _characters(run: str) -> list[str]:
    """Characters or syllables one by one, known generic words and legal forms whole, long foreign names too."""
    roles = lexicon().roles
    if len(run) >= FOREIGN and is_foreign(run):
        places = [(start, size) for size in (2, 3, 4) for start in range(len(run) - size + 1)]
        if not any(run[start : start + size] in roles for start, size in places):
            return [run]
    out: list[str] = []
    start = 0
    while start < len(run):
        size = next(
            (
                n
                for n in (11, 8, 7, 6, 5, 4, 3, 2)
                if start + n <= len(run) and bare(run[start : start + n]) in roles
            ),
            1,
        )
        out.append(run[start : start + size])
        start += size
    return out


@lru_cache(maxsize=1 << 16)
def _origin(word: str) -> tuple[str, bool, bool]:
    """A word's script, and whether it is a Korean family name (as Russians write them too), or a Chinese one."""
    script, plain = script_of(word), strip_marks(word)
    if script == "cyrillic":
        return script, kontsevich.is_surname(word), palladius.is_surname(word)
    return script, plain in korean.SURNAMES, plain in chinese.SURNAMES


def _context(words: list[str]) -> int:
    """Does the name look Korean or Chinese: two to four words, a family name at either end, all syllables?"""
    origins = [_origin(word) for word in words]
    scripts = {script for script, _, _ in origins}
    if "hangul" in scripts:
        return Context.KOREAN
    if not 2 <= len(words) <= 6 or len(scripts) > 1:
        return Context.NONE
    korean_end = origins[0][1] or origins[-1][1]
    if "cyrillic" in scripts:
        chinese_end = origins[0][2] or origins[-1][2]
        return _cyrillic_context(words, korean_end=korean_end, chinese_end=chinese_end)
    alone = any(len(word) == 1 and not origin[1] for word, origin in zip(words, origins, strict=True))
    if "latin" not in scripts or alone:
        return Context.NONE
    if any(chinese_name for _, _, chinese_name in origins) and _mostly_syllables(words):
        return Context.CHINESE
    korean_name = len(words) <= 4 and korean_end and all(map(korean.word_keys, words))
    return Context.KOREAN if korean_name else Context.NONE


def _cyrillic_context(words: list[str], *, korean_end: bool, chinese_end: bool) -> int:
    if korean_end and all(map(kontsevich.word_keys, words)):
        return Context.KOREAN
    return Context.CHINESE if chinese_end and all(map(palladius.word_keys, words)) else Context.NONE


def _mostly_syllables(words: list[str]) -> bool:
    syllables = sum(chinese.is_syllable(strip_marks(word)) for word in words)
    return syllables >= max(2, len(words) - 1)


@lru_cache(maxsize=1 << 15)
def _token(word: str, context: int) -> Token:
    script = script_of(word)
    plain = (romanise(word) or ("",))[0]
    role = lexicon().roles.get(bare(word), "")
    if context and role in ("particle", "title", "form") and script in ("latin", "cyrillic"):
        role = ""  # in a Korean or Chinese name il, ho and co are syllables
    if not role or script == "digit":
        role = _role(word, script)
    if role == "initial" and context:
        role = "word"
    weight = _weight(role)
    if role == "word":
        weight *= rarity(plain)
    elif role == "syllable":
        weight *= len(word)
    strong = role in ("word", "syllable")
    syllabic = role == "syllable" or (bool(context) and strong and _is_syllable(word, script, context))
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
    return out


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


@lru_cache(maxsize=1 << 15)
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

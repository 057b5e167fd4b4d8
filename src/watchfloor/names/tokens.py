"""Names as weighted tokens with the keys under which their spellings meet.

A name is cut into tokens; each keeps its cleaned text, its romanisation and a tuple of keys.
Two tokens are alike if they share a key (see :mod:`watchfloor.names.likeness`) or if few
letters differ. The weight says how much a token tells: a legal form almost nothing.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from watchfloor.names.clean import UNCERTAIN, clean, script_of, script_of_char, strip_marks
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
from watchfloor.names.scripts import arabic, chinese, kontsevich, korean, palladius, romanise
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
_ABD = re.compile(
    r"(abd)(?:[aeou]l|[aeou]r(?=r)|[aeou]s(?=s)|[aeou]z(?=z)|[aeou]n(?=n)|[aeou]t(?=t)|[aeou]d(?=d))(.*)"
)
_SPLIT_ARTICLE = dict.fromkeys("abdul abdel abdal abdol abdur abdus abdoul abdun".split(), ("abd", "al"))


@lru_cache(maxsize=1 << 13)
def tokens(name: str) -> tuple[Token, ...]:
    """The tokens of a name in order, at most sixty; empty if it holds no letter and no digit."""
    text = _natural(clean(name)).replace("&", " and ")
    text = _DOTTED.sub(lambda m: m.group().replace(".", "").replace("/", ""), text)
    if UNCERTAIN in text:
        text = " ".join(map(_settled, text.split()))
    words = [piece for word in _WORD.findall(text) for piece in _pieces(word)][:MAX_TOKENS]
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
    return tuple(out)


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
        return Token(joined, joined, ((TEXT, "t:" + joined), (TERM, meaning)), _weight("generic"), "generic")
    return Token(joined, joined, ((TEXT, "t:" + joined), (FORM, "lf:" + meaning)), _weight("form"), "form")


def _phrase(words: list[str], place: int) -> tuple[int, str]:
    """How many words from here are a legal form of several words, and its class; (1, "") if none are."""
    phrases = lexicon().phrases
    for parts, form in phrases.get(bare(words[place]), ()):
        if tuple(bare(w) for w in words[place : place + len(parts)]) == parts:
            return len(parts), form
    return 1, ""


def _weight(role: str) -> float:
    return lexicon().weights[role]


def _pieces(word: str) -> list[str]:
    """A word cut where its script changes to one written without spaces, and after Arabic articles."""
    if word.isascii():
        if word in _SPLIT_ARTICLE:
            return list(_SPLIT_ARTICLE[word])
        if len(word) > 7 and (match := _ABD.fullmatch(word)) and not match[2].startswith("la"):
            return ["abd", "al", match[2]]
        return [word]
    pieces: list[str] = []
    for run in _runs(word):
        script = script_of(run)
        if script in ("han", "hangul"):
            pieces.extend(_characters(run))
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
    if len(run) >= FOREIGN and is_foreign(run) and not any(bare(run[-n:]) in roles for n in (2, 3, 4)):
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


def _context(words: list[str]) -> int:
    """Does the name look Korean or Chinese: two to four words, a family name at either end, all syllables?"""
    if any(script_of(word) == "hangul" for word in words):
        return Context.KOREAN
    if not 2 <= len(words) <= 6:
        return Context.NONE
    scripts = {script_of(word) for word in words}
    ends = {strip_marks(words[0]), strip_marks(words[-1])}
    if scripts == {"cyrillic"}:
        return _cyrillic_context(words, ends)
    if scripts != {"latin"} or any(len(w) == 1 and strip_marks(w) not in korean.SURNAMES for w in words):
        return Context.NONE
    if len(words) <= 4 and ends & korean.SURNAMES and all(korean.word_keys(w) for w in words):
        return Context.CHINESE if _looks_chinese(words) else Context.KOREAN
    return Context.CHINESE if _looks_chinese(words) else Context.NONE


def _cyrillic_context(words: list[str], ends: set[str]) -> int:
    if any(map(kontsevich.is_surname, ends)) and all(map(kontsevich.word_keys, words)):
        return Context.KOREAN
    chinese_like = any(map(palladius.is_surname, ends)) and all(map(palladius.word_keys, words))
    return Context.CHINESE if chinese_like else Context.NONE


def _looks_chinese(words: list[str]) -> bool:
    plain = [strip_marks(word) for word in words]
    syllables = sum(chinese.is_syllable(word) for word in plain)
    return any(word in chinese.SURNAMES for word in plain) and syllables >= max(2, len(words) - 1)


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
    if words and (cut := _cut(words[-1])) is not None:
        out.append((count - 1, cut))
    return out


@lru_cache(maxsize=1 << 13)
def _cut(word: Token) -> Token | None:
    """The last word of a name as one whose end a field was too short for."""
    if word.role not in ("word", "initial") or len(word.plain) < 2:
        return None
    kind = USUAL_CUT if known(word.plain) else CUT
    return Token(
        "…" + word.plain, word.plain, ((kind, "c:" + word.plain),), word.weight, "cut", 1, word.strong
    )


def _initials(words: tuple[Token, ...]) -> Token | None:
    """The acronym of a name of three to nine words, particles left out, as one unit over all of them."""
    letters = "".join(w.plain[:1] for w in words if w.role != "particle")
    if not 3 <= len(letters) <= 9 or any(w.role in ("initial", "number", "syllable") for w in words):
        return None
    return _acronym(letters, sum(w.weight for w in words), len(words))


@lru_cache(maxsize=1 << 15)
def _acronym(letters: str, weight: float, span: int) -> Token:
    kind = SHORT_ACRONYM if len(letters) < 5 else ACRONYM
    return Token("#" + letters, letters, ((kind, "p:" + letters),), weight, "acronym", span, strong=True)


def _is_foreign(run: tuple[Token, ...]) -> bool:
    """Is a long run of characters the known spelling of a foreign name?"""
    return all(w.role == "syllable" for w in run) and bool(usual_spellings("".join(w.text for w in run)))


@lru_cache(maxsize=1 << 13)
def _join(words: tuple[Token, ...]) -> Token:
    text, plain, span, strong, syllabic = "", "", 0, False, True
    for word in words:
        text += word.text
        plain += word.plain
        span += word.span
        strong |= word.strong
        syllabic &= word.syllabic
    keys = run_keys(text, plain, tuple(w.keys for w in words))
    weight = sum(w.weight for w in words)
    return Token(text, plain, keys, weight, "word", span, strong, syllabic)

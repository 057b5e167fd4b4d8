"""Names as weighted tokens with the keys under which their spellings meet.

A name is cut into tokens; each keeps its cleaned text, its romanisation and a tuple of keys.
Two tokens are alike if they share a key (see :mod:`watchfloor.names.likeness`) or if few
letters differ. The weight says how much a token tells: a legal form almost nothing.
"""

import re
import tomllib
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from watchfloor.names.clean import clean, script_of, script_of_char, strip_marks
from watchfloor.names.fold import folds
from watchfloor.names.scripts import korean, romanise
from watchfloor.names.scripts.arabic import skeleton
from watchfloor.names.scripts.han import readings

TEXT, PLAIN, NATIVE, FOLD, SECOND, KOREAN, HANGUL, HAN, CONSONANTS, ARABIC, FORM = range(11)
"""Kinds of key. A key is shared only between kinds of one family: see ``likeness.KEY_LIKENESS``."""

MAX_TOKENS = 60
"""Tokens of a name that are compared; a longer name is compared by its first sixty."""


class Token(NamedTuple):
    """One word of a name.

    ``text`` is cleaned but in its own script, ``plain`` ASCII. ``keys`` are (kind, key) pairs.
    ``role`` is word, particle, title, generation, form, generic, initial, number or syllable.
    ``span`` is how many words of the name it covers (more than 1 for words joined).
    """

    text: str
    plain: str
    keys: tuple[tuple[int, str], ...]
    weight: float
    role: str
    span: int = 1


@cache
def _words() -> tuple[dict[str, str], dict[str, str], dict[str, float]]:
    """Roles of known words, classes of legal forms, and weights by role."""
    data = tomllib.loads(files("watchfloor.names").joinpath("data/words.toml").read_text("utf-8"))
    roles: dict[str, str] = {}
    classes: dict[str, str] = {}
    for role in ("generic", "title", "generation", "particle"):
        roles.update((clean(w), role) for w in data[role]["words"].split())
    for name, line in data["form"].items():
        for word in line.split():
            word = clean(word).replace(".", "")
            roles[word], classes[word] = "form", name
    return roles, classes, data["weights"]


_DOTTED = re.compile(r"\b(?:\w[./]){1,}\w\b\.?")
_WORD = re.compile(r"[^\W_]+(?:[\u0300-\u036f\u0591-\u05c7\u064b-\u0652\u0670\u0e31\u0e34-\u0e4e\u0900-\u0903\u093a-\u094f\u0980-\u0983\u09bc-\u09cd\u102b-\u103e]+[^\W_]*)*")


@lru_cache(maxsize=200_000)
def tokens(name: str) -> tuple[Token, ...]:
    """The tokens of a name in order, at most sixty; empty if it holds no letter and no digit."""
    text = clean(name).replace("&", " and ")
    text = _DOTTED.sub(lambda m: m.group().replace(".", "").replace("/", ""), text)
    words = [piece for word in _WORD.findall(text) for piece in _pieces(word)][:MAX_TOKENS]
    hangul = any(script_of(word) == "hangul" for word in words)
    korean_like = hangul or _looks_korean(words)
    return tuple(_token(word, korean=korean_like) for word in words)


def _pieces(word: str) -> list[str]:
    """A word cut where its script changes to one written without spaces, and before Arabic articles."""
    if word.isascii():
        return [word]
    pieces: list[str] = []
    for run in _runs(word):
        script = script_of(run)
        if script in ("han", "hangul"):
            pieces.extend(_cjk(run))
        elif script == "arabic" and run.startswith("ال") and len(run) > 4:
            pieces.extend(("ال", run[2:]))
        else:
            pieces.append(run)
    return pieces


def _runs(word: str) -> list[str]:
    runs: list[str] = []
    last = ""
    for char in word:
        script = script_of_char(char) or last
        dense = script in ("han", "hangul")
        if runs and not (dense or last in ("han", "hangul")) or (runs and script == last):
            runs[-1] += char
        else:
            runs.append(char)
        last = script
    return runs


def _cjk(run: str) -> list[str]:
    """Characters or syllables one by one, known generic words and legal forms whole."""
    roles = _words()[0]
    out: list[str] = []
    start = 0
    while start < len(run):
        size = next((n for n in (8, 6, 5, 4, 3, 2) if run[start : start + n] in roles and start + n <= len(run)), 1)
        out.append(run[start : start + size])
        start += size
    return out


def _looks_korean(words: list[str]) -> bool:
    """Two to four Latin words, one of them a Korean family name at either end, all Korean syllables."""
    if not 2 <= len(words) <= 4 or not all(script_of(w) == "latin" for w in words):
        return False
    plain = [strip_marks(w) for w in words]
    if plain[0] not in korean.SURNAMES and plain[-1] not in korean.SURNAMES:
        return False
    return all(len(w) > 1 or w in korean.SURNAMES for w in plain) and all(korean.word_keys(w) for w in words)


@lru_cache(maxsize=400_000)
def _token(word: str, *, korean: bool) -> Token:
    roles, classes, weights = _words()
    script = script_of(word)
    plain = (romanise(word) or ("",))[0] if word else ""
    role = roles.get(word) or roles.get(plain, "") if script == "latin" else roles.get(word, "")
    if role == "particle" and korean:  # in a Korean name il, ho and yun are syllables, not articles
        role = ""
    role = role or _role(word, script)
    keys = dict.fromkeys([(TEXT, "t:" + word)])
    if role == "form":
        keys[FORM, "lf:" + (classes.get(word) or classes[plain])] = None
    keys.update(dict.fromkeys(_keys(word, plain, script, korean=korean)))
    return Token(word, plain, tuple(keys), weights[role], role)


def _role(word: str, script: str) -> str:
    if script == "digit" or any(c.isdigit() for c in word):
        return "number"
    if script in ("han", "hangul"):
        return "syllable"
    return "initial" if len(word) == 1 else "word"


def _keys(word: str, plain: str, script: str, *, korean: bool) -> list[tuple[int, str]]:
    """The keys of a word by its script."""
    if script == "han":
        return _han_keys(word)
    if script == "hangul":
        return _hangul_keys(word)
    keys: list[tuple[int, str]] = []
    romanised = romanise(word)
    for form in romanised:
        keys.append((PLAIN if script in ("latin", "digit") else NATIVE, "p:" + form))
    if script == "digit" or not plain:
        return keys
    for number, form in enumerate((word,) if script == "latin" else romanised):
        for rank, fold in enumerate(folds(form)):
            keys.append((FOLD if rank == 0 and number == 0 else SECOND, "f:" + fold))
    if korean:
        keys.extend((KOREAN, key) for key in _korean(word, script))
    bones = skeleton(plain)
    if len(bones) >= 2 and script in ("latin", "arabic"):
        keys.append((ARABIC if script == "arabic" else CONSONANTS, "ar:" + bones))
    return keys


def _korean(word: str, script: str) -> tuple[str, ...]:
    return korean.word_keys(word) if script == "latin" else ()


def _han_keys(word: str) -> list[tuple[int, str]]:
    parts = [readings(char)[:3] for char in word]
    if not all(parts):
        return []
    joined = [""]
    for part in parts:
        joined = [j + p for p in part for j in joined][:6]
    return [(HAN, "p:" + j) for j in joined]


def _hangul_keys(word: str) -> list[tuple[int, str]]:
    parts = [korean.hangul_keys(char) for char in word]
    return [(HANGUL, key) for key in korean.join_keys(*parts)] if all(parts) else []


MAX_SPAN = 3
"""How many neighbouring words are also read as one."""


def spans(words: tuple[Token, ...]) -> list[tuple[int, Token]]:
    """Neighbouring words read as one, with the position of the first; whole short names included.

    ``("kim", "jong", "un")`` gives ``kimjong``, ``jongun`` and ``kimjongun``.
    """
    out: list[tuple[int, Token]] = []
    for size in range(2, min(len(words), 5) + 1):
        if size > MAX_SPAN and size != len(words):
            continue
        for start in range(len(words) - size + 1):
            out.append((start, _join(words[start : start + size])))
    return out


@lru_cache(maxsize=400_000)
def _join(words: tuple[Token, ...]) -> Token:
    text = "".join(w.text for w in words)
    plain = "".join(w.plain for w in words)
    keys = dict.fromkeys([(TEXT, "t:" + text)])
    if all(any(kind in (PLAIN, NATIVE) for kind, _ in w.keys) for w in words):
        native = any(kind == NATIVE for w in words for kind, _ in w.keys)
        keys[NATIVE if native else PLAIN, "p:" + plain] = None
        keys.update(((FOLD if rank == 0 else SECOND, "f:" + fold), None) for rank, fold in enumerate(folds(plain)[:2]))
    elif all(any(kind == HAN for kind, _ in w.keys) for w in words):
        keys.update(((HAN, key), None) for _, key in _han_keys(text))
    if len(words) <= MAX_SPAN:
        parts = [tuple(k for kind, k in w.keys if kind in (KOREAN, HANGUL)) for w in words]
        hangul = all(script_of(w.text) == "hangul" for w in words)
        keys.update(((HANGUL if hangul else KOREAN, key), None) for key in korean.join_keys(*parts))
    return Token(text, plain, tuple(keys), sum(w.weight for w in words), "word", sum(w.span for w in words))

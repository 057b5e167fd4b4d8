"""The keys of a word: short strings that two spellings of one name share.

Keys come in kinds. A key of a native script and one of Latin letters may be the same string;
how much their meeting is worth depends on the two kinds (``likeness.KEY_LIKENESS``).
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from watchfloor.names.clean import LOOKALIKES, UNCERTAIN, script_of, strip_marks
from watchfloor.names.fold import folds, joined_folds
from watchfloor.names.lexicon import bare, entry, known, lexicon, rarity
from watchfloor.names.scripts import chinese, cyrillic, kontsevich, korean, palladius, romanise
from watchfloor.names.scripts.arabic import latin_skeletons
from watchfloor.names.scripts.han import cantonese_readings, hangul_readings, readings, simplify
from watchfloor.names.scripts.lexicon import usual_spellings
from watchfloor.names.scripts.reading import skeletons

(
    TEXT, PLAIN, NATIVE, FOLD, SECOND, KOREAN, HANGUL, HANJA, HAN, GILES, CANTONESE, HAN_CANTONESE, CONSONANTS, ARABIC,
    FORM, TERM, GIVEN, SHORT, VOWELS, ABUGIDA, ACRONYM, SHORT_ACRONYM, CUT, USUAL_CUT, STEM, FORM_STEM, BONES,
    OPEN, NAMED, COMPOUND,
) = range(30)  # fmt: skip
KINDS = 30

Keys = tuple[tuple[int, str], ...]
SHORT_WORD = 4
"""Letters below which another spelling of a Latin word may well be another word: ``But``, ``Bout``."""
LONG_WORD = 6
"""Letters from which a word with other vowels may be the same word: ``Hezbollah``, ``Hizballah``."""


class Context:
    """What a name looks like: Korean, Chinese, Chinese with the given name in one word, a firm's, or none of these."""

    NONE, KOREAN, CHINESE, PINYIN, FIRM = 0, 1, 2, 3, 4
    SYLLABLES = (KOREAN, CHINESE)


def word_keys(word: str, context: int) -> Keys:
    """The keys of one cleaned word in a name of that context."""
    script = script_of(word)
    keys = [(TEXT, "t:" + word), *_meaning_keys(word)]
    if script == "han":
        keys += _han_keys(word)
    elif script == "hangul":
        keys += _hangul_keys(word)
    else:
        keys += _letter_keys(word, script)
        keys += _firm_keys(word, script) if context == Context.FIRM else _syllable_keys(word, script, context)
    return tuple(dict.fromkeys(keys))


def _meaning_keys(word: str) -> list[tuple[int, str]]:
    known, plain = lexicon(), entry(word)
    keys = [(FORM, "lf:" + known.forms[plain])] if plain in known.forms else []
    keys += [(TERM, "x:" + meaning) for meaning in known.terms.get(plain, ())]
    keys += [(NAMED, key) for key in known.named.get(plain, ())]
    return keys + [(GIVEN, "g:" + name) for name in known.given.get(plain, ())]


def _letter_keys(word: str, script: str) -> list[tuple[int, str]]:
    """Keys by spelling: romanisation, fold, consonants."""
    native = script not in ("latin", "digit")
    romanised = romanise(word)
    keys = [(NATIVE if native else PLAIN, "p:" + form) for form in romanised]
    if script == "digit" or not romanised:
        return keys
    keys += _masked_keys(word, script)
    if not native:
        keys += _shape_keys(romanised[0])
    if not native and len(word) < SHORT_WORD:
        keys += [(SHORT, "f:" + fold) for fold in folds(word)[:1] if len(fold) > 1]
        return keys + _consonant_keys(word, script, romanised)
    usual = 1 + len(usual_spellings(word)) if native and script != "cyrillic" else 1
    for number, form in enumerate(romanised if native else (word,)):
        keys += _fold_keys(form, usual=number < usual)
    if native:  # given names are known by their Latin spelling
        keys += [(GIVEN, "g:" + name) for form in romanised for name in lexicon().given.get(form, ())]
    return keys + _consonant_keys(word, script, romanised)


def _masked_keys(word: str, script: str) -> Iterator[tuple[int, str]]:
    """What a word may be whose letters stand for others: ``1`` for i or l, or Cyrillic ones that all look Latin."""
    if script == "latin" and UNCERTAIN in word:
        for form in uncertain_readings(word):
            yield PLAIN, "p:" + form
            yield from _fold_keys(form, usual=True)
    elif script == "cyrillic" and (latin := word.translate(LOOKALIKES)).isascii():
        yield NATIVE, "p:" + latin
        yield from _fold_keys(latin, usual=True)


CUT_LETTERS = 3
"""Letters by which the last word of a name may be too long for a field."""
_MOST_READINGS = 32


def _shape_keys(plain: str) -> Iterator[tuple[int, str]]:
    """What is left of a Latin word when its end is cut, and when vowels are left out."""
    kind = FORM_STEM if lexicon().roles.get(plain) in ("form", "generic") else STEM
    for length in range(max(len(plain) - CUT_LETTERS, 2), len(plain)):
        yield kind, "c:" + plain[:length]
    bones = plain[:1] + plain[1:].translate(_NO_VOWELS)
    if len(bones) >= 2 and plain.isalpha():
        yield BONES, "b:" + bones
        if not known(plain):
            yield OPEN, "b:" + bones


def uncertain_readings(word: str) -> list[str]:
    """What a word may be in which ``1`` stands for i or l, at most 32 readings."""
    forms = [""]
    for char in word:
        forms = [form + c for form in forms for c in ("il" if char == UNCERTAIN else char)][:_MOST_READINGS]
    return forms


_SILENT_E = re.compile("[^aeiouy]e$")
"""An e that English and French do not speak, and by ear is not written: ``Browne``. A common name with it is another
name: ``Simone``."""
_BELARUSIAN = {"au": "ov", "ou": "ov", "eu": "ev"}
"""What ends a Belarusian family name, and the Russian ending it stands for."""


def _fold_keys(form: str, *, usual: bool) -> Iterator[tuple[int, str]]:
    """Keys of a Latin spelling by its sounds; the first fold of a usual spelling counts most."""
    for rank, fold in enumerate(folds(form)):
        yield (FOLD if rank == 0 and usual else SECOND, "f:" + fold)
        if rank == 0 and usual and len(fold) >= LONG_WORD:
            yield (VOWELS, "v:" + _VOWEL.sub("*", fold))
    if usual and _SILENT_E.search(form) and len(form) > SHORT_WORD and not known(form):
        yield from ((SECOND, "f:" + fold) for fold in folds(form[:-1])[:1])
    if form[-2:] in _BELARUSIAN and len(form) > SHORT_WORD:
        yield from ((SECOND, "f:" + fold) for fold in folds(form[:-2] + _BELARUSIAN[form[-2:]])[:1])


def _consonant_keys(word: str, script: str, romanised: tuple[str, ...]) -> list[tuple[int, str]]:
    """Keys by consonants, for scripts that write few vowels and the Latin words they may be."""
    if script in ("arabic", "hebrew", "kana"):
        return [(ARABIC, "ar:" + bones) for bones in skeletons(word) if bones]
    if script == "latin":
        return [(CONSONANTS, "ar:" + bones) for bones in latin_skeletons(romanised[0]) if bones]
    if script in ("cyrillic", "greek"):
        return []
    return [(ABUGIDA, "ar:" + bones) for bones in latin_skeletons(romanised[-1]) if len(bones) > 2]


def _firm_keys(word: str, script: str) -> list[tuple[int, str]]:
    """Keys for words of a firm's name: of the place it is of, or of the Korean syllables it may be."""
    if script == "cyrillic":
        return [(SECOND, "f:" + fold) for place in cyrillic.places(word) for fold in folds(place)[:1]]
    return [(COMPOUND, key) for key in korean.compound_keys(word)] if rarity(word) >= _RARE else []


def _syllable_keys(word: str, script: str, context: int) -> list[tuple[int, str]]:
    """Keys by sound, for words of names that look Korean or Chinese."""
    if context == Context.KOREAN and script == "latin":
        return [(KOREAN, key) for key in korean.word_keys(word)]
    if context in Context.SYLLABLES and script == "cyrillic":
        keys = [(KOREAN, key) for key in kontsevich.word_keys(word)] if context == Context.KOREAN else []
        return keys + [(GILES, key) for key in palladius.word_keys(word)]
    if context == Context.PINYIN and script == "latin":
        return [(SHORT, "zh:" + _HEARD.sub(lambda m: _SOUND.get(m.group(), "S"), strip_marks(word)))]
    if context == Context.CHINESE and script == "latin":
        plain = strip_marks(word)
        keys = [(GILES, key) for key in chinese.giles_keys(plain)]
        keys += [(KOREAN, key) for key in korean.word_keys(word)]
        keys += [(SHORT, "zh:" + _PINYIN_SOUNDS.sub(lambda m: _SOUND[m.group()], plain))]
        return keys + [(CANTONESE, key) for key in chinese.cantonese_keys(plain)]
    return []


_RARE = 0.9
"""Rarity from which a word may be the name of a Korean firm: ``Tanchon`` may, ``Summit`` may not."""
_VOWEL = re.compile("[aeiou]+")
_NO_VOWELS = str.maketrans("", "", "aeiou")
# How pinyin initials sound to those who write by ear: Xi and Shi, Qin and Chin.
_SOUND = {
    "x": "S",
    "sh": "S",
    "hs": "S",
    "q": "C",
    "ch": "C",
    "zh": "C",
    "j": "C",
    "ts": "T",
    "z": "T",
    "c": "T",
}
_PINYIN_SOUNDS = re.compile("^(?:sh|hs|ch|zh|ts|x|q|j|z|c)")
_HEARD = re.compile("^(?:sh|hs|ch|zh|ts|x|q|j|z|c|s)")
"""The same where the given name in one word tells more than a syllable does: Xi is written Si too."""


@lru_cache(maxsize=1 << 13)
def _han_keys(word: str) -> list[tuple[int, str]]:
    keys = [(NATIVE, "s:" + simplify(word))]
    parts = [tuple("p:" + r for r in readings(char)[:3]) for char in word]
    keys += [(HAN, key) for key in chinese.join_pinyin(*parts)] if all(parts) else []
    if len(word) <= 3:
        hangul = [tuple(k for h in hangul_readings(c) for k in korean.hangul_keys(h)) for c in word]
        keys += [(HANJA, key) for key in korean.join_keys(*hangul)] if all(hangul) else []
        keys += (
            [(HAN_CANTONESE, chinese.jyutping_key(r)) for r in cantonese_readings(word)]
            if len(word) == 1
            else []
        )
    return keys + _usual_keys(word)


def _hangul_keys(word: str) -> list[tuple[int, str]]:
    parts = [korean.hangul_keys(char) for char in word]
    keys = [(HANGUL, key) for key in korean.join_keys(*parts)] if all(parts) and len(word) <= 3 else []
    keys += [(ARABIC, "ar:" + bones) for bones in skeletons(word)]
    return keys + _usual_keys(word)


def _usual_keys(word: str) -> list[tuple[int, str]]:
    """Keys of the usual Latin spelling of a run of characters or syllables."""
    if len(word) == 1:
        return []
    keys: list[tuple[int, str]] = []
    for spelling in usual_spellings(word):
        plain = bare(spelling)
        keys += [(NATIVE, "p:" + plain), *((FOLD, "f:" + fold) for fold in folds(spelling)[:1])]
        keys += [(GIVEN, "g:" + name) for name in lexicon().given.get(plain, ())]
    return keys


SECOND_PARTS = frozenset(
    "t:" + word
    for word in "allah ullah ollah din deen uddin zada zadeh zade zai khel khil jan khan gul pur pour bakr".split()
)
"""What ends a Persian or Arabic name written in two words or in one: ``Akhund Zada``, ``Nur Allah``."""


def _joined_letter_keys(text: str, plain: str, script: str, *, last: str) -> list[tuple[int, str]]:
    """Further keys of words joined, where Arabic script writes apart what Latin letters write as one."""
    if script == "arabic":
        return _letter_keys(text, script)
    if script == "latin" and last in SECOND_PARTS:
        return _consonant_keys(plain, script, (plain,))
    return []


JOINED = (PLAIN, NATIVE, KOREAN, GILES)
"""Kinds of key that matter to a word joined to others: :func:`spelled` and :func:`sound_keys` look at them."""


def spelled(part: Keys) -> int:
    """PLAIN or NATIVE if a word has a spelling in Latin letters, else 0."""
    for kind, _ in part:
        if kind in (PLAIN, NATIVE):
            return kind
    return 0


def run_keys(texts: Sequence[str], plains: Sequence[str], parts: Sequence[Keys]) -> Keys:
    """The keys of neighbouring words read as one.

    Args:
        texts: the words' texts.
        plains: their romanisations.
        parts: the keys of each word.
    """
    text = "".join(texts)
    keys = dict.fromkeys([(TEXT, "t:" + text)])
    script = script_of(text)
    if script == "han":
        keys.update(dict.fromkeys(_han_keys(text)))
    elif script == "hangul":
        keys.update(dict.fromkeys(_hangul_keys(text)))
    elif all(kinds := [spelled(part) for part in parts]):
        plain = "".join(plains)
        keys.update(dict.fromkeys(_joined_letter_keys(text, plain, script, last=parts[-1][0][1])))
        keys[NATIVE if NATIVE in kinds else PLAIN, "p:" + plain] = None
        for rank, fold in enumerate(joined_folds(plains)):
            keys[FOLD if rank == 0 else SECOND, "f:" + fold] = None
        keys.update(dict.fromkeys(sound_keys(parts)))
    return tuple(keys)


def sound_keys(parts: Sequence[Keys]) -> Iterator[tuple[int, str]]:
    """The keys of words joined in a name that looks Korean or Chinese, by their sound; none in others."""
    kinds = {kind for part in parts for kind, _ in part}
    if KOREAN in kinds:
        sounds = [tuple(k for kind, k in part if kind == KOREAN) for part in parts]
        yield from ((KOREAN, key) for key in korean.join_keys(*sounds))
    if GILES in kinds:
        giles = [tuple(k for kind, k in part if kind in (GILES, PLAIN)) for part in parts]
        yield from ((GILES, key) for key in chinese.join_pinyin(*giles))

"""Arabic, Persian, Urdu and Pashto: letters in Latin, and consonant skeletons that both scripts share.

Short vowels are not written, so a romanisation from the script alone never equals the usual
Latin spelling; the two meet in a skeleton of consonants (``محمد`` and ``Mohammed``: ``mhmd``).
A letter that is pronounced or transcribed in several ways (ق as q, g, k; ج as j, g; ذ as dh, z,
d) gives several skeletons, at most eight.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from watchfloor.names.scripts.walk import Step, after

_TABLE = str.maketrans(
    {
        "ا": "a", "أ": "a", "إ": "i", "آ": "a", "ٱ": "a", "ب": "b", "پ": "p", "ت": "t", "ث": "th", "ج": "j",
        "چ": "ch", "ح": "h", "خ": "kh", "د": "d", "ذ": "dh", "ر": "r", "ز": "z", "ژ": "zh", "س": "s", "ش": "sh",
        "ص": "s", "ض": "d", "ط": "t", "ظ": "z", "ع": "", "غ": "gh", "ف": "f", "ق": "q", "ك": "k", "ک": "k",
        "گ": "g", "ل": "l", "م": "m", "ن": "n", "ه": "h", "ة": "a", "ۀ": "a", "و": "w", "ؤ": "u", "ي": "y",
        "ی": "y", "ى": "a", "ئ": "i", "ء": "", "ں": "n", "ٹ": "t", "ڈ": "d", "ڑ": "r", "ے": "e", "ھ": "h",
        "ې": "e", "ۍ": "i", "ښ": "kh", "ډ": "d", "ړ": "r", "ټ": "t", "څ": "ts", "ځ": "dz", "ګ": "g", "ڼ": "n",
        "ہ": "h", "ە": "a", "ۂ": "a", "ۃ": "a", "ڤ": "v", "ڭ": "ng", "ۇ": "u", "ۆ": "o", "ۋ": "v",
    }
)  # fmt: skip
_MARKS = re.compile("[\u064b-\u065f\u0670]")
# Letters that keyboards of one country write for those of another, and seats of the hamza.
_ONE_LETTER = str.maketrans(
    {
        char: letter
        for letter, others in {
            "ا": "أإآٱ", "ي": "ىیئېےۍۓ", "ك": "کڪ", "گ": "ګ", "ه": "ہھەۀۂۃة", "و": "ؤۋۇۆ", "ن": "ںڼ", "": "ء",
        }.items()
        for char in others
    }
)  # fmt: skip


@lru_cache(maxsize=1 << 14)
def letters(word: str) -> str:
    """A word with one letter for all that differ by keyboard or spelling habit only, without marks.

    Persian and Arabic yeh and kaf are one letter, a hamza is the letter it sits on, and the
    closing ``ة`` is ``ه``, so that a name is the same name typed in Cairo, Tehran or Lahore.
    """
    return _MARKS.sub("", word).translate(_ONE_LETTER)


def romanise(word: str) -> tuple[str, ...]:
    """A word in Arabic script, letter by letter."""
    forms = (_MARKS.sub("", word).translate(_TABLE), letters(word).translate(_TABLE))
    return tuple(dict.fromkeys(form for form in forms if form))


# Before these words a run of letters is the name of a servant (``عبدالرحمن``), a father (``أبوبكر``)
# or a light of the faith (``نورالدین``), in Latin letters more often written apart.
_SERVANT = re.compile("(عبد)(ال)(?!ل?[هہ])(.{2,})")
_FATHER = re.compile("([اأ]بو)(.{3,})")
_OF_FAITH = re.compile("(.{2,})(ال)(د[يی]ن|حق|رحمن|رحمان|[اإ]سلام|زمان)")
_PROCLITIC = re.compile("([وبف])(ال)(.{2,})|(ل)(?=ل)(.{3,})")
_ARTICLE = re.compile("(ال)(?!ل[هہ]$)(.{2,})")


def pieces(word: str, *, known: bool) -> list[str]:
    """A word cut after the article and where Latin letters write two words.

    Args:
        word: a cleaned word in Arabic script.
        known: whether the word as it stands is a name; then its first letter is no conjunction.
    """
    for pattern in (_SERVANT, _FATHER, _OF_FAITH, _ARTICLE, *(() if known else (_PROCLITIC,))):
        if match := pattern.fullmatch(word):
            *head, last = (part for part in match.groups() if part)
            if head == ["ل"]:
                return ["ل", "ال", last[1:]]
            return [*head, *pieces(last, known=True)] if pattern is _FATHER else [*head, last]
    return [word]


# Classes of consonants; the first is the usual one.
_SCRIPT_CLASSES = {
    "ب": "b", "پ": "b", "ت": "t", "ث": "ts", "ج": "j", "چ": "jS", "ح": "h", "خ": "x", "د": "d", "ذ": "dzt", "ر": "r",
    "ز": "z", "ژ": "zj", "س": "s", "ش": "S", "ص": "s", "ض": "dz", "ط": "t", "ظ": "zdt", "غ": "k", "ف": "f", "ق": "k",
    "ك": "k", "گ": "kj", "ل": "l", "م": "m", "ن": "n", "ه": "h", "ٹ": "t", "ڈ": "d", "ڑ": "r",
    "ټ": "t", "ډ": "d", "ړ": "r", "ښ": "xS", "څ": "s", "ځ": "z", "ڤ": "f", "ڭ": "k",
}  # fmt: skip
_LATIN_CLASSES: dict[str, str | tuple[str, ...]] = {
    "kh": ("x", "kh"), "sch": "S", "sh": "S", "tch": "jS", "ch": "Sjx", "gh": "k", "dh": ("d", "z", "dh"), "th": "ts", "dj": "j", "dz": "z",
    "zh": ("z", "j", "zh"), "ph": "f", "ck": "k", "x": ("ks", "k", "s"), "b": "b", "c": "ks", "d": "d", "f": "f", "g": "kj", "h": "h", "j": "j", "k": "k",
    "l": "l", "m": "m", "n": "n", "p": "b", "q": "k", "r": "r", "s": "sz", "t": "t", "v": ("f", ""), "z": "z",
}  # fmt: skip
_LATIN = re.compile("kh|sch|sh|tch|ch|gh|dh|th|dj|dz|zh|ph|ck|[a-z]")
_DOUBLED = re.compile(r"(.)\1+")
_MAX_SKELETONS = 8
_INNER_ARTICLE = re.compile("(?<=.)ال(?=..)|^ال(?=..)")
_SUN = frozenset("تثدذرزسشصضطظلن")
"""Letters the article takes the sound of: ``الرحمن`` is ar-Rahman."""


@lru_cache(maxsize=1 << 12)
def script_skeletons(word: str) -> tuple[str, ...]:
    """The consonant skeletons of a word in Arabic script, an article inside it read both ways."""
    text = letters(word)
    found = skeletons_of([_SCRIPT_CLASSES.get(char, "") for char in text])
    if word[-1:] in "ةۃ":  # before another word it is a t: Jama'at
        found += skeletons_of([*(_SCRIPT_CLASSES.get(char, "") for char in text[:-1]), "t"])
    if any(text[match.end()] in _SUN for match in _INNER_ARTICLE.finditer(text)):
        found += skeletons_of([_SCRIPT_CLASSES.get(char, "") for char in _INNER_ARTICLE.sub("", text)])
    return tuple(dict.fromkeys(found))


@lru_cache(maxsize=1 << 12)
def latin_skeletons(latin: str) -> tuple[str, ...]:
    """The consonant skeletons of a word in plain Latin letters.

    ``h`` is kept where Arabic would write one (before a vowel or between letters), dropped at the end.
    """
    return skeletons_of([_LATIN_CLASSES.get(part, "") for part in _LATIN.findall(latin)])


def skeletons_of(classes: Sequence[str | tuple[str, ...]], most: int = _MAX_SKELETONS) -> tuple[str, ...]:
    """The strings that take one of its classes from each letter, at most ``most``."""
    strings = [""]
    for known in filter(None, classes):
        options = known if len(strings) * len(known) <= most else known[:1]
        strings = [s + c for c in options for s in strings]
    return tuple(dict.fromkeys(_tidy(s) for s in strings))


def _tidy(skeleton: str) -> str:
    skeleton = _DOUBLED.sub(r"\1", skeleton)
    return skeleton[:-1] if len(skeleton) > 2 and skeleton.endswith("h") else skeleton


_SPELLINGS = {
    "ب": "b bb p", "پ": "p pp b", "ت": "t tt", "ث": "th s ss t", "ج": "j jj dj g gg dzh dsch zh c gu", "چ": "ch tch tsch tsh c j sh",
    "ح": "h hh", "خ": "kh ch h x k", "د": "d dd", "ذ": "dh d dd z zz th", "ر": "r rr", "ز": "z zz s dz", "ژ": "zh j z",
    "س": "s ss c z", "ش": "sh ch sch s", "ص": "s ss z", "ض": "d dd dh z", "ط": "t tt th", "ظ": "z zz dh d th", "غ": "gh g q k",
    "ف": "f ff ph v", "ق": "q qq k kk g gh c ck", "ك": "k kk c ck q g", "گ": "g gg gh gu j k", "ل": "l ll", "م": "m mm", "ن": "n nn",
    "ه": "h hh", "ٹ": "t tt", "ڈ": "d dd", "ڑ": "r rr d", "ټ": "t tt", "ډ": "d dd", "ړ": "r rr", "ښ": "kh sh ch x", "څ": "ts s c",
    "ځ": "dz z", "ڤ": "v f", "ڭ": "ng g k", "ا": "a aa e ae", "و": "w ww v u o ou oo uu", "ي": "y yy i ii ee e ie iy yi j",
}  # fmt: skip
_OPTIONS = {letter: tuple(options.split()) for letter, options in _SPELLINGS.items()} | {
    "ع": ("", "a", "e", "i", "o", "u")
}
_OPENING = {"ا": ("", "a", "e", "i", "o", "u", "ou", "oo", "y", "ee"), "و": (*_OPTIONS["و"], "wu", "wo")}
_CLOSING = {
    "ا": ("a", "aa", "ah", "e", "eh"),
    "ه": ("a", "e", "ah", "eh", "h", "o"),
    "ع": ("", "a", "e", "aa"),
}
_CLOSING_YEH = (*_OPTIONS["ي"], "ia", "ey", "ei", "ay", "ai")
_BOTH_YEHS = (*_CLOSING_YEH, "a", "aa", "ah")
_ARTICLE_SPELLINGS = ("al", "el", "ul", "ol", "il", "l")
_SHORT = 4
"""Letters up to which a closing e is heard: ``Djermane`` and ``Djerman`` are one name, ``Noe`` is not ``No``."""
_LONGEST = 40
"""Letters of the longest word that is read letter by letter."""
_VOWELS = ("a", "e", "i", "o", "u", "ou", "oo")
_PLURALS = ("ين", "ون")
"""How plurals end; some write the vowel behind it, which nobody says: ``Muslimina``."""


@lru_cache(maxsize=1 << 13)
def vowels_fit(word: str, latin: str) -> bool:
    """May a word in Arabic script, whose consonants fit, be read as this Latin word?

    Letter by letter: each has its spellings, and one short vowel may follow each consonant. Long
    vowels are written in both: ``رضا`` is Rida or Reza, never Ruwaydah.
    """
    if latin.endswith("na") and letters(word).endswith(_PLURALS):
        latin = latin[:-1]
    if len(steps := _steps(word)) > _LONGEST or not (steps and _ends_fit(steps, latin)):
        return False
    reached: list[set[int]] = [{0}, *(set() for _ in steps)]
    for at, (options, article, voiced) in enumerate(steps):
        if not (starts := reached[at]):
            continue
        if article:
            reached[at + 2] |= after(latin, starts, article)
        ends = after(latin, starts, options)
        reached[at + 1] |= ends | after(latin, ends, _VOWELS) if voiced else ends
    whole, end = reached[-1], len(latin)
    return end in whole or (end > _SHORT and latin[-1] == "e" and end - 1 in whole)


def _ends_fit(steps: Sequence[tuple[Step, Step, bool]], latin: str) -> bool:
    """Does the word begin and end as the letters at either end may be spelled? Most that do not fit fail here."""
    opening, closing = (*steps[0][0], *steps[0][1]), steps[-1][0]
    return latin.startswith(opening) and (latin.endswith(closing) or latin[-1:] == "e")


@lru_cache(maxsize=1 << 12)
def _steps(word: str) -> tuple[tuple[Step, Step, bool], ...]:
    """For each letter its spellings, those of an article that begins there, and whether a short vowel may follow."""
    text = letters(word)
    last = len(text) - 1
    found: list[tuple[Step, Step, bool]] = []
    for at, letter in enumerate(text):
        article: Step = ()
        if text.startswith("ال", at) and at + 3 <= last:
            article = (*_ARTICLE_SPELLINGS, "", *_VOWELS) if text[at + 2] in _SUN else _ARTICLE_SPELLINGS
        found.append((_options(word, text, at), article, at < last and letter != "ا"))
    return tuple(found)


def _options(word: str, text: str, at: int) -> tuple[str, ...]:
    """The spellings of the letter at a place."""
    letter = text[at]
    if at == len(text) - 1 and at:
        if letter == "ي":
            return _BOTH_YEHS if word[-1:] in "ىیےې" else _CLOSING_YEH
        if word[-1:] in "ةۃ":
            return (*_CLOSING["ه"], "t", "at", "et", "it")
        return _CLOSING.get(letter) or _OPTIONS.get(letter, ("",))
    if at == 0 and letter in _OPENING:
        return _OPENING[letter]
    if letter == "و" and text[at - 1 : at + 2] == "خوا":  # Khwaja, in Persian Khaja
        return (*_OPTIONS[letter], "")
    return _OPTIONS.get(letter, ("",))

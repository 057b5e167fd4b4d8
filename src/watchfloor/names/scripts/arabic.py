"""Arabic and Persian script: long vowels and consonants in Latin letters, and a consonant skeleton.

Short vowels are not written, so a romanisation from the script alone never equals the usual
Latin spelling; the two meet in a skeleton of consonants (``محمد`` and ``Mohammed``: ``mhmd``).
"""

import re

_TABLE = str.maketrans(
    {
        "ا": "a", "أ": "a", "إ": "i", "آ": "a", "ٱ": "a", "ب": "b", "پ": "p", "ت": "t", "ث": "th", "ج": "j",
        "چ": "ch", "ح": "h", "خ": "kh", "د": "d", "ذ": "dh", "ر": "r", "ز": "z", "ژ": "zh", "س": "s", "ش": "sh",
        "ص": "s", "ض": "d", "ط": "t", "ظ": "z", "ع": "", "غ": "gh", "ف": "f", "ق": "q", "ك": "k", "ک": "k",
        "گ": "g", "ل": "l", "م": "m", "ن": "n", "ه": "h", "ة": "a", "ۀ": "a", "و": "w", "ؤ": "u", "ي": "y",
        "ی": "y", "ى": "a", "ئ": "i", "ء": "", "ں": "n", "ٹ": "t", "ڈ": "d", "ڑ": "r", "ے": "e", "ھ": "h",
        "ې": "e", "ۍ": "i", "ښ": "kh", "ډ": "d", "ړ": "r", "ټ": "t", "څ": "ts", "ځ": "dz", "ګ": "g", "ڼ": "n",
    }
)  # fmt: skip


def romanise(word: str) -> tuple[str, ...]:
    """A word in Arabic script, letter by letter; the article is kept as ``al``."""
    word = re.sub("[\u064b-\u0652\u0670]", "", word)
    latin = word.translate(_TABLE)
    return (latin,) if latin else ()


_SKELETON = (
    (re.compile("sch|sh|ch(?=[aeiou])|š|ş"), "S"),
    (re.compile("kh|ch"), "H"),
    (re.compile("gh|dj|dzh|j|g"), "G"),
    (re.compile("th"), "T"),
    (re.compile("dh|z"), "Z"),
    (re.compile("ph"), "f"),
    (re.compile("ou|oo|w|v"), "w"),
    (re.compile("[qkc]"), "k"),
    (re.compile("(?<=[aeiou])h$|(?<=[aeiou])h(?=[^aeiou])"), "h"),
    (re.compile("[yi]"), "y"),
)


def skeleton(latin: str) -> str:
    """The consonants of a romanised word, one letter a sound; vowels, semivowels and final h dropped.

    ``mohammed``, ``muhammad``, ``mhmd`` give ``mhmd``; ``qadhafi`` and ``kadafi`` differ only in
    the d class. Digraphs are read before single letters.
    """
    text = latin
    for pattern, letter in _SKELETON:
        text = pattern.sub(letter, text)
    text = re.sub("[aeiouyw]", "", text)
    text = re.sub(r"(.)\1+", r"\1", text)
    return text[:-1] if len(text) > 3 and text.endswith("h") else text

"""Korean names written in Cyrillic (Kontsevich's system and the older one): ``Ким Чен Ын``."""

from functools import lru_cache

_INITIALS = {"к": "K", "г": "K", "кк": "K", "кх": "K", "н": "N", "т": "T", "д": "T", "тх": "T", "р": "L", "л": "L", "м": "M",
             "п": "P", "б": "P", "пх": "P", "с": "S", "сс": "S", "ч": "C", "дж": "C", "чж": "C", "чх": "C", "цз": "C",
             "х": "H", "": "0"}  # fmt: skip
_VOWELS = {"а": "a", "я": "ya", "о": "eo o", "е": "yeo eo ye", "ё": "yeo yo", "у": "u", "ю": "yu", "ы": "eu", "и": "i",
           "э": "E", "ей": "E", "ай": "E", "эй": "E", "ый": "ui", "ва": "wa", "вэ": "oe", "ве": "oe", "ой": "oe", "во": "wo",
           "ви": "wi", "йе": "yE", "йо": "yo yeo", "уй": "wi"}  # fmt: skip
_FINALS = {"": "", "к": "K", "г": "K", "н": "N G", "нъ": "G", "нг": "G", "т": "T", "ль": "L", "л": "L", "р": "L", "м": "M",
           "п": "P", "б": "P"}  # fmt: skip
SURNAMES = frozenset(
    "ким ли пак чхве цой чой чон чан чжан дын кан чо юн лим им хан о со син шин квон хван ан сон рю ю хон чхон ко мун ян пэ пэк хо нам сим "
    "но ха чу ку мин чин чи ом чхэ ван рим ри хён пён ём ро".split()
)

MAX_LETTERS = 12
"""Letters of the longest word of two syllables."""


@lru_cache(maxsize=1 << 12)
def syllable_keys(word: str) -> tuple[str, ...]:
    """The Korean keys of a lower-case Cyrillic syllable; empty if it is none."""
    keys: dict[str, None] = {}
    for split in range(min(3, len(word))):
        initial = _INITIALS.get(word[:split])
        if initial is None:
            continue
        tail = word[split:]
        for cut in range(len(tail), 0, -1):
            vowels, finals = _VOWELS.get(tail[:cut]), _FINALS.get(tail[cut:])
            if vowels and finals is not None:
                keys.update(
                    (f"ko:{initial}{v}{f}", None) for v in vowels.split() for f in (finals.split() or [""])
                )
    return tuple(keys)


@lru_cache(maxsize=1 << 12)
def word_keys(word: str) -> tuple[str, ...]:
    """The Korean keys of a Cyrillic word of one or two syllables; empty if it is none."""
    if not 1 <= len(word) <= MAX_LETTERS:
        return ()
    keys: dict[str, None] = {}
    for form in _russian(word):
        keys.update(dict.fromkeys(syllable_keys(form)))
        for cut in range(1, len(form)):
            head, tail = syllable_keys(form[:cut]), syllable_keys(form[cut:])
            keys.update((f"{h}.{t[3:]}", None) for h in head for t in tail)
    return tuple(keys)[:24]


def _russian(word: str) -> tuple[str, ...]:
    """A word as Russian writes it: Ukrainian і is its и, and Ukrainian и its ы."""
    if "і" in word:
        return (word.replace("и", "ы").replace("і", "и"),)
    return (word, word.replace("и", "ы")) if "и" in word else (word,)


def is_surname(word: str) -> bool:
    """Is a lower-case Cyrillic word a common Korean family name?"""
    return any(form in SURNAMES for form in _russian(word))

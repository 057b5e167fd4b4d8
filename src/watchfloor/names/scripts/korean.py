"""Korean syllables, from Hangul and from any Latin romanisation, under keys they share.

A key is ``ko:`` + initial class + vowel + final class. Hangul has one key a syllable (two
where the initial r/n is dropped in the South); a Latin syllable is ambiguous (``jong`` may be
정 or 종) and has several. Two syllables may be the same if they share a key. Covered are the
Revised, McCune-Reischauer (with and without its marks), DPRK and usual family-name spellings.
"""

import re
from functools import lru_cache
from itertools import product

_INITIALS = "K K N T T L M P P S S 0 C C C K T P H".split()
_VOWELS = "a E ya yE eo E yeo yE o wa oe oe yo u wo oe wi yu eu ui i".split()
_FINALS = " K K K N N N T L K M P L L P L M P P T T G T T K T P T".split(" ")

_LATIN_INITIALS = {
    "tsch": "C", "dsch": "C", "tch": "C", "dzh": "C", "zh": "C", "ch": "C", "cz": "C", "dj": "C", "jj": "C",
    "tj": "C", "ts": "C", "tz": "C", "sch": "S", "sh": "S", "ss": "S", "kk": "K", "kh": "K", "gh": "K", "tt": "T",
    "th": "T", "pp": "P", "ph": "P", "rh": "L", "ll": "L", "g": "K", "k": "K", "c": "CK", "n": "N", "d": "T",
    "t": "T", "r": "L", "l": "L", "m": "M", "b": "P", "p": "P", "v": "P", "f": "P", "s": "S", "j": "C", "z": "C",
    "h": "H", "x": "HS", "q": "C", "hs": "S", "": "0",
}  # fmt: skip
_LATIN_VOWELS: dict[str, tuple[str, ...]] = {
    "a": ("a",), "ah": ("a",), "ae": ("E",), "ai": ("E",), "ay": ("E",), "e": ("E",), "eh": ("E",), "ei": ("E",),
    "eo": ("eo",), "eoh": ("eo",), "o": ("o", "eo"), "oh": ("o",), "ou": ("u",), "oo": ("u",), "u": ("u", "eu", "eo"),
    "uh": ("eo",), "eu": ("eu",), "ui": ("ui",), "eui": ("ui",), "uy": ("ui",), "i": ("i", "ui"), "ee": ("i",),
    "ie": ("i",), "y": ("i",), "ya": ("ya",), "ia": ("ya",), "yae": ("yE",), "ye": ("yE",),
    "yeh": ("yE",), "yeo": ("yeo",), "yo": ("yo", "yeo"), "io": ("yo", "yeo"),
    "you": ("yeo", "yu"), "yu": ("yu", "yeo"), "yoo": ("yu",), "iu": ("yu",), "yuh": ("yeo",),
    "wa": ("wa",), "wae": ("oe",), "we": ("oe",), "oe": ("oe",), "oi": ("oe",), "oy": ("oe",), "wo": ("wo",),
    "weo": ("wo",), "wi": ("wi",), "wee": ("wi",), "woo": ("u",), "wu": ("u",), "ue": ("wi",),
}  # fmt: skip
_LATIN_FINALS = {
    "": "", "k": "K", "g": "K", "ck": "K", "n": "N", "t": "T", "d": "T", "s": "T", "l": "L", "r": "L", "m": "M",
    "p": "P", "b": "P", "ng": "G", "rk": "K",
}  # fmt: skip
_MARKS = {"ŏ": "eo", "ŭ": "eu", "ǒ": "eo", "ǔ": "eu", "č": "ch", "š": "sh", "ó": "eo"}
_IRREGULAR = {"park": ("ko:PaK",), "lee": ("ko:Li", "ko:0i"), "yi": ("ko:0i", "ko:Li"), "rhee": ("ko:Li", "ko:0i"),
              "choi": ("ko:Coe",), "choe": ("ko:Coe",), "noh": ("ko:No", "ko:Lo"), "roh": ("ko:Lo", "ko:No"),
              "shin": ("ko:SiN",), "im": ("ko:0iM", "ko:LiM"), "lim": ("ko:LiM", "ko:0iM"), "yim": ("ko:0iM", "ko:LiM"),
              "kang": ("ko:KaG",), "moon": ("ko:MuN",), "yoon": ("ko:0yuN",), "woo": ("ko:0u",)}  # fmt: skip
SURNAMES = frozenset(
    """kim gim lee ri yi rhee li i pak park bak choe choi chong jong jeong jung chung kang gang cho jo yun yoon youn chang jang
    im lim rim han o oh so seo suh sin shin kwon gwon hwang an ahn song ryu yu yoo ryoo hong chon jon jeon chun ko koh go
    mun moon son yang ryang pae bae paek baek ho heo hur huh nam sim shim ro no noh roh ha kwak gwak sung song seong cha chu joo ju
    u woo ku gu koo min na ra chin jin chi ji om eom um chae won ch'oe pang bang kong gong hyon hyun hyeon ham pyon byeon
    yom yeom ryom to do sok seok sol seol ma ki ki pyo myong myeong wi kil gil o ong rah tae u ye""".split()
)
_MAX_KEYS = 24
_COMPOUND_LENGTH = 5
"""Letters of the shortest word that is taken for two syllables outside of a Korean name."""
_COMPOUND = re.compile(
    "(?:(?:kk?h?|gg?|n|dd?|tt?h?|r|l|m|b|pp?h?|ss?h?|jj?|ch|h)?(?:yae|yeo|wae|[yw]?ae|[yw]?[aeo]|yu|oe|wi|eo|eui?|ui|[aeiou])"
    "(?:ng|[kgntdlrmbp])?){2,3}"
)
"""Two or three syllables as the usual romanisations spell them."""


def decompose(char: str) -> tuple[str, str, str] | None:
    """The initial, vowel and final class of a Hangul syllable, or None for any other character."""
    code = ord(char) - 0xAC00
    if not 0 <= code < 11172:
        return None
    return _INITIALS[code // 588], _VOWELS[code % 588 // 28], _FINALS[code % 28]


@lru_cache(maxsize=1 << 13)
def hangul_keys(char: str) -> tuple[str, ...]:
    """The keys of one Hangul syllable; initial r and n that the South drops have their other form too."""
    parts = decompose(char)
    if parts is None:
        return ()
    initial, vowel, final = parts
    initials = [initial]
    iotised = vowel == "i" or vowel.startswith("y")
    if initial == "L":
        initials.append("0" if iotised else "N")
    elif (initial == "0" and iotised) or (initial == "N" and not iotised):
        initials.append("L")
    return tuple(f"ko:{i}{vowel}{final}" for i in initials)


@lru_cache(maxsize=1 << 13)
def syllable_keys(latin: str) -> tuple[str, ...]:
    """The keys of one Latin syllable (marks of McCune-Reischauer allowed); empty if it is none."""
    for mark, plain in _MARKS.items():
        latin = latin.replace(mark, plain)
    if latin in _IRREGULAR:
        return _IRREGULAR[latin]
    keys: dict[str, None] = {}
    for split in range(len(latin)):
        head, tail = latin[:split], latin[split:]
        initials = _LATIN_INITIALS.get(head)
        if initials is None:
            continue
        for cut in range(len(tail), 0, -1):
            vowels = _LATIN_VOWELS.get(tail[:cut])
            final = _LATIN_FINALS.get(tail[cut:])
            if vowels and final is not None:
                keys.update((f"ko:{i}{v}{final}", None) for i in initials for v in vowels)
    return tuple(keys)


@lru_cache(maxsize=1 << 13)
def word_keys(latin: str) -> tuple[str, ...]:
    """The keys of a Latin word of one to three syllables: every way to divide it; empty if none."""
    if not 1 <= len(latin) <= 16:
        return ()
    keys: dict[str, None] = dict.fromkeys(syllable_keys(latin))
    for cut in range(1, len(latin)):
        head = syllable_keys(latin[:cut])
        if head and (tail := syllable_keys(latin[cut:])):
            keys.update(dict.fromkeys(join_keys(head, tail)))
    return tuple(keys)[:_MAX_KEYS]


@lru_cache(maxsize=1 << 14)
def is_compound(latin: str) -> bool:
    """May a Latin word be two or three syllables of the name of a Korean firm: ``Mansudae``?"""
    return len(latin) >= _COMPOUND_LENGTH and _COMPOUND.fullmatch(latin) is not None


def compound_keys(latin: str) -> tuple[str, ...]:
    """The keys of such a word; at most twenty-four, empty if it is none."""
    if not is_compound(latin):
        return ()
    keys = dict.fromkeys(key for key in word_keys(latin) if "." in key)
    for cut in range(2, len(latin) - 1):
        head = syllable_keys(latin[:cut])
        if head and (tail := tuple(key for key in word_keys(latin[cut:]) if "." in key)):
            keys.update(dict.fromkeys(join_keys(head, tail)))
    return tuple(keys)[:_MAX_KEYS]


def join_keys(*parts: tuple[str, ...]) -> tuple[str, ...]:
    """The keys of syllables written as one word: every combination, at most twenty-four."""
    if not all(parts):
        return ()
    joined = (
        "ko:" + "".join(key[3:] + "." for key in combination).rstrip(".") for combination in product(*parts)
    )
    return tuple(key for key, _ in zip(joined, range(_MAX_KEYS), strict=False))

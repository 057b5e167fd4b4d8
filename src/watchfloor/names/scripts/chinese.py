"""Chinese syllables in Latin letters: pinyin, Wade-Giles, and Hong Kong's Cantonese spellings.

Mandarin syllables meet under ``p:`` + pinyin, Cantonese ones under ``cn:`` + initial class +
Jyutping final. A Latin syllable may be several; which it is, the other side decides.
"""

from functools import cache, lru_cache
from itertools import product

_INITIALS = (
    "b",
    "p",
    "m",
    "f",
    "d",
    "t",
    "n",
    "l",
    "g",
    "k",
    "h",
    "j",
    "q",
    "x",
    "zh",
    "ch",
    "sh",
    "r",
    "z",
    "c",
    "s",
    "",
)
_FINALS = """a o e ai ei ao ou an en ang eng ong er i ia ie iao iu ian in iang ing iong u ua uo uai ui uan un uang ueng
ue ve yi ya ye yao you yan yin yang ying yong wu wa wo wai wei wan wen wang weng yu yue yuan yun""".split()
_GILES = {"b": "p", "p": "p", "d": "t", "t": "t", "g": "k", "k": "k", "j": "ch", "q": "ch", "x": "hs", "zh": "ch",
          "ch": "ch", "sh": "sh", "r": "j", "z": "ts", "c": "ts", "s": "s"}  # fmt: skip
_GILES_FINALS = {"ian": "ien", "ong": "ung", "iong": "iung", "ie": "ieh", "ue": "ueh", "ui": "uei", "e": "e", "you": "yu",
                 "ye": "yeh", "yan": "yen", "yong": "yung", "yue": "yueh", "yi": "i", "er": "erh"}  # fmt: skip
SURNAMES = frozenset(
    """xi wen lei ge ruan li wang zhang liu chen yang zhao huang zhou wu xu sun hu zhu gao lin he guo ma luo liang song zheng xie han tang feng yu
    dong xiao cheng cao yuan deng fu shen zeng peng lu su jiang cai jia ding wei xue ye yan pan du dai xia zhong tian ren fan
    fang shi yao tan liao zou xiong jin hao kong bai cui kang mao qiu qin gu hou shao meng long wan duan qian tang yin
    lee wong cheung chan leung lau ng ho lam kwok cheng chow tsang tse yeung chiu hui poon yip kwan fung lo mak tam yuen tsui
    mo pang choi kwong tang chu law tong chung siu hung so fong ko au kan shek yau lui ip hsu hsieh tsai chang chao chou chu teng""".split()
)


@cache
def _pinyin() -> frozenset[str]:
    """All spellings of the form initial + final; more than Mandarin has, which does no harm here."""
    whole = {f for f in _FINALS if f[0] in "aeoyw"}
    return frozenset(whole | {i + f for i in _INITIALS[:-1] for f in _FINALS if f[0] not in "yw"})


@cache
def _giles() -> dict[str, tuple[str, ...]]:
    """Wade-Giles spellings (without apostrophes and marks) to the pinyin syllables they may be."""
    out: dict[str, dict[str, None]] = {}
    for syllable in sorted(_pinyin()):
        for spelling in _giles_of(syllable):
            if spelling != syllable:
                out.setdefault(spelling, {})[syllable] = None
    return {spelling: tuple(values) for spelling, values in out.items()}


def _giles_of(syllable: str) -> list[str]:
    if syllable in ("zhi", "chi"):
        return ["chih"]
    if syllable in ("shi", "ri"):
        return [{"shi": "shih", "ri": "jih"}[syllable]]
    if syllable in ("zi", "ci", "si"):
        return [{"zi": "tzu", "ci": "tzu", "si": "ssu"}[syllable], "szu"]
    initial = next((i for i in sorted(_INITIALS, key=len, reverse=True) if syllable.startswith(i)), "")
    final = syllable[len(initial) :]
    if initial in ("zh", "ch", "z", "c", "s", "sh", "r", "n", "l", "d", "t", "g", "k", "h") and final == "uo":
        finals = ["o", "uo"]
    else:
        finals = [_GILES_FINALS.get(final, final)]
    if initial in ("g", "k", "h") and final == "e":
        finals.append("o")
    if initial in ("g", "k") and final == "ui":
        finals = ["uei"]
    elif final == "ui":
        finals = ["ui"]
    return [_GILES.get(initial, initial) + f for f in finals]


_CANTONESE_INITIALS = (
    ("ch", "C"), ("ts", "C"), ("tz", "C"), ("cz", "C"), ("kw", "Q"), ("gw", "Q"), ("qu", "Q"), ("ng", "0"), ("sh", "S"),
    ("b", "P"), ("p", "P"), ("m", "M"), ("f", "F"), ("d", "T"), ("t", "T"), ("n", "L"), ("l", "L"), ("g", "K"), ("k", "K"),
    ("h", "H"), ("z", "C"), ("c", "C"), ("j", "CY"), ("s", "S"), ("y", "Y"), ("w", "W"), ("", "0"),
)  # fmt: skip
_CANTONESE_FINALS = {
    "aa": "a ah ar", "aai": "ai aai", "aau": "au aau ow", "aam": "am aam", "aan": "an aan", "aang": "ang aang",
    "aap": "ap aap", "aat": "at aat", "aak": "ak aak", "ai": "ai ei y", "au": "au ow ou", "am": "am um", "an": "an un",
    "ang": "ang ung", "ap": "ap up", "at": "at ut", "ak": "ak uk", "e": "e eh ear", "ei": "ei ee i ey ay", "eng": "eng ang",
    "ek": "ek ik", "i": "i ee ze ih y", "iu": "iu ew ieu", "im": "im eem", "in": "in een ean", "ing": "ing", "ip": "ip",
    "it": "it", "ik": "ik ick", "o": "o or oh aw", "oi": "oi oy", "on": "on", "ong": "ong", "ot": "ot", "ok": "ok oc or",
    "ou": "o ou ow oo u", "oe": "eu oe er", "oeng": "eung oeng", "oek": "euk oek eok", "eoi": "ui eui oi", "eon": "un eun",
    "eot": "ut eut", "u": "u oo", "ui": "ui ooi", "un": "un oon", "ung": "ung oong", "ut": "ut oot", "uk": "uk ook",
    "yu": "yu u ue ee", "yun": "yuen un uen yun", "yut": "yuet ut uet", "m": "m ng", "ng": "ng",
}  # fmt: skip


@cache
def _cantonese_spellings() -> dict[str, tuple[str, ...]]:
    out: dict[str, list[str]] = {}
    for final, spellings in _CANTONESE_FINALS.items():
        for spelling in spellings.split():
            out.setdefault(spelling, []).append(final)
    return {spelling: tuple(finals) for spelling, finals in out.items()}


_JYUTPING_INITIALS = {
    "b": "P", "p": "P", "m": "M", "f": "F", "d": "T", "t": "T", "n": "L", "l": "L", "g": "K", "k": "K", "ng": "0", "h": "H",
    "gw": "Q", "kw": "Q", "w": "W", "z": "C", "c": "C", "s": "S", "j": "Y",
}  # fmt: skip


@lru_cache(maxsize=4096)
def jyutping_key(jyutping: str) -> str:
    """The key of a Jyutping syllable without tone."""
    initial = next((i for i in ("ng", "gw", "kw") if jyutping.startswith(i) and len(jyutping) > len(i)), "")
    initial = initial or (jyutping[0] if jyutping[0] in "bpmfdtnlgkhwzcsj" and len(jyutping) > 1 else "")
    final = jyutping[len(initial) :]
    return f"cn:{_JYUTPING_INITIALS.get(initial, '0')}{final}"


@lru_cache(maxsize=1 << 13)
def cantonese_keys(latin: str) -> tuple[str, ...]:
    """The keys of one Latin syllable read as Cantonese; empty if it is none."""
    finals = _cantonese_spellings()
    keys: dict[str, None] = {}
    for head, classes in _CANTONESE_INITIALS:
        if latin.startswith(head) and (rest := latin[len(head) :]) in finals:
            keys.update((f"cn:{c}{f}", None) for c in classes for f in finals[rest])
    if latin.startswith("y"):
        keys.update((f"cn:Y{f}", None) for f in finals.get(latin, ()))
    return tuple(keys)


@lru_cache(maxsize=1 << 13)
def giles_keys(latin: str) -> tuple[str, ...]:
    """The pinyin keys of one Latin syllable read as Wade-Giles; empty if it is none."""
    return tuple("p:" + syllable for syllable in _giles().get(latin, ()))


@lru_cache(maxsize=1 << 13)
def is_syllable(latin: str) -> bool:
    """May this Latin word be one Chinese syllable in any of the three spellings?"""
    return latin in _pinyin() or latin in _giles() or bool(cantonese_keys(latin))


@lru_cache(maxsize=1 << 13)
def pinyin_syllables(latin: str) -> int:
    """How many pinyin syllables a Latin word is, one or two; 0 if it is none, or more."""
    if latin in _pinyin():
        return 1
    return 2 if any(latin[:at] in _pinyin() and latin[at:] in _pinyin() for at in range(1, len(latin))) else 0


def join_pinyin(*parts: tuple[str, ...]) -> tuple[str, ...]:
    """The keys of syllables written as one word, at most twelve."""
    if not all(parts):
        return ()
    joined = ("p:" + "".join(key[2:] for key in combination) for combination in product(*parts))
    return tuple(key for key, _ in zip(joined, range(12), strict=False))

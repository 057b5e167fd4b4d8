"""Endings that running text puts on names: taken off, to be compared as well as the word itself.

Not a grammar: each rule gives a possible dictionary form, and the scorer decides. Rules are by
script; those of Polish and Czech endings apply only where the text is written with their letters.
"""

import re

_POLISH = re.compile("[ąęłńóśźżćěřůňďšžčđ]", re.IGNORECASE)
_LATIN = (re.compile(r"['’]s?$"), re.compile(r"(?<=\w{2})s$"))
_SLAVIC_LATIN = ("owi", "em", "om", "ie", "ego", "emu", "im", "ym", "a", "u", "y", "i", "e", "ą", "ę")
_ADJECTIVE = re.compile(r"(?<=[sc]k)(?:im|iego|iemu)$")
_CYRILLIC = (
    "ого",
    "ому",
    "ыми",
    "ими",
    "ами",
    "ями",
    "ева",
    "ым",
    "им",
    "ом",
    "ем",
    "ой",
    "ей",
    "ою",
    "ею",
    "ах",
    "ях",
    "а",
    "у",
    "е",
    "ы",
    "и",
    "я",
    "ю",
    "і",
    "ові",
    "еві",
)
_SOFT = frozenset("яюеи")
_KOREAN = (
    "에게서",
    "으로부터",
    "에게",
    "에서",
    "께서",
    "으로",
    "이라고",
    "라고",
    "이라는",
    "이",
    "가",
    "은",
    "는",
    "을",
    "를",
    "의",
    "와",
    "과",
    "도",
    "로",
    "만",
    "에",
    "씨",
)
_ARABIC = ("وال", "بال", "لل", "كال", "فال", "و", "ب", "ل", "ف", "ك")


def slavic_letters(text: str) -> bool:
    """Is the text written with the letters of Polish or Czech, more than a name or two of it?"""
    return len(_POLISH.findall(text)) > max(3, len(text) // 200)


def base_forms(word: str, script: str, *, slavic: bool = False) -> tuple[str, ...]:
    """The word, and what it may be without its ending; the word itself first.

    Args:
        word: as it stands in the text.
        script: its script.
        slavic: whether Polish and Czech endings apply to Latin words.
    """
    forms = [word]
    if script == "latin":
        forms += [pattern.sub("", word) for pattern in _LATIN]
        if slavic:
            forms += [
                word[: -len(end)] for end in _SLAVIC_LATIN if word.endswith(end) and len(word) - len(end) > 2
            ]
            forms += [_ADJECTIVE.sub("i", word)]  # Orłowskiego, Orłowskim: Orłowski
    elif script == "cyrillic":
        forms += _cyrillic(word)
    elif script == "hangul":
        forms += [word[: -len(end)] for end in _KOREAN if word.endswith(end) and len(word) - len(end) > 1]
    elif script == "arabic":
        forms += [
            word[len(head) :] for head in _ARABIC if word.startswith(head) and len(word) - len(head) > 2
        ]
        forms += [
            "ال" + word[len(head) :] for head in ("وال", "بال", "لل", "كال", "فال") if word.startswith(head)
        ]
    return tuple(dict.fromkeys(form for form in forms if form))


def _cyrillic(word: str) -> list[str]:
    out: list[str] = []
    for end in _CYRILLIC:
        stem = word[: -len(end)]
        if word.endswith(end) and len(stem) > 1:
            out.append(stem)
            if end[0] in _SOFT:
                out.append(stem + "й")  # Сергея: Сергей
            if end in ("ого", "ому", "ым", "им"):
                out += [stem + "ий", stem + "ый"]
            if end in ("ой", "ы", "и", "е", "у", "ю", "ей"):
                out.append(stem + ("а" if end in ("ой", "ы", "у", "е") else "я"))
    return out

"""Cyrillic in Latin letters: one base romanisation; its national spellings meet in the fold.

The table follows the British (BGN/PCGN) reading of Russian with the Ukrainian, Belarusian,
Serbian, Macedonian and Bulgarian letters added; what a German, French or Polish text would
write instead is folded together with it in :mod:`watchfloor.names.fold`.
"""

import re

_TABLE = str.maketrans(
    {
        "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "ђ": "dj", "ѓ": "gj", "е": "e", "ё": "e",
        "є": "ye", "ж": "zh", "з": "z", "ѕ": "dz", "и": "i", "і": "i", "ї": "yi", "й": "y", "ј": "j", "к": "k",
        "л": "l", "љ": "lj", "м": "m", "н": "n", "њ": "nj", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t",
        "ћ": "ch", "ќ": "kj", "у": "u", "ў": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "џ": "dzh", "ш": "sh",
        "щ": "shch", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "yu", "я": "ya", "ә": "a", "ғ": "gh", "қ": "q",
        "ң": "ng", "ө": "o", "ұ": "u", "ү": "u", "һ": "h", "ҷ": "j", "ӣ": "i", "ӯ": "u", "ҳ": "h",
    }
)  # fmt: skip


_BELARUSIAN_ENDINGS = re.compile("[аеоё]ў(?=$|с)")


def romanise(word: str) -> tuple[str, ...]:
    """A lower-case Cyrillic word in Latin letters, the usual reading first.

    Ukrainian ``г`` is also read as ``h``, ``ё`` as ``yo`` or the ``o`` of a ``ö``, ``э`` as the ``a`` of Sam, ``х``
    as the ``h`` of an Arabic or Latin name, and a
    Belarusian ``-аў`` or ``-ў`` as the Russian ``-ов`` or ``-в`` it stands for.
    """
    base = word.translate(_TABLE)
    forms = [base]
    if "г" in word and any(c in word for c in "іїєґ"):
        forms.insert(0, word.replace("г", "һ").translate(_TABLE))
    if "ё" in word:
        forms.append(word.replace("ё", "йо").translate(_TABLE))
        forms.append(word.replace("ё", "о").translate(_TABLE))
    if "э" in word[1:]:
        forms.append((word[0] + word[1:].replace("э", "а")).translate(_TABLE))
    if "х" in word:
        forms.append(word.replace("х", "һ").translate(_TABLE))
    if "ў" in word:
        forms.append(word.replace("ў", "в").translate(_TABLE))
        russian = _BELARUSIAN_ENDINGS.sub(lambda m: {"а": "ов", "о": "ов"}.get(m[0][0], "ев"), word)
        forms.append(russian.replace("ў", "в").translate(_TABLE))
    return tuple(dict.fromkeys(forms))


_SHORTEST_PLACE = 4
"""Letters of a place's name in Latin: what is left of a shorter one may be anything."""
_OF_PLACE = re.compile("(.{2,}?)(сь?к)(?:ий|ая|ое|ой|ого|ому|ие|их|им|ую|і|ія|а|е|у)")


def places(word: str) -> tuple[str, ...]:
    """The places, in Latin letters, of which a Cyrillic adjective may be made; empty if it is none.

    >>> places("саратовский")
    ('saratovsk', 'saratov')
    """
    match = _OF_PLACE.fullmatch(word)
    found = [(match[1] + end).translate(_TABLE) for end in (match[2], "")] if match else []
    return tuple(place for place in found if len(place) >= _SHORTEST_PLACE)

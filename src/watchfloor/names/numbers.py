"""Numbers of two words as one in digits: ``Forty Four``, ``Forty 4`` and ``44``, ``Twenty First`` and ``21st``.

Numbers of one word meet their digits by the table of words that mean the same.
"""

_TENS = {
    word: 10 * place
    for place, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2)
}
_UNITS = {
    word: place for place, word in enumerate("one two three four five six seven eight nine".split(), start=1)
} | {str(digit): digit for digit in range(1, 10)}
_ORDINALS = {
    word: place
    for place, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth".split(), start=1
    )
}
_ENDS = {1: "st", 2: "nd", 3: "rd"}
"""What is written behind the digit of an ordinal; ``th`` behind all others."""


def counted(words: list[str]) -> list[str]:
    """The words of a name, a number of tens and units in words put into digits.

    >>> counted(["brigade", "forty", "4"])
    ['brigade', '44']
    """
    if _TENS.keys().isdisjoint(words):
        return words
    out: list[str] = []
    for word in words:
        tens = _TENS.get(out[-1]) if out else None
        if tens is not None and word in _UNITS:
            out[-1] = str(tens + _UNITS[word])
        elif tens is not None and word in _ORDINALS:
            unit = _ORDINALS[word]
            out[-1] = f"{tens + unit}{_ENDS.get(unit, 'th')}"
        else:
            out.append(word)
    return out

"""Walking along a Latin word: can it be spelled by taking one of the spellings of each step?"""

from collections.abc import Iterable

Step = tuple[str, ...]
"""The spellings of one letter, syllable or gap; "" if it may be silent."""


def after(latin: str, starts: set[int], step: Iterable[str]) -> set[int]:
    """Where one of the spellings ends that begins at one of the places."""
    return {start + len(option) for start in starts for option in step if latin.startswith(option, start)}


def spells(latin: str, steps: Iterable[Step]) -> bool:
    """Do the steps, one after the other, spell the whole Latin word?"""
    reached = {0}
    for step in steps:
        if not (reached := after(latin, reached, step)):
            return False
    return len(latin) in reached

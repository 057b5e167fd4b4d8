"""The words and respellings that test cases are made of, read from the data files once."""

import re
from functools import cache
from importlib.resources import files

import msgspec

_Tables = dict[str, dict[str, str | list[str]]]


@cache
def _tables(name: str) -> _Tables:
    text = files("watchfloor.evaluation").joinpath(f"data/{name}.toml").read_bytes()
    return msgspec.toml.decode(text, type=_Tables)


@cache
def words(table: str, key: str, *, file: str = "words") -> tuple[str, ...]:
    """The words, or phrases, of a table of that file."""
    value = _tables(file)[table][key]
    return tuple(value.split() if isinstance(value, str) else value)


@cache
def pairs(table: str, key: str, *, file: str = "words") -> tuple[tuple[str, str], ...]:
    """The ``from:to`` pairs of a table."""
    return tuple((old, new) for word in words(table, key, file=file) for old, _, new in [word.partition(":")])


@cache
def groups(table: str, key: str, *, cut: str = "|") -> tuple[tuple[str, ...], ...]:
    """Lines of words that stand for each other."""
    return tuple(tuple(line.split(cut)) for line in words(table, key, file="respellings"))


@cache
def _pattern(table: str, key: str) -> tuple[re.Pattern[str], dict[str, str]]:
    rules = sorted(pairs(table, key, file="respellings"), key=_precedence)
    parts = [
        ("(?<!\\w)" if old.startswith("^") else "")
        + re.escape(old.strip("^$"))
        + ("(?!\\w)" if old.endswith("$") else "")
        for old, _ in rules
    ]
    return re.compile("|".join(f"({part})" for part in parts)), {
        str(n): new for n, (_, new) in enumerate(rules, 1)
    }


def _precedence(rule: tuple[str, str]) -> tuple[int, int]:
    """Longer ones first, tied ones before loose ones of the same length."""
    bare = rule[0].strip("^$")
    return -len(bare), len(bare) - len(rule[0])


def respell(text: str, table: str, key: str) -> str:
    """The text, in small letters, with every rule of a table applied in one pass."""
    pattern, new = _pattern(table, key)
    return pattern.sub(lambda match: new[str(match.lastindex)], text.lower())

"""Figures that others published, to print beside ours."""

from functools import cache
from importlib.resources import files

import msgspec

from watchfloor.model.entity import Value


class Cell(Value):
    """A peer's recall for one class.

    ``recall`` is that of persons at the stated share of harmless alerts, ``default`` at its
    default threshold; ``entities`` that of entities there, None where it published none.
    """

    recall: float
    default: float
    entities: float | None = None


class Published(Value):
    """A peer's published table: ``harmless`` is the share of harmless alerts its recall stands at."""

    name: str
    harmless: float
    macro: float
    cells: dict[str, Cell]


@cache
def watchman() -> Published:
    """Recall of moov-io/watchman by class of manipulation; its conditions are told in the data file."""
    text = files("watchfloor.evaluation").joinpath("data/watchman.toml").read_bytes()
    return msgspec.toml.decode(text, type=Published)

"""Errors say what was wrong, where, and what to do next."""

import copy
import pickle
import re
from collections.abc import Iterator

import pytest

from watchfloor.model.errors import BrokenFileError, InputError, SourceError, WatchfloorError


def tree(top: type[WatchfloorError] = WatchfloorError) -> Iterator[type[WatchfloorError]]:
    yield top
    for child in top.__subclasses__():
        yield from tree(child)


@pytest.mark.parametrize(
    ("error", "text"),
    [
        (InputError("no name column"), "no name column"),
        (InputError("no name column", at="c.csv"), "no name column (at c.csv)"),
        (InputError("no name column", hint="Name one."), "no name column. Name one."),
        (InputError("no name column", at="c.csv", hint="Name one."), "no name column (at c.csv). Name one."),
    ],
)
def test_an_error_reads_as_one_line(error: WatchfloorError, text: str) -> None:
    assert str(error) == text


def test_a_broken_file_is_a_source_error() -> None:
    with pytest.raises(SourceError, match="the file is empty"):
        raise BrokenFileError("the file is empty")


@pytest.mark.parametrize("error", list(tree()), ids=lambda e: e.__name__)
def test_every_error_has_a_slug_of_its_own_and_a_sentence(error: type[WatchfloorError]) -> None:
    slugs = [e.slug for e in tree()]
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", error.slug)
    assert slugs.count(error.slug) == 1
    assert error.__doc__


@pytest.mark.parametrize("error", list(tree()), ids=lambda e: e.__name__)
def test_every_error_survives_copying_and_the_way_between_processes(error: type[WatchfloorError]) -> None:
    raised = error("what", at="here", hint="Do this.")
    for twin in (copy.copy(raised), pickle.loads(pickle.dumps(raised))):  # noqa: S301 - our own bytes
        assert type(twin) is error
        assert (twin.what, twin.at, twin.hint, str(twin)) == ("what", "here", "Do this.", str(raised))

"""``watchfloor errors``: every error leads to words that an installed user has at hand."""

import os
from pathlib import Path

import pytest
from tests.cli.support import Watchfloor

from watchfloor.cli.errors_run import sections
from watchfloor.model import errors

REPO = Path(__file__).resolve().parents[2]
PAGE, PACKAGED = REPO / "docs/errors.md", REPO / "src/watchfloor/cli/data/errors.md"
_PARENTS = (errors.WatchfloorError, errors.SourceError, errors.StateError)
KINDS = [kind for parent in _PARENTS for kind in parent.__subclasses__()]


def test_the_page_in_the_package_is_that_of_the_documentation_golden() -> None:
    if os.environ.get("WATCHFLOOR_GOLDEN") == "rewrite":
        PACKAGED.write_bytes(PAGE.read_bytes())
    assert PACKAGED.read_bytes() == PAGE.read_bytes(), "make golden copies the page into the package"


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.slug)
def test_every_kind_of_error_is_told(watchfloor: Watchfloor, kind: type[errors.WatchfloorError]) -> None:
    told = watchfloor("errors", kind.slug).stdout
    assert told.strip() == sections()[kind.slug]
    assert len(told) > 50
    assert "#" not in told


def test_without_a_kind_all_are_listed_with_what_they_mean(watchfloor: Watchfloor) -> None:
    lines = watchfloor("errors").stdout.splitlines()
    assert {line.split()[0] for line in lines} == {kind.slug for kind in KINDS}
    assert all(len(line.split()) > 3 for line in lines)


def test_a_kind_that_does_not_exist_is_told_with_those_that_do(watchfloor: Watchfloor) -> None:
    told = watchfloor("errors", "nonsense", code=2).stderr
    assert "no kind of error is called 'nonsense'. There are source-changed, broken-file," in told
    assert told.endswith("more: watchfloor errors usage\n")


def test_an_error_names_the_command_that_tells_more_and_that_command_runs(watchfloor: Watchfloor) -> None:
    last = watchfloor("screen", "no-such.csv", code=3).stderr.splitlines()[-1]
    more, _, command = last.partition(": watchfloor ")
    assert more == "more"
    assert "no such file" in watchfloor(*command.split()).stdout

"""What the environment says."""

from pathlib import Path

import platformdirs
import pytest

from watchfloor.model.errors import UsageError
from watchfloor.settings import read_settings


def test_the_home_is_the_systems_data_folder_or_the_one_named() -> None:
    assert read_settings({}).home == Path(platformdirs.user_data_dir("watchfloor", appauthor=False))
    assert read_settings({"WATCHFLOOR_HOME": "/srv/lists"}).home == Path("/srv/lists").absolute()
    assert read_settings({"WATCHFLOOR_HOME": "lists"}).home == Path.cwd() / "lists"
    assert read_settings({"WATCHFLOOR_HOME": "~/lists"}).home == Path.home() / "lists"


def test_indexes_lie_in_the_home() -> None:
    assert read_settings({"WATCHFLOOR_HOME": "/srv/lists"}).index == Path("/srv/lists/index").absolute()


def test_policy_log_and_debug_are_off_unless_said() -> None:
    found = read_settings({"WATCHFLOOR_LOG": "", "WATCHFLOOR_POLICY": ""})
    assert (found.policy, found.log, found.debug) == (None, "off", False)
    found = read_settings(
        {"WATCHFLOOR_POLICY": "~/p.toml", "WATCHFLOOR_LOG": "json", "WATCHFLOOR_DEBUG": "1"}
    )
    assert (found.policy, found.log, found.debug) == (Path.home() / "p.toml", "json", True)


@pytest.mark.parametrize(("value", "debug"), [("0", False), ("false", False), ("no", False), ("yes", True)])
def test_debug_can_be_said_to_be_off(value: str, *, debug: bool) -> None:
    assert read_settings({"WATCHFLOOR_DEBUG": value}).debug is debug


def test_an_unknown_way_of_logging_is_an_error() -> None:
    with pytest.raises(UsageError, match="no way of logging is called 'loud'"):
        read_settings({"WATCHFLOOR_LOG": "loud"})

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


def test_the_store_is_in_the_home_and_keeps_all_for_ten_years_unless_said() -> None:
    found = read_settings({})
    assert (found.database, found.secret, found.keep_input, found.retention) == ("", "", True, 3653)
    told = {"DATABASE_URL": "postgresql://a:pw@db/x", "SECRET": "s3", "INPUT": "digest", "RETENTION": "1827"}
    found = read_settings({f"WATCHFLOOR_{key}": value for key, value in told.items()})
    assert (found.database, found.secret) == ("postgresql://a:pw@db/x", "s3")
    assert (found.keep_input, found.retention) == (False, 1827)
    assert "pw" not in repr(found)
    assert "s3" not in repr(found)


@pytest.mark.parametrize("days", ["0", "-1", "ten", "1.5", "²", "999999"])
def test_a_retention_that_is_no_number_of_days_is_an_error(days: str) -> None:
    with pytest.raises(UsageError, match="not a number of days"):
        read_settings({"WATCHFLOOR_RETENTION": days})


def test_an_unknown_way_with_inputs_is_an_error() -> None:
    with pytest.raises(UsageError, match=r"no way with inputs is called 'drop'.*keep, digest"):
        read_settings({"WATCHFLOOR_INPUT": "drop"})

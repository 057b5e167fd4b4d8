"""A writer killed at any instant leaves the last good snapshot."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

DRIVER = Path(__file__).with_name("crash_driver.py")
KILLS = 220


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the driver forks")
def test_two_hundred_killed_writers_leave_the_last_good_snapshot_every_time(tmp_path: Path) -> None:
    run = subprocess.run(
        [sys.executable, str(DRIVER), str(tmp_path), str(KILLS), "20260301"],
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert run.returncode == 0, run.stderr
    told = json.loads(run.stdout)
    assert told["kills"] == KILLS
    assert told["torn"], "the kills came too early or too late to interrupt a write"
    assert told["steps"] > 12, "not every step of a write was interrupted"

"""Shared test equipment: the real data beside the project, where it exists."""

import os
from pathlib import Path

import pytest

REPO = Path(__file__).resolve().parent.parent
REAL_DATA = Path(os.environ.get("WATCHFLOOR_REAL_DATA") or REPO / ".." / "shared" / "data")


@pytest.fixture(scope="session")
def real_data() -> Path:
    """The folder of official lists and labelled names; the test is skipped where it is absent."""
    if not REAL_DATA.is_dir():
        pytest.skip(f"no real data at {REAL_DATA} (set WATCHFLOOR_REAL_DATA)")
    return REAL_DATA.resolve()

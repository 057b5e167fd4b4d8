"""Shared test equipment: a home of its own, no network, and the real data where it exists."""

import os
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

REPO = Path(__file__).resolve().parent.parent
REAL_DATA = Path(os.environ.get("WATCHFLOOR_REAL_DATA") or REPO / ".." / "shared" / "data")

# CI tries the same examples every time, so that a red run is about the change; a developer's
# machine tries new ones. Deadlines measure the machine, not the code.
settings.register_profile("default", deadline=None, print_blob=True)
settings.register_profile("ci", deadline=None, derandomize=True, database=None)
settings.load_profile("ci" if os.environ.get("CI") else "default")


@pytest.fixture(scope="session", autouse=True)
def _own_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No test reads or writes the data home of the person who runs it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("WATCHFLOOR_HOME", str(tmp_path_factory.mktemp("home")))
        yield


@pytest.fixture(scope="session", autouse=True)
def _no_network() -> Iterator[None]:
    """A test that reaches for another machine fails: nothing here may depend on one."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:  # noqa: ANN401  # as the standard library has it
        if self.family != socket.AF_UNIX and address[0] not in {"127.0.0.1", "::1", "localhost"}:
            raise AssertionError(f"a test tried to reach {address}")
        connect(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guarded)
        yield


@pytest.fixture(scope="session")
def real_data() -> Path:
    """The folder of official lists and labelled names; the test is skipped where it is absent."""
    if not REAL_DATA.is_dir():
        pytest.skip(f"no real data at {REAL_DATA} (set WATCHFLOOR_REAL_DATA)")
    return REAL_DATA.resolve()

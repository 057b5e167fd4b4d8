"""A service on two invented lists, asked through its application as a client on this machine asks."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.api.support import Client, Keys, Serving, client_of, imported, service_on

from watchfloor.lists import starter


@pytest.fixture(scope="session")
def served_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with two lists and their index."""
    home = tmp_path_factory.mktemp("served")
    with pytest.MonkeyPatch.context() as alone:
        alone.setattr(starter, "beside", lambda *_: {})
        imported(home)
    return home


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing beside the invented lists."""
    monkeypatch.setattr(starter, "beside", lambda *_: {})


@pytest.fixture
def serving(served_home: Path, alone: None) -> Serving:  # noqa: ARG001 - has to come first
    """A service on the invented lists with parts of one's own, and somebody who asks it."""
    return lambda **parts: client_of(service_on(served_home, **parts))


@pytest.fixture
def client(serving: Serving) -> Iterator[Client]:
    """Somebody on this machine."""
    with serving() as found:
        yield found


@pytest.fixture(scope="module")
def keyed(served_home: Path) -> Iterator[Client]:
    """Somebody whose key is the role they have."""
    with pytest.MonkeyPatch.context() as alone:
        alone.setattr(starter, "beside", lambda *_: {})
        with client_of(service_on(served_home, authenticator=Keys())) as found:
            yield found

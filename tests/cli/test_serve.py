"""``watchfloor serve``: what it refuses before it listens."""

import pytest
from tests.cli.support import Watchfloor

from watchfloor.cli import serve_run


def test_it_is_closed_by_default(watchfloor: Watchfloor) -> None:
    assert "there is no key and no user" in watchfloor("serve", code=2).output


def test_open_is_for_this_machine(watchfloor: Watchfloor) -> None:
    for host in ("192.0.2.1", "example.org", "::"):
        assert "for this machine alone" in watchfloor("serve", "--open", "--host", host, code=2).output


def test_a_collection_has_a_name_and_lists(watchfloor: Watchfloor) -> None:
    for text in ("ours", "=a", "ours=,"):
        output = watchfloor("serve", "--open", "--port", "0", "--collection", text, code=2).output
        assert "not a collection" in output
    assert serve_run._collections(("ours=a, b", "x=c")) == {"ours": ("a", "b"), "x": ("c",)}


def test_missing_packages_are_named(watchfloor: Watchfloor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serve_run, "NEEDED", ("fastapi", "no_such_package"))
    output = watchfloor("serve", "--open", code=2).output
    assert "no_such_package" in output
    assert "watchfloor[server]" in output

"""What may be looked at by one name."""

import pytest

from watchfloor.lists.scopes import chosen, scopes
from watchfloor.lists.starter import snapshot
from watchfloor.model.errors import UsageError

KNOWN = {"a": ("a",), "b": ("b",), "own": ("own",), "default": ("a", "b", "own"), "sanctions": ("a", "b")}


def test_a_snapshot_is_looked_at_by_list_by_kind_or_whole() -> None:
    found = scopes(snapshot().versions, {"ours": ("un_sc_sanctions", "gone")})
    both = ("un_sc_sanctions", "us_ofac_sdn")
    assert found["default"] == found["sanctions"] == both
    assert found["ours"] == found["un_sc_sanctions"] == ("un_sc_sanctions",)


def test_names_are_included_and_excluded() -> None:
    assert chosen(KNOWN, "default") == ("a", "b", "own")
    assert chosen(KNOWN, "default", include=["sanctions"]) == ("a", "b")
    assert chosen(KNOWN, "default", exclude=["sanctions", "unheard-of"]) == ("own",)
    assert chosen(KNOWN, "default", ["a", "own"], ["own"]) == ("a",)


def test_nothing_left_and_nothing_known_are_told() -> None:
    with pytest.raises(UsageError, match="no list is left"):
        chosen(KNOWN, "own", include=["a"])
    with pytest.raises(UsageError, match="no data set is called 'x'"):
        chosen(KNOWN, "x")
    with pytest.raises(UsageError, match="no data set is called 'y'"):
        chosen(KNOWN, "default", include=["y"])

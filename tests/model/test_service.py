"""The seams of the service: values that survive being stored, and a recorder that keeps nothing."""

import msgspec
import pytest

from watchfloor.model.errors import AccessError, WatchfloorError
from watchfloor.model.finding import Screened, Stamp
from watchfloor.model.party import party
from watchfloor.model.policy import default_policy
from watchfloor.model.service import ROLES, Caller, NoRecord, Recorder, Screening


def screening() -> Screening:
    someone = party("Test Person", schema="Person")
    stamp = Stamp(snapshot="s", policy="p", engine="e")
    return Screening(
        id="1",
        at="2026-05-01T00:00:00Z",
        request="r",
        caller=Caller(name="desk", role="screener", key="wf_12"),
        route="/match/{dataset}",
        dataset="default",
        query="q1",
        party=someone,
        threshold=0.7,
        options={"exclude_schema": ("Vessel",)},
        result=Screened(row=0, id="", name="Test Person", schema="Person", hits=(), stamp=stamp),
        answered=(),
    )


def test_a_screening_is_the_same_after_it_was_stored() -> None:
    assert msgspec.json.decode(msgspec.json.encode(screening()), type=Screening) == screening()


def test_roles_are_the_six_of_the_field() -> None:
    assert ROLES == ("reader", "screener", "analyst", "approver", "auditor", "admin")
    with pytest.raises(msgspec.ValidationError, match="Invalid enum value 'root'"):
        msgspec.convert({"name": "x", "role": "root"}, type=Caller)


def test_a_recorder_that_keeps_nothing_has_no_trouble() -> None:
    recorder: Recorder = NoRecord()
    recorder.record([screening()], default_policy())
    assert recorder.trouble() == ""


def test_a_refusal_says_how_long_to_wait() -> None:
    error: WatchfloorError = AccessError("too many requests", wait=1.5)
    assert isinstance(error, AccessError)
    assert error.wait == 1.5
    assert AccessError("no key").wait == 0.0

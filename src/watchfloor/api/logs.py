"""Log lines of the service: one JSON object a line, or key=value, or nothing."""

import sys
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, TextIO

from watchfloor.api.problems import safe_json

Log = Callable[..., None]
"""Called with an event and facts: ``log("request", status=200)``."""


def make_log(kind: str, stream: TextIO | None = None) -> Log:
    """A log of a kind: ``json``, ``text`` or ``off``; on standard error by default."""
    out = stream or sys.stderr

    def as_json(event: str, **facts: Any) -> None:  # noqa: ANN401 - whatever is worth telling
        told = {"timestamp": datetime.now(UTC).isoformat(timespec="milliseconds"), "event": event, **facts}
        out.write(safe_json(told).decode() + "\n")

    def as_text(event: str, **facts: Any) -> None:  # noqa: ANN401 - the same
        moment = datetime.now(UTC).isoformat(timespec="milliseconds")
        out.write(" ".join([moment, event, *(f"{key}={value!r}" for key, value in facts.items())]) + "\n")

    def nothing(event: str, **facts: Any) -> None:  # noqa: ANN401 - the same
        """Say nothing."""

    return {"json": as_json, "text": as_text}.get(kind, nothing)

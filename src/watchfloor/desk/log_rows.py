"""The screening log as a table: one line a hit, one for a screening without hits."""

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from watchfloor.screening.writers import COLUMNS, TYPES, flat
from watchfloor.store.log import Line, Logged

OWN = (
    "number", "screening", "at", "clock_behind", "request", "caller", "caller_key", "role", "route", "dataset",
    "query", "threshold", "options", "input_kept", "input", "input_digest", "answered",
)  # fmt: skip
LOG_COLUMNS = (*OWN, *(column for column in COLUMNS if column not in OWN))
"""Columns of an export: those of the log, then those of any screening's results."""
LOG_TYPES = TYPES | {
    "number": int,
    "clock_behind": float,
    "threshold": float,
    "input_kept": bool,
    "answered": bool,
}
"""Of the columns that are no text, what they are."""


def log_rows(logged: Iterable[Logged]) -> Iterator[dict[str, Any]]:
    """Screenings as rows of :data:`LOG_COLUMNS`; ``answered`` says of a hit whether it was shown."""
    for one in logged:
        own, shown = _own(one), set(one.screening.answered)
        for row in flat(one.screening.result):
            found = row.get("entity_id")
            yield row | own | {"answered": found in shown if found else None}


def _own(logged: Logged) -> dict[str, Any]:
    line, screening = logged.line, logged.screening
    told: dict[str, Any] = {name: getattr(line, name) for name in Line.__struct_fields__ if name in OWN}
    return told | {
        "screening": line.id,
        "at": line.at.isoformat(),
        "query": screening.query,
        "threshold": screening.threshold,
        "options": msgspec.json.encode(screening.options).decode(),
        "input": msgspec.json.encode(screening.party).decode() if line.input_kept else "",
        "input_digest": logged.input_key.hex(),
    }

"""What is measured of the service, in Prometheus' text form.

With several workers each writes its figures into a folder they share, and whichever is asked adds them
up; that folder is the client library's ``PROMETHEUS_MULTIPROC_DIR``.
"""

import os
import re
from datetime import date, datetime
from pathlib import Path

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector, mark_process_dead

BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.02, 0.03, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)

_PID = re.compile(r"_(\d+)\.db$")


class Metrics:
    """The figures of one process.

    Args:
        shared: the folder where several workers keep theirs; empty where there is one.
    """

    def __init__(self, shared: str = "") -> None:
        self._shared = shared
        if shared:
            _forget_dead(Path(shared))
        made = self._registry = CollectorRegistry()
        labels = ("method", "route", "status")
        self.requests = Histogram(
            "watchfloor_request_seconds", "Time to answer", labels, registry=made, buckets=BUCKETS
        )
        self.screened = Counter("watchfloor_parties_screened", "Parties screened", registry=made)
        self.matched = Counter("watchfloor_parties_matched", "Parties with a match", registry=made)
        self.reloads = Counter("watchfloor_reloads", "Times new lists were opened", registry=made)
        self.waiting = Gauge(
            "watchfloor_waiting", "Requests that wait", registry=made, multiprocess_mode="livesum"
        )
        self.opened = Gauge(
            "watchfloor_index_opened_timestamp_seconds",
            "When the lists that answer were opened",
            registry=made,
            multiprocess_mode="mostrecent",
        )
        self.oldest = Gauge(
            "watchfloor_oldest_list_timestamp_seconds",
            "The date of the oldest list that answers",
            registry=made,
            multiprocess_mode="mostrecent",
        )

    def lists(self, opened_at: datetime, oldest: str) -> None:
        """New lists answer from now on."""
        self.opened.set(opened_at.timestamp())
        if oldest:
            day = date.fromisoformat(oldest)
            self.oldest.set(datetime(day.year, day.month, day.day, tzinfo=opened_at.tzinfo).timestamp())

    def text(self) -> bytes:
        """All figures, of all workers."""
        if not self._shared:
            return generate_latest(self._registry)
        every = CollectorRegistry()
        MultiProcessCollector(every, path=self._shared)  # type: ignore[no-untyped-call]
        return generate_latest(every)


def _forget_dead(shared: Path) -> None:
    """What workers that have ended since told of the present moment is past."""
    found = {match[1] for path in shared.glob("gauge_live*.db") if (match := _PID.search(path.name))}
    for pid in map(int, found):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            mark_process_dead(pid, path=str(shared))  # type: ignore[no-untyped-call]
        except OSError:
            continue  # alive, and somebody else's

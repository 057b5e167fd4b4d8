"""Time that does not run backwards: a clock set back must not bring an expired key to life."""

import threading
from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """The moment, in UTC."""
    return datetime.now(UTC)


class Moments:
    """A clock that never tells less than it has told, or was told of.

    Args:
        clock: gives the moment, with a time zone.
    """

    def __init__(self, clock: Clock = utc_now) -> None:
        self._clock = clock
        self._latest = datetime.min.replace(tzinfo=UTC)
        self._lock = threading.Lock()

    def now(self) -> datetime:
        """The moment, or the latest one known where the clock is behind it."""
        return self.seen(self._clock())

    def seen(self, moment: datetime) -> datetime:
        """Take note of a moment that has been; the latest one known is returned."""
        with self._lock:
            self._latest = max(self._latest, moment.astimezone(UTC))
            return self._latest

    def behind(self, moment: datetime) -> float:
        """Seconds a moment lies before the latest one known; 0 where it does not."""
        with self._lock:
            return max(0.0, (self._latest - moment).total_seconds())

"""How a service is set up: plain values, handed in; nothing here reads the environment."""

from pathlib import Path

from watchfloor.model.entity import Value

MEGABYTE = 1 << 20


class Setup(Value):
    """What a service is told at its start.

    ``home`` holds lists and indexes. ``collections`` are names of the operator's own for several
    sources. ``max_body`` is in bytes, ``interval`` the seconds between looks for new lists (0: none),
    ``stale_days`` the age in days of the oldest list from which the service says it is not ready
    (0: never), ``update_token`` what ``POST /updatez?token=`` may use instead of a key. ``public_url``
    is where clients reach the service; empty to take it from the request.
    """

    home: Path
    collections: dict[str, tuple[str, ...]] = {}
    max_body: int = 16 * MEGABYTE
    interval: float = 30.0
    stale_days: int = 0
    update_token: str = ""
    public_url: str = ""

    def __repr__(self) -> str:
        return f"Setup(home={str(self.home)!r}, ...)"  # a token is among them

    @property
    def index(self) -> Path:
        """Where indexes are kept."""
        return self.home / "index"

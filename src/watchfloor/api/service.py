"""Everything the routes need, in one value that is handed to the application."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from fastapi import Depends, Request

from watchfloor.api.holder import Holder
from watchfloor.api.loaded import Loaded
from watchfloor.api.logs import Log
from watchfloor.api.metrics import Metrics
from watchfloor.api.screener import Screener
from watchfloor.api.setup import Setup
from watchfloor.lists.scopes import scopes
from watchfloor.model.service import Authenticator, Caller, Recorder


@dataclass(frozen=True, slots=True)
class Service:
    """What a service is made of; nothing of it is global."""

    setup: Setup
    holder: Holder
    screener: Screener
    authenticator: Authenticator
    recorder: Recorder
    metrics: Metrics
    clock: Callable[[], datetime]
    log: Log

    def reload(self) -> bool:
        """Look for new lists, open them and measure it; blocks.

        Raises:
            WatchfloorError: they cannot be opened; what answered before goes on answering.
        """
        changed = self.holder.reload()
        if changed:
            loaded = self.holder.current
            self.metrics.reloads.inc()
            self.metrics.lists(loaded.opened_at, loaded.snapshot.oldest)
            self.log("lists opened", snapshot=loaded.id, published=loaded.snapshot.published)
        return changed

    def trouble(self) -> str:
        """Why this is not ready to answer; empty where it is."""
        try:
            loaded = self.holder.current
        except Exception as error:  # noqa: BLE001 - whatever it is, it is told
            return str(error)
        age = self.age_of(loaded)
        if self.setup.stale_days and age > self.setup.stale_days:
            return f"the oldest list is {age} days old; run `watchfloor lists update`"
        return self.recorder.trouble()

    def age_of(self, loaded: Loaded) -> int:
        """The days since the oldest list was published."""
        if not loaded.snapshot.oldest:
            return 0
        return (self.clock().date() - datetime.fromisoformat(loaded.snapshot.oldest).date()).days


@dataclass(frozen=True, slots=True)
class Asking:
    """One request: who asks, and the one snapshot it is answered from, which the answer names."""

    service: Service
    loaded: Loaded
    caller: Caller
    id: str
    base: str

    def scopes(self) -> dict[str, tuple[str, ...]]:
        """What can be looked at, by name."""
        return scopes(self.loaded.snapshot.versions, self.service.setup.collections)


async def _service(request: Request) -> Service:
    found: Service = request.app.state.service
    return found


async def asking_of(request: Request) -> Asking:
    """What a request is, and what it is answered from."""
    service: Service = request.app.state.service
    loaded = service.holder.current
    request.state.snapshot = loaded.id
    base = service.setup.public_url or str(request.base_url)
    return Asking(service, loaded, request.state.caller, request.state.request, base.rstrip("/"))


Served = Annotated[Service, Depends(_service)]
Asked = Annotated[Asking, Depends(asking_of)]

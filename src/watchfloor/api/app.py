"""The application: everything it needs is handed to it, so that there may be two of them in one process."""

import asyncio
import random
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime

from fastapi import FastAPI, Request, Response
from starlette.concurrency import run_in_threadpool

from watchfloor._version import __version__
from watchfloor.api import catalog, match, reconcile, search, status
from watchfloor.api.edge import Edge
from watchfloor.api.holder import Holder
from watchfloor.api.logs import Log, make_log
from watchfloor.api.metrics import Metrics
from watchfloor.api.problems import JSON, handle_errors, safe_json
from watchfloor.api.screener import Screener
from watchfloor.api.service import Service
from watchfloor.api.setup import Setup
from watchfloor.model.errors import WatchfloorError
from watchfloor.model.policy import Policy
from watchfloor.model.service import Authenticator, NoRecord, Recorder

ABOUT = (
    "Screening against official sanctions lists, in the interface the field's clients speak."
    " Every answer names the snapshot of the lists it was made with."
)
JITTER = 0.25
"""Share of the interval by which workers spread their looks for new lists."""


def make_service(  # noqa: PLR0913 - what a service is made of
    setup: Setup,
    policy: Policy,
    authenticator: Authenticator,
    *,
    recorder: Recorder | None = None,
    clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    log: Log | None = None,
    shared_metrics: str = "",
) -> Service:
    """A service of its parts; what is not given keeps no record and says nothing.

    Args:
        setup: how it is set up.
        policy: what it screens under.
        authenticator: tells who asks.
        recorder: writes down what was screened.
        clock: the time.
        log: takes what happens.
        shared_metrics: the folder several workers share their figures in.
    """
    told, figures = log or make_log("off"), Metrics(shared_metrics)
    kept = recorder or NoRecord()
    return Service(
        setup=setup,
        holder=Holder(setup.home, policy, clock, lambda text: told("lists", note=text)),
        screener=Screener(kept, figures.waiting.set),
        authenticator=authenticator,
        recorder=kept,
        metrics=figures,
        clock=clock,
        log=told,
    )


def create_app(service: Service) -> FastAPI:
    """The application that answers for a service.

    Lists are opened when it starts; if that fails it answers all the same, and says that it is not ready.
    """
    app = FastAPI(
        title="Watchfloor",
        version=__version__,
        description=ABOUT,
        lifespan=_lifespan,
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        redirect_slashes=False,
    )
    app.state.service = service
    for part in (match, search, reconcile, catalog, status):
        app.include_router(part.router)
    app.add_api_route("/openapi.json", _openapi, include_in_schema=False)
    handle_errors(app)
    app.add_middleware(Edge, service=service)
    return app


async def _openapi(request: Request) -> Response:
    return Response(safe_json(request.app.openapi()), media_type=JSON)


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    service: Service = app.state.service
    await _reload(service)
    watcher = asyncio.create_task(_watch(service))
    try:
        yield
    finally:
        watcher.cancel()
        with suppress(asyncio.CancelledError):
            await watcher
        await run_in_threadpool(service.screener.close)


async def _reload(service: Service) -> None:
    """Look for new lists; what hinders it is told, and what answered before goes on answering."""
    try:
        await run_in_threadpool(service.reload)
    except WatchfloorError as error:
        service.log("reload failed", error=str(error))
    except Exception as error:  # noqa: BLE001 - the watch goes on
        service.log("reload failed", error=repr(error))


async def _watch(service: Service) -> None:
    while (interval := service.setup.interval) > 0:
        await asyncio.sleep(interval * random.uniform(1 - JITTER, 1 + JITTER))  # noqa: S311 - no secret
        await _reload(service)

"""Is the service up, is it ready, what does it measure; and looking for new lists at once."""

from fastapi import APIRouter, BackgroundTasks, Request, Response
from starlette.concurrency import run_in_threadpool

from watchfloor.api.params import ERRORS
from watchfloor.api.problems import JSON, Answered, safe_json
from watchfloor.api.service import Served, Service
from watchfloor.api.shapes import StatusResponse
from watchfloor.model.errors import WatchfloorError

router = APIRouter()


@router.get("/healthz", response_model=StatusResponse, responses={500: ERRORS[500]})
async def healthz() -> Response:
    """The process answers. Says nothing of lists; anybody may ask."""
    return Response(safe_json({"status": "ok"}), media_type=JSON)


@router.get("/readyz", response_model=StatusResponse, responses=ERRORS)
async def readyz(service: Served) -> Response:
    """Lists are open, none too old, and what is screened can be recorded."""
    if trouble := await run_in_threadpool(service.trouble):
        raise Answered(503, trouble, {"retry-after": "5"})
    return Response(safe_json({"status": "ok"}), media_type=JSON)


@router.post("/updatez", response_model=StatusResponse, responses=ERRORS)
async def updatez(
    service: Served,
    request: Request,
    background: BackgroundTasks,
    token: str = "",  # noqa: ARG001 - looked at where it is seen who asks
    *,
    sync: bool = False,
) -> Response:
    """Look for lists that were imported or updated since, and open them; with `sync` before answering.

    This downloads nothing: `watchfloor lists update` does. Each worker looks by itself as well.
    """
    service.log("reload asked for", caller=request.state.caller.name)
    if sync:
        await run_in_threadpool(service.reload)
        return Response(safe_json({"status": "ok"}), media_type=JSON)
    background.add_task(_reloaded, service)
    return Response(safe_json({"status": "ok"}), media_type=JSON, background=background)


def _reloaded(service: Service) -> None:
    """Reload; what hinders it is in the log and in ``/readyz``."""
    try:
        service.reload()
    except WatchfloorError as error:
        service.log("reload failed", error=str(error))


@router.get("/metrics", response_class=Response, responses={200: {"content": {"text/plain": {}}}})
async def metrics(service: Served) -> Response:
    """Figures for Prometheus."""
    return Response(
        await run_in_threadpool(service.metrics.text), media_type="text/plain; version=0.0.4; charset=utf-8"
    )

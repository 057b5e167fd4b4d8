"""Errors as answers: the field's shape on its routes, RFC 9457 on ours; mapped from our classes once, here."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

import msgspec
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from watchfloor.model import errors

OURS = ("/v1/", "/metrics", "/openapi.json")
"""Beginnings of the paths whose errors are RFC 9457 problems; all others answer as the field's interface does."""
STATUS: dict[type[errors.WatchfloorError], int] = {
    errors.AccessError: 401,
    errors.StateError: 503,
    errors.SnapshotError: 503,
    errors.SourceError: 502,
    errors.DownloadError: 502,
    errors.WorkerError: 503,
    errors.WatchfloorError: 400,
}
"""Status by class of error; a class not named has that of the class it extends."""
JSON, PROBLEM = "application/json", "application/problem+json"


class Answered(Exception):  # noqa: N818 - no fault: the answer is known, and given at once
    """Ends a request with a status and words."""

    def __init__(self, status: int, detail: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(detail)
        self.status, self.detail, self.headers = status, detail, dict(headers or {})


def status_of(error: errors.WatchfloorError) -> int:
    """The status of an error of ours."""
    if isinstance(error, errors.AccessError) and error.wait:
        return HTTPStatus.TOO_MANY_REQUESTS
    return next(STATUS[kind] for kind in type(error).__mro__ if kind in STATUS)


def detail_of(error: errors.WatchfloorError, status: int) -> str:
    """What the caller is told: of trouble on our side what it is, not where our files lie."""
    return error.what if status >= HTTPStatus.INTERNAL_SERVER_ERROR else str(error)


def headers_of(error: errors.WatchfloorError, status: int) -> dict[str, str]:
    """The headers that go with it."""
    if status == HTTPStatus.UNAUTHORIZED:
        return {"www-authenticate": 'Bearer realm="watchfloor"'}
    if isinstance(error, errors.AccessError) and error.wait:
        return {"retry-after": str(int(error.wait) + 1)}
    return {"retry-after": "5"} if status == HTTPStatus.SERVICE_UNAVAILABLE else {}


def body(path: str, status: int, detail: str, slug: str = "") -> tuple[bytes, str]:
    """The body of an error on a path, and its media type."""
    if not path.startswith(OURS):
        return safe_json({"detail": detail}), JSON
    told = {"type": f"about:blank#{slug}" if slug else "about:blank", "title": HTTPStatus(status).phrase}
    return safe_json({**told, "status": status, "detail": detail}), PROBLEM


def safe_json(value: Any) -> bytes:  # noqa: ANN401 - anything that is JSON
    """JSON of a value; halves of surrogate pairs, which no UTF-8 can hold, become question marks."""
    try:
        return msgspec.json.encode(value)
    except (UnicodeEncodeError, msgspec.MsgspecError):
        return msgspec.json.encode(_clean(value))


def _clean(value: Any) -> Any:  # noqa: ANN401 - the same
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode()
    if isinstance(value, dict):
        return {_clean(str(key)): _clean(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_clean(item) for item in value]
    return value if value is None or isinstance(value, int | float | bool) else str(value)


def response(
    request: Request, status: int, detail: str, headers: Mapping[str, str], slug: str = ""
) -> Response:
    """An error as a response."""
    content, media = body(request.url.path, status, detail, slug)
    return Response(content, status, headers=dict(headers), media_type=media)


async def _ours(request: Request, error: Exception) -> Response:
    assert isinstance(error, errors.WatchfloorError)
    status = status_of(error)
    return response(request, status, detail_of(error, status), headers_of(error, status), error.slug)


async def _answered(request: Request, error: Exception) -> Response:
    assert isinstance(error, Answered)
    return response(request, error.status, error.detail, error.headers)


async def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return response(request, error.status_code, str(error.detail), error.headers or {})


async def _invalid(request: Request, error: Exception) -> Response:
    """What does not fit the documented shape; the input is not repeated, it may be large or private."""
    assert isinstance(error, RequestValidationError)
    told = [
        {"loc": e.get("loc", ()), "msg": e.get("msg", ""), "type": e.get("type", "")} for e in error.errors()
    ]
    if not request.url.path.startswith(OURS):
        return Response(safe_json({"detail": told}), 422, media_type=JSON)
    content = {"type": "about:blank", "title": "Unprocessable Content", "status": 422, "errors": told}
    return Response(safe_json(content), 422, media_type=PROBLEM)


def handle_errors(app: FastAPI) -> None:
    """Have an application answer every error in these shapes."""
    app.add_exception_handler(errors.WatchfloorError, _ours)
    app.add_exception_handler(Answered, _answered)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(RequestValidationError, _invalid)

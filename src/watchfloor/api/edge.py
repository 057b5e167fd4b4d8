"""The edge of the service: who asks, may they, how much may they send; and what every answer carries.

One layer of ASGI around the routes. A body is neither read nor parsed before it is known that whoever
sends it may; nothing that goes wrong inside gets out with more than a number to ask about.
"""

import asyncio
import hmac
import re
import secrets
import time
from collections.abc import Awaitable, Callable, MutableMapping
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qs

from starlette.concurrency import run_in_threadpool

from watchfloor.api.access import OpenAccess
from watchfloor.api.permissions import ROUTES, exists, may, template
from watchfloor.api.problems import Answered, body, detail_of, headers_of, status_of
from watchfloor.api.service import Service
from watchfloor.model.errors import AccessError, WatchfloorError
from watchfloor.model.service import Caller

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

PATIENCE = 30.0
"""Seconds a client may take to send a body."""
SECURITY = [
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"x-frame-options", b"DENY"),
    (b"content-security-policy", b"default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"),
    (b"cache-control", b"no-store"),
]
_REQUEST_ID = re.compile(rb"[A-Za-z0-9._-]{1,64}")
UPDATE = "/updatez"


class Edge:
    """Wraps the routes.

    Args:
        app: the routes.
        service: who knows callers, keeps figures and writes logs.
    """

    def __init__(self, app: App, service: Service) -> None:
        self._app, self._service = app, service

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        await _Exchange(self._app, self._service, scope, receive, send).run()


class _Exchange:
    """One request and its answer."""

    def __init__(self, app: App, service: Service, scope: Scope, receive: Receive, send: Send) -> None:
        self._app, self._service, self._scope = app, service, scope
        self._receive, self._send = receive, send
        self._headers = {key.decode("latin-1"): value.decode("latin-1") for key, value in scope["headers"]}
        self._state: dict[str, Any] = scope.setdefault("state", {})
        self._started = time.perf_counter()
        self._deadline, self._taken, self._whole = self._started + PATIENCE, 0, False
        self._refused: Answered | None = None
        self._status = 0
        self._route = template(scope["method"], scope["path"])

    async def run(self) -> None:
        """Answer, whatever happens, and tell the log and the figures."""
        given = self._headers.get("x-request-id", "").encode("latin-1")
        self._state["request"] = given.decode() if _REQUEST_ID.fullmatch(given) else secrets.token_hex(8)
        try:
            await self._admit()
            await self._app(self._scope, self._body, self._answer)
            if self._refused:
                raise self._refused
        except Answered as error:
            await self._end(error.status, error.detail, error.headers)
        except WatchfloorError as error:
            status = status_of(error)
            if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
                self._service.log("trouble", request=self._state["request"], error=str(error))
            await self._end(status, detail_of(error, status), headers_of(error, status), error.slug)
        except Exception as error:  # noqa: BLE001 - the last place that can tell
            # Its words may quote a party: the log has the kind and the place.
            kind = type(error).__name__
            self._service.log("fault", request=self._state["request"], error=kind, where=_where(error))
            told = f"this is a fault of Watchfloor; its log says more under {self._state['request']}"
            await self._end(500, told)
        finally:
            self._tell()

    async def _admit(self) -> None:
        """Let nobody in who is not known, may not, or sends too much.

        Raises:
            AccessError: nobody known. Answered: they may not, or send too much.
        """
        if ROUTES.get((self._scope["method"], self._route)) != "anyone":
            caller = self._state["caller"] = await self._caller()
            if not self._route:  # whatever the router would make of it: what is in no table is forbidden
                known = exists(self._scope["path"])
                raise Answered(405, "Method Not Allowed") if known else Answered(404, "Not Found")
            if not may(caller.role, self._scope["method"], self._route):
                raise Answered(403, f"the role {caller.role} may not do this")
        length = self._headers.get("content-length", "0")
        if not length.isdigit() or int(length) > self._service.setup.max_body:
            raise Answered(413, f"the body is larger than {self._service.setup.max_body:,} bytes")

    async def _caller(self) -> Caller:
        service, client = self._service, (self._scope.get("client") or ("",))[0]
        if self._route == UPDATE and (token := service.setup.update_token):
            given = parse_qs(self._scope["query_string"]).get(b"token", [b""])[0]
            if hmac.compare_digest(given, token.encode()):
                return Caller(name="update token", role="admin")
        try:
            if isinstance(service.authenticator, OpenAccess):  # has nothing to look up, so needs no thread
                return service.authenticator.authenticate(self._headers, client)
            return await run_in_threadpool(service.authenticator.authenticate, self._headers, client)
        except AccessError as error:
            if self._route == UPDATE and not error.wait:
                raise Answered(403, "the token is not right, and no key was sent that may do this") from error
            raise

    async def _body(self) -> Message:
        """The body as it arrives, within its limits of size and time."""
        if self._whole:
            return await self._receive()
        try:
            async with asyncio.timeout(max(0.0, self._deadline - time.perf_counter())):
                message = await self._receive()
        except TimeoutError as error:
            self._refused = Answered(408, f"the body took longer than {PATIENCE:g} seconds")
            raise self._refused from error
        self._taken += len(message.get("body", b""))
        self._whole = not message.get("more_body", False)
        if self._taken > self._service.setup.max_body:
            self._refused = Answered(413, f"the body is larger than {self._service.setup.max_body:,} bytes")
            raise self._refused
        return message

    async def _answer(self, message: Message) -> None:
        """Send on what the routes answer, with the headers every answer carries."""
        if self._refused:  # whatever the routes make of a body they did not get, the refusal is the answer
            return
        if message["type"] == "http.response.start":
            self._status = message["status"]
            own = {key for key, _ in message["headers"]}
            every = [*SECURITY, (b"x-request-id", self._state["request"].encode())]
            if b"content-security-policy" in own:  # says by itself who may show it inside a page
                own.add(b"x-frame-options")
            if snapshot := self._state.get("snapshot"):
                every.append((b"x-watchfloor-snapshot", snapshot.encode()))
            message["headers"] = [*message["headers"], *(pair for pair in every if pair[0] not in own)]
        await self._send(message)

    async def _end(
        self, status: int, detail: str, headers: dict[str, str] | None = None, slug: str = ""
    ) -> None:
        """Answer with an error, unless an answer has begun: then the connection is all that can be ended."""
        if self._status:
            return
        self._refused = None
        content, media = body(self._scope["path"], status, detail, slug)
        told = {"content-type": media, "content-length": str(len(content)), **(headers or {})}
        if not self._whole:
            told["connection"] = "close"  # what else is sent of the body is not read
        pairs = [(key.encode(), value.encode("latin-1", "replace")) for key, value in told.items()]
        await self._answer({"type": "http.response.start", "status": status, "headers": pairs})
        await self._send({"type": "http.response.body", "body": content})

    def _tell(self) -> None:
        seconds, method = time.perf_counter() - self._started, self._scope["method"]
        labels = (method, self._route or "other", str(self._status or 499))
        if self._route:
            self._service.metrics.requests.labels(*labels).observe(seconds)
        caller = self._state.get("caller")
        self._service.log(
            "request",
            request=self._state["request"],
            method=method,
            route=self._route or "other",
            status=self._status,
            ms=round(seconds * 1000, 2),
            caller=caller.name if caller else "",
            key=caller.key if caller else "",
        )


def _where(error: BaseException) -> str:
    """File and line an error arose at."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace else ""

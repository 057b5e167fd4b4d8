"""The service as processes: one that listens and watches, and workers that answer.

Workers share the socket and, through memory-mapped files, the index. One that dies is replaced; where the
parent dies, they end by themselves once what they are answering is answered.
"""

import contextlib
import gc
import logging
import os
import socket
import sys
import tempfile
from functools import partial

import msgspec
import uvicorn
from fastapi import FastAPI

from watchfloor.api.access import OpenAccess
from watchfloor.api.app import create_app, make_service
from watchfloor.api.logs import Log, make_log
from watchfloor.api.setup import Setup
from watchfloor.api.workers import Workers
from watchfloor.model.entity import Value
from watchfloor.model.errors import UsageError
from watchfloor.model.policy import Policy
from watchfloor.model.service import Authenticator, Recorder
from watchfloor.store.opening import open_store

BACKLOG = 2048
KEEP_ALIVE = 20
"""Seconds an idle connection is kept."""
GRACE = 30
"""Seconds that requests may take to end when the service is to end."""
SWITCH = 0.0005
"""Seconds a thread may keep others waiting: screening must not hold up what comes and goes by the usual 5 ms."""
SHARED = "PROMETHEUS_MULTIPROC_DIR"
"""Where the metrics library looks for the folder its processes share."""


class Start(Value):
    """What the processes are told; it is handed to workers whole.

    ``open`` lets in whoever asks from this machine, and keeps no record; else callers have keys or passwords of the
    store, which lies in the home or at the address ``database``, and all they screen is recorded there. ``secret`` and
    ``keep_input`` are as in :func:`watchfloor.store.opening.open_store`. ``log`` is ``json``, ``text`` or ``off``.
    """

    setup: Setup
    policy: Policy
    workers: int = 1
    open: bool = False
    database: str = ""
    secret: str = ""
    keep_input: bool = True
    log: str = "json"
    shared_metrics: str = ""

    def __repr__(self) -> str:
        return f"Start(home={str(self.setup.home)!r}, ...)"  # a password and a secret are among them


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens; port 0 takes any that is free.

    Raises:
        UsageError: the address is not one of this machine, or in use.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=BACKLOG)
    except (OSError, OverflowError) as error:
        raise UsageError(
            f"cannot listen: {error}", at=f"{host}:{port}", hint="Choose another --port."
        ) from error


def build(start: Start) -> FastAPI:
    """The application of a worker."""
    log = make_log(start.log)
    _capture(log)
    authenticator, recorder = _doors(start)
    service = make_service(
        start.setup,
        start.policy,
        authenticator,
        recorder=recorder,
        log=log,
        shared_metrics=start.shared_metrics,
    )
    return create_app(service)


def _doors(start: Start) -> tuple[Authenticator, Recorder | None]:
    """Who tells callers apart, and who writes down what they screen."""
    if start.open:
        return OpenAccess(), None
    store = open_store(start.setup.home, url=start.database, secret=start.secret, keep_input=start.keep_input)
    return store.authenticator, store.recorder


def serve(start: Start, listening: socket.socket) -> None:
    """Answer until told to end (SIGTERM, or an interruption from the keyboard).

    Args:
        start: what the processes are told.
        listening: see :func:`listen`.

    Raises:
        WorkerError: workers die again and again as soon as they begin.
    """
    with listening, tempfile.TemporaryDirectory(prefix="watchfloor-metrics-") as shared:
        _authenticator(start)
        os.environ[SHARED] = shared  # read by the library when a worker loads it
        told = msgspec.structs.replace(start, shared_metrics=shared)
        Workers(_work, (told, listening, os.getpid()), start.workers, GRACE, make_log(start.log)).run()


def _work(start: Start, listening: socket.socket, parent: int) -> None:
    """What a worker does."""
    sys.setswitchinterval(SWITCH)
    with contextlib.suppress(KeyboardInterrupt):  # meant for the parent, which ends its workers
        _Server(_config(start), parent).run(sockets=[listening])


def _config(start: Start) -> uvicorn.Config:
    return uvicorn.Config(
        partial(build, start),
        factory=True,
        loop="auto",
        http="auto",
        ws="none",
        lifespan="on",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_keep_alive=KEEP_ALIVE,
        timeout_graceful_shutdown=GRACE,
    )


class _Server(uvicorn.Server):
    """Uvicorn's, which ends with its parent and does not look through the lists for garbage."""

    def __init__(self, config: uvicorn.Config, parent: int) -> None:
        super().__init__(config)
        self._parent = parent

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin; what was read up to here stays, so that looking for garbage passes over it."""
        await super().startup(sockets)
        gc.collect()
        gc.freeze()

    async def on_tick(self, counter: int) -> bool:
        """Ten times a second: is it time to end?"""
        return await super().on_tick(counter) or os.getppid() != self._parent


class _ToLog(logging.Handler):
    """Takes the server's own messages into the service's log."""

    def __init__(self, log: Log) -> None:
        super().__init__(logging.WARNING)
        self._log = log

    def emit(self, record: logging.LogRecord) -> None:
        """Write one."""
        self._log("server", level=record.levelname.lower(), message=record.getMessage())


def _capture(log: Log) -> None:
    logger = logging.getLogger("uvicorn.error")
    logger.handlers[:] = [_ToLog(log)]
    logger.propagate = False

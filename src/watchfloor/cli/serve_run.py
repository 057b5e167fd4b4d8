"""What ``watchfloor serve`` does once its options are read."""

from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from watchfloor.cli.common import say, state
from watchfloor.cli.keeping import the_store
from watchfloor.cli.opening import open_engine, open_policy, open_snapshot
from watchfloor.model.entity import Value
from watchfloor.model.errors import UsageError
from watchfloor.screening.crew import cores

if TYPE_CHECKING:
    from watchfloor.api.setup import Setup

NEEDED = ("fastapi", "uvicorn", "prometheus_client", "multipart")
MEGABYTE = 1 << 20


class Asked(Value):
    """The options of ``watchfloor serve``."""

    host: str
    port: int
    workers: int
    open: bool
    policy: Path | None
    collections: tuple[str, ...]
    interval: float
    stale_days: int
    max_body: int
    public_url: str


def run(asked: Asked) -> None:
    """Open the lists, then answer until told to end.

    Raises:
        UsageError: the packages of the service are missing, nobody would be let in, or everybody.
    """
    _installed()
    from watchfloor.api.access import is_loopback  # noqa: PLC0415 - only where it is installed
    from watchfloor.api.server import Start, listen, serve  # noqa: PLC0415 - the same

    if asked.open and not is_loopback(asked.host):
        raise UsageError(
            "--open lets in whoever asks, and is for this machine alone",
            at=f"--host {asked.host}",
            hint="Listen on 127.0.0.1, or set up keys.",
        )
    if not asked.open:
        _somebody_may_ask()
        if not is_loopback(asked.host):
            say(
                "warning: keys and passwords are sent as they are; let a proxy that ends TLS stand before this"
            )
    setup, policy = _setup(asked), open_policy(asked.policy)
    snapshot = open_snapshot(scope=policy.sources)
    open_engine(snapshot, policy)  # builds the index where it is not yet kept; workers map it
    listening = listen(asked.host, asked.port)
    workers = asked.workers or cores()
    shown = f"[{asked.host}]" if ":" in asked.host else asked.host
    say(
        f"watchfloor serves http://{shown}:{listening.getsockname()[1]} with {_told(workers)}; Ctrl+C ends it"
    )
    found = state().settings
    start = Start(
        setup=setup,
        policy=policy,
        workers=workers,
        open=asked.open,
        database=found.database,
        secret=found.secret,
        keep_input=found.keep_input,
        log="json" if found.log == "off" else found.log,
    )
    serve(start, listening)


def _somebody_may_ask() -> None:
    """See to it that the store can be used, and that there is a key or a user.

    Raises:
        UsageError: there is neither.
        StateError: the store cannot be used.
    """
    with the_store() as store:
        if not store.keys.all() and not store.users.all():
            raise UsageError(
                "nobody could ask: there is no key and no user",
                hint="Make one with `watchfloor keys create NAME --role screener`, or give --open to serve this machine"
                " alone.",
            )


def _installed() -> None:
    if missing := [name for name in NEEDED if find_spec(name) is None]:
        hint = "Run pip install 'watchfloor[server]'."
        raise UsageError(
            f"the service needs packages that are not installed: {', '.join(missing)}", hint=hint
        )


def _told(workers: int) -> str:
    return "1 worker" if workers == 1 else f"{workers} workers"


def _setup(asked: Asked) -> "Setup":
    from watchfloor.api.setup import Setup  # noqa: PLC0415 - the same

    found = state().settings
    return Setup(
        home=found.home,
        collections=_collections(asked.collections),
        max_body=asked.max_body * MEGABYTE,
        interval=asked.interval,
        stale_days=asked.stale_days,
        update_token=found.update_token,
        public_url=asked.public_url,
    )


def _collections(texts: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """``NAME=KEY,KEY`` as the command line gives it, by name.

    Raises:
        UsageError: a text has no name or no lists.
    """
    found = {}
    for text in texts:
        name, _, keys = text.partition("=")
        members = tuple(key.strip() for key in keys.split(",") if key.strip())
        if not name.strip() or not members:
            raise UsageError(f"not a collection: {text!r}", hint="Write --collection NAME=KEY,KEY.")
        found[name.strip()] = members
    return found

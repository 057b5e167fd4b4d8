"""A process that records until it is ended; each request is told on a line once it is acknowledged.

    driver.py URL HOME MODE [LIMIT]

``record`` goes on until it is killed, ``before-commit`` kills itself with everything written but not
committed, ``full`` records under a limit on the size of files until it is refused, then without it.
"""

import os
import resource
import signal
import sys
from itertools import count
from pathlib import Path

import msgspec
from sqlalchemy import event
from tests.store.support import POLICY, copies, screened

from watchfloor.model.errors import StateError
from watchfloor.model.service import Screening
from watchfloor.store.opening import Store, open_store

TOGETHER = 3


def main() -> None:
    """Record as told."""
    url, home, mode, *rest = sys.argv[1:]
    store = open_store(Path(home), url=url)
    if mode == "before-commit":
        event.listen(store.database.engine, "commit", lambda _: os.kill(os.getpid(), signal.SIGKILL))
    if mode == "full":
        until_full(store, int(rest[0]))
        return
    for number in count():
        record(store, copies(screened(request=f"{os.getpid()}-{number}"), TOGETHER))


def record(store: Store, screenings: list[Screening]) -> None:
    """Record a request, then tell it."""
    pid = os.getpid()
    named = [msgspec.structs.replace(s, id=f"{pid}-{s.id}") for s in screenings]
    store.recorder.record(named, POLICY)
    sys.stdout.write(named[0].request + "\n")
    sys.stdout.flush()


def until_full(store: Store, limit: int) -> None:
    """Record until a file may not grow, tell what is said, and go on once it may."""
    _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, hard))
    for number in range(1000):
        try:
            record(store, copies(screened(request=f"r{number}", notes=os.urandom(20_000).hex()), TOGETHER))
        except StateError as error:
            sys.stdout.write(f"refused: {error}\n")
            break
    sys.stdout.write(f"trouble: {store.recorder.trouble()}\n")
    resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
    record(store, copies(screened(request="after"), TOGETHER))
    sys.stdout.write(f"trouble: {store.recorder.trouble()}\n")
    store.close()


if __name__ == "__main__":
    main()

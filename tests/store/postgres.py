"""A real PostgreSQL for the tests: started on a socket of its own, by a user without rights, and stopped again."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

PLACES = (
    "/usr/lib/postgresql/*/bin",
    "/usr/pgsql-*/bin",
    "/usr/local/pgsql/bin",
    "/usr/local/opt/postgresql*/bin",
)
USERS = ("postgres", "nobody")
"""Who it runs as where the tests run as root, which PostgreSQL refuses."""
QUICK = ("fsync=off", "full_page_writes=off", "synchronous_commit=off")


def binaries() -> Path | None:
    """The folder with ``initdb`` and ``pg_ctl``, where there is one."""
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    folders = [folder for place in PLACES for folder in sorted(Path("/").glob(place[1:]), reverse=True)]
    return next((folder for folder in folders if (folder / "initdb").exists()), None)


class Server:
    """One PostgreSQL; ``folder`` is its own, and holds its data and its socket."""

    def __init__(self, tools: Path, folder: Path, *, settings: tuple[str, ...] = QUICK) -> None:
        self.tools, self.folder, self._settings = tools, folder, settings
        self.user = next(name for name in USERS if _known(name)) if os.geteuid() == 0 else None
        if self.user:
            shutil.chown(folder, self.user)
        self._tool("initdb", "-U", "watchfloor", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")

    def url(self, database: str) -> str:
        """The address of a database in it."""
        return f"postgresql://watchfloor@/{database}?host={quote(str(self.folder))}"

    def start(self) -> None:
        """Start it, and wait until it answers."""
        options = ["-c listen_addresses=''", f"-k {self.folder}", *(f"-c {s}" for s in self._settings)]
        self._tool(
            "pg_ctl", "-w", "-t", "60", "-l", str(self.folder / "log"), "-o", " ".join(options), "start"
        )

    def stop(self, how: str = "immediate") -> None:
        """Stop it: ``fast`` ends sessions in order, ``immediate`` is a crash."""
        self._tool("pg_ctl", "-w", "-m", how, "stop")

    def _tool(self, name: str, *words: str) -> None:
        ran = subprocess.run(
            [str(self.tools / name), "-D", str(self.folder / "data"), *words],
            cwd=self.folder,
            user=self.user,
            extra_groups=[] if self.user else None,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,  # the server keeps what it is given open
            stderr=subprocess.DEVNULL if name == "pg_ctl" else subprocess.PIPE,
            check=False,
            timeout=120,
        )
        assert ran.returncode == 0, f"{name} {' '.join(words)}: {ran.stderr!r}"


def _known(name: str) -> bool:
    try:
        pwd.getpwnam(name)
    except KeyError:
        return False
    return True


@contextmanager
def a_server(tools: Path, *, settings: tuple[str, ...] = QUICK) -> Iterator[Server]:
    """A server while the block lasts. Its folder has a short path: a socket's may not be long."""
    folder = Path(tempfile.mkdtemp(prefix="wfpg-"))
    try:
        server = Server(tools, folder, settings=settings)
        server.start()
        yield server
        server.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)

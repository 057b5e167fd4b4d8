"""What the environment says, read once at the edge.

Plain environment variables rather than a settings library: those cost more start-up time than
the whole of ``--version`` may take.
"""

from collections.abc import Mapping
from pathlib import Path

from watchfloor.model.entity import Value
from watchfloor.model.errors import UsageError

LOGS = ("off", "text", "json")


class Settings(Value):
    """Where things are kept, and what is said while working.

    ``home`` (``WATCHFLOOR_HOME``) holds lists and indexes; by default the data folder that is
    usual on the system. ``policy`` (``WATCHFLOOR_POLICY``) is used where a command names none.
    ``log`` (``WATCHFLOOR_LOG``) is ``off``, ``text`` or ``json``. ``debug`` (``WATCHFLOOR_DEBUG``)
    shows where in the code an error arose. ``update_token`` (``WATCHFLOOR_UPDATE_TOKEN``) lets whoever knows it
    ask a service to look for new lists.
    """

    home: Path
    policy: Path | None = None
    log: str = "off"
    debug: bool = False
    update_token: str = ""

    @property
    def index(self) -> Path:
        """Where indexes are kept; they can be deleted at any time."""
        return self.home / "index"


def read_settings(environ: Mapping[str, str]) -> Settings:
    """The settings an environment gives.

    Raises:
        UsageError: a variable has a value that means nothing.
    """
    log = environ.get("WATCHFLOOR_LOG", "") or "off"
    if log not in LOGS:
        hint = f"There are {', '.join(LOGS)}."
        raise UsageError(f"no way of logging is called {log!r}", at="WATCHFLOOR_LOG", hint=hint)
    policy = environ.get("WATCHFLOOR_POLICY", "")
    return Settings(
        home=_home(environ.get("WATCHFLOOR_HOME", "")),
        policy=Path(policy).expanduser() if policy else None,
        log=log,
        debug=environ.get("WATCHFLOOR_DEBUG", "") not in ("", "0", "false", "no"),
        update_token=environ.get("WATCHFLOOR_UPDATE_TOKEN", ""),
    )


def _home(given: str) -> Path:
    if given:
        return Path(given).expanduser().absolute()
    from platformdirs import user_data_dir  # noqa: PLC0415 - only where it is asked for: start-up counts

    return Path(user_data_dir("watchfloor", appauthor=False))

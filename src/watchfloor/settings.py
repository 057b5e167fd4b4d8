"""What the environment says, read once at the edge.

Plain environment variables rather than a settings library: those cost more start-up time than
the whole of ``--version`` may take.
"""

from collections.abc import Mapping
from pathlib import Path

from watchfloor.model.entity import Value
from watchfloor.model.errors import UsageError

LOGS = ("off", "text", "json")
TEN_YEARS = 3653
"""Days for which the screening log is kept: as long as 31 CFR 501.601 asks for since 12 March 2025."""
_MOST_DAYS = 100_000
INPUTS = ("keep", "digest")


class Settings(Value):
    """Where things are kept, and what is said while working.

    ``home`` (``WATCHFLOOR_HOME``) holds lists and indexes; by default the data folder that is
    usual on the system. ``policy`` (``WATCHFLOOR_POLICY``) is used where a command names none.
    ``log`` (``WATCHFLOOR_LOG``) is ``off``, ``text`` or ``json``. ``debug`` (``WATCHFLOOR_DEBUG``)
    shows where in the code an error arose. ``update_token`` (``WATCHFLOOR_UPDATE_TOKEN``) lets whoever knows it
    ask a service to look for new lists.

    What the service keeps lies in the home or in ``database`` (``WATCHFLOOR_DATABASE_URL``); its keys are
    digested with ``secret`` (``WATCHFLOOR_SECRET``), by default the home's own. The screening log keeps inputs
    unless ``keep_input`` (``WATCHFLOOR_INPUT``) is false, and everything for ``retention`` days (``WATCHFLOOR_RETENTION``).
    """

    home: Path
    policy: Path | None = None
    log: str = "off"
    debug: bool = False
    update_token: str = ""
    database: str = ""
    secret: str = ""
    keep_input: bool = True
    retention: int = TEN_YEARS

    def __repr__(self) -> str:
        return f"Settings(home={str(self.home)!r}, ...)"  # a password and a secret are among them

    @property
    def index(self) -> Path:
        """Where indexes are kept; they can be deleted at any time."""
        return self.home / "index"


def read_settings(environ: Mapping[str, str]) -> Settings:
    """The settings an environment gives.

    Raises:
        UsageError: a variable has a value that means nothing.
    """
    log = _one_of(LOGS, environ, "WATCHFLOOR_LOG", "way of logging")
    inputs = _one_of(INPUTS, environ, "WATCHFLOOR_INPUT", "way with inputs")
    policy = environ.get("WATCHFLOOR_POLICY", "")
    return Settings(
        home=_home(environ.get("WATCHFLOOR_HOME", "")),
        policy=Path(policy).expanduser() if policy else None,
        log=log,
        debug=environ.get("WATCHFLOOR_DEBUG", "") not in ("", "0", "false", "no"),
        database=environ.get("WATCHFLOOR_DATABASE_URL", ""),
        secret=environ.get("WATCHFLOOR_SECRET", ""),
        keep_input=inputs == "keep",
        retention=_days(environ.get("WATCHFLOOR_RETENTION", "")),
        update_token=environ.get("WATCHFLOOR_UPDATE_TOKEN", ""),
    )


def _one_of(known: tuple[str, ...], environ: Mapping[str, str], variable: str, what: str) -> str:
    """The value of a variable that has one of some, the first where it is not set."""
    found = environ.get(variable, "") or known[0]
    if found not in known:
        raise UsageError(f"no {what} is called {found!r}", at=variable, hint=f"There are {', '.join(known)}.")
    return found


def _days(text: str) -> int:
    """A number of days, ten years where none is given."""
    if not text:
        return TEN_YEARS
    if not (text.isascii() and text.isdigit() and 0 < int(text) <= _MOST_DAYS):
        raise UsageError(
            f"not a number of days: {text!r}", at="WATCHFLOOR_RETENTION", hint="For instance 3653."
        )
    return int(text)


def _home(given: str) -> Path:
    if given:
        return Path(given).expanduser().absolute()
    from platformdirs import user_data_dir  # noqa: PLC0415 - only where it is asked for: start-up counts

    return Path(user_data_dir("watchfloor", appauthor=False))

"""What the commands share: settings, exit codes, the engine, and how things are said."""

import contextlib
import errno
import os
import sys
import time
import traceback
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any

import typer
from msgspec import structs
from typer.core import TyperGroup

from watchfloor.model import errors
from watchfloor.settings import Settings, read_settings

OK, HITS, INTERNAL, INTERRUPTED = 0, 1, 70, 130
EXIT_CODES: dict[type[errors.WatchfloorError], int] = {
    errors.UsageError: 2,
    errors.InputError: 3,
    errors.SourceError: 4,
    errors.SnapshotError: 5,
    errors.DownloadError: 6,
    errors.PolicyError: 7,
    errors.WorkerError: 8,
    errors.AccessError: 9,
    errors.StateError: 10,
}
"""Exit code by class of error; a class not named has that of the class it extends."""

_REFUSALS = frozenset(
    {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EROFS, errno.EACCES, errno.EPERM}
)
"""What an operating system says that is no fault of the program: disk full, not allowed..."""

JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON for machines.")]
QuietOption = Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but results and errors.")]
PolicyOption = Annotated[
    Path | None,
    typer.Option("--policy", metavar="FILE", help="Policy to use (TOML); default: the packaged one."),
]
AsOfOption = Annotated[
    str, typer.Option("--as-of", metavar="DATE", help="Use the lists as they were published by this day.")
]
KnownAtOption = Annotated[
    str, typer.Option("--known-at", metavar="TIME", help="With --as-of: leave out what was imported later.")
]
SourceOption = Annotated[
    list[str] | None,
    typer.Option("--source", "-s", metavar="KEY", help="Look at this list only (repeatable)."),
]


@dataclass(slots=True)
class State:
    """How this run speaks."""

    settings: Settings
    debug: bool = False
    quiet: bool = False
    started: float = field(default_factory=time.monotonic)


_state: list[State] = []


def state() -> State:
    """How this run speaks; read from the environment when first asked for."""
    if not _state:
        _state.append(State(read_settings(os.environ)))
    return _state[-1]


def configure(*, debug: bool, log: str) -> None:
    """Read the environment, and take the global options of the command line over it."""
    _state[:] = [State(read_settings(os.environ))]
    found = state()
    found.debug = debug or found.settings.debug
    if log:
        found.settings = structs.replace(found.settings, log=log)


def begin(*, quiet: bool = False) -> State:
    """The state of a command that starts now."""
    found = state()
    found.quiet = quiet
    found.started = time.monotonic()
    return found


def exit_code(error: errors.WatchfloorError) -> int:
    """The exit code of an error."""
    return next(EXIT_CODES[kind] for kind in type(error).__mro__ if kind in EXIT_CODES)


def tell_error(error: errors.WatchfloorError, *, as_json: bool) -> None:
    """Say on standard error what was wrong, where, and what to do."""
    if as_json:
        told = {"slug": error.slug, "what": error.what, "at": error.at, "hint": error.hint}
        print_json({"error": told}, err=True)
        return
    typer.echo(f"error: {error}\nmore: watchfloor errors {error.slug}", err=True)


class Group(TyperGroup):
    """Some commands, whose help shows no ``<bool>`` beside an option that takes no value."""

    def get_params(self, ctx: Any) -> Any:  # noqa: ANN401 - the classes moved between versions of typer
        """The options of the group itself."""
        return _bare(super().get_params(ctx))

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ANN401 - the same
        """A command by its name."""
        if (found := super().get_command(ctx, cmd_name)) is not None:
            _bare(found.get_params(ctx))
        return found


def _bare(params: Any) -> Any:  # noqa: ANN401 - the same
    for param in params:
        if getattr(param, "is_flag", False):
            param.metavar = ""
    return params


class Commands(Group):
    """The commands, with every error told in one line and turned into its exit code."""

    def invoke(self, ctx: Any) -> Any:  # noqa: ANN401 - the context's class moved between versions of typer
        """Run a command."""
        as_json = "--json" in ctx.args
        try:
            return super().invoke(ctx)
        except errors.WatchfloorError as error:
            _trace()
            tell_error(error, as_json=as_json)
            raise typer.Exit(exit_code(error)) from error
        except KeyboardInterrupt as error:
            typer.echo("interrupted", err=True)
            raise typer.Exit(INTERRUPTED) from error
        except BrokenPipeError as error:
            _close_stdout()
            raise typer.Exit(OK) from error
        except Exception as error:
            if hasattr(error, "exit_code") or isinstance(error, typer.Abort):
                raise  # typer's own: usage errors and exits
            _trace()
            if isinstance(error, OSError) and error.errno in _REFUSALS:
                told = errors.UsageError(
                    f"the system refuses: {error.strerror}", at=str(error.filename or "")
                )
                tell_error(told, as_json=as_json)
                _close_stdout()
                raise typer.Exit(exit_code(told)) from error
            _tell_fault(error)
            raise typer.Exit(INTERNAL) from error


def _tell_fault(error: Exception) -> None:
    hint = (
        "" if state().debug else " Run it again with --debug before the command, and report what that says."
    )
    typer.echo(f"error: this is a fault of Watchfloor: {type(error).__name__}: {error}.{hint}", err=True)


def _trace() -> None:
    with contextlib.suppress(errors.UsageError):  # the settings themselves may be what is wrong
        if state().debug:
            typer.echo(traceback.format_exc(), err=True)


def _close_stdout() -> None:
    """What standard output did not take is let go: nothing is to be said of it at exit."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def say(text: str) -> None:
    """Tell the user something that is no result, on standard error, unless they want quiet."""
    if not state().quiet:
        typer.echo(text, err=True)


def print_json(value: object, *, err: bool = False) -> None:
    """Print a value as indented JSON."""
    import msgspec  # noqa: PLC0415 - start-up counts

    text = msgspec.json.format(msgspec.json.encode(value, enc_hook=str), indent=2)
    typer.echo(text.decode(), err=err)


def log(event: str, **facts: object) -> None:
    """Write one structured log line to standard error, if logs are wanted."""
    kind = state().settings.log
    if kind == "off":
        return
    import structlog  # noqa: PLC0415 - only those who want logs pay for them

    renderer: Any = (
        structlog.processors.JSONRenderer() if kind == "json" else structlog.processors.KeyValueRenderer()
    )
    stamp = structlog.processors.TimeStamper(fmt="iso", utc=True)
    structlog.wrap_logger(structlog.PrintLogger(sys.stderr), [stamp, renderer]).msg(event, **facts)


def same_file(one: Path | None, other: Path | None) -> bool:
    """Are both there, and one file?"""
    return one is not None and other is not None and one.is_file() and other.exists() and one.samefile(other)

"""The ``watchfloor`` command and its global options."""

from typing import Annotated

import typer

from watchfloor._version import __version__
from watchfloor.cli import (
    compare,
    demo,
    errors,
    evaluate,
    keys,
    lists,
    policy,
    read,
    replay,
    screen,
    serve,
    show,
    store,
    users,
)
from watchfloor.cli import log as log_commands
from watchfloor.cli.common import Commands, configure
from watchfloor.model.errors import UsageError
from watchfloor.settings import LOGS

app = typer.Typer(
    name="watchfloor",
    cls=Commands,
    help="Open sanctions monitoring: official lists in, parties and articles screened, hits explained.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Nothing here uses the network but `watchfloor lists update`.",
)


def _version(wanted: bool) -> None:  # noqa: FBT001 - typer hands it over by place
    if wanted:
        typer.echo(f"watchfloor {__version__}")
        raise typer.Exit


@app.callback()
def options(
    *,
    version: Annotated[  # noqa: ARG001 - its callback answers
        bool, typer.Option("--version", "-V", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
    debug: Annotated[bool, typer.Option("--debug", help="Show where in the code an error arose.")] = False,
    log: Annotated[
        str, typer.Option("--log", metavar="|".join(LOGS), help="Write structured logs to standard error.")
    ] = "",
) -> None:
    """Open sanctions monitoring: official lists in, parties and articles screened, hits explained."""
    if log and log not in LOGS:
        raise UsageError(
            f"no way of logging is called {log!r}", at="--log", hint=f"There are {', '.join(LOGS)}."
        )
    configure(debug=debug, log=log)


app.command("screen", epilog=screen.EPILOG)(screen.screen)
app.command("compare", epilog=compare.EPILOG)(compare.compare)
app.command("read", epilog=read.EPILOG)(read.read)
app.command("show", epilog=show.EPILOG)(show.show)
app.command("demo", epilog=demo.EPILOG)(demo.demo)
app.command("evaluate", epilog=evaluate.EPILOG)(evaluate.evaluate)
app.command("serve", epilog=serve.EPILOG)(serve.serve)
app.command("errors", epilog=errors.EPILOG)(errors.errors)
app.add_typer(lists.app, name="lists")
app.add_typer(policy.app, name="policy")
app.add_typer(store.app, name="store")
app.add_typer(keys.app, name="keys")
app.add_typer(users.app, name="users")
app.add_typer(log_commands.app, name="log")
app.command("replay", epilog=replay.EPILOG)(replay.replay)

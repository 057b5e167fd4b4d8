"""``watchfloor users``: people who ask the service with a name and a password."""

from typing import Annotated

import typer

from watchfloor.cli.common import Group, JsonOption, QuietOption, begin
from watchfloor.cli.keys import RoleOption

app = typer.Typer(
    cls=Group,
    help="Make, list and change users of the service.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)
NameArgument = Annotated[str, typer.Argument(help="Their name.")]
StdinOption = Annotated[
    bool, typer.Option("--password-stdin", help="Read the password from standard input instead of asking.")
]


@app.command(
    epilog="Examples: `watchfloor users create ann --role analyst` ·"
    " `pass show watchfloor | watchfloor users create ann --role analyst --password-stdin`"
)
def create(
    name: NameArgument,
    *,
    role: RoleOption,
    password_stdin: StdinOption = False,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Make a user, with a password of 15 characters or more that is asked for."""
    from watchfloor.cli import access_run  # noqa: PLC0415 - start-up counts

    begin(quiet=quiet)
    access_run.create_user(name, role, stdin=password_stdin, as_json=as_json)


@app.command("list", epilog="Example: `watchfloor users list`")
def list_(*, as_json: JsonOption = False, quiet: QuietOption = False) -> None:
    """List the users: their roles, since when, last seen, disabled or not."""
    from watchfloor.cli import access_run  # noqa: PLC0415 - start-up counts

    begin(quiet=quiet)
    access_run.list_users(as_json=as_json)


@app.command(
    epilog="Examples: `watchfloor users change ann --role approver` · `watchfloor users change ann --disable`"
)
def change(  # noqa: PLR0913 - one option each
    name: NameArgument,
    *,
    role: Annotated[str, typer.Option("--role", metavar="ROLE", help="Give them this role.")] = "",
    password: Annotated[bool, typer.Option("--password", help="Ask for a new password.")] = False,
    password_stdin: StdinOption = False,
    disable: Annotated[
        bool | None, typer.Option("--disable/--enable", help="Let them in no longer, or again.")
    ] = None,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Give a user another role or password, or disable them; a running service notices within five seconds."""
    from watchfloor.cli import access_run  # noqa: PLC0415 - start-up counts

    begin(quiet=quiet)
    asked = access_run.Change(role, ask=password, stdin=password_stdin, disabled=disable)
    access_run.change_user(name, asked, as_json=as_json)

"""``watchfloor keys``: API keys of the service."""

from typing import Annotated

import typer

from watchfloor.cli.common import Group, JsonOption, QuietOption, begin

app = typer.Typer(
    cls=Group,
    help="Make, list and revoke API keys of the service.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)
RoleOption = Annotated[
    str,
    typer.Option(
        "--role", metavar="ROLE", help="What they may: reader, screener, analyst, approver, auditor or admin."
    ),
]


@app.command(
    epilog="Examples: `watchfloor keys create 'branch 7' --role screener` ·"
    " `watchfloor keys create 'audit 2026' --role auditor --expires 90d`"
)
def create(
    name: Annotated[str, typer.Argument(help="Whose it is or what for; stands beside each screening.")],
    *,
    role: RoleOption,
    expires: Annotated[
        str,
        typer.Option("--expires", metavar="SPAN|DATE", help="When it ends: 90d, 12w, or a date; else never."),
    ] = "",
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Make a key and print it, this once: only a digest of it is kept."""
    from watchfloor.cli import access_run  # noqa: PLC0415 - start-up counts

    begin(quiet=quiet)
    access_run.create_key(name, role, expires, as_json=as_json)


@app.command("list", epilog="Examples: `watchfloor keys list` · `watchfloor keys list --json`")
def list_(*, as_json: JsonOption = False, quiet: QuietOption = False) -> None:
    """List the keys by their prefix: whose, which role, since and until when, last used."""
    from watchfloor.cli import access_run  # noqa: PLC0415 - start-up counts

    begin(quiet=quiet)
    access_run.list_keys(as_json=as_json)


@app.command(epilog="Example: `watchfloor keys revoke wf_1a2b3c4d`")
def revoke(
    prefix: Annotated[str, typer.Argument(help="What the key begins with, as `keys list` shows it.")],
    *,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """End a key at once; a running service notices within five seconds."""
    from watchfloor.cli import access_run  # noqa: PLC0415 - start-up counts

    begin(quiet=quiet)
    access_run.revoke_key(prefix, as_json=as_json)

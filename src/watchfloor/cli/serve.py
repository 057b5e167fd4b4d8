"""``watchfloor serve``: screening as a service."""

from typing import Annotated

import typer

from watchfloor.cli.common import PolicyOption, QuietOption, begin

EPILOG = (
    "Examples: `watchfloor serve --open` · `watchfloor serve --open --port 9000 --workers 4`"
    " · `watchfloor serve --open --collection ours=branch_list,un_sc_sanctions --stale-days 3`"
)


def serve(  # noqa: PLR0913 - one option each
    *,
    host: Annotated[str, typer.Option(metavar="ADDRESS", help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[
        int, typer.Option(min=0, max=65535, help="Port to listen on; 0 takes one that is free.")
    ] = 8000,
    workers: Annotated[int, typer.Option(min=0, help="Processes that answer; by default one a core.")] = 0,
    open_: Annotated[
        bool, typer.Option("--open", help="Without keys, for this machine alone (a loopback address).")
    ] = False,
    policy: PolicyOption = None,
    collection: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME=KEY,KEY", help="A name for several lists together (repeatable)."),
    ] = None,
    interval: Annotated[
        float, typer.Option(min=0.0, metavar="SECONDS", help="Look for new lists this often; 0 for never.")
    ] = 30.0,
    stale_days: Annotated[
        int, typer.Option(min=0, metavar="DAYS", help="Not ready with a list older than this; 0 for any age.")
    ] = 0,
    max_body: Annotated[
        int, typer.Option(min=1, metavar="MB", help="Largest body of a request, in megabytes.")
    ] = 16,
    public_url: Annotated[
        str, typer.Option(metavar="URL", help="Where clients reach it, if not where it listens.")
    ] = "",
    quiet: QuietOption = False,
) -> None:
    """Answer over HTTP, as the field's clients ask: match, search, entities, reconcile, catalog.

    Lists that are updated or imported meanwhile are opened and take over without an answer missed.
    """
    from watchfloor.cli import serve_run  # noqa: PLC0415 - start-up counts

    begin(quiet=quiet)
    asked = serve_run.Asked(
        host=host,
        port=port,
        workers=workers,
        open=open_,
        policy=policy,
        collections=tuple(collection or ()),
        interval=interval,
        stale_days=stale_days,
        max_body=max_body,
        public_url=public_url,
    )
    serve_run.run(asked)

"""What ``watchfloor store`` does."""

from datetime import timedelta

import typer

from watchfloor.cli.common import print_json, state
from watchfloor.cli.keeping import shown, the_database, the_store
from watchfloor.cli.lists_view import table
from watchfloor.cli.terminal import terminal

LAST = 10


def migrate(*, as_json: bool) -> None:
    """Bring the database up to date, and tell what was done."""
    with the_database() as database:
        from watchfloor.store.migrate import migrate as bring  # noqa: PLC0415 - only where it is installed

        found = bring(database)
        if as_json:
            print_json({"database": database.name, **_plain(found.found, found.needed, found.missing)})
        elif found.missing:
            typer.echo(f"{database.name}: from {found.found or 'nothing'} to {found.needed}")
        else:
            typer.echo(f"{database.name}: is of shape {found.needed}, as needed")


def _plain(found: str, needed: str, steps: tuple[str, ...]) -> dict[str, object]:
    return {"found": found, "needed": needed, "steps": steps}


def status(*, as_json: bool) -> None:
    """Tell where the database is and what is in it."""
    keep = timedelta(days=state().settings.retention)
    with the_store() as store:
        before, old, screenings = store.log.too_old(keep)
        keys = store.keys.all()
        now = store.moments.now()
        told = {
            "database": store.database.name,
            "shape": store.shape,
            "screenings": screenings,
            "too_old": old,
            "kept_since": before,
            "inputs": "keep" if state().settings.keep_input else "digest",
            "keys": len([key for key in keys if key.state(now) == "valid"]),
            "users": len([user for user in store.users.all() if user.disabled_at is None]),
            "clock_behind": round(store.moments.behind(store.clock()), 3),
        }
        acts = store.acts(LAST)
    if as_json:
        print_json({**told, "acts": acts})
        return
    told["kept_since"] = shown(before)
    for name, value in told.items():
        typer.echo(f"{name.replace('_', ' '):13} {value}")
    if acts:
        rows = table("When", "Who", "What", "About", title="\nDone last")
        for act in acts:
            rows.add_row(shown(act.at), act.who, act.act, act.about)
        terminal().print(rows)

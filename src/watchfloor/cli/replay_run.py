"""What ``watchfloor replay`` does."""

from pathlib import Path

import msgspec
import typer

from watchfloor.cli.common import print_json, say, state
from watchfloor.cli.keeping import shown, the_store
from watchfloor.cli.lists_view import SHORT
from watchfloor.lists.store import SnapshotStore
from watchfloor.model.errors import InputError
from watchfloor.model.party import Party


def run(screening: str, given: Path | None, *, as_json: bool) -> bool:
    """Do a screening again and tell what came of it; is it the same?

    Raises:
        SnapshotError: the snapshot can no longer be had.
        PolicyError: the policy can no longer be had.
        InputError: the input was not kept and is not given, or is another one.
    """
    party = _party(given) if given else None
    settings = state().settings
    with the_store() as store:
        from watchfloor.desk.replay import engine_of, replay  # noqa: PLC0415 - only where it is installed

        logged = store.log.one(screening)
        snapshots = SnapshotStore(settings.home)
        found = replay(
            logged, lambda one: engine_of(one, store, snapshots, settings.index, say), store, given=party
        )
    if as_json:
        print_json({name: getattr(found, name) for name in found.__struct_fields__})
        return found.equal
    then = found.then
    typer.echo(f"{found.id} of {shown(logged.line.at)}: {'equal' if found.equal else 'not equal'}")
    typer.echo(f"snapshot {then.snapshot[:SHORT]} · policy {then.policy[:SHORT]} · engine {then.engine}")
    for told in (*found.differences, *(f"because {reason}" for reason in found.reasons)):
        typer.echo(f"  {told}")
    return found.equal


def _party(path: Path) -> Party:
    try:
        return msgspec.json.decode(path.read_bytes(), type=Party)
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}", at=str(path)) from error
    except msgspec.MsgspecError as error:
        raise InputError(f"not a party: {error}", at=str(path)) from error

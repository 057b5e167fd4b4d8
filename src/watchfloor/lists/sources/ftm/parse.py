"""Any FollowTheMoney dataset as JSON lines: flat entities, or nested ones with their parts inside.

Sanctions, identity documents, addresses and relations are joined to the party they concern.
Schemata and properties that FollowTheMoney does not have are rejected or reported.
"""

from collections.abc import Iterator, Sequence

import msgspec

from watchfloor.lists.intake import Intake
from watchfloor.lists.raw import RawFile
from watchfloor.model.entity import Entity
from watchfloor.model.errors import BrokenFileError
from watchfloor.model.ftm import FtmObject, Joined, join


def parse(raw: Sequence[RawFile], intake: Intake) -> Iterator[Entity]:
    """The entities of a dataset; see :data:`~watchfloor.lists.source.Parse`."""
    objects = [item for file in raw for item in _objects(file, intake)]
    joined = join(objects, source=intake.source)
    seen: set[str] = set()
    for entity in joined.entities:
        if entity.record in seen:
            intake.reject(
                "entries",
                file=raw[0].name,
                record=entity.record,
                reason="the record id occurs twice; the first is kept",
            )
            continue
        seen.add(entity.record)
        intake.entity()
        yield entity
    _account(joined, raw, intake)


def _objects(file: RawFile, intake: Intake) -> Iterator[FtmObject]:
    if not file.data.strip(b"\xef\xbb\xbf \t\r\n\x00\x1a"):
        raise BrokenFileError("the file is empty", at=file.name, hint="Fetch it again.")
    if not file.data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        raise BrokenFileError(
            "no FollowTheMoney JSON lines: a line is one object", at=file.name, hint="Check --source."
        )
    lines = file.data.removeprefix(b"\xef\xbb\xbf").splitlines()
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            item = msgspec.json.decode(line)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
            at = f"{file.name}, line {number}"
            if number == len(lines) and not file.data.endswith(b"\n"):
                raise BrokenFileError("cut short in the last line", at=at, hint="Fetch it again.") from error
            intake.reject("entries", file=file.name, record=f"line {number}", reason=f"no JSON: {error}")
            continue
        if isinstance(item, dict):
            yield item
        else:
            intake.reject("entries", file=file.name, record=f"line {number}", reason="no JSON object")


def _account(joined: Joined, raw: Sequence[RawFile], intake: Intake) -> None:
    """Tell the intake what became of the objects that are no listed party."""
    for _ in joined.attached:
        intake.attached("parts")
    for _ in joined.relations:
        intake.relation()
    for record, reason in joined.rejected:
        intake.reject("entries", file=raw[0].name, record=record, reason=reason)
    for path, times in joined.unread.items():
        intake.unread[path] += times

"""Which of OFAC's four formats a file is in, by its content."""

from collections.abc import Iterator, Sequence

from watchfloor.lists.formats.ofac_advanced import parse_advanced
from watchfloor.lists.formats.ofac_classic import parse_classic
from watchfloor.lists.formats.ofac_csv import is_csv, parse_csv
from watchfloor.lists.formats.ofac_enhanced import parse_enhanced
from watchfloor.lists.formats.ofac_links import resolve
from watchfloor.lists.intake import Intake
from watchfloor.lists.raw import RawFile
from watchfloor.lists.xml import Record, local, parse_xml
from watchfloor.model.entity import Entity
from watchfloor.model.errors import BrokenFileError

_XML = {"sdnList": parse_classic, "sanctionsData": parse_enhanced, "Sanctions": parse_advanced}


def parse_ofac(raw: Sequence[RawFile], intake: Intake) -> Iterator[Entity]:
    """The entities of an OFAC list in any of its four formats; see :data:`~watchfloor.lists.source.Parse`.

    Raises:
        BrokenFileError: formats are mixed, or a file is in none of them.
    """
    tables = [file for file in raw if is_csv(file)]
    if tables and len(tables) < len(raw):
        raise BrokenFileError(
            "CSV and XML files of one list together",
            at=", ".join(f.name for f in raw),
            hint="Import one format at a time.",
        )
    if tables:
        yield from parse_csv(tables, intake)
        return
    for file in raw:
        element = parse_xml(file.data, file=file.name, intake=intake)
        parse = _XML.get(local(element.tag))
        if parse is None:
            raise BrokenFileError(
                f"no OFAC list: its root element is <{local(element.tag)}>",
                at=file.name,
                hint="Check --source.",
            )
        if not len(element):
            raise BrokenFileError("the list holds no records", at=file.name, hint="Fetch it again.")
        root = Record(element, path="", intake=intake)
        root.ignore("@schemaLocation")
        yield from resolve(parse(root, file.name, intake))
        root.close()

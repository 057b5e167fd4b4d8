"""The Swiss sanctions list of SECO, in its XML format.

One ``target`` is one entity; its ``ssid`` is the record id. SECO never takes a target off the
list: a target whose latest modification is "de-listed" becomes an entity whose designation has
``delisted_on`` and the status "delisted", which screening leaves out unless the policy says
``delisted = true``. What modifications added and removed is history, not read here.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import msgspec

from watchfloor.lists.intake import Intake
from watchfloor.lists.labels import read_labelled
from watchfloor.lists.raw import RawFile
from watchfloor.lists.reading import Gate, Reading, iso_day, latest, one_line, open_list
from watchfloor.lists.sources.ch_seco_sanctions.identity import Place, read_identity, read_place
from watchfloor.lists.xml import Record
from watchfloor.model.entity import Designation, Entity, Relation
from watchfloor.model.errors import SourceError

AUTHORITY = "State Secretariat for Economic Affairs"
DELISTED = "delisted"
_SCHEMATA = {"individual": "Person", "entity": "Organization", "object": ""}
_OBJECTS = {"vessel": "Vessel", "aircraft": "Airplane"}
_UN_REFERENCE = re.compile(r"[A-Z]{2,3}[ie]\.\d{3}")
_FAMILY = re.compile(
    r"(?:child|parent|spouse|brother|sister|sibling|son|daughter|father|mother|wife|husband|relative)\b"
)


@dataclass
class _Programmes:
    """Programme names and measures, by the id of the set of sanctions a target is under."""

    name: dict[str, str] = field(default_factory=dict)
    measure: dict[str, str] = field(default_factory=dict)


def parse(raw: Sequence[RawFile], intake: Intake) -> Iterator[Entity]:
    """The entities of the Swiss list; see :data:`~watchfloor.lists.source.Parse`."""
    gate = Gate(intake)
    entities: list[Entity] = []
    for file in raw:
        root = Record(open_list(file, "swiss-sanctions-list", intake), path="", intake=intake)
        intake.published = iso_day(root.attr("date"))
        root.ignore("@list-type")
        programmes = _Programmes()
        for programme in root.records("sanctions-program"):
            _programme(programme, programmes)
        places: dict[str, Place] = {}
        for place in root.records("place"):
            ssid, found = read_place(place)
            places[ssid] = found
        for record in root.records("target"):
            record.path, record.name = "target", record.attr("ssid")
            build = _Target(record, intake, programmes, places).build
            entities.extend(gate.admit(file.name, record.name, build))
        root.close()
    yield from _with_names_of_others(entities)


def _programme(record: Record, programmes: _Programmes) -> None:
    name = _english(record, "program-name") or _english(record, "program-key")
    record.ignore("@ssid", "@version-date", "@predecessor-version-date", "program-key", "origin")
    for measure in record.records("sanctions-set"):
        ssid, lang = measure.attr("ssid"), measure.attr("lang")
        programmes.name[ssid] = name
        if lang == "eng" or ssid not in programmes.measure:
            programmes.measure[ssid] = one_line(measure.text)


def _english(record: Record, tag: str) -> str:
    texts = {item.attr("lang"): one_line(item.text) for item in record.records(tag)}
    return texts.get("eng") or next(iter(texts.values()), "")


@dataclass
class _Target:
    """One target, read into an entity."""

    record: Record
    intake: Intake
    programmes: _Programmes
    places: dict[str, Place]

    def build(self) -> Entity:
        """The entity.

        Raises:
            SourceError: the target has no id, no known kind or no name.
        """
        ssid = self.record.name
        if not ssid:
            raise SourceError("a target without ssid")
        body, schema = self._body()
        reading = Reading(self.intake, ssid, schema)
        reading.gender(body.attr("sex"))
        for identity in body.records("identity"):
            read_identity(identity, reading, self.places)
        if not reading.names:
            raise SourceError("no name")
        reading.add("topics", "sanction")
        for text in body.texts("other-information"):
            reading.note(read_labelled(reading, text))
        for item in body.records("generic-attribute"):
            reading.note(read_labelled(reading, f"{item.attr('name')}: {item.text}"))
            item.ignore("@ssid")
        reason = " ".join(one_line(text) for text in body.texts("justification"))
        for relation in body.records("relation"):
            reading.relation(_relation(relation, reading))
        body.close()
        for designation in self._designations(reading, reason):
            reading.designation(designation)
        return reading.build()

    def _body(self) -> tuple[Record, str]:
        for tag, schema in _SCHEMATA.items():
            if (body := self.record.record(tag)) is not None:
                kind = body.attr("object-type")
                if tag == "object" and kind not in _OBJECTS:
                    raise SourceError(f"an object of type {kind!r} is nothing known")
                return body, schema or _OBJECTS[kind]
        raise SourceError("neither individual nor entity nor object")

    def _designations(self, reading: Reading, reason: str) -> Iterator[Designation]:
        history = _history(self.record)
        foreign = [one_line(text) for text in self.record.texts("foreign-identifier")]
        un_reference = next((text for text in foreign if _UN_REFERENCE.fullmatch(text)), "")
        for text in foreign:
            if text != un_reference:
                reading.note(text, "Foreign identifier")
        sets = [*self.record.texts("sanctions-set-id"), self.record.attr("sanctions-set-id")]
        for ssid in dict.fromkeys(s for s in sets if s) or [""]:
            yield msgspec.structs.replace(
                history,
                programme=self.programmes.name.get(ssid) or (f"sanctions set {ssid}" if ssid else ""),
                measures=(self.programmes.measure[ssid],) if self.programmes.measure.get(ssid) else (),
                reference=self.record.name,
                un_reference=un_reference,
                reason=reason,
            )


def _history(record: Record) -> Designation:
    """When the target was listed, last amended and perhaps delisted.

    The latest modification decides; of two on one day the one that stands first, since the list
    puts the newest first. A listing without a date came before all others.
    """
    events: list[tuple[str, str]] = []
    for item in record.records("modification"):
        days = [iso_day(item.attr(f"{kind}-date")) for kind in ("effective", "publication", "enactment")]
        events.append((next((day for day in days if day), ""), item.attr("modification-type")))
        item.ignore("added", "removed", "remark")
    newest = max(events, key=lambda event: event[0], default=("", "listed"))
    listings = [day for day, kind in events if kind == "listed"]
    gone = newest[1] == "de-listed"
    return Designation(
        source="ch_seco_sanctions",
        authority=AUTHORITY,
        listed_on=latest(listings),
        amended_on=latest(day for day, kind in events if kind == "amended"),
        delisted_on=newest[0] if gone else "",
        status=DELISTED if gone else "",
    )


def _relation(record: Record, reading: Reading) -> Relation:
    kind = record.attr("relation-type").replace("-", " ")
    is_family = reading.schema == "Person" and _FAMILY.match(kind) is not None
    record.ignore("@ssid")
    return Relation(
        schema="Family" if is_family else "UnknownLink",
        end="person" if is_family else "subject",
        role=kind,
        other_id=f"{reading.source}:{record.attr('target-id')}",
        note=one_line(record.get("remark")),
    )


def _with_names_of_others(entities: Sequence[Entity]) -> Iterator[Entity]:
    """The entities, with the names of those they are related to."""
    names = {entity.id: entity.caption for entity in entities}
    for entity in entities:
        related = tuple(
            msgspec.structs.replace(relation, other=names.get(relation.other_id, ""))
            if relation.other_id
            else relation
            for relation in entity.relations
        )
        yield msgspec.structs.replace(entity, relations=related)

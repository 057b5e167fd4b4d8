"""An invented list for evaluations: persons of many origins, companies, ships, one person on two lists."""

from collections.abc import Mapping, Sequence

import msgspec
from tests.support import an_entity

from watchfloor.evaluation.harmless import Harmless
from watchfloor.evaluation.listing import Listing
from watchfloor.evaluation.result import Options
from watchfloor.evaluation.run import Run, Tick, silent
from watchfloor.evaluation.subjects import Kind, Subject, a_subject
from watchfloor.model.entity import Entity, Name
from watchfloor.model.party import party
from watchfloor.model.policy import default_policy
from watchfloor.screening.index import build_index
from watchfloor.screening.lean import LeanEngine

CLUSTER = ("demo:p1", "other:q1")


def with_parts(entity: Entity, given: str, family: str) -> Entity:
    """The entity with its primary name's parts as the source gives them."""
    primary = msgspec.structs.replace(entity.names[0], given=given, family=family)
    return msgspec.structs.replace(entity, names=(primary, *entity.names[1:]))


def listed() -> list[Entity]:
    """The entities of the invented list, in stable order."""
    return [
        with_parts(
            an_entity("DEMONOV, Vadim Petrovich", "Wadim Demonow", "Вадим Демонов", record="p1", birthDate="1961-04-09", nationality="ru"),
            "Vadim Petrovich",
            "DEMONOV",
        ),
        an_entity("Vadim Demonoff", "Vadym Demonov", record="q1", source="other", nationality="ru"),
        an_entity("Abd al-Karim al-Shamarani", "Abu Talib", record="p2", weak=("Talib the Lame",), birthDate="1970-02-03", nationality="sy"),
        an_entity("Tak Chol Ryong", record="p3", birthDate="1958", nationality="kp", passportNumber="PX7711331"),
        with_parts(an_entity("ZENG, Weiguo", record="p4", nationality="cn"), "Weiguo", "ZENG"),
        an_entity("Golamreza Farzanpour", record="p5", nationality="ir", birthDate="1966-11-12"),
        with_parts(an_entity("ORTEZ LAVANDA, Jose Ramiro", record="p6", nationality="mx"), "Jose Ramiro", "ORTEZ LAVANDA"),
        an_entity("Quillfeather Dredging Trading Company Ltd", "QDTC", record="c1", schema="Company", country="pa", registrationNumber="RC5512390"),
        an_entity("Ostwind Maritime and Salvage GmbH", "Восточный Ветер", record="c2", schema="Organization", country="de"),
        an_entity("Halberd Third Industries Organization", record="c3", schema="Company", country="ir", innCode="7707083893"),
        an_entity("PALE HERON 7", record="v1", schema="Vessel", imoNumber="9074729", flag="kp"),
        an_entity("Kestrel Dawn", record="v2", schema="Vessel", imoNumber="9187629", flag="mn"),
    ]  # fmt: skip


def an_evaluation_engine(entities: Sequence[Entity] | None = None) -> LeanEngine:
    """A lean engine on the invented list."""
    clusters = dict.fromkeys(CLUSTER, CLUSTER)
    index = build_index(listed() if entities is None else entities, snapshot="invented", clusters=clusters)
    return LeanEngine(index, default_policy())


def a_listing() -> Listing:
    """The invented list as makers of cases see it."""
    return Listing(an_evaluation_engine().index)


def subject(
    name: str,
    *,
    kind: Kind = "person",
    given: str = "",
    family: str = "",
    facts: Mapping[str, str] | None = None,
    **properties: str,
) -> Subject:
    """A listed party of that name, with these facts."""
    schema = {"person": "Person", "company": "Company", "vessel": "Vessel"}[kind]
    bare = an_entity(name, schema=schema, **properties)
    more = {prop: (value,) for prop, value in (facts or {}).items()}
    entity = msgspec.structs.replace(bare, properties={**bare.properties, **more})
    found = a_subject(entity, kind, Name(text=name, kind="primary", given=given, family=family))
    assert found is not None
    return found


def harmless_people() -> list[Harmless]:
    """Ordinary parties, one of them called nearly as a listed one."""
    people = (
        "Otto Berg",
        "Ida Tal",
        "Wadim Demonow",
        "Nils Holm",
        "Rosa Campo",
        "김철수",
        "Ann Lee",
        "Bo Ek",
        "Lu Na",
        "Ed Fox",
    )
    persons = tuple(party(name, schema="Person", birthDate="1990-05-05", nationality="se") for name in people)
    firms = tuple(
        party(f"{word} Bakery Ltd", schema="Company", country="se") for word in ("Anna", "Otto", "Ida")
    )
    return [Harmless("person", "invented", persons), Harmless("company", "invented", firms)]


def a_run(*, tick: Tick = silent, cases: int = 5, classes: tuple[str, ...] = (), seed: int = 1) -> Run:
    """A small run on the invented list."""
    options = Options(seed=seed, cases=cases, aliases=20, harmless=100, classes=classes)
    return Run(an_evaluation_engine(), options, harmless_people(), tick)

"""Invented entities, parties and snapshots for tests, and names in many scripts to draw from."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec
from hypothesis import strategies as st

from watchfloor.model.entity import Designation, Entity, Name
from watchfloor.model.policy import Policy, default_policy
from watchfloor.screening.engine import Engine
from watchfloor.screening.index import build_index


def an_entity(
    name: str,
    *more: str,
    record: str = "1",
    source: str = "demo",
    schema: str = "Person",
    weak: Sequence[str] = (),
    programme: str = "DEMO",
    delisted_on: str = "",
    **properties: str,
) -> Entity:
    """An entity with a primary name, further aliases, weak ones, and single-valued properties."""
    names = [
        Name(text=name, kind="primary"),
        *(Name(text=n) for n in more),
        *(Name(text=n, kind="weak") for n in weak),
    ]
    return Entity(
        source=source,
        record=record,
        schema=schema,
        names=tuple(names),
        properties={prop: (value,) for prop, value in properties.items()},
        designations=(
            Designation(source=source, programme=programme, listed_on="2020-01-02", delisted_on=delisted_on),
        ),
    )


def numbered(entities: Iterable[Entity]) -> list[Entity]:
    """The entities with record ids 1, 2, 3..."""
    return [msgspec.structs.replace(entity, record=str(n)) for n, entity in enumerate(entities, start=1)]


def an_engine(
    *entities: Entity, policy: Policy | None = None, clusters: Mapping[str, tuple[str, ...]] | None = None
) -> Engine:
    """An engine on some entities."""
    return Engine(build_index(entities, snapshot="test", clusters=clusters), policy or default_policy())


class FakeSnapshot:
    """Just what the engine needs of a snapshot."""

    def __init__(self, *entities: Entity, identity: str = "fake") -> None:
        self.id = identity
        self._entities = entities

    def entities(self) -> Iterator[Entity]:
        return iter(self._entities)

    def clusters(self) -> Mapping[str, tuple[str, ...]]:
        return {}


LATIN = "kim jong chol un ri pak vladimir putin wladimir mohammed muhammad ali hassan al bin abdul rahman garcia lopez maria jose o v smith smyth viktorovich".split()
MARKED = "müller čong șerban łukasz žukov jiří ñandú øre".split()
CYRILLIC = "владимир путин ким чен ын евгений пригожин шойгу".split()
HANGUL = ["김정은", "박", "이", "철수", "영", "푸틴"]
HAN = ["金正恩", "王伟", "王偉", "李", "安倍晋三", "贸易有限公司"]
ARABIC = "محمد علي حسن الحوثي عبد الملك صدام".split()
COMPANY = "ltd llc ооо gmbh co trading bank shipping company group 무역회사 有限公司 and & de 24 ii".split()
WORDS = [*LATIN, *MARKED, *CYRILLIC, *HANGUL, *HAN, *ARABIC, *COMPANY]

names = st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(" ".join)
"""Names of words that are often alike, in many scripts."""
any_text = st.text(max_size=60) | st.text(st.characters(), max_size=20)
"""Anything at all, the second kind with half a surrogate pair now and then."""
SYLLABLES = (
    "kim jong un chol su il ho li wang wei lee ka chiu ng tse dong xiao jo ngun ch ol al bin abd".split()
)
NOISE = ["-", "'", ", ", ".", "/", "&", "🚢", "\u200b", "\u0301", "\u202e", "(", "#1", "№"]
BODIES = ["peoples liberation army", "pla", "pla china", "federal security service", "fsb", "forty", "4", "i"]
pieces = st.sampled_from([*WORDS, *SYLLABLES, *NOISE, *BODIES]) | st.text(
    st.sampled_from("abekкеのव김王م"), max_size=5
)
odd_names = st.lists(pieces, min_size=1, max_size=9).map("".join) | st.lists(pieces, max_size=9).map(" ".join)
"""Names run together, cut up, and full of marks that mean nothing."""
long_words = st.integers(36, 56).flatmap(
    lambda size: st.tuples(st.integers(1, size - 2), st.sampled_from("xyz")).map(
        lambda change: (
            ("handelsgesellschaft" * 3)[:size][: change[0]]
            + change[1]
            + ("handelsgesellschaft" * 3)[:size][change[0] + 1 :]
        )
    )
)
"""Long words with a letter wrong, about the length up to which typing errors are looked for."""

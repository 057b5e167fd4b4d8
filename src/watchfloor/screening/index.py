"""The index of a snapshot: every listed name as arrays on disk, memory-mapped by every process.

A folder of ``.npy`` files and one ``index.json``, written beside and renamed, keyed by the
snapshot and by :data:`FORMAT`. Entities are kept as MessagePack, one after the other, so that
only those that come near a hit are ever decoded.
"""

import gc
import os
import secrets
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, BinaryIO

import msgspec
import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from watchfloor.lists.disk import explained
from watchfloor.model.entity import Entity, Name, Value
from watchfloor.model.errors import SnapshotError
from watchfloor.model.identifiers import entity_identifiers
from watchfloor.model.schema import is_a
from watchfloor.names.also import alternatives
from watchfloor.screening.facts import Facts, entity_facts, pooled
from watchfloor.screening.hashing import hash_strings
from watchfloor.screening.nameset import NameSet, analyse
from watchfloor.screening.retrieval import Side
from watchfloor.screening.vocabulary import Vocabulary

FORMAT = "15"
"""Bumped whenever names are analysed or stored differently: old indexes are then built anew."""

KINDS = ("primary", "alias", "weak", "former")


class _Meta(Value):
    snapshot: str
    format: str
    sources: tuple[str, ...]
    clusters: dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Names:
    """For each listed name: its entity, its place among the entity's names, its kind, and whether order matters."""

    entity: NDArray[np.int32]
    place: NDArray[np.int32]
    kind: NDArray[np.uint8]
    ordered: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Records:
    """Entities as bytes: ``blob[start[i]:start[i + 1]]``; their source's number; names from ``first[i]``.

    ``number_hash`` (sorted) and ``number_entity`` find entities by identifier, ``id_hash`` and
    ``id_entity`` by their own id.
    """

    blob: NDArray[np.uint8]
    start: NDArray[np.int64]
    source: NDArray[np.uint16]
    delisted: NDArray[np.bool_]
    first: NDArray[np.int64]
    number_hash: NDArray[np.uint64]
    number_entity: NDArray[np.int32]
    id_hash: NDArray[np.uint64]
    id_entity: NDArray[np.int32]


@dataclass(slots=True)
class Index:
    """All that screening needs of a snapshot."""

    snapshot: str
    sources: tuple[str, ...]
    clusters: Mapping[str, tuple[str, ...]]
    side: Side
    names: Names
    records: Records
    listed: csr_array
    _decoded: dict[int, tuple[Entity, Facts]] = field(default_factory=dict)
    _pooled: dict[int, Facts] = field(default_factory=dict)

    @property
    def entities(self) -> int:
        """How many entities there are."""
        return len(self.records.source)

    def entity(self, number: int) -> Entity:
        """The entity of that number."""
        return self.with_facts(number)[0]

    def name(self, listed: int) -> Name:
        """The listed name of that number."""
        entity = self.entity(int(self.names.entity[listed]))
        return listed_names(entity)[int(self.names.place[listed])]

    def with_facts(self, number: int) -> tuple[Entity, Facts]:
        """The entity of that number, and the comparable facts of its own record; decoded once."""
        found = self._decoded.get(number)
        if found is None:
            entity = self._decode(number)
            found = self._decoded[number] = (entity, entity_facts(entity))
        return found

    def facts(self, number: int) -> Facts:
        """The comparable facts of an entity and of all records linked to it."""
        found = self._pooled.get(number)
        if found is None:
            entity, own = self.with_facts(number)
            others = (self._number_of(i) for i in self.clusters.get(entity.id, ()) if i != entity.id)
            linked = [self.with_facts(other)[1] for other in others if other is not None]
            found = self._pooled[number] = pooled(own, linked) if linked else own
        return found

    def by_id(self, entity_id: str) -> Entity | None:
        """The entity of that ``source:record`` id."""
        number = self._number_of(entity_id)
        return None if number is None else self.entity(number)

    def _number_of(self, entity_id: str) -> int | None:
        found = _find(self.records.id_hash, self.records.id_entity, [entity_id.encode()])
        return next((n for n in map(int, found) if self.entity(n).id == entity_id), None)

    def by_number(self, family: str, number: str) -> list[int]:
        """The numbers of the entities with that identifier (family and normalised number)."""
        return [
            int(n)
            for n in _find(
                self.records.number_hash, self.records.number_entity, [_number_key(family, number)]
            )
        ]

    def all(self) -> Iterator[Entity]:
        """Every entity, in stable order."""
        return (self.entity(number) for number in range(self.entities))

    def scan(self) -> Iterator[Entity]:
        """The same, decoded as they are asked for and not kept: who looks at all needs no more than a glance."""
        return (self._decode(number) for number in range(self.entities))

    def _decode(self, number: int) -> Entity:
        start, stop = self.records.start[number], self.records.start[number + 1]
        return _DECODER.decode(self.records.blob[start:stop].tobytes())


def listed_names(entity: Entity) -> tuple[Name, ...]:
    """The names an entity is found by: its own, and behind them those that some of these hold (``A / B``).

    What is known by a number only, a wallet say, goes by that number.
    """
    person, own = is_a(entity.schema, "Person"), {name.text for name in entity.names}
    held: dict[str, Name] = {}
    for name in entity.names:
        for text in alternatives(name.text, person=person, listed=True)[1:]:
            if text not in own:
                held.setdefault(text, msgspec.structs.replace(name, text=text, family="", given=""))
    return (*entity.names, *held.values()) or (Name(text=entity.caption, kind="primary"),)


_DECODER = msgspec.msgpack.Decoder(Entity)


def _number_key(family: str, number: str) -> bytes:
    return f"{family}:{number}".encode()


def _find(hashes: NDArray[np.uint64], owners: NDArray[np.int32], keys: list[bytes]) -> NDArray[np.int32]:
    wanted = hash_strings(keys)
    start, stop = np.searchsorted(hashes, wanted, "left")[0], np.searchsorted(hashes, wanted, "right")[0]
    return owners[start:stop]


def build_index(
    entities: Iterable[Entity], *, snapshot: str = "", clusters: Mapping[str, tuple[str, ...]] | None = None
) -> Index:
    """The index of some entities, in memory.

    Args:
        entities: in stable order.
        snapshot: the id of the snapshot they come from.
        clusters: for entities linked to others, all ids of their cluster.
    """
    found = _Collected()
    with _no_collections():
        for entity in entities:
            found.add(entity)
        names, words = analyse(found.texts)
    return Index(
        snapshot=snapshot,
        sources=tuple(found.sources),
        clusters=clusters or {},
        side=Side(names, words),
        names=found.names(),
        records=found.records(),
        listed=names.matrix(words.size).T.tocsr(),
    )


@contextmanager
def _no_collections() -> Iterator[None]:
    """Millions of objects are made and none is garbage: looking for it takes an eighth of the time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


@dataclass(slots=True)
class _Collected:
    """What an index needs of its entities, gathered one by one."""

    packed: list[bytes] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    owner: list[int] = field(default_factory=list)
    place: list[int] = field(default_factory=list)
    kind: list[int] = field(default_factory=list)
    ordered: list[bool] = field(default_factory=list)
    first: list[int] = field(default_factory=lambda: [0])
    source: list[int] = field(default_factory=list)
    delisted: list[bool] = field(default_factory=list)
    ids: list[bytes] = field(default_factory=list)
    sources: dict[str, int] = field(default_factory=dict)
    numbers: list[tuple[bytes, int]] = field(default_factory=list)

    def add(self, entity: Entity) -> None:
        """Take one entity in."""
        number = len(self.packed)
        self.packed.append(msgspec.msgpack.encode(entity))
        person = is_a(entity.schema, "Person")
        for position, name in enumerate(listed_names(entity)):
            self.texts.append(name.text)
            self.owner.append(number)
            self.place.append(position)
            self.kind.append(KINDS.index(name.kind))
            self.ordered.append(not person)
        self.first.append(len(self.texts))
        self.source.append(self.sources.setdefault(entity.source, len(self.sources)))
        self.delisted.append(_is_delisted(entity))
        self.ids.append(entity.id.encode())
        for family, values in entity_identifiers(entity).items():
            self.numbers.extend((_number_key(family, value), number) for value in values)

    def names(self) -> Names:
        """The names as arrays."""
        return Names(
            entity=np.array(self.owner, dtype=np.int32),
            place=np.array(self.place, dtype=np.int32),
            kind=np.array(self.kind, dtype=np.uint8),
            ordered=np.array(self.ordered, dtype=np.bool_),
        )

    def records(self) -> Records:
        """The entities as bytes and arrays."""
        number_hash, number_entity = _sorted_hashes(
            [k for k, _ in self.numbers], [n for _, n in self.numbers]
        )
        id_hash, id_entity = _sorted_hashes(self.ids, list(range(len(self.ids))))
        ends = np.cumsum([len(p) for p in self.packed], dtype=np.int64)
        return Records(
            blob=np.frombuffer(b"".join(self.packed), dtype=np.uint8),
            start=np.concatenate([np.zeros(1, np.int64), ends]),
            source=np.array(self.source, dtype=np.uint16),
            delisted=np.array(self.delisted, dtype=np.bool_),
            first=np.array(self.first, dtype=np.int64),
            number_hash=number_hash,
            number_entity=number_entity,
            id_hash=id_hash,
            id_entity=id_entity,
        )


def _is_delisted(entity: Entity) -> bool:
    return bool(entity.designations) and all(d.delisted_on for d in entity.designations)


def _sorted_hashes(keys: list[bytes], owners: list[int]) -> tuple[NDArray[np.uint64], NDArray[np.int32]]:
    hashes = hash_strings(keys)
    order = np.argsort(hashes, kind="stable")
    return hashes[order], np.array(owners, dtype=np.int32)[order]


def save_index(index: Index, folder: Path) -> None:
    """Write an index into a folder that must not exist yet; visible only when complete.

    Raises:
        SnapshotError: the disk is full, the folder is read-only...
    """
    beside = folder.with_name(new_name(folder))
    try:
        with explained(folder):
            _write(index, beside)
            beside.rename(folder)
    except SnapshotError:
        if not folder.is_dir():  # else another process was faster: its index is the same
            raise
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def new_name(folder: Path) -> str:
    """A name beside a folder that no other writer uses."""
    return f"{folder.name}.{os.getpid()}-{secrets.token_hex(4)}.tmp"


def _write(index: Index, beside: Path) -> None:
    beside.mkdir(parents=True)
    for name, array in _arrays(index).items():
        with (beside / f"{name}.npy").open("wb") as stream:
            np.save(stream, array)
            _to_disk(stream)
    meta = _Meta(
        snapshot=index.snapshot,
        format=FORMAT,
        sources=index.sources,
        clusters=dict(index.clusters),
    )
    with (beside / "index.json").open("wb") as stream:
        stream.write(msgspec.json.encode(meta))
        _to_disk(stream)


def _to_disk(stream: BinaryIO) -> None:
    """A power cut after the rename must not leave empty files under a good name."""
    stream.flush()
    os.fsync(stream.fileno())


def _arrays(index: Index) -> dict[str, NDArray[Any]]:
    out: dict[str, NDArray[Any]] = {}
    for prefix, part in _PARTS.items():
        holder: Any = {
            "set": index.side.names,
            "voc": index.side.words,
            "name": index.names,
            "rec": index.records,
        }[prefix]
        out.update({f"{prefix}_{f.name}": getattr(holder, f.name) for f in fields(part)})
    out.update(csr_data=index.listed.data, csr_indices=index.listed.indices, csr_indptr=index.listed.indptr)
    return out


_PARTS: dict[str, type[Any]] = {"set": NameSet, "voc": Vocabulary, "name": Names, "rec": Records}
_ARRAYS = (
    *(f"{prefix}_{f.name}" for prefix, part in _PARTS.items() for f in fields(part)),
    "csr_data",
    "csr_indices",
    "csr_indptr",
)
"""The arrays of an index; each is a file of that name."""


def open_index(folder: Path) -> Index:
    """Memory-map an index.

    Raises:
        SnapshotError: the folder holds no complete index of this format.
    """
    try:
        meta = msgspec.json.decode((folder / "index.json").read_bytes(), type=_Meta)
        if meta.format != FORMAT:
            raise SnapshotError(f"an index of format {meta.format}, not {FORMAT}", at=str(folder))
        # As plain arrays: NumPy's class of mapped ones makes every small slice several times as slow.
        arrays = {name: np.load(folder / f"{name}.npy", mmap_mode="r").view(np.ndarray) for name in _ARRAYS}
    except (OSError, EOFError, ValueError, msgspec.DecodeError) as error:
        raise SnapshotError(
            "the index is incomplete", at=str(folder), hint="Delete the folder; it is built anew."
        ) from error
    parts = {
        prefix: part(**{f.name: arrays[f"{prefix}_{f.name}"] for f in fields(part)})
        for prefix, part in _PARTS.items()
    }
    words, names = parts["voc"], parts["set"]
    listed = csr_array(
        (arrays["csr_data"], arrays["csr_indices"], arrays["csr_indptr"]), shape=(words.size, names.size)
    )
    return Index(
        snapshot=meta.snapshot,
        sources=meta.sources,
        clusters=meta.clusters,
        side=Side(names, words),
        names=parts["name"],
        records=parts["rec"],
        listed=listed,
    )

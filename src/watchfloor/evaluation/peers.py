"""Other matchers on the same cases in the same run, where they are installed."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from importlib import import_module
from itertools import count
from typing import Any, Protocol

import numpy as np

from watchfloor.evaluation import metrics
from watchfloor.evaluation.candidates import Candidates
from watchfloor.evaluation.cases import Case
from watchfloor.evaluation.harmless import Harmless
from watchfloor.evaluation.metrics import Floats, share_at
from watchfloor.evaluation.result import Peer, PeerClass, rate_key
from watchfloor.evaluation.run import Run
from watchfloor.evaluation.subjects import Kind
from watchfloor.model.entity import Entity, Name
from watchfloor.model.errors import UsageError
from watchfloor.model.party import Party
from watchfloor.model.schema import schema

CANDIDATES = 20
"""Listed names whose entities a harmless party is compared with."""
CONDITIONS = (
    "asked pair by pair: each case against the party it is made from, each harmless party against the entities of the "
    f"{CANDIDATES} listed names with the likest letters and those that came near in our own screening"
)


class Matcher(Protocol):
    """What a peer is asked for."""

    name: str
    version: str
    threshold: float

    def score(self, party: Party, entity: Entity, names: Sequence[Name]) -> float:
        """The score of a party against an entity of which only these names are listed."""


class Nomenklatura:
    """OpenSanctions' matcher, version 4 of the nomenklatura package.

    Args:
        algorithm: which of its algorithms; ``logic-v2`` is the default of its service.

    Raises:
        UsageError: the package is not installed, or has no such algorithm.
    """

    threshold = 0.7
    """Its documented default."""

    def __init__(self, algorithm: str = "logic-v2") -> None:
        try:
            model: Any = import_module("followthemoney").model
            package: Any = import_module("nomenklatura")
            matching: Any = import_module("nomenklatura.matching")
        except ImportError as error:
            hint = (
                "pip install --require-hashes -r requirements/peers.txt (PyICU needs a compiler and libicu)."
            )
            raise UsageError(f"nomenklatura is not installed: {error}", hint=hint) from error
        found: Any = matching.get_algorithm(algorithm)
        if found is None:
            known = ", ".join(a.NAME for a in matching.ALGORITHMS)
            raise UsageError(f"nomenklatura has no algorithm {algorithm!r}", hint=f"It has {known}.")
        self.name, self.version = f"nomenklatura {algorithm}", str(package.__version__)
        self._algorithm, self._model, self._config = found, model, found.default_config()
        # It keeps analysed names by entity id: no id may ever be used for two sets of names.
        self._ids = count()
        self._listed: dict[tuple[str, tuple[str, ...]], Any] = {}

    def score(self, party: Party, entity: Entity, names: Sequence[Name]) -> float:
        """Its score in [0, 1]."""
        key = (entity.id, tuple(name.text for name in names))
        listed = self._listed.get(key)
        if listed is None:
            listed = self._listed[key] = self._proxy(entity.schema, entity_properties(entity, names))
        query = self._proxy(party.schema, party.properties)
        return float(self._algorithm.compare(query, listed, self._config).score)

    def _proxy(self, kind: str, properties: Mapping[str, Sequence[str]]) -> Any:  # noqa: ANN401 - its own class
        known = schema(kind)
        wanted = kind if known is not None and kind != "Thing" else "LegalEntity"
        data = {
            "id": f"w{next(self._ids)}",
            "schema": wanted,
            "properties": {k: list(v) for k, v in properties.items()},
        }
        return self._model.get_proxy(data)


def entity_properties(entity: Entity, names: Iterable[Name]) -> dict[str, list[str]]:
    """An entity's facts as FollowTheMoney properties, with only these names."""
    found = {prop: list(values) for prop, values in entity.properties.items()}
    kinds = {"primary": "name", "alias": "alias", "weak": "weakAlias", "former": "previousName"}
    for name in names:
        found.setdefault(kinds[name.kind], []).append(name.text)
    return found


MATCHERS: dict[str, Callable[[], Matcher]] = {"nomenklatura": Nomenklatura}
"""How ``--against`` names them."""


def against(name: str) -> Matcher:
    """The peer of that name.

    Raises:
        UsageError: there is none, or it is not installed.
    """
    if name not in MATCHERS:
        raise UsageError(f"no peer called {name!r}", hint=f"There is {', '.join(MATCHERS)}.")
    return MATCHERS[name]()


def measure(run: Run, matcher: Matcher) -> Peer:
    """A peer's figures on the cases and the harmless of a run."""
    near = Candidates(run.listing)
    harmless = {h.kind: harmless_scores(run, matcher, near, h) for h in run.population}

    def thresholds(kind: Kind) -> dict[str, float]:
        scores = harmless.get(kind, harmless.get("company", np.zeros(0)))
        return {rate_key(rate): metrics.threshold_at(scores, rate) for rate in run.options.rates}

    classes: list[PeerClass] = []
    total, done = sum(len(made.cases) for made in run.sets), 0
    for made in run.sets:
        own = np.array([own_score(run, matcher, case) for case in made.cases], dtype=np.float64)
        done += len(own)
        run.tick(f"{matcher.name}: test cases", done, total)
        found = {key: share_at(own, t) for key, t in thresholds(made.kind).items()}
        classes.append(
            PeerClass(key=made.key, kind=made.kind, found=found, default=share_at(own, matcher.threshold))
        )
    return Peer(
        name=matcher.name,
        version=matcher.version,
        threshold=matcher.threshold,
        conditions=CONDITIONS,
        thresholds={kind: thresholds(kind) for kind in harmless},
        alerts={kind: share_at(scores, matcher.threshold) for kind, scores in harmless.items()},
        classes=tuple(classes),
    )


def own_score(run: Run, matcher: Matcher, case: Case) -> float:
    """The peer's best score of a case against the party it is made from, as much of it as the case may see."""
    listing, unseen = run.listing, frozenset(case.unseen)
    best = 0.0
    for number in listing.same(case.source):
        seen = [
            name
            for listed, name in zip(listing.names(number), listing.entities[number].names, strict=True)
            if listed not in unseen
            and (not case.script or bool(listing.latin[listed]) is (case.script == "other"))
        ]
        if seen:
            best = max(best, matcher.score(case.party, listing.entities[number], seen))
    return best


def harmless_scores(
    run: Run, matcher: Matcher, near: Candidates, harmless: Harmless, *, facts: bool = False
) -> Floats:
    """The peer's best score of each harmless party over its candidates."""
    parties = harmless.with_facts() if facts else harmless.names_only()
    found = np.zeros(len(parties), dtype=np.float64)
    for place, (party, numbers) in enumerate(zip(parties, _candidates(run, near, parties), strict=True)):
        run.tick(f"{matcher.name}: harmless parties ({harmless.kind})", place, len(parties))
        entities = (run.listing.entities[number] for number in numbers)
        found[place] = max((matcher.score(party, e, e.names) for e in entities if e.names), default=0.0)
    return found


def _candidates(run: Run, near: Candidates, parties: Sequence[Party]) -> Iterator[list[int]]:
    """By letters, and what our own screening found alike at all: the peer cannot gain from what we missed."""
    ours: list[list[int]] = [[] for _ in parties]
    for scores in run.engine.each(parties):
        for party, entity in zip(scores.party.tolist(), scores.entity.tolist(), strict=True):
            ours[party].append(entity)
    by_letters = near.near([party.names[0] for party in parties], most=CANDIDATES)
    for mine, theirs in zip(ours, by_letters, strict=True):
        yield list(dict.fromkeys((*mine, *theirs)))

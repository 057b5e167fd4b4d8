"""What detectors return: findings, hits and the explanations they carry."""

from watchfloor.model.entity import Value


class Contribution(Value):
    """One feature's signed part in a score, in words.

    ``strength`` is the feature's verdict in [-1, 1] (negative speaks against the match),
    ``points`` its weighted part of the score in log-odds; ``reason`` is never empty.
    """

    feature: str
    strength: float
    points: float
    reason: str
    party_value: str = ""
    entity_value: str = ""


class TokenMatch(Value):
    """How one word (or joined words) of the party's name was matched to the listed name.

    ``how`` says why: equal, romanised, spelling, typo, joined, initial, nickname, missing...;
    ``likeness`` is in [0, 1], 0 where the word has no partner.
    """

    party: str
    entity: str
    likeness: float
    how: str


class Explanation(Value):
    """Why a pair scored what it scored."""

    party_name: str
    entity_name: str
    name_kind: str
    alignment: tuple[TokenMatch, ...] = ()
    contributions: tuple[Contribution, ...] = ()

    def sentences(self) -> tuple[str, ...]:
        """The contributions in words, strongest first."""
        ordered = sorted(self.contributions, key=lambda c: -abs(c.points))
        return tuple(c.reason for c in ordered)


class Hit(Value):
    """A party-entity pair at or above a threshold, with its explanation.

    ``score`` is the calibrated probability in [0, 1] that both are the same; ``name_likeness``
    in [0, 1] says how alike the names alone are (an equal name is 1.0) and ``evidence`` in
    [-1, 1] how much the other fields say for or against. ``match`` is true at the policy's
    threshold. ``records`` lists every ``source:record`` linked to the entity, itself included.
    """

    entity_id: str
    source: str
    source_id: str
    records: tuple[str, ...]
    caption: str
    schema: str
    score: float
    name_likeness: float
    evidence: float
    match: bool
    explanation: Explanation
    programmes: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    listed_on: str = ""


class Stamp(Value):
    """What a result was made with: enough to make it again, bit for bit."""

    snapshot: str
    policy: str
    engine: str


class Screened(Value):
    """One party's result; no hits is a result too.

    ``problem`` says why a party was not screened, or by its name alone; ``notes`` what of it was not compared
    though it was screened: words beyond the sixtieth, a number that identifies nobody.
    """

    row: int
    id: str
    name: str
    schema: str
    hits: tuple[Hit, ...]
    stamp: Stamp
    problem: str = ""
    notes: tuple[str, ...] = ()


class Evidence(Value):
    """One piece of what a finding rests on: what was seen and where."""

    kind: str
    text: str
    where: str = ""


class Finding(Value):
    """What any detector returns: what was seen, and which rule it touches. A person decides."""

    subject: str
    kind: str
    score: float
    evidence: tuple[Evidence, ...]
    stamp: Stamp
    entities: tuple[str, ...] = ()
    provisions: tuple[str, ...] = ()

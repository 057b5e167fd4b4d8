"""Which listed parties a text mentions, and where: dictionary scan, the screening's own scorer, guards.

Words that occur in some listed name mark stretches that could be one; every stretch, with its
endings taken off, is compared with the whole list in one batch; of overlapping stretches the
one that says most stands. Then the family name alone is followed through the document.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from watchfloor.model.entity import Entity, Value
from watchfloor.model.finding import Evidence, Finding, Stamp
from watchfloor.model.schema import is_a
from watchfloor.news.accept import Fit, fit
from watchfloor.news.guard import Guard
from watchfloor.news.inflect import slavic_letters
from watchfloor.news.known import BATCH, MOST, Lookup, Naming
from watchfloor.news.scene import Scene
from watchfloor.news.spans import Stretch, stretches
from watchfloor.news.surnames import follow
from watchfloor.news.text import Sentence
from watchfloor.screening.engine import Engine
from watchfloor.screening.index import KINDS
from watchfloor.screening.score import log_odds, logistic, name_points

ALSO = 0.03
"""How much less another listed party may score and still be told as one the same words may name."""
MOST_ALSO = 10
MOST_NAMINGS = 20
"""Listed parties looked at for one spelling: more than that bear no common name."""


class Mention(Value):
    """A listed party named in a text: ``text == source[start:end]``.

    ``kind`` is ``full`` for a whole name, ``surname`` for a family name that a whole name in the
    same text explains, ``part`` for a name inside a longer one, ``namesake`` for a name that many
    bear where nothing points to the listed party; the last two are never a match. ``also`` are
    the ids of other listed parties whom the same words name as well, best first.
    """

    start: int
    end: int
    text: str
    sentence: Sentence
    entity_id: str
    source: str
    source_id: str
    records: tuple[str, ...]
    caption: str
    schema: str
    listed_name: str
    name_kind: str
    score: float
    name_likeness: float
    match: bool
    kind: str
    reason: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """A stretch and a listed name it spells out."""

    stretch: Stretch
    form: str
    naming: Naming
    part: str = ""
    doubt: str = ""
    support: str = ""
    also: tuple[int, ...] = ()

    @property
    def entity(self) -> int:
        """The number of the listed party."""
        return self.naming.entity

    @property
    def fit(self) -> Fit:
        """How the stretch covers the listed name."""
        return self.naming.fit

    @property
    def alike(self) -> float:
        """Likeness of the names in [0, 1]."""
        return self.naming.alike


def read_text(text: str, engine: Engine) -> list[Mention]:
    """The mentions in a text, in order.

    Args:
        text: any text; offsets of the mentions are characters of it.
        engine: an engine on the snapshot to look for, under the policy to score by.
    """
    scene = Scene(text)
    slavic = slavic_letters(text)
    candidates = list(stretches(scene, engine, slavic=slavic))
    guard = Guard(scene, engine)
    checked = [found for f in _closest(candidates, engine) if (found := guard.checked(f)) is not None]
    best = _longest(_settled(checked, engine), engine)
    followed = follow(best, scene, engine, slavic=slavic)
    out = [_mention(scene, f.stretch.start, f.stretch.end, f, engine) for f in best]
    out += [_mention(scene, a.start, a.end, a.whole, engine, surname=True) for a in followed]
    return sorted(out, key=lambda m: (m.start, m.entity_id))


def _closest(candidates: list[Stretch], engine: Engine) -> Iterator[Found]:
    """Each stretch with the listed names it spells out at the policy's threshold."""
    forms = list(dict.fromkeys(form for stretch in candidates for form in stretch.forms))
    spelled = Lookup.of(engine).spelled
    new = [form for form in forms if form not in spelled]
    for start in range(0, len(new), BATCH // 4):
        spelled.update(_spelled(new[start : start + BATCH // 4], engine))
    for stretch in candidates:
        for form in stretch.forms:
            for naming in spelled[form]:
                yield Found(stretch, form, naming)
    if len(spelled) > MOST:
        spelled.clear()


def _spelled(forms: list[str], engine: Engine) -> dict[str, tuple[Naming, ...]]:
    """The listed names that each form spells out, by the engine's own comparison, in one batch."""
    out: dict[str, list[Naming]] = {form: [] for form in forms}
    near = engine.near(forms)
    points = engine.policy.calibration.slope * (near.alike - engine.policy.calibration.even)
    for row in np.flatnonzero(points >= log_odds(engine.policy.threshold) - 1e-3).tolist():
        form, number, listed = forms[int(near.party[row])], int(near.entity[row]), int(near.listed[row])
        alike = float(near.alike[row])
        kind = KINDS[engine.index.names.kind[listed]]
        score = round(logistic(name_points(alike, kind, engine.policy)), 4)
        if score < engine.policy.threshold:
            continue
        how = fit(form, engine.index.entity(number), engine.index.name(listed), engine.policy.names)
        if how is not None:
            matched = alike * sum(word.weight for word in how.carried)
            out[form].append(Naming(number, listed, alike, score, matched, how))
    return {
        form: tuple(sorted(found, key=lambda n: (-n.matched, -n.score, n.entity))[:MOST_NAMINGS])
        for form, found in out.items()
    }


def _settled(checked: list[Found], engine: Engine) -> list[Found]:
    """Doubts lifted where the party was named beyond doubt before; doubted words that name no person dropped."""
    sure: dict[tuple[str, ...], int] = {}
    for found in checked:
        if not found.doubt and not found.part:
            party = _party(found, engine)
            sure[party] = min(found.stretch.start, sure.get(party, found.stretch.start))
    out: list[Found] = []
    for found in checked:
        if found.doubt and sure.get(_party(found, engine), found.stretch.start) < found.stretch.start:
            out.append(replace(found, doubt="", support="the party is named before"))
        elif not found.doubt or is_a(engine.index.entity(found.entity).schema, "Person"):
            out.append(found)
    return out


def _party(found: Found, engine: Engine) -> tuple[str, ...]:
    entity_id = engine.index.entity(found.entity).id
    return engine.index.clusters.get(entity_id, (entity_id,))


def _longest(found: list[Found], engine: Engine) -> list[Found]:
    """Of overlapping stretches the one that matches most words of a listed name; in text order."""
    ranked = sorted(
        found, key=lambda f: (bool(f.doubt), -f.naming.matched, -f.naming.score, f.stretch.start, f.entity)
    )
    taken = bytearray(max((f.stretch.end for f in ranked), default=0))
    kept: dict[tuple[int, int], list[Found]] = {}
    for item in ranked:
        start, end = item.stretch.start, item.stretch.end
        if (same := kept.get((start, end))) is not None:
            same.append(item)
        elif not any(taken[start:end]):
            taken[start:end] = b"\x01" * (end - start)
            kept[start, end] = [item]
    return [_with_others(kept[place], engine) for place in sorted(kept)]


def _with_others(same: list[Found], engine: Engine) -> Found:
    """The best of some that share a stretch, with the other parties it may name."""
    best, parties = same[0], {_party(same[0], engine)}
    also: list[int] = []
    for other in same[1:]:
        party = _party(other, engine)
        if (
            party not in parties
            and other.naming.score >= best.naming.score - ALSO
            and bool(other.part) == bool(best.part)
        ):
            parties.add(party)
            also.append(other.entity)
    return replace(best, also=tuple(also[:MOST_ALSO]))


def _mention(
    scene: Scene, start: int, end: int, found: Found, engine: Engine, *, surname: bool = False
) -> Mention:
    entity = engine.index.entity(found.entity)
    name = engine.index.name(found.naming.listed)
    first, last = scene.cuts[scene.sentence(start)]
    against = found.part or found.doubt
    return Mention(
        start=start,
        end=end,
        text=scene.text[start:end],
        sentence=Sentence(start=first, end=last, text=scene.text[first:last]),
        entity_id=entity.id,
        source=entity.source,
        source_id=entity.record,
        records=_party(found, engine),
        caption=entity.caption,
        schema=entity.schema,
        listed_name=name.text,
        name_kind=name.kind,
        score=round(found.naming.score / 2, 4) if against else found.naming.score,
        name_likeness=round(found.alike, 4),
        match=not against,
        kind="part" if found.part else "namesake" if found.doubt else "surname" if surname else "full",
        reason=_reason(found, name.text, entity, surname=surname),
        also=tuple(engine.index.entity(number).id for number in found.also),
    )


def _reason(found: Found, listed: str, entity: Entity, *, surname: bool) -> str:
    if surname:
        return f"family name of {entity.caption}, who is named in full as “{found.form}”"
    alike = "equal to" if found.alike >= 1.0 - 1e-9 else f"{int(found.alike * 100)}% alike to"
    person = "" if is_a(entity.schema, "Person") else f" ({entity.schema.lower()})"
    reason = f"“{found.form}” is {alike} the listed name “{listed}”{person}"
    told = found.part or found.doubt or found.support
    return f"{reason}; {told}" if told else reason


def to_findings(mentions: Sequence[Mention], *, subject: str, stamp: Stamp) -> Iterator[Finding]:
    """One finding for each listed party a text mentions, its mentions as evidence.

    Args:
        mentions: of one text.
        subject: what the text is called, a file name for instance.
        stamp: what the mentions were found with.
    """
    by_entity: dict[str, list[Mention]] = {}
    for mention in mentions:
        if mention.match:
            by_entity.setdefault(mention.entity_id, []).append(mention)
    for found in by_entity.values():
        evidence = tuple(
            Evidence(kind=m.kind, text=f"{m.text}: {m.reason}", where=f"{subject}:{m.start}-{m.end}")
            for m in found
        )
        score = max(m.score for m in found)
        yield Finding(
            subject=subject,
            kind="mention",
            score=score,
            evidence=evidence,
            stamp=stamp,
            entities=found[0].records,
        )

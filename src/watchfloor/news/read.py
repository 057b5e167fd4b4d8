"""Which listed parties a text mentions, and where: dictionary scan, the screening's own scorer, guards.

Words that occur in some listed name mark stretches that could be one; every stretch, with its
endings taken off, is compared with the whole list in one batch; of overlapping stretches the
one that says most stands. Then the family name alone is followed through the document.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from watchfloor.model.entity import Entity, Value
from watchfloor.model.finding import Evidence, Finding, Stamp
from watchfloor.model.schema import is_a
from watchfloor.names.tokens import tokens
from watchfloor.news.guard import Guard
from watchfloor.news.inflect import base_forms, slavic_letters
from watchfloor.news.spans import Stretch, is_syllable, stretches
from watchfloor.news.surnames import follow
from watchfloor.news.text import Sentence, Word, sentences, without_case, words
from watchfloor.screening.engine import Engine
from watchfloor.screening.index import KINDS
from watchfloor.screening.nameset import analyse
from watchfloor.screening.score import logistic, name_points
from watchfloor.screening.vocabulary import join

WORD_LIKENESS = 0.84
"""Likeness from which a word of the text may stand in a listed name: other spellings, no typing errors."""
BATCH = 4000


class Mention(Value):
    """A listed party named in a text: ``text == source[start:end]``.

    ``kind`` is ``full`` for a whole name, ``surname`` for a family name that a whole name in the
    same text explains, ``part`` for a name inside a longer one (never a match).
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


@dataclass(frozen=True, slots=True)
class Found:
    """A stretch and the listed name it is most alike to."""

    stretch: Stretch
    form: str
    entity: int
    listed: int
    alike: float
    score: float
    matched: float
    """Words of the listed name that the stretch holds, as far as they are alike."""
    part: str = ""


def read_text(text: str, engine: Engine) -> list[Mention]:
    """The mentions in a text, in order.

    Args:
        text: any text; offsets of the mentions are characters of it.
        engine: an engine on the snapshot to look for, under the policy to score by.
    """
    found_words = words(text)
    uncased = without_case(found_words)
    slavic = slavic_letters(text)
    known = _known(found_words, engine, slavic=slavic)
    candidates = list(stretches(found_words, uncased=uncased, slavic=slavic, known=known))
    guard = Guard(found_words, uncased=uncased)
    best = _longest(guard.checked(found, engine) for found in _closest(candidates, engine))
    followed = follow(best, found_words, engine, slavic=slavic)
    return _mentions(text, best, followed, engine)


def _known(found: Sequence[Word], engine: Engine, *, slavic: bool) -> frozenset[str]:
    """The words of a text that some listed name holds, in one of their forms, and syllables of any kind.

    A syllable of a Korean or Chinese name is spelled in many ways that only the whole name tells.
    """
    forms: dict[str, list[str]] = {}
    for word in {(w.text, w.script) for w in found}:
        for form in base_forms(*word, slavic=slavic):
            forms.setdefault(form, []).append(word[0])
    names = list(forms)
    name_set, vocabulary = analyse(names)
    pairs = join(vocabulary, engine.index.side.words)
    alike = set(pairs.left[pairs.alike >= WORD_LIKENESS].tolist())
    return frozenset(
        word
        for place, form in enumerate(names)
        if is_syllable(form)
        or alike.intersection(name_set.unit[name_set.indptr[place] : name_set.indptr[place + 1]].tolist())
        for word in forms[form]
    )


def _closest(candidates: list[Stretch], engine: Engine) -> Iterator[Found]:
    """Each stretch with the listed names it matches at the policy's threshold, best first."""
    users: dict[str, list[Stretch]] = {}
    for stretch in candidates:
        for form in stretch.forms:
            users.setdefault(form, []).append(stretch)
    forms = list(users)
    for start in range(0, len(forms), BATCH):
        batch = forms[start : start + BATCH]
        near = engine.near(batch)
        kinds = engine.index.names.kind[near.listed]
        for row in range(len(near.party)):
            alike = float(near.alike[row])
            score = round(logistic(name_points(alike, KINDS[kinds[row]], engine.policy)), 4)
            if score >= engine.policy.threshold:
                form, listed = batch[int(near.party[row])], int(near.listed[row])
                matched = alike * min(len(tokens(form)), int(engine.index.side.names.words[listed]))
                for stretch in users[form]:
                    yield Found(stretch, form, int(near.entity[row]), listed, alike, score, matched)


def _longest(found: Iterator[Found | None]) -> list[Found]:
    """Of overlapping stretches the one that matches most words of a listed name; in text order."""
    ranked = sorted(
        (f for f in found if f is not None), key=lambda f: (-f.matched, -f.score, f.stretch.start, f.entity)
    )
    taken = bytearray(max((f.stretch.end for f in ranked), default=0))
    kept: list[Found] = []
    for item in ranked:
        start, end = item.stretch.start, item.stretch.end
        if not any(taken[start:end]):
            taken[start:end] = b"\x01" * (end - start)
            kept.append(item)
    return sorted(kept, key=lambda f: f.stretch.start)


def _mentions(
    text: str, best: list[Found], followed: list[tuple[Word, Found]], engine: Engine
) -> list[Mention]:
    cut = sentences(text)
    starts = [sentence.start for sentence in cut]
    out = [
        _mention(
            text, f.stretch.start, f.stretch.end, f, cut[bisect_right(starts, f.stretch.start) - 1], engine
        )
        for f in best
    ]
    for word, source in followed:
        sentence = cut[bisect_right(starts, word.start) - 1]
        out.append(_mention(text, word.start, word.end, source, sentence, engine, surname=True))
    return sorted(out, key=lambda m: (m.start, m.entity_id))


def _mention(  # noqa: PLR0913 - a mention has many parts
    text: str,
    start: int,
    end: int,
    found: Found,
    sentence: Sentence,
    engine: Engine,
    *,
    surname: bool = False,
) -> Mention:
    entity = engine.index.entity(found.entity)
    name = entity.names[int(engine.index.names.place[found.listed])]
    kind = "part" if found.part else "surname" if surname else "full"
    return Mention(
        start=start,
        end=end,
        text=text[start:end],
        sentence=sentence,
        entity_id=entity.id,
        source=entity.source,
        source_id=entity.record,
        records=engine.index.clusters.get(entity.id, (entity.id,)),
        caption=entity.caption,
        schema=entity.schema,
        listed_name=name.text,
        name_kind=name.kind,
        score=found.score if not found.part else round(found.score / 2, 4),
        name_likeness=round(found.alike, 4),
        match=not found.part,
        kind=kind,
        reason=_reason(found, name.text, entity, surname=surname),
    )


def _reason(found: Found, listed: str, entity: Entity, *, surname: bool) -> str:
    if found.part:
        return found.part
    if surname:
        return f"family name of {entity.caption}, who is named in full as “{found.form}”"
    alike = "equal to" if found.alike >= 1.0 - 1e-9 else f"{int(found.alike * 100)}% alike to"
    person = "" if is_a(entity.schema, "Person") else f" ({entity.schema.lower()})"
    return f"“{found.form}” is {alike} the listed name “{listed}”{person}"


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

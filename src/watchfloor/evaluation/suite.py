"""All test cases of an evaluation, class by class."""

from collections.abc import Iterable, Iterator

from watchfloor.evaluation import manipulations, negatives, real
from watchfloor.evaluation.cases import Case, manipulated, pool, seeded
from watchfloor.evaluation.listing import Listing
from watchfloor.evaluation.manipulations.base import Expects, Manipulation
from watchfloor.evaluation.subjects import KINDS, Kind, Subject
from watchfloor.model.entity import Value

NEGATIVE = "hard negative"
REAL = "real"


class CaseSet(Value):
    """The cases of one class and kind."""

    key: str
    group: str
    title: str
    kind: Kind
    expects: Expects
    parameter: str
    cases: tuple[Case, ...]


def suite(
    listing: Listing, *, seed: int, count: int, aliases: int, classes: Iterable[str] = ()
) -> list[CaseSet]:
    """Every class, in the order of the report; empty ones are left out.

    Args:
        listing: the list under test.
        seed: the same seed makes the same cases.
        count: cases a class and kind.
        aliases: real variants of a class and kind.
        classes: keys or groups to make; all by default.
    """
    wanted = frozenset(classes)
    found = (*_made(listing, seed, count, wanted), *_real(listing, seed, aliases, wanted))
    return [made for made in found if made.cases]


def class_names(listing: Listing | None = None) -> tuple[str, ...]:
    """The keys and groups there are to choose from."""
    titles = class_titles(listing)
    return tuple(name for group, keys in titles.items() for name in (group, *keys))


def class_titles(listing: Listing | None = None) -> dict[str, dict[str, str]]:
    """What each class does, by group and key, in the order of the report."""
    names = [s.name for s in pool(listing, 0)["company"]] if listing else []
    found: dict[str, dict[str, str]] = {}
    for m in (*manipulations.ALL, *negatives.classes(names)):
        found.setdefault(m.group, {})[m.key] = m.title
    return found | {REAL: {variant.key: variant.title for variant in real.VARIANTS}}


def _made(listing: Listing, seed: int, count: int, wanted: frozenset[str]) -> Iterator[CaseSet]:
    drawn = pool(listing, seed)
    hard = negatives.classes(subject.name for subject in drawn["company"])
    for m in (*manipulations.ALL, *hard):
        if not wanted or wanted & {m.key, m.group}:
            yield from _of_class(listing, drawn, m, seed, count)


def _of_class(
    listing: Listing, drawn: dict[Kind, list[Subject]], m: Manipulation, seed: int, count: int
) -> Iterator[CaseSet]:
    for kind in KINDS:
        if kind in m.kinds:
            made = manipulated(listing, drawn[kind], m, count=count, rng=seeded(seed, m.key, kind))
            yield CaseSet(
                key=m.key,
                group=m.group,
                title=m.title,
                kind=kind,
                expects=m.expects,
                parameter=m.parameter,
                cases=tuple(made),
            )


def _real(listing: Listing, seed: int, count: int, wanted: frozenset[str]) -> Iterator[CaseSet]:
    for variant in real.VARIANTS:
        if wanted and not wanted & {variant.key, REAL}:
            continue
        for kind in KINDS:
            made = variant.make(listing, kind)
            if len(made) > count:
                places = sorted(seeded(seed, variant.key, kind).sample(range(len(made)), count))
                made = [made[place] for place in places]
            expects: Expects = "either" if variant.key.startswith("weak") else "alert"
            yield CaseSet(
                key=variant.key,
                group=REAL,
                title=variant.title,
                kind=kind,
                expects=expects,
                parameter="",
                cases=tuple(made),
            )

"""A policy: thresholds, weights and scope, as one TOML file that is hashed into every result."""

import hashlib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from itertools import pairwise
from math import isfinite
from pathlib import Path
from typing import Annotated

import msgspec

from watchfloor.model.entity import Value
from watchfloor.model.errors import PolicyError
from watchfloor.model.schema import is_a, schema

Share = Annotated[float, msgspec.Meta(ge=0.0, le=1.0)]
MAX_WEIGHT = 100.0
Price = Annotated[float, msgspec.Meta(ge=0.0, le=MAX_WEIGHT)]


_SLASH = "/"
_WIDE = 10.0


Line = tuple[tuple[float, float], ...]
"""Knots (how much of a trait, what it takes off), joined by straight lines and flat beyond the ends."""


class Scorecard(Value, forbid_unknown_fields=True):
    """What each trait of two names takes off their likeness, by tables; ``base`` is what is left where none does.

    The traits are those of :func:`watchfloor.screening.scorecard.traits`: ``matched`` (weight of
    the words matched where others are left over: too little tells too little), ``whole`` (the same
    where none is), ``equal`` (weight of those spelled the same), ``unlike`` (how much matched words
    differ), ``conflict``, ``extra``, ``missing`` (weight left over on both sides, the party's, the
    list's), ``extra_words``, ``missing_words``, ``other_words`` (words left over that could identify
    somebody), ``syllables``, ``syllable_conflict``, ``syllable_unlike`` (the same in Korean and
    Chinese names, where another syllable is another person), ``swapped``, ``disordered``,
    ``initials``, ``other_mark`` (numbers, initials, patronymics and generations left over on both
    sides, or an initial of another given name), and ``lone`` (how unlike a word is that carries the match
    alone). A table left out takes nothing off.
    """

    base: float
    matched: Line = ()
    whole: Line = ()
    equal: Line = ()
    unlike: Line = ()
    conflict: Line = ()
    extra: Line = ()
    missing: Line = ()
    extra_words: Line = ()
    missing_words: Line = ()
    other_words: Line = ()
    syllables: Line = ()
    syllable_conflict: Line = ()
    syllable_unlike: Line = ()
    swapped: Line = ()
    disordered: Line = ()
    initials: Line = ()
    other_mark: Line = ()
    lone: Line = ()

    def lines(self) -> dict[str, Line]:
        """The tables there are, by trait."""
        fields = (name for name in self.__struct_fields__ if name != "base")
        return {name: line for name in fields if (line := getattr(self, name))}


class NameRules(Value, forbid_unknown_fields=True):
    """How word-by-word likeness becomes the likeness of names: of persons, and of everything else.

    ``gate``: share of the shorter name that must be matched at all.
    """

    gate: Annotated[float, msgspec.Meta(gt=0.0, le=1.0)]
    person: Scorecard
    other: Scorecard


class Calibration(Value, forbid_unknown_fields=True):
    """Log-odds of a match from the names alone: ``slope * (likeness - even)``, less ``weak`` for weak aliases."""

    slope: Annotated[float, msgspec.Meta(gt=0.0, le=1000.0)]
    even: Share
    weak: Price


class Policy(Value):
    """What counts as a hit, and what each piece of evidence weighs.

    ``threshold`` in (0, 1) is the score from which a pair is a match; ``thresholds`` are others
    for listed entities of a source (``us_ofac_sdn``), of a kind (``Person``), or both
    (``us_ofac_sdn/Person``), of which the most specific counts. ``features`` maps a
    feature's name to its weight in log-odds at full strength; 0 switches it off. ``sources`` and
    ``programmes`` limit the scope (empty: all). ``delisted`` includes entities that are no
    longer listed.
    """

    name: str
    version: str
    threshold: float
    names: NameRules
    calibration: Calibration
    features: dict[str, Price]
    sources: tuple[str, ...] = ()
    programmes: tuple[str, ...] = ()
    delisted: bool = False
    thresholds: dict[str, float] = {}
    hash: str = ""

    @property
    def lowest(self) -> float:
        """The lowest score from which anything is a match."""
        return min((self.threshold, *self.thresholds.values()))

    def threshold_for(self, source: str, schema: str) -> float:
        """The score from which a pair with a listed entity of that source and schema is a match.

        A threshold for a source and a kind goes before one for the source, that before one for
        the kind; of several kinds an entity is of, the strictest counts.
        """
        kinds = [v for key, v in self.thresholds.items() if _SLASH not in key and is_a(schema, key)]
        both = [v for key, v in self.thresholds.items() if _is_for(key, source, schema)]
        of_source = [self.thresholds[source]] if source in self.thresholds else []
        return next((max(found) for found in (both, of_source, kinds) if found), self.threshold)

    def with_scope(self, *, sources: tuple[str, ...] = ()) -> "Policy":
        """The same policy limited to some sources, with its own hash."""
        return sealed(msgspec.structs.replace(self, sources=sources)) if sources else self

    def with_weights(self, weights: Mapping[str, float]) -> "Policy":
        """The same policy with other weights of some features, with its own hash.

        Raises:
            PolicyError: a feature is not known, or a weight does not lie between 0 and 100.
        """
        if unknown := sorted(set(weights) - set(self.features)):
            hint = f"There are {', '.join(self.features)}."
            raise PolicyError(f"unknown features: {', '.join(unknown)}", at=self.name, hint=hint)
        for feature, weight in weights.items():
            if not 0.0 <= weight <= MAX_WEIGHT:
                raise PolicyError(
                    f"the weight of {feature} must lie between 0 and {MAX_WEIGHT:g}, not {weight}"
                )
        return sealed(msgspec.structs.replace(self, features={**self.features, **weights}))


def _is_for(key: str, source: str, schema: str) -> bool:
    """Is the threshold of that key one for this source and this kind together?"""
    of, slash, kind = key.partition(_SLASH)
    return bool(slash) and of == source and is_a(schema, kind)


def sealed(policy: Policy) -> Policy:
    """The policy with its ``hash`` set: SHA-256 over its content as canonical JSON, 64 hex digits."""
    bare = msgspec.structs.replace(policy, hash="")
    digest = hashlib.sha256(msgspec.json.encode(bare, order="deterministic")).hexdigest()
    return msgspec.structs.replace(bare, hash=digest)


def load_policy(path: Path) -> Policy:
    """A policy from a TOML file.

    Raises:
        PolicyError: the file is missing, no TOML, or a value is out of range.
    """
    try:
        text = path.read_bytes()
    except OSError as error:
        raise PolicyError("the policy file cannot be read", at=str(path)) from error
    return parse_policy(text, at=str(path))


def parse_policy(text: bytes, *, at: str = "policy") -> Policy:
    """A policy from TOML text; ``at`` is named in errors. What it leaves out is as in the default."""
    try:
        policy = msgspec.convert(_merged(msgspec.toml.decode(text)), type=Policy, strict=False)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise PolicyError(f"not a valid policy: {error}", at=at) from error
    if not 0.0 < policy.threshold < 1.0:
        raise PolicyError(f"threshold must lie between 0 and 1, not {policy.threshold}", at=at)
    _check_thresholds(policy, at)
    _check_lines(policy, at)
    unknown = sorted(set(policy.features) - set(_default_dict()["features"]))
    if unknown:
        raise PolicyError(f"unknown features: {', '.join(unknown)}", at=at)
    return sealed(policy)


def _check_thresholds(policy: Policy, at: str) -> None:
    """Thresholds lie between 0 and 1, and the kinds they are for exist."""
    for key, value in policy.thresholds.items():
        kind = key.partition(_SLASH)[2] if _SLASH in key else key
        if not 0.0 < value < 1.0:
            raise PolicyError(f"the threshold of {key} must lie between 0 and 1, not {value}", at=at)
        if (_SLASH in key or kind[:1].isupper()) and schema(kind) is None:
            raise PolicyError(f"no schema is called {kind!r}, in the threshold of {key!r}", at=at)


def _check_lines(policy: Policy, at: str) -> None:
    """The knots of a table follow one another, and every value is a number."""
    for kind, card in (("person", policy.names.person), ("other", policy.names.other)):
        if not -_WIDE <= card.base <= _WIDE:
            raise PolicyError(
                f"names.{kind}.base must lie between {-_WIDE} and {_WIDE}, not {card.base}", at=at
            )
        for name, line in card.lines().items():
            if not all(isfinite(value) for knot in line for value in knot):
                raise PolicyError(f"names.{kind}.{name} holds a value that is no number", at=at)
            if any(one[0] >= other[0] for one, other in pairwise(line)):
                raise PolicyError(f"the knots of names.{kind}.{name} must ascend", at=at)


def _merged(given: dict[str, object]) -> dict[str, object]:
    """The default policy's values with the given ones put over them, table by table."""
    unknown = sorted(set(given) - set(Policy.__struct_fields__))
    if unknown:
        raise msgspec.ValidationError(f"unknown keys {', '.join(unknown)}")
    return _over(dict(_default_dict()), given)


def _over(base: dict[str, object], given: dict[str, object]) -> dict[str, object]:
    merged = dict(base)
    for key, value in given.items():
        below = merged.get(key)
        merged[key] = _over(below, value) if isinstance(below, dict) and isinstance(value, dict) else value
    return merged


@cache
def _default_dict() -> dict[str, dict[str, float]]:
    text = files("watchfloor.model").joinpath("data/policy.toml").read_bytes()
    return dict(msgspec.toml.decode(text))


@cache
def default_policy() -> Policy:
    """The policy the package ships."""
    return parse_policy(files("watchfloor.model").joinpath("data/policy.toml").read_bytes(), at="default")

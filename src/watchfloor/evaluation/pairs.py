"""Labelled pairs of names: precision, recall and F1 at the policy's threshold, with every wrong verdict."""

import csv
import io
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from watchfloor.evaluation.metrics import Verdicts, auc, verdicts
from watchfloor.model.entity import Value
from watchfloor.model.errors import InputError
from watchfloor.model.finding import Explanation
from watchfloor.model.party import party
from watchfloor.model.policy import Policy
from watchfloor.model.schema import schema
from watchfloor.screening.compare import compare

NEEDED = ("name1", "name2", "is_match")
_TRUE, _FALSE = frozenset({"true", "1", "yes", "match"}), frozenset({"false", "0", "no", "non-match"})


class Pair(Value):
    """Two names and whether they are one party; ``quality`` and ``group`` are the file's own marks."""

    schema: str
    left: str
    right: str
    match: bool
    quality: str = ""
    group: str = ""
    category: str = ""
    row: int = 0


class Judged(Value):
    """A pair with its score and the words of the explanation."""

    pair: Pair
    score: float
    reasons: tuple[str, ...] = ()


class PairResult(Value):
    """How a set of pairs was judged; ``wrong`` in the file's order."""

    name: str
    pairs: int
    verdicts: Verdicts
    auc: float
    wrong: tuple[Judged, ...] = ()


def read_pairs(path: Path) -> list[Pair]:
    """The pairs of a CSV with the columns schema, name1, name2, is_match and perhaps quality, case_group, category.

    Raises:
        InputError: a column is missing, or a row says neither true nor false.
    """
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError("the labelled pairs cannot be read", at=str(path)) from error
    reader = csv.DictReader(io.StringIO(text))
    if missing := [column for column in NEEDED if column not in (reader.fieldnames or ())]:
        raise InputError(
            f"no column {', '.join(missing)}", at=str(path), hint=f"Needed are {', '.join(NEEDED)}."
        )
    return [_pair(row, number, path) for number, row in enumerate(reader, start=1)]


def _pair(row: dict[str, str | None], number: int, path: Path) -> Pair:
    label = (row["is_match"] or "").strip().lower()
    if label not in _TRUE | _FALSE:
        raise InputError(f"is_match is {label!r}", at=f"{path}, row {number}", hint="It is true or false.")
    kind = (row.get("schema") or "Thing").strip()
    return Pair(
        schema=kind if schema(kind) is not None else "Thing",
        left=row["name1"] or "",
        right=row["name2"] or "",
        match=label in _TRUE,
        quality=(row.get("quality") or "").strip(),
        group=(row.get("case_group") or "").strip(),
        category=(row.get("category") or "").strip(),
        row=number,
    )


def judge_pairs(pairs: Sequence[Pair], policy: Policy) -> list[Judged]:
    """Every pair with its score and reasons; the left name is the party, the right one as if listed."""
    found = []
    for pair in pairs:
        hit = compare(party(pair.left, schema=pair.schema), party(pair.right, schema=pair.schema), policy)
        found.append(Judged(pair=pair, score=hit.score, reasons=in_words(hit.explanation)))
    return found


def in_words(explanation: Explanation) -> tuple[str, ...]:
    """An explanation as short sentences: the contributions, then which word met which."""
    words = (
        f"{m.party or '-'} ~ {m.entity or '-'} ({m.how} {m.likeness:.2f})" for m in explanation.alignment
    )
    return (*explanation.sentences(), *words)


def pair_result(name: str, judged: Sequence[Judged], threshold: float) -> PairResult:
    """Precision, recall, F1 and AUC of judged pairs."""
    scores = np.array([j.score for j in judged], dtype=np.float64)
    truth = np.array([j.pair.match for j in judged], dtype=np.bool_)
    return PairResult(
        name=name,
        pairs=len(judged),
        verdicts=verdicts(scores, truth, threshold),
        auc=round(auc(scores, truth), 4),
        wrong=tuple(j for j in judged if (j.score >= threshold) != j.pair.match),
    )

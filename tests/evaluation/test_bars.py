"""Floors under the figures on real lists: a change that makes the matcher worse fails here.

Raise a floor whenever a change has earned it; `benchmarks/quality_bars.py` shows where we stand.
"""

from pathlib import Path

import pytest

from watchfloor.evaluation.evidence import LADDERS, Ladder, climb
from watchfloor.evaluation.harmless import read_harmless
from watchfloor.evaluation.metrics import macro
from watchfloor.evaluation.pairs import PairResult, judge_pairs, pair_result, read_pairs
from watchfloor.evaluation.published import watchman
from watchfloor.evaluation.result import ClassResult, Options
from watchfloor.evaluation.run import Run, class_result
from watchfloor.lists.links import clusters_of, find_links
from watchfloor.lists.raw import read_raw
from watchfloor.lists.source import parse_source
from watchfloor.model.policy import default_policy
from watchfloor.screening.index import build_index
from watchfloor.screening.lean import LeanEngine

pytestmark = [pytest.mark.real_data, pytest.mark.slow]

CLASSES = (*watchman().cells, "hard negative", "native-script", "two-authorities")


@pytest.fixture(scope="module")
def run(real_data: Path) -> Run:
    """OFAC of July 2021 and the UN list of February 2026, with ordinary people and companies."""
    lists = real_data / "lists"
    entities = parse_source("us_ofac_sdn", read_raw([lists / "us_ofac_sdn/2021-07"]))[0]
    entities += parse_source("un_sc_sanctions", read_raw([lists / "un_sc_sanctions/UN_2026-02-27.xml.gz"]))[0]
    index = build_index(entities, snapshot="real", clusters=clusters_of(find_links(entities)))
    ordinary = real_data / "ordinary"
    population = [
        read_harmless(ordinary / "persons_50000.csv.gz", "person").held_out().drawn(5000, 7),
        read_harmless(ordinary / "companies_47206.tsv.gz", "company").held_out().drawn(5000, 7),
    ]
    options = Options(seed=7, cases=100, aliases=300, harmless=5000, classes=CLASSES)
    return Run(LeanEngine(index, default_policy()), options, population)


@pytest.fixture(scope="module")
def results(run: Run) -> dict[tuple[str, str], ClassResult]:
    """The figures by class and kind."""
    return {(m.key, m.kind): class_result(run, m, f) for m, f in zip(run.sets, run.outcomes, strict=True)}


def pairs(real_data: Path, name: str, *, weak: bool) -> PairResult:
    policy = default_policy()
    rows = [
        j
        for j in judge_pairs(read_pairs(real_data / "names" / name), policy)
        if weak or j.pair.quality != "WEAK"
    ]
    return pair_result(name, rows, policy.threshold)


def test_labelled_pairs_are_judged_at_least_this_well(real_data: Path) -> None:
    assert pairs(real_data, "name_pairs_dev.csv", weak=True).verdicts.f1 >= 0.87
    assert pairs(real_data, "name_pairs_dev.csv", weak=True).auc >= 0.91
    scripts = pairs(real_data, "script_pairs_dev.csv", weak=False).verdicts
    assert scripts.recall >= 0.96
    assert scripts.false / (scripts.false + scripts.quiet) <= 0.05


def test_exact_names_are_always_found(results: dict[tuple[str, str], ClassResult]) -> None:
    for kind in ("person", "company", "vessel"):
        assert results["exact", kind].default.rate == 1.0


@pytest.mark.parametrize(("kind", "floor"), [("person", 0.96), ("company", 0.87)])
def test_manipulated_names_are_found_at_1_percent_harmless_alerts(
    results: dict[tuple[str, str], ClassResult], kind: str, floor: float
) -> None:
    found = [r.found["1%"] for (key, k), r in results.items() if k == kind and key in watchman().cells]
    assert len(found) >= 23
    assert macro(found) >= floor


@pytest.mark.parametrize(
    ("key", "kind", "ceiling"),
    [
        ("given-replaced", "person", 0.03),
        ("first-given-replaced", "person", 0.05),
        ("family-replaced", "person", 0.03),
        ("korean-syllable", "person", 0.05),
        ("chinese-syllable", "person", 0.05),
        ("company-word", "company", 0.03),
        ("trade-changed", "company", 0.03),
        ("number-changed", "vessel", 0.03),
        ("namesake", "person", 0.02),
        ("father-son", "person", 0.0),
        ("jr-sr", "person", 0.0),
        ("named-after", "person", 0.0),
        ("other-imo", "vessel", 0.0),
    ],
)
def test_people_who_are_nearly_the_listed_ones_seldom_alert(
    results: dict[tuple[str, str], ClassResult], key: str, kind: str, ceiling: float
) -> None:
    assert results[key, kind].default.rate <= ceiling


def test_native_names_and_other_authorities_spellings_are_found(
    results: dict[tuple[str, str], ClassResult],
) -> None:
    assert results["native-script", "person"].found["0.5%"].rate >= 0.96
    assert results["two-authorities", "person"].found["1%"].rate >= 0.97


def test_ordinary_people_seldom_alert(run: Run) -> None:
    assert run.harmless["person"].match.mean() <= 0.0045
    assert run.harmless["company"].match.mean() <= 0.0045
    facts = run.best(run.population[0], facts=True)
    assert facts.match.mean() <= 0.0006


@pytest.mark.parametrize("ladder", LADDERS, ids=[ladder.key for ladder in LADDERS])
def test_evidence_counts_both_ways_for_every_listed_party(run: Run, ladder: Ladder) -> None:
    steps = climb(run.engine, run.listing, ladder, count=150, seed=7)
    assert steps.ordered.of >= 50
    assert steps.ordered.hits == steps.ordered.of
    assert not ladder.exclusive or not steps.alerts.hits

import json

import msgspec
import pytest
from tests.evaluation.support import a_run

from watchfloor.evaluation import report
from watchfloor.evaluation.evidence import LADDERS, climb
from watchfloor.evaluation.result import Evaluation
from watchfloor.evaluation.run import evaluate


@pytest.fixture(scope="module")
def found() -> Evaluation:
    """A whole evaluation of the invented list."""
    return evaluate(a_run(), made="2026-01-02T03:04:05+00:00", sources={"demo": "2026-01-01"})


def test_the_same_list_policy_and_seed_give_the_same_figures(found: Evaluation) -> None:
    again = evaluate(a_run(), made="2026-01-02T03:04:05+00:00", sources={"demo": "2026-01-01"})
    assert report.to_json(found) == report.to_json(again)


def test_an_exact_name_is_always_found_and_ranked_first(found: Evaluation) -> None:
    for result in (c for c in found.classes if c.key == "exact"):
        assert result.default.rate == 1.0
        assert result.first.rate == 1.0


def test_every_kind_and_group_is_measured(found: Evaluation) -> None:
    assert {c.kind for c in found.classes} == {"person", "company", "vessel"}
    assert {"control", "real", "hard negative", "identifier", "context"} <= {c.group for c in found.classes}
    assert [s.kind for s in found.sweeps] == [c.kind for c in found.curves] == ["person", "company", "vessel"]


def test_thresholds_fall_as_more_harmless_alerts_are_borne(found: Evaluation) -> None:
    for harmless in found.harmless:
        values = [harmless.thresholds[key] for key in ("0.1%", "0.5%", "1%", "5%")]
        assert values == sorted(values, reverse=True)
    people = next(h for h in found.harmless if h.kind == "person")
    assert people.by_name.hits == 1  # the one who is called like a listed person
    assert people.by_facts is not None


def test_recall_never_falls_with_the_threshold(found: Evaluation) -> None:
    for sweep in found.sweeps:
        assert list(sweep.recall) == sorted(sweep.recall)
        assert list(sweep.harmless) == sorted(sweep.harmless)


def test_every_miss_is_listed_with_its_reasons_and_counted(found: Evaluation) -> None:
    misses = sum(c.default.of - c.default.hits for c in found.classes if c.expects == "alert")
    assert len(found.missed) == misses > 0
    assert len(found.alerted) == sum(c.default.hits for c in found.classes if c.expects == "quiet")
    assert all(wrong.why and wrong.name and wrong.entity for wrong in found.missed)


def test_an_evaluation_says_what_it_was_made_with(found: Evaluation) -> None:
    assert (found.snapshot, len(found.policy), found.entities) == ("invented", 64, 12)
    assert found.sources == {"demo": "2026-01-01"}


def test_json_holds_everything_and_is_read_back(found: Evaluation) -> None:
    text = report.to_json(found)
    assert msgspec.json.decode(text, type=Evaluation) == found
    assert json.loads(text)["missed"][0]["why"]


def test_progress_is_told() -> None:
    told: list[str] = []
    run = a_run(tick=lambda what, _done, _total: told.append(what), classes=("exact",))
    evaluate(run, made="", sources={})
    assert {"making cases", "test cases", "harmless parties (person)"} <= set(told)


def test_ships_are_measured_against_companies() -> None:
    run = a_run(classes=("exact",))
    assert run.thresholds("vessel") == run.thresholds("company")
    run.population = []
    assert all(threshold < 1e-6 for threshold in a_run(classes=("exact",)).thresholds("vessel").values())


@pytest.mark.parametrize(
    "ladder",
    [ladder for ladder in LADDERS if ladder.key in ("birth-date", "imo", "inn")],
    ids=lambda x: x.key,
)
def test_agreeing_evidence_scores_above_none_and_none_above_contradicting(ladder: object) -> None:
    run = a_run()
    steps = climb(run.engine, run.listing, ladder, count=5, seed=1)  # type: ignore[arg-type]
    assert steps.ordered.of > 0
    assert steps.ordered.rate == 1.0
    assert steps.agreeing > steps.absent > steps.contradicting

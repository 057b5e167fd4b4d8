"""``watchfloor evaluate`` and ``watchfloor policy``: the matcher measured, its threshold found."""

import json
from pathlib import Path

import pytest
from tests.cli.support import Watchfloor

from watchfloor.cli.policy_run import a_share
from watchfloor.model.errors import UsageError
from watchfloor.model.policy import default_policy, load_policy

FEW = ("--cases", "2", "--aliases", "5", "--harmless-count", "200")


def test_the_figures_are_printed(watchfloor: Watchfloor) -> None:
    told = watchfloor("evaluate", *FEW, "--classes", "typo", "--classes", "hard negative").stdout
    assert "Harmless parties: alerts per 1,000" in told
    assert "Persons: recall in percent, 95% interval" in told
    assert "1 typo: other letter" in told
    assert "Hard negatives: alerts in percent" in told
    assert "calibration: Brier score" in told
    assert "all words joined" not in told


def test_it_is_told_that_packaged_names_stand_in(watchfloor: Watchfloor) -> None:
    result = watchfloor("evaluate", *FEW, "--classes", "exact")
    assert "note: no file of harmless parties (person)" in result.stderr
    assert watchfloor("evaluate", *FEW, "--classes", "exact", "--quiet").stderr == ""


def test_reports_are_written_and_agree(watchfloor: Watchfloor, tmp_path: Path) -> None:
    customers = tmp_path / "people.csv"
    customers.write_text("name,birth date\nOtto Berg,1960-01-01\nIda Tal,1970-01-01\n", "utf-8")
    pairs = tmp_path / "pairs.csv"
    pairs.write_text("schema,name1,name2,is_match\nPerson,Ann Lee,Ann Lee,true\n", "utf-8")
    result = watchfloor(
        "evaluate", *FEW, "--classes", "exact", "--harmless", "person=people.csv", "--pairs", str(pairs),
        "--out", "r.html", "--out", "r.json", "--json",
    )  # fmt: skip
    written = json.loads((tmp_path / "r.json").read_text("utf-8"))
    assert json.loads(result.stdout) == written
    assert [h["origin"] for h in written["harmless"] if h["kind"] == "person"] == ["people.csv"]
    assert written["pairs"][0]["verdicts"]["found"] == 1
    assert written["sources"] == {"custom": "2023-01-01"}
    assert written["snapshot"] in (tmp_path / "r.html").read_text("utf-8")


def test_the_lists_of_another_day_are_measured(watchfloor: Watchfloor) -> None:
    words = ("evaluate", *FEW, "--classes", "exact", "--json", "-q")
    now, then = (json.loads(watchfloor(*words, *more).stdout) for more in ((), ("--as-of", "2021-06-01")))
    assert (now["entities"], then["entities"]) == (3, 2)


def test_the_classes_are_listed(watchfloor: Watchfloor) -> None:
    told = watchfloor("evaluate", "--classes", "?").stdout.splitlines()
    assert {"typo", "real", "hard negative"} <= set(told)
    keys = {line.split()[0]: line.split(maxsplit=1)[1] for line in told if line.startswith("  ")}
    assert keys["typo-delete"]
    assert keys["upper"] == "all capitals"
    groups = json.loads(watchfloor("evaluate", "--classes", "?", "--json").stdout)
    assert list(groups) == [line for line in told if not line.startswith(" ")]
    assert "alias-left-out" in groups["real"]


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (("--classes", "nonsense"), 2, "no class or group of classes nonsense"),
        (("--out", "report.pdf"), 2, "no form is written to .pdf"),
        (("--out", "no/report.html"), 2, "the output cannot be written: there is no such folder (at no)"),
        (("--harmless", "ghost=people.csv"), 2, "no kind of party is called 'ghost'"),
        (("--harmless", "missing.csv"), 3, "no such file"),
        (("--against", "nobody"), 2, "no peer called 'nobody'"),
        (("--pairs", "missing.csv"), 3, "the labelled pairs cannot be read"),
        (("--source", "nowhere"), 2, "no list nowhere in this snapshot"),
    ],
)
def test_what_does_not_exist_is_told(
    watchfloor: Watchfloor, words: tuple[str, ...], code: int, message: str
) -> None:
    assert message in watchfloor("evaluate", *FEW, *words, code=code).stderr


TUNE = ("policy", "tune", *"--max-harmless 1% --classes typo --cases 3 --harmless-count 300".split())


def test_a_policy_is_tuned_written_and_told_with_its_cost(watchfloor: Watchfloor, tmp_path: Path) -> None:
    told = watchfloor(*TUNE, "--out", "tuned.toml")
    assert "threshold 0.7 becomes" in told.stdout
    assert "mean recall" in told.stdout
    policy = load_policy(tmp_path / "tuned.toml")
    assert policy.name == "default, at most 1% harmless alerts"
    assert "# harmless" in (tmp_path / "tuned.toml").read_text("utf-8")
    as_json = json.loads(watchfloor(*TUNE, "--json").stdout)
    assert as_json["policy"]["threshold"] == policy.threshold
    assert as_json["policy"]["hash"] == policy.hash
    assert {t["kind"] for t in as_json["alone"]} == {"person", "company"}
    assert as_json["apart"] == []


@pytest.mark.parametrize(
    ("by", "keys"),
    [("kind", {"Person", "Organization"}), ("source", {"custom/Person", "custom/Organization"})],
)
def test_each_kind_and_each_list_may_get_a_threshold_of_its_own(
    watchfloor: Watchfloor, tmp_path: Path, by: str, keys: set[str]
) -> None:
    watchfloor(*TUNE, "--by", by, "--out", "tuned.toml")
    policy = load_policy(tmp_path / "tuned.toml")
    assert set(policy.thresholds) == keys
    watchfloor("evaluate", *FEW, "--classes", "exact", "--policy", "tuned.toml")
    assert "no thresholds by 'colour'" in watchfloor(*TUNE, "--by", "colour", code=2).stderr


def test_a_share_that_cannot_be_told_is_refused(watchfloor: Watchfloor) -> None:
    words = ("policy", "tune", "--classes", "exact", "--harmless-count", "50", "--max-harmless")
    assert "cannot tell 0.1% from none" in watchfloor(*words, "0.1%", code=2).stderr
    assert "not a share" in watchfloor(*words, "little", code=2).stderr


@pytest.mark.parametrize(("text", "share"), [("0.5%", 0.005), ("0.005", 0.005), (" 1 % ", 0.01)])
def test_a_share_is_a_percentage_or_a_fraction(text: str, share: float) -> None:
    assert a_share(text) == pytest.approx(share)


@pytest.mark.parametrize("text", ["0", "1", "120%", "-3%"])
def test_a_share_lies_between_0_and_1(text: str) -> None:
    with pytest.raises(UsageError, match="a share lies between 0 and 1"):
        a_share(text)


def test_the_policy_in_force_is_shown_as_the_file_it_is_read_from(
    watchfloor: Watchfloor, tmp_path: Path
) -> None:
    (tmp_path / "p.toml").write_text(watchfloor("policy", "show").stdout, "utf-8")
    assert load_policy(tmp_path / "p.toml") == default_policy()
    shown = json.loads(watchfloor("policy", "show", "--policy", "p.toml", "--json").stdout)
    assert shown["hash"] == default_policy().hash


def test_a_policy_that_could_not_be_written_is_told_before_anything_is_measured(
    watchfloor: Watchfloor, tmp_path: Path
) -> None:
    words = ("policy", "tune", "--classes", "exact", "--max-harmless", "1%")
    told = watchfloor(*words, "--out", "no/policy.toml", code=2)
    assert "the output cannot be written: there is no such folder (at no)" in told.stderr
    assert "harmless parties" not in told.stderr
    (tmp_path / "policy.toml").mkdir()
    assert "this is a folder" in watchfloor(*words, "--out", "policy.toml", code=2).stderr

"""``watchfloor demo``: the main job on packaged samples, offline."""

from pathlib import Path

import pytest
from tests.cli.support import invoke


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home nothing was imported into; it keeps its index from one test to the next."""
    return tmp_path_factory.mktemp("demo-home")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_demo_screens_reads_compares_and_reports(home: Path, here: Path) -> None:
    result = invoke(home, "demo", "--out", "demo.html")
    for words in (
        "$ watchfloor screen customers.csv",
        "row 2: Wladimir Putin (Person)",
        "same birth date: born 1952-10-07",
        "row 4: 김정은",
        "row 11: Chong Chon Gang (Vessel)",
        "same IMO number 7937317",
        "row 20: no name",
        "$ watchfloor read article.txt",
        "Kim Jong Un",
        "$ watchfloor compare",
        "a match at the policy's threshold",
    ):
        assert words in result.stdout, words
    assert "starter snapshot: un_sc_sanctions of 2026-02-27, us_ofac_sdn of 2023-09-05;" in result.stderr
    assert "the report is demo.html" in result.stderr
    assert result.stderr.splitlines()[-1].startswith("next step: `watchfloor lists update`")
    page = (here / "demo.html").read_text("utf-8")
    assert "Лавров Сергей Викторович" in page
    assert "Anna Schneider" in page


def test_the_samples_stand_beside_the_report_and_its_commands_run_again(home: Path, here: Path) -> None:
    (here / "out").mkdir()
    result = invoke(home, "demo", "--out", "out/demo.html")
    assert "site-packages" not in result.output
    assert "/src/" not in result.output
    assert "out/customers.csv, CSV cut at commas, is read as id; name" in result.stderr
    again = [line for line in result.stdout.splitlines() if line.startswith("$ watchfloor read")]
    assert again == ["$ watchfloor read out/article.txt"]
    assert "9 mentions" in invoke(home, *again[0].split()[2:]).stdout
    assert sorted(path.name for path in (here / "out").iterdir()) == [
        "article.txt",
        "customers.csv",
        "demo.html",
    ]


def test_a_file_of_the_users_with_the_name_of_a_sample_is_left_alone(home: Path, here: Path) -> None:
    (here / "customers.csv").write_text("name\nOtto Berg\n", "utf-8")
    told = invoke(home, "demo", "--out", "demo.html").stdout
    assert "$ watchfloor screen watchfloor-demo-customers.csv" in told
    assert (here / "customers.csv").read_text("utf-8") == "name\nOtto Berg\n"


def test_a_folder_that_is_not_there_is_told_before_anything_is_screened(home: Path, here: Path) -> None:
    result = invoke(home, "demo", "--out", "nowhere/demo.html", code=2)
    assert (
        "the output cannot be written: No such file or directory (at nowhere/customers.csv)" in result.stderr
    )
    assert result.stdout == ""
    assert list(here.iterdir()) == []

"""``watchfloor demo``: the main job on packaged samples, offline."""

from pathlib import Path

from tests.cli.support import invoke


def test_the_demo_screens_reads_compares_and_reports(tmp_path: Path) -> None:
    report = tmp_path / "demo.html"
    result = invoke(tmp_path / "home", "demo", "--out", str(report))
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
    assert "starter snapshot of " in result.stderr
    assert f"the report is {report}" in result.stderr
    page = report.read_text("utf-8")
    assert "Лавров Сергей Викторович" in page
    assert "Anna Schneider" in page

"""``make demo`` shows what it promises, offline and quickly."""

import subprocess
import sys
import time
from pathlib import Path

import pytest

START = "import sys; sys.argv[0] = 'watchfloor'; from watchfloor.cli import main; main()"
MAX_SECONDS = 20
"""With the index of the starter snapshot made anew, on a busy machine."""


@pytest.mark.slow
def test_the_demo_screens_a_file_reads_an_article_and_writes_a_report(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WATCHFLOOR_HOME", str(tmp_path / "home"))
    report = tmp_path / "report.html"
    started = time.monotonic()
    ran = subprocess.run(
        [sys.executable, "-c", START, "demo", "--out", str(report)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert time.monotonic() - started < MAX_SECONDS
    assert "run `watchfloor lists update`" in ran.stderr
    assert "PUTIN, Vladimir" in ran.stdout
    assert "KIM, Jong Un" in ran.stdout
    assert "Wladimir Putin" in report.read_text("utf-8")

"""``make demo`` shows what it promises, offline and quickly."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

REPO = Path(__file__).resolve().parent.parent.parent
MAX_SECONDS = 30
"""For five commands on a busy machine; on an idle one all take under ten."""


@pytest.mark.slow
def test_the_demo_screens_a_file_and_an_article_and_writes_a_report(tmp_path: Path) -> None:
    command = tmp_path / "watchfloor"
    start = "import sys; sys.argv[0] = 'watchfloor'; from watchfloor.cli import main; main()"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -c "{start}" "$@"\n')
    command.chmod(0o755)
    started = time.monotonic()
    ran = subprocess.run(
        ["sh", str(REPO / "scripts/demo.sh")],
        env={
            **os.environ,
            "DEMO_FOLDER": str(tmp_path / "demo"),
            "WATCHFLOOR": str(command),
            "PYTHONPATH": str(REPO / "src"),
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert time.monotonic() - started < MAX_SECONDS
    assert "run `watchfloor lists update`" in ran.stdout + ran.stderr
    assert "PUTIN" in ran.stdout.upper()
    report = (tmp_path / "demo" / "report.html").read_text("utf-8")
    assert "Wladimir Putin" in report
    assert "<script src=" not in report

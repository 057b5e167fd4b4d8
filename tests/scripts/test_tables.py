"""The compiled tables are what their scripts build."""

import os
import subprocess
import sys
from pathlib import Path

REPO = Path(__file__).resolve().parent.parent.parent


def test_the_table_of_countries_is_what_its_script_builds(tmp_path: Path) -> None:
    built = tmp_path / "countries.json"
    subprocess.run(
        [sys.executable, str(REPO / "scripts/build_countries.py"), str(built)],
        env={**os.environ, "PYTHONPATH": str(REPO / "src")},
        check=True,
        capture_output=True,
    )
    committed = (REPO / "src/watchfloor/names/data/countries.json").read_bytes()
    assert built.read_bytes() == committed, "run make tables and commit the difference"

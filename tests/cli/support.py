"""Running commands in a test."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from typer.testing import CliRunner

from watchfloor.cli.app import app

Watchfloor = Callable[..., Any]


def invoke(home: Path, *words: str, code: int = 0, stdin: str | bytes = "", **environ: str) -> Any:  # noqa: ANN401 - click's result
    """Run ``watchfloor`` with these words; fails where the exit code is another one."""
    environ = {"WATCHFLOOR_HOME": str(home), "COLUMNS": "120", "NO_COLOR": "1", "TERM": "dumb", **environ}
    result = CliRunner().invoke(app, list(words), env=environ, input=stdin)
    assert result.exit_code == code, f"{result.output}\n{result.exception!r}"
    return result

"""What all commands have in common: version, help, errors and their exit codes, logs, start-up."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.cli.support import Watchfloor

from watchfloor import __version__
from watchfloor.cli import common, opening, screen_run, show_run
from watchfloor.model import errors

REPO = Path(__file__).resolve().parent.parent.parent
START = "import sys; sys.argv[0] = 'watchfloor'; from watchfloor.cli import main; main()"


def shell(*words: str, code: str = START, **environ: str) -> "subprocess.CompletedProcess[str]":
    """Run the command in a process of its own."""
    return subprocess.run(
        [sys.executable, "-c", code, *words],
        check=False,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(REPO / "src"), **environ},
        timeout=60,
    )


def raising(error: BaseException, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make ``watchfloor show`` fail with an error."""

    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(show_run, "run", fail)


@pytest.mark.parametrize("option", ["--version", "-V"])
def test_the_version_is_told_both_ways_alike(watchfloor: Watchfloor, option: str) -> None:
    assert shell(option).stdout == watchfloor(option).stdout == f"watchfloor {__version__}\n"


def test_the_version_is_told_before_anything_is_loaded() -> None:
    code = f"{START}; print([m for m in ('typer', 'msgspec', 'numpy') if m in sys.modules])"
    assert shell("--version", code=code).stdout == f"watchfloor {__version__}\n[]\n"


def test_the_commands_load_without_what_only_some_of_them_need() -> None:
    heavy = (
        "polars",
        "numpy",
        "scipy",
        "jinja2",
        "structlog",
        "httpx",
        "lxml",
        "pypinyin",
        "zstandard",
        "rich",
    )
    code = f"import sys, watchfloor.cli.app; print([m for m in {heavy} if m in sys.modules])"
    assert shell(code=code).stdout == "[]\n"


def test_one_name_is_screened_quickly_from_a_cold_shell(listed_home: Path) -> None:
    words = ("screen", "--name", "Boris Demonov", "--json", "-q")
    assert json.loads(shell(*words, WATCHFLOOR_HOME=str(listed_home)).stdout)["hits"]
    started = time.monotonic()
    shell(*words, WATCHFLOOR_HOME=str(listed_home))
    assert time.monotonic() - started < 5, "one second on an idle machine"


def test_help_lists_the_commands(watchfloor: Watchfloor) -> None:
    told = watchfloor("--help").stdout
    for word in ("screen", "compare", "read", "show", "demo", "lists", "--install-completion"):
        assert word in told
    assert "screen" in watchfloor(code=2).output


@pytest.mark.parametrize("command", ["screen", "compare", "read", "show", "demo", "lists"])
def test_every_command_has_help_with_an_example_or_subcommands(watchfloor: Watchfloor, command: str) -> None:
    told = watchfloor(command, "--help").stdout
    assert "watchfloor" in told
    assert "Usage" in told


def test_no_help_shows_a_type_beside_an_option_that_takes_no_value(watchfloor: Watchfloor) -> None:
    for words in (
        (),
        ("screen",),
        ("lists",),
        ("lists", "import"),
        ("policy",),
        ("policy", "show"),
        ("evaluate",),
    ):
        told = watchfloor(*words, "--help").stdout
        assert "--help" in told
        assert "bool" not in told.lower(), words
    assert "--quiet" in watchfloor("screen", "--help").stdout
    assert "FILE" in watchfloor("screen", "--help").stdout


def test_no_line_of_a_table_ends_in_spaces(watchfloor: Watchfloor) -> None:
    for words in (
        ("lists", "status"),
        ("lists", "sources"),
        ("lists", "history", "custom:x1"),
        ("lists", "diff", "2021-01-01", "2023-01-01"),
        ("compare", "Boris Demonow", "Boris Anton Demonov"),
        ("show", "custom:x1"),
    ):
        lines = watchfloor(*words).stdout.splitlines()
        assert len(lines) > 2
        assert [line for line in lines if line != line.rstrip()] == [], words


@pytest.mark.parametrize("words", [("nonsense",), ("screen", "--nonsense"), ("screen", "--threshold", "2")])
def test_what_cannot_be_parsed_is_a_usage_error(watchfloor: Watchfloor, words: tuple[str, ...]) -> None:
    assert "Usage" in watchfloor(*words, code=2).stderr


def test_every_error_has_an_exit_code_and_it_is_documented() -> None:
    rows = (REPO / "docs/exit-codes.md").read_text("utf-8").splitlines()
    kinds = [*errors.WatchfloorError.__subclasses__(), *errors.SourceError.__subclasses__()]
    for kind in kinds:
        row = next(line for line in rows if line.startswith(f"| `{common.exit_code(kind('x'))}` |"))
        assert f"errors.md#{kind.slug}" in row


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (errors.UsageError("x"), 2),
        (errors.InputError("x"), 3),
        (errors.ShrunkenFeedError("x"), 4),
        (errors.SnapshotError("x"), 5),
        (errors.DownloadError("x"), 6),
        (errors.PolicyError("x"), 7),
    ],
)
def test_an_error_is_told_with_its_exit_code(
    watchfloor: Watchfloor, monkeypatch: pytest.MonkeyPatch, error: errors.WatchfloorError, code: int
) -> None:
    error.what, error.at, error.hint = "this is wrong", "row 3", "Do that."
    raising(error, monkeypatch)
    result = watchfloor("show", "x", code=code)
    assert (
        result.stderr == f"error: this is wrong (at row 3). Do that.\nmore: watchfloor errors {error.slug}\n"
    )
    told = json.loads(watchfloor("show", "x", "--json", code=code).stderr)
    assert told == {"error": {"slug": error.slug, "what": "this is wrong", "at": "row 3", "hint": "Do that."}}
    assert "Traceback" in watchfloor("--debug", "show", "x", code=code).stderr


def test_a_fault_of_ours_is_told_without_a_traceback(
    watchfloor: Watchfloor, monkeypatch: pytest.MonkeyPatch
) -> None:
    raising(ZeroDivisionError("oh"), monkeypatch)
    told = watchfloor("show", "x", code=70).stderr
    assert told.startswith(
        "error: this is a fault of Watchfloor: ZeroDivisionError: oh. Run it again with --debug"
    )
    assert "Traceback" not in told
    assert "Traceback" in watchfloor("--debug", "show", "x", code=70).stderr
    assert "Traceback" in watchfloor("show", "x", code=70, WATCHFLOOR_DEBUG="1").stderr


def test_an_interruption_has_its_own_exit_code(
    watchfloor: Watchfloor, monkeypatch: pytest.MonkeyPatch
) -> None:
    raising(KeyboardInterrupt(), monkeypatch)
    assert watchfloor("show", "x", code=130).stderr == "interrupted\n"


@pytest.mark.skipif(sys.platform == "win32", reason="pipes of a shell")
def test_a_reader_that_goes_away_is_no_error(listed_home: Path, tmp_path: Path) -> None:
    path = tmp_path / "names.txt"
    path.write_text("Otto Berg\n" * 20_000, "utf-8")
    piped = f'"{sys.executable}" -c "{START}" screen names.txt --json | head -1; echo "${{PIPESTATUS[0]}}"'
    ran = subprocess.run(
        ["bash", "-c", piped],
        check=False,
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(REPO / "src"), "WATCHFLOOR_HOME": str(listed_home)},
        timeout=60,
    )
    first, code = ran.stdout.splitlines()
    assert json.loads(first)["name"] == "Otto Berg"
    assert code == "0"
    assert "rror" not in ran.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device that is always full")
@pytest.mark.parametrize("form", [[], ["--json"]])
def test_a_full_disk_is_no_fault_of_ours(listed_home: Path, form: list[str]) -> None:
    with Path("/dev/full").open("w") as full:
        ran = subprocess.run(
            [sys.executable, "-c", START, "screen", "--name", "Boris Demonov", "-q", *form],
            check=False,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": str(REPO / "src"), "WATCHFLOOR_HOME": str(listed_home)},
            timeout=60,
        )
    assert ran.returncode == 2, ran.stderr
    assert "the system refuses: No space left on device" in ran.stderr
    assert "fault" not in ran.stderr
    assert "Traceback" not in ran.stderr


def test_logs_are_structured_and_only_written_if_wanted(watchfloor: Watchfloor) -> None:
    words = ("screen", "--name", "Otto Berg", "--json", "-q")
    assert watchfloor(*words).stderr == ""
    events = [json.loads(line) for line in watchfloor("--log", "json", *words).stderr.splitlines()]
    assert [event["event"] for event in events] == ["engine opened", "screened"]
    assert events[1]["parties"] == 1
    assert "timestamp" in events[0]
    assert "event='screened'" in watchfloor(*words, WATCHFLOOR_LOG="text").stderr


def test_settings_that_mean_nothing_are_usage_errors(watchfloor: Watchfloor) -> None:
    told = watchfloor("--log", "loud", "show", "x", code=2).stderr
    assert "no way of logging is called 'loud' (at --log). There are off, text, json." in told
    assert "(at WATCHFLOOR_LOG)" in watchfloor("show", "x", code=2, WATCHFLOOR_LOG="loud").stderr


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--as-of", "yesterday"), "not a day: 'yesterday'"),
        (("--as-of", "2022-01-01", "--known-at", "noon"), "not a moment: 'noon'"),
        (("--known-at", "2022-01-01"), "--known-at says what --as-of is to leave out"),
        (("--source", "nowhere"), "no list nowhere in this snapshot. There are: custom."),
    ],
)
def test_snapshots_that_cannot_be_meant_are_usage_errors(
    watchfloor: Watchfloor, words: tuple[str, ...], told: str
) -> None:
    assert told in watchfloor("screen", "--name", "Otto", *words, code=2).stderr


def test_a_day_before_the_first_list_is_a_snapshot_error(watchfloor: Watchfloor) -> None:
    told = watchfloor("screen", "--name", "Otto", "--as-of", "2019-01-01", code=5).stderr
    assert "nothing imported was published by 2019-01-01" in told


def test_a_policy_that_does_not_validate_is_a_policy_error(watchfloor: Watchfloor, tmp_path: Path) -> None:
    (tmp_path / "p.toml").write_text("threshold = 7\n", "utf-8")
    assert (
        "threshold must lie between 0 and 1"
        in watchfloor("screen", "--name", "Otto", "--policy", "p.toml", code=7).stderr
    )
    assert watchfloor("screen", "--name", "Otto", code=7, WATCHFLOOR_POLICY=str(tmp_path / "p.toml"))


def test_a_home_that_cannot_be_written_is_read_all_the_same(
    watchfloor: Watchfloor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("watchfloor.cli.opening._writable", lambda _: False)
    told = json.loads(watchfloor("screen", "--name", "Boris Demonov", "--json").stdout)
    assert told["hits"][0]["source_id"] == "x1"


def test_a_progress_bar_is_shown_on_a_terminal_after_a_while(
    watchfloor: Watchfloor, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    del watchfloor
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr("watchfloor.cli.opening.PATIENCE", -1.0)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    common.begin()
    assert list(opening.tracked(range(200), "things done", lambda: 0.5)) == list(range(200))
    assert list(opening.tracked([], "things done")) == []
    assert list(opening.tracked([1], "things done")) == [1]
    assert "things done" in capsys.readouterr().err
    common.begin(quiet=True)
    assert list(opening.tracked(range(3), "things done")) == [0, 1, 2]
    assert capsys.readouterr().err == ""


def test_preparing_the_lists_is_told_on_a_terminal(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("watchfloor.cli.opening.PATIENCE", 0.0)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    common.begin()
    with opening._patience("this takes a while"):
        time.sleep(0.05)
    assert capsys.readouterr().err == "this takes a while\n"


def test_no_command_but_update_reaches_for_the_network() -> None:
    for module in (screen_run, show_run):
        assert "httpx" not in Path(str(module.__file__)).read_text("utf-8")

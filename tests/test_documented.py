"""Every command shown in the README and the documentation is run, and prints what is shown.

A block of the kind ``console`` holds commands (lines that begin with ``$``) and below each
what it prints. All blocks of a page run one after another in one folder that holds the samples of
``watchfloor demo``, in a data home of their own, so a page can tell a story. In the shown output a
line ``...`` stands for any number of lines; durations and moments may differ. A comment above a block
says what is special about it:

    <!-- not run: needs the network -->
    <!-- exit 2 -->           the last command ends with this code

``make golden`` writes what the commands really print into the pages.
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import pytest

REPO = Path(__file__).resolve().parent.parent
PAGES = sorted([REPO / "README.md", REPO / "CONTRIBUTING.md", *(REPO / "docs").rglob("*.md")])
REWRITE = os.environ.get("WATCHFLOOR_GOLDEN") == "rewrite"
SHOWN_LINES = 40
TODAY = "2026-05-01"
"""The day on which the pages are written, whenever that is."""
DOTS = {"...", "…"}
SAMPLES = ("customers.csv", "article.txt")
NOT_OURS = re.compile(r"(?:pip install watchfloor|git clone \S+.*|cd watchfloor)$")

_BLOCK = re.compile(r"(?:<!-- (?P<note>.+?) -->\n)?^```console\n(?P<body>.*?)^```", re.MULTILINE | re.DOTALL)
_DURATION = re.compile(r"\b\d+(?:\.\d+)? ?(?:s|ms|seconds)\b|\b\d:\d\d:\d\d\b")
_MOMENT = re.compile(r"\b20\d\d-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d)?(?:\.\d+)?(?:Z|\+00:00)?| \d\d:\d\d UTC\b")


class Step(NamedTuple):
    """One command, what is shown below it, the exit code expected, and where the output stands."""

    command: str
    shown: str
    exit_code: int
    start: int
    end: int


def steps(text: str) -> Iterator[Step]:
    """The commands of a page, in order."""
    for block in _BLOCK.finditer(text):
        note = block["note"] or ""
        if note.startswith("not run: "):
            continue
        code = int(note.removeprefix("exit ")) if note.startswith("exit ") else 0
        found = list(re.finditer(r"^\$ ((?:.*\\\n)*.+)\n((?:(?!\$ ).*\n)*)", block["body"], re.MULTILINE))
        for match in found:
            start = block.start("body") + match.start(2)
            exit_code = code if match is found[-1] else 0
            yield Step(match[1], match[2], exit_code, start, start + len(match[2]))


def runnable_pages() -> list[str]:
    """The pages that show at least one command."""
    return [str(page.relative_to(REPO)) for page in PAGES if any(steps(page.read_text("utf-8")))]


def same(shown: str, printed: str) -> bool:
    """Is what is shown what was printed, but for durations and what ``...`` stands for?"""
    pattern = ""
    for line in _plain(shown).splitlines():
        pattern += r"(?:.*\n)*?" if line.strip() in DOTS else re.escape(line) + r"\n"
    return re.fullmatch(pattern, _plain(printed)) is not None


def _plain(text: str) -> str:
    lines = [
        _DURATION.sub("0 s", _MOMENT.sub("then", line)).rstrip() for line in text.strip("\n").splitlines()
    ]
    return "".join(f"{line}\n" for line in lines)


START = "import sys; sys.argv[0] = 'watchfloor'; from watchfloor.cli import main; main()"


@pytest.fixture(scope="session")
def warm_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data home with the index of the starter snapshot, which every page needs and none should wait for."""
    home = tmp_path_factory.mktemp("warm")
    subprocess.run(
        [sys.executable, "-c", START, "screen", "--name", "Nobody Inparticular", "--quiet"],
        env={**os.environ, "PYTHONPATH": str(REPO / "src"), "WATCHFLOOR_HOME": str(home)},
        check=True,
        capture_output=True,
    )
    return home


@pytest.fixture
def environment(tmp_path: Path, warm_home: Path) -> dict[str, str]:
    """A folder with the samples, a home and the ``watchfloor`` command, and no colours."""
    shutil.copytree(warm_home, tmp_path / "home")
    for sample in SAMPLES:
        shutil.copy(REPO / "src/watchfloor/cli/data" / sample, tmp_path)
    command = tmp_path / "bin" / "watchfloor"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -c "{START}" "$@"\n')
    command.chmod(0o755)
    return {
        "PATH": f"{command.parent}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(REPO / "src"),
        "PYTHONUNBUFFERED": "1",
        "HOME": str(tmp_path),
        "WATCHFLOOR_HOME": str(tmp_path / "home"),
        "COLUMNS": "100",
        "LC_ALL": "C.UTF-8",
        "NO_COLOR": "1",
        "TERM": "dumb",
    }


@pytest.mark.slow
@pytest.mark.parametrize("page", runnable_pages())
def test_the_documented_commands_run_and_print_what_is_shown(
    page: str, environment: dict[str, str], tmp_path: Path
) -> None:
    path = REPO / page
    text = path.read_text("utf-8")
    moved = 0
    for step in steps(text):
        if NOT_OURS.match(step.command) or step.command.startswith("make "):
            continue
        ran = subprocess.run(
            ["sh", "-c", step.command],
            check=False,
            cwd=tmp_path,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=120,
        )
        printed = ran.stdout.replace(str(tmp_path), "~").replace(datetime.now(UTC).date().isoformat(), TODAY)
        assert ran.returncode == step.exit_code, f"{page}: $ {step.command}\n{printed}"
        if same(step.shown, printed):
            continue
        assert REWRITE, (
            f"{page}: $ {step.command}\nprints now (make golden writes it into the page):\n{printed}"
        )
        shown = _cut(printed, step.shown)
        text = text[: step.start + moved] + shown + text[step.end + moved :]
        moved += len(shown) - (step.end - step.start)
        path.write_text(text, "utf-8")


def _cut(printed: str, shown: str) -> str:
    """What to show of the output: as many lines as were shown before the dots, or all but the longest."""
    lines = [f"{line.rstrip()}\n" for line in printed.strip("\n").splitlines()]
    before = shown.splitlines()
    keep = len(before) - 1 if len(before) > 1 and before[-1].strip() in DOTS else SHOWN_LINES
    return "".join(lines if len(lines) <= keep else [*lines[:keep], "...\n"])


def test_every_documented_make_target_exists() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (REPO / "Makefile").read_text("utf-8"), flags=re.MULTILINE))
    for page in PAGES:
        named = set(re.findall(r"(?:^\$ |`)make ([a-z-]+)", page.read_text("utf-8"), flags=re.MULTILINE))
        assert named <= targets, f"{page.name}: no target {named - targets}"


def test_every_block_that_is_not_run_says_why() -> None:
    for page in PAGES:
        for block in _BLOCK.finditer(page.read_text("utf-8")):
            note = block["note"] or ""
            assert re.fullmatch(r"|not run: .{5,}|exit \d+", note), f"{page.name}: {note!r}"


@pytest.mark.parametrize(
    ("shown", "printed", "equal"),
    [
        ("", "", True),
        ("a\nb\n", "a\nb\n", True),
        ("a\n", "a\nb\n", False),
        ("a\n...\nd\n", "a\nb\nc\nd\n", True),
        ("...\n", "", True),
        ("screened in 0.3 s\n", "screened in 1.25 s\n", True),
        ("3 hits\n", "4 hits\n", False),
    ],
)
def test_dots_stand_for_any_lines_and_durations_may_differ(shown: str, printed: str, *, equal: bool) -> None:
    assert same(shown, printed) is equal


def test_a_page_is_read_command_by_command() -> None:
    text = "<!-- exit 1 -->\n```console\n$ one\nout\n$ two \\\n  more\n```\n<!-- not run: no -->\n```console\n$ x\n```\n"
    assert [(s.command, s.shown, s.exit_code) for s in steps(text)] == [
        ("one", "out\n", 0),
        ("two \\\n  more", "", 1),
    ]

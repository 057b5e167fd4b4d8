"""What holds for the repository as a whole: nothing local in it, and nothing undocumented."""

import re
import subprocess
import tomllib
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
import typer

from watchfloor import __version__
from watchfloor.cli import common
from watchfloor.lists.source import source_keys
from watchfloor.model.errors import WatchfloorError

REPO = Path(__file__).resolve().parent.parent

EVERYWHERE = {"--help", "--json", "--quiet"}
"""Options told once, at the head of the page."""

# Spelled in parts, for this file is searched as well.
REGISTRIES = [
    ".".join(parts)
    for parts in (
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("npmjs", "org"),
        ("deb", "debian", "org"),
        ("conda", "anaconda", "org"),
    )
]
MACHINE_PATHS = ["/" + folder + "/" for folder in ("work", "root", "tmp", "Users", "opt")]


def tracked_files() -> list[Path]:
    """Every file git knows of or would add."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(command, cwd=REPO, capture_output=True, text=True, check=True)
    return [
        path for name in sorted(set(listed.stdout.split("\0"))) if name and (path := REPO / name).is_file()
    ]


def text_files() -> Iterator[tuple[str, str]]:
    """Path and text of every text file."""
    for path in tracked_files():
        data = path.read_bytes()
        if b"\0" not in data[:8192]:
            yield str(path.relative_to(REPO)), data.decode("utf-8", errors="replace")


def headings(page: str) -> set[str]:
    """The headings of a documentation page that are set in code type."""
    text = (REPO / "docs" / page).read_text("utf-8")
    return set(re.findall(r"^#+ `([^`]+)`", text, flags=re.MULTILINE))


def error_classes(top: type[WatchfloorError] = WatchfloorError) -> Iterator[type[WatchfloorError]]:
    """The whole tree of errors below its root."""
    for child in top.__subclasses__():
        yield child
        yield from error_classes(child)


def commands() -> dict[str, set[str]]:
    """Every command of the command line with its long options."""
    main = typer.main.get_command(import_module("watchfloor.cli.app").app)
    found: dict[str, set[str]] = {}

    def walk(command: Any, path: str) -> None:  # noqa: ANN401 - the class moved between versions of typer
        children = getattr(command, "commands", {})
        if not children:
            names = {name for option in command.params for name in (*option.opts, *option.secondary_opts)}
            found[path] = {name for name in names if name.startswith("--")} - EVERYWHERE
        for name, child in children.items():
            if not child.hidden:
                walk(child, f"{path} {name}")

    walk(main, "watchfloor")
    return found


def test_no_file_names_a_package_registry() -> None:
    found = [(path, host) for path, text in text_files() for host in REGISTRIES if host in text.lower()]
    assert not found, found


def test_no_file_holds_a_path_of_one_machine() -> None:
    anywhere = re.compile(r"(?<![\w.~})\"])(?:" + "|".join(MACHINE_PATHS) + r")\w")
    found = [(path, match[0]) for path, text in text_files() if (match := anywhere.search(text))]
    assert not found, found


def test_the_changelog_speaks_of_this_version() -> None:
    assert f"## [{__version__}]" in (REPO / "CHANGELOG.md").read_text("utf-8")


def test_every_error_has_a_heading_on_the_errors_page_and_no_heading_is_stale() -> None:
    assert headings("errors.md") == {error.slug for error in error_classes()}


def test_every_source_has_a_heading_on_the_sources_page_and_no_heading_is_stale() -> None:
    assert headings("sources.md") == set(source_keys())


def test_every_command_has_a_heading_on_the_command_page_and_no_heading_is_stale() -> None:
    assert headings("cli.md") == set(commands())


def test_every_option_is_named_under_its_command() -> None:
    sections = re.split(r"^## ", (REPO / "docs" / "cli.md").read_text("utf-8"), flags=re.MULTILINE)
    by_command = {section.split("`")[1]: section for section in sections[1:]}
    for command, options in commands().items():
        missing = {option for option in options if f"`{option}" not in by_command[command]}
        assert not missing, f"docs/cli.md, {command}: {missing}"


def test_every_exit_code_stands_in_its_table() -> None:
    text = (REPO / "docs" / "exit-codes.md").read_text("utf-8")
    told = {int(code) for code in re.findall(r"^\| `(\d+)` \|", text, flags=re.MULTILINE)}
    assert told == {common.OK, common.HITS, common.INTERNAL, common.INTERRUPTED, *common.EXIT_CODES.values()}


def test_every_setting_of_the_environment_is_told() -> None:
    source = "\n".join(path.read_text("utf-8") for path in (REPO / "src").rglob("*.py"))
    text = (REPO / "docs" / "cli.md").read_text("utf-8")
    assert set(re.findall(r"WATCHFLOOR_[A-Z]+", source)) <= set(re.findall(r"WATCHFLOOR_[A-Z]+", text))


@pytest.mark.parametrize("name", ["runtime", "build", "dev", "docs", "tables", "peers"])
def test_every_requirement_is_locked_with_hashes_and_no_address(name: str) -> None:
    text = (REPO / "requirements" / f"{name}.txt").read_text("utf-8")
    blocks = re.findall(r"^([a-z0-9][\w.-]*==\S+)(.*?)(?=^\S|\Z)", text, flags=re.MULTILINE | re.DOTALL)
    assert blocks
    assert all("--hash=sha256:" in rest for _, rest in blocks)
    assert "://" not in text
    assert not re.search(r"^-", text, flags=re.MULTILINE)


def test_every_dependency_is_locked_and_used() -> None:
    project = tomllib.loads((REPO / "pyproject.toml").read_text("utf-8"))["project"]
    locked = (REPO / "requirements" / "runtime.txt").read_text("utf-8")
    source = "\n".join(path.read_text("utf-8") for path in (REPO / "src").rglob("*.py"))
    for requirement in project["dependencies"]:
        name = re.split(r"[<>=!~ ]", requirement)[0]
        assert f"\n{name}==" in f"\n{locked}", f"{name} is not locked: run make lock"
        module = name.replace("-", "_")
        assert re.search(rf"^\s*(?:import|from) {module}\b", source, flags=re.MULTILINE), (
            f"nothing imports {name}"
        )


def test_every_make_target_says_what_it_does() -> None:
    makefile = (REPO / "Makefile").read_text("utf-8")
    targets = set(re.findall(r"^([a-z-]+):", makefile, flags=re.MULTILINE))
    explained = set(re.findall(r"^([a-z-]+):.*## \S", makefile, flags=re.MULTILINE))
    assert targets == explained

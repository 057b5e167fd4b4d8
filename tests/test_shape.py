"""The shape of the code: small files, functions that fit on a screen, reasons beside exceptions."""

import ast
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

REPO = Path(__file__).resolve().parent.parent
MAX_FILE = 400
MAX_FUNCTION = 40

FILE_EXCEPTIONS: dict[str, str] = {}
"""Path of a longer file, and why it may be longer."""

FUNCTION_EXCEPTIONS: dict[str, str] = {
    "src/watchfloor/cli/screen.py::screen": "one option a line, each with its help",
    "src/watchfloor/cli/serve.py::serve": "one option a line, each with its help",
}
"""``path::function`` of a longer function, and why it may be longer."""


def python_files() -> list[str]:
    """Every Python file git knows of or would add, as a path from the root of the repository."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "*.py"],
        cwd=REPO,
        capture_output=True,
        text=True,
        check=True,
    )
    return [path for path in sorted(set(listed.stdout.split("\n"))) if path and (REPO / path).is_file()]


def functions(
    tree: ast.AST, prefix: str = ""
) -> Iterator[tuple[str, ast.FunctionDef | ast.AsyncFunctionDef]]:
    """Every function and method with its dotted name."""
    for node in ast.iter_child_nodes(tree):
        name = (
            f"{prefix}{node.name}"
            if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
            else ""
        )
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield name, node
        yield from functions(node, f"{name}." if name else prefix)


def length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines from ``def`` to the end, its own docstring not counted."""
    lines = (function.end_lineno or function.lineno) - function.lineno + 1
    first = function.body[0]
    if ast.get_docstring(function, clean=False) is not None:
        lines -= (first.end_lineno or first.lineno) - first.lineno + 1
    return lines


@pytest.mark.parametrize("path", python_files())
def test_a_file_is_short_and_its_functions_fit_on_a_screen(path: str) -> None:
    text = (REPO / path).read_text("utf-8")
    if path not in FILE_EXCEPTIONS:
        assert len(text.splitlines()) <= MAX_FILE, f"{path} is longer than {MAX_FILE} lines: split it"
    long = [
        f"{path}::{name} has {size} lines"
        for name, function in functions(ast.parse(text))
        if (size := length(function)) > MAX_FUNCTION and f"{path}::{name}" not in FUNCTION_EXCEPTIONS
    ]
    assert not long, long


def test_every_exception_is_still_needed_and_has_a_reason() -> None:
    for path, reason in FILE_EXCEPTIONS.items():
        assert reason
        assert len((REPO / path).read_text("utf-8").splitlines()) > MAX_FILE, f"{path} is short now"
    for key, reason in FUNCTION_EXCEPTIONS.items():
        path, _, wanted = key.partition("::")
        tree = ast.parse((REPO / path).read_text("utf-8"))
        assert reason
        assert any(name == wanted and length(f) > MAX_FUNCTION for name, f in functions(tree)), (
            f"{key} is short now"
        )


def test_a_docstring_does_not_count_as_length() -> None:
    tree = ast.parse('def f():\n    """One.\n\n    Two.\n    """\n    return 1\n')
    ((name, function),) = functions(tree)
    assert (name, length(function)) == ("f", 2)

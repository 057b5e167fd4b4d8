"""What a user gets: one wheel that runs without a compiler, with all of its data in it."""

import subprocess
import sys
import zipfile
from email.parser import Parser
from pathlib import Path

import pytest

from watchfloor import __version__

REPO = Path(__file__).resolve().parent.parent
MAX_WHEEL = 12_000_000
MAX_STARTER = 1_000_000

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    """The wheel, built from the working tree without a network."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(REPO)],
        check=True,
        capture_output=True,
    )
    (path,) = folder.glob("*.whl")
    assert path.name == f"watchfloor-{__version__}-py3-none-any.whl"
    assert path.stat().st_size < MAX_WHEEL
    return zipfile.ZipFile(path)


def test_the_wheel_holds_every_file_of_the_package_and_nothing_else(wheel: zipfile.ZipFile) -> None:
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "src"],
        cwd=REPO,
        check=True,
        capture_output=True,
        text=True,
    )
    expected = {line.removeprefix("src/") for line in listed.stdout.splitlines() if (REPO / line).is_file()}
    packed = {name for name in wheel.namelist() if ".dist-info/" not in name}
    assert packed == expected


def test_the_starter_snapshot_is_small_and_facts_only(wheel: zipfile.ZipFile) -> None:
    starter = [info for info in wheel.infolist() if "/lists/data/starter/" in info.filename]
    assert starter, "run make starter"
    assert sum(info.compress_size for info in starter) < MAX_STARTER


def test_the_wheel_names_its_licence_its_command_and_its_python(wheel: zipfile.ZipFile) -> None:
    folder = f"watchfloor-{__version__}.dist-info"
    metadata = Parser().parsestr(wheel.read(f"{folder}/METADATA").decode())
    assert metadata["License-Expression"] == "MIT"
    assert metadata["Requires-Python"] == ">=3.11"
    assert f"{folder}/licenses/LICENSE" in wheel.namelist()
    assert "watchfloor = watchfloor.cli:main" in wheel.read(f"{folder}/entry_points.txt").decode()

"""The HTML report as a person sees it."""

import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Page

from watchfloor import __version__

pytestmark = [pytest.mark.browser, pytest.mark.slow]

REPO = Path(__file__).resolve().parent.parent.parent


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report of the sample customers against the starter snapshot."""
    path = tmp_path_factory.mktemp("report") / "report.html"
    start = "import sys; sys.argv[0] = 'watchfloor'; from watchfloor.cli import main; main()"
    customers = str(REPO / "src/watchfloor/cli/data/customers.csv")
    subprocess.run(
        [sys.executable, "-c", start, "screen", customers, "--quiet", "--out", str(path)],
        check=True,
        cwd=REPO,
    )
    return path


@pytest.mark.parametrize("width", [1280, 390])
def test_the_report_shows_hits_with_reasons_and_fits_the_window(page: Page, report: Path, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(report.as_uri())
    text = page.inner_text("body")
    assert "Wladimir Putin" in text
    assert "starter snapshot" in text.lower()
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_hit_in_the_report_can_be_reached_by_keyboard(page: Page, report: Path) -> None:
    page.goto(report.as_uri())
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.tagName") != "BODY"


def test_the_report_names_what_it_was_made_with(page: Page, report: Path) -> None:
    page.goto(report.as_uri())
    text = page.inner_text("body").lower()
    for word in ("snapshot", "policy", __version__):
        assert word in text

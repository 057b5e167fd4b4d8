"""A real Chromium: the system's, driven by Playwright, with no way to the network."""

import os
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Route, sync_playwright

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")
LAUNCH_FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
ALLOWED = ("file://", "data:", "blob:", "about:", "http://127.0.0.1", "http://localhost")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The browser, started once. Tests are skipped where there is none, but not in CI."""
    path = next((found for name in CHROMIUM_NAMES if (found := shutil.which(name))), None)
    if path is None:
        assert not os.environ.get("CI"), "CI needs Chromium: scripts/browser.sh"
        pytest.skip("no Chromium (scripts/browser.sh installs it)")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=LAUNCH_FLAGS)
        yield started
        started.close()


@pytest.fixture
def faults() -> list[str]:
    """What went wrong on the page of this test."""
    return []


@pytest.fixture
def page(browser: Browser, faults: list[str]) -> Iterator[Page]:
    """A fresh page. A request that leaves this machine, a script error or a console error fails the test."""

    def guard(route: Route) -> None:
        if route.request.url.startswith(ALLOWED):
            route.continue_()
        else:
            faults.append(f"a request to {route.request.url}")
            route.abort()

    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="en-GB", timezone_id="UTC")
    context.set_default_timeout(10_000)
    context.route("**/*", guard)
    opened = context.new_page()
    opened.on("pageerror", lambda error: faults.append(f"script error: {error}"))
    opened.on(
        "console", lambda said: faults.append(f"console: {said.text}") if said.type == "error" else None
    )
    yield opened
    context.close()
    assert not faults, faults

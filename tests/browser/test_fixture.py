"""The browser the other tests rely on."""

import pytest
from playwright.sync_api import Page

pytestmark = pytest.mark.browser


def test_a_page_is_rendered_and_scripts_run(page: Page) -> None:
    page.set_content("<p>Watch<b>floor</b></p><script>document.title = 'ran'</script>")
    assert page.inner_text("p") == "Watchfloor"
    assert page.title() == "ran"


def test_a_request_that_leaves_the_machine_is_stopped_and_told(page: Page, faults: list[str]) -> None:
    page.set_content('<img src="https://elsewhere.example/pixel.png">')
    page.wait_for_timeout(100)
    assert "a request to https://elsewhere.example/pixel.png" in faults
    faults.clear()

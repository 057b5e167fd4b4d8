"""The HTML report as a person sees it."""

import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from watchfloor import __version__
from watchfloor.model.finding import Contribution, Explanation, Hit, Screened, Stamp, TokenMatch
from watchfloor.screening.report import About, write_report

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


STAMP = Stamp(snapshot="s", policy="p", engine=__version__)


def a_hit(caption: str, score: float, source: str, *, match: bool) -> Hit:
    why = Explanation(
        party_name=caption,
        entity_name=caption,
        name_kind="primary",
        alignment=(TokenMatch(party="otto", entity="otto", likeness=1.0, how="equal"),),
        contributions=(
            Contribution(feature="name", strength=1.0, points=3.8, reason=f"because of {caption}"),
        ),
    )
    return Hit(
        entity_id=f"{source}:1",
        source=source,
        source_id="1",
        records=(f"{source}:1",),
        caption=caption,
        schema="Person",
        score=score,
        name_likeness=0.9,
        evidence=0.1,
        match=match,
        explanation=why,
    )


def written_page(folder: Path, results: list[Screened]) -> Path:
    path = folder / "report.html"
    about = About(input="x.csv", made_at="today", policy="p", threshold=0.7, stamp=STAMP)
    with path.open("wb") as stream:
        write_report(results, stream, about)
    return path


def party(row: int, name: str, *hits: Hit) -> Screened:
    return Screened(row=row, id=f"K-{row}", name=name, schema="Person", hits=hits, stamp=STAMP)


@pytest.fixture
def three(page: Page, tmp_path: Path) -> Page:
    """A report of three parties with hits and one without, opened."""
    results = [
        party(1, "Müller", a_hit("MUELLER", 0.75, "aa", match=True)),
        party(2, "Оrlov", a_hit("ORLOV", 0.97, "bb", match=True)),
        party(3, "Tal", a_hit("TALL", 0.4, "aa", match=False)),
        party(4, "Clear"),
    ]
    page.goto(written_page(tmp_path, results).as_uri())
    return page


def shown(page: Page) -> list[str]:
    return [card.inner_text() for card in page.locator(".party:visible .who").all()]


def test_parties_are_found_by_any_word_without_accents_and_case(three: Page) -> None:
    assert shown(three) == ["Оrlov", "Müller", "Tal"]
    three.fill("#find", "muller BECAUSE")
    expect(three.locator(".party:visible")).to_have_count(1)
    assert shown(three) == ["Müller"]
    assert three.inner_text("#shown") == "1 of 3 parties with hits shown"


def test_parties_are_filtered_by_list_and_kind_and_ordered_by_row(three: Page) -> None:
    three.select_option("#source", "aa")
    assert shown(three) == ["Müller", "Tal"]
    three.select_option("#kind", "match")
    assert shown(three) == ["Müller"]
    three.select_option("#kind", "")
    three.select_option("#source", "")
    three.select_option("#order", "row")
    expect(three.locator(".party:visible .who")).to_have_text(["Müller", "Оrlov", "Tal"])


def test_cards_open_by_keyboard_and_all_at_once(three: Page) -> None:
    assert three.locator(".hit:visible").count() == 0
    three.locator(".party summary").first.focus()
    three.keyboard.press("Enter")
    assert three.locator(".hit:visible").count() == 1
    three.click("#toggle")
    assert three.locator(".hit:visible").count() == 3
    three.click("#toggle")
    assert three.locator(".hit:visible").count() == 0


def test_every_control_has_a_label_and_headings_do_not_skip(three: Page) -> None:
    for control in three.locator("input, select").all():
        assert control.evaluate("e => e.labels.length") == 1
    levels = three.locator("h1, h2, h3, h4").evaluate_all("all => all.map(e => +e.tagName[1])")
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


CONTRAST = """() => {
  const light = (c) => { const [r, g, b] = c.match(/[\\d.]+/g).map(Number).map((v) => v / 255)
    .map((v) => (v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)); return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
  const back = (e) => { for (; e; e = e.parentElement) { const c = getComputedStyle(e).backgroundColor;
    if (!/, 0\\)|transparent/.test(c)) return c; } return "rgb(255, 255, 255)"; };
  return [...document.querySelectorAll("body *")].filter((e) => e.checkVisibility() && [...e.childNodes]
      .some((n) => n.nodeType === 3 && n.textContent.trim())).map((e) => {
    const [a, b] = [light(getComputedStyle(e).color), light(back(e))].sort((x, y) => y - x);
    return [(a + 0.05) / (b + 0.05), e.textContent.trim().slice(0, 40)]; }).filter(([ratio]) => ratio < 4.5);
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_can_be_told_from_its_background(three: Page, scheme: str) -> None:
    three.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    three.click("#toggle")
    assert three.evaluate(CONTRAST) == []


def test_all_hits_are_printed_and_no_controls(three: Page) -> None:
    three.emulate_media(media="print")
    three.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert three.locator(".hit:visible").count() == 3
    assert three.locator(".controls:visible").count() == 0
    three.evaluate("dispatchEvent(new Event('afterprint'))")
    assert three.locator(".hit:visible").count() == 0


def test_long_and_foreign_names_do_not_break_the_page(page: Page, tmp_path: Path) -> None:
    names = ["x" * 3000, "محمد علي الحوثي", "김정은", "<b>bold</b> & co", "W" * 200 + " " + "m" * 200]
    results = [
        party(row, name, a_hit(name, 0.9, "aa", match=True)) for row, name in enumerate(names, start=1)
    ]
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(written_page(tmp_path, [*results, *(party(9, name) for name in names)]).as_uri())
    page.click("#toggle")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert page.locator(".party b:visible").count() == 0


def test_ten_thousand_parties_stay_usable(page: Page, tmp_path: Path) -> None:
    results = [
        party(n, f"Otto Berg {n}", *([a_hit(f"BERG {n}", 0.9, "aa", match=True)] if n % 5 == 0 else []))
        for n in range(1, 10_001)
    ]
    path = written_page(tmp_path, results)
    assert path.stat().st_size < 10_000_000
    page.goto(path.as_uri())
    assert page.inner_text("#shown") == "2,000 of 2,000 parties with hits shown"
    page.fill("#find", "berg 4995")
    expect(page.locator(".party:visible")).to_have_count(1, timeout=3000)
    assert shown(page) == ["Otto Berg 4995"]
    assert "8,000 screened, nothing found" in page.inner_text("details.rest summary")

import re
from pathlib import Path
from xml.etree import ElementTree

import msgspec
import pytest
from tests.evaluation.support import a_run

from watchfloor.evaluation import report
from watchfloor.evaluation.metrics import share
from watchfloor.evaluation.pairs import Pair, judge_pairs, pair_result
from watchfloor.evaluation.plots import Axis, Line, bar, plot
from watchfloor.evaluation.result import Evaluation, Peer, PeerClass
from watchfloor.evaluation.run import evaluate
from watchfloor.model.errors import UsageError
from watchfloor.model.policy import default_policy

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def found() -> Evaluation:
    """An evaluation with a peer and labelled pairs."""
    made = evaluate(a_run(cases=3), made="2026-01-02T03:04:05+00:00", sources={"demo": "2026-01-01"})
    some = made.classes[0]
    peer = Peer(
        name="other matcher",
        version="9",
        threshold=0.6,
        conditions="asked nicely",
        thresholds={"person": {"1%": 0.8}},
        alerts={"person": share(1, 10)},
        classes=(PeerClass(key=some.key, kind=some.kind, found=some.found, default=share(1, 2)),),
    )
    judged = judge_pairs(
        [Pair(schema="Person", left="<b>Ann</b>", right="Xyz", match=True)], default_policy()
    )
    return msgspec.structs.replace(made, peers=(peer,), pairs=(pair_result("pairs.csv", judged, 0.7),))


def test_the_page_shows_every_class_with_its_figures(found: Evaluation) -> None:
    page = report.to_html(found)
    for result in found.classes:
        assert result.title.replace("&", "&amp;").replace("'", "&#39;") in page
    for told in (
        found.snapshot,
        found.policy,
        "demo 2026-01-01",
        "other matcher",
        "asked nicely",
        "50.0%",
        "pairs.csv",
    ):
        assert told in page


def test_the_page_needs_nothing_from_elsewhere(found: Evaluation) -> None:
    page = report.to_html(found)
    assert not re.search(r"https?://|<script|<link|src=|@import", page)
    assert "default-src &#39;none&#39;" in page or "default-src 'none'" in page


def test_names_are_text_never_markup(found: Evaluation) -> None:
    page = report.to_html(found)
    assert "&lt;b&gt;Ann&lt;/b&gt;" in page
    assert "<b>Ann" not in page


def test_the_form_follows_the_ending(found: Evaluation, tmp_path: Path) -> None:
    report.write(found, tmp_path / "a.json")
    report.write(found, tmp_path / "a.html")
    assert (tmp_path / "a.json").read_bytes() == report.to_json(found)
    assert (tmp_path / "a.html").read_text("utf-8").startswith("<!doctype html>")
    with pytest.raises(UsageError, match=r"no form is written to \.pdf"):
        report.write(found, tmp_path / "a.pdf")
    with pytest.raises(UsageError, match="a file without ending"):
        report.check_form(tmp_path / "a")


def test_published_figures_stand_beside_persons_and_companies_only(found: Evaluation) -> None:
    by_kind = {c.kind: report.published_recall(c) for c in found.classes if c.key == "join-2"}
    assert by_kind == {"person": 0.47, "company": 0.50, "vessel": None}


def parsed(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1))  # noqa: S314 - our own text


def test_a_plot_is_a_picture_with_a_title_axes_and_a_legend() -> None:
    lines = [
        Line("a < b", [0.0, 0.5, 1.0], [0.0, 0.7, 1.0]),
        Line("dots", [0.2], [0.3], dots=True),
        Line("none", [], []),
    ]
    root = parsed(plot("R & D", lines, Axis("x"), Axis("y", percent=True)))
    assert root.findtext(f"{SVG}title") == "R & D"
    texts = [t.text for t in root.iter(f"{SVG}text")]
    assert {"x", "y", "a < b", "0.2", "20%"} <= set(texts)
    assert len(list(root.iter(f"{SVG}polyline"))) == 2
    assert len(list(root.iter(f"{SVG}circle"))) == 1


def test_an_axis_may_be_logarithmic_and_keeps_points_inside() -> None:
    axis = Axis("x", 1e-4, 1.0, log=True, percent=True)
    assert axis.place(1e-2) == pytest.approx(0.5)
    assert axis.place(0.0) == 0.0
    assert axis.place(7.0) == 1.0
    assert [axis.told(tick) for tick in axis.ticks()] == ["0.01%", "0.1%", "1%", "10%", "100%"]


def test_a_bar_tells_its_figures_in_words() -> None:
    root = parsed(bar(share(8, 10), 0.47))
    assert root.findtext(f"{SVG}title") == "0.800, 95% interval 0.490 to 0.943; peer 0.47"

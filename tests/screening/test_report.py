"""The HTML report as text; how it looks and works is tested in a browser."""

import html
import io
import re
from html.parser import HTMLParser

import msgspec
import pytest

from watchfloor.model.finding import Contribution, Explanation, Hit, Screened, Stamp, TokenMatch
from watchfloor.screening import report
from watchfloor.screening.report import About, ListUsed, percent, signed, write_report

STAMP = Stamp(snapshot="a" * 64, policy="b" * 64, engine="0.1.0")
ABOUT = About(
    input="customers.csv",
    made_at="2026-01-31 12:00 UTC",
    policy="default 1",
    threshold=0.7,
    stamp=STAMP,
    banner="starter snapshot of 2026-01-01; run `watchfloor lists update`",
    lists=(ListUsed(source="demo", published="2026-01-01", entities=1234),),
    notes=["values of birthDate that could not be read, kept as notes: 3"],
)


def a_hit(
    score: float = 0.98, caption: str = "BERG, Otto", *, match: bool = True, source: str = "demo"
) -> Hit:
    return Hit(
        entity_id=f"{source}:1",
        source=source,
        source_id="1",
        records=(f"{source}:1", "other:9"),
        caption=caption,
        schema="Person",
        score=score,
        name_likeness=1.0,
        evidence=-0.42,
        match=match,
        programmes=("DEMO",),
        references=("REF.1",),
        listed_on="2020-01-02",
        explanation=Explanation(
            party_name="Otto Berg",
            entity_name=caption,
            name_kind="weak",
            alignment=(
                TokenMatch(party="otto", entity="otto", likeness=1.0, how="equal"),
                TokenMatch(party="", entity="maria", likeness=0.0, how="missing"),
            ),
            contributions=(
                Contribution(feature="name", strength=1, points=3.8, reason="the names are equal"),
                Contribution(feature="country", strength=-1, points=-1.2, reason="different countries"),
            ),
        ),
    )


def test_a_merged_hit_shows_every_list_it_stands_on_and_is_found_by_each() -> None:
    page = page_of(screened(1, "Otto Berg", a_hit()))
    head = page.partition('<details class="party"')[2].partition("</summary>")[0]
    assert 'data-sources="demo other"' in head
    assert re.findall(r'<span class="chip">([^<]+)</span>', head) == ["demo", "other"]
    assert re.findall(r'<option value="(demo|other)">', page) == ["demo", "other"]


def screened(row: int, name: str, *hits: Hit, problem: str = "") -> Screened:
    return Screened(
        row=row, id=f"K-{row}", name=name, schema="Person", hits=hits, stamp=STAMP, problem=problem
    )


def page_of(*results: Screened, about: About = ABOUT) -> str:
    stream = io.BytesIO()
    write_report(results, stream, about)
    return stream.getvalue().decode()


def text_of(page: str) -> str:
    """What a reader sees, with single spaces."""
    bare = re.sub(r"<style>.*?</style>|<script>.*?</script>", " ", page, flags=re.DOTALL)
    bare = re.sub(r"</?(?:bdi|strong|code)\b[^>]*>", "", bare)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", bare)).split())


def test_a_hit_is_shown_with_all_that_explains_it() -> None:
    text = text_of(page_of(screened(1, "Otto Berg", a_hit())))
    for words in (
        "Otto Berg row 1, id K-1, Person",
        "BERG, Otto",
        "98%",
        "Likeness of the names 100%",
        "Evidence beside the name, −1 to +1 −0.42",
        "+3.8 the names are equal",
        "−1.2 different countries",
        "otto otto 100% equal",
        "– maria – missing",
        "listed as a weak alias",
        "Listed on 2020-01-02",
        "Programme DEMO",
        "Reference REF.1",
        "other:9",
    ):
        assert words in text, words


def test_the_page_says_what_it_is_made_with_and_who_decides() -> None:
    text = text_of(page_of(screened(1, "Otto Berg", a_hit())))
    for words in (
        "a person decides",
        "It accuses nobody",
        "No hit is no clearance",
        "starter snapshot of 2026-01-01; run watchfloor lists update",
        "demo 2026-01-01 1,234",
        "a" * 64,
        "b" * 64,
        "Engine 0.1.0",
        "policy “default 1”, threshold 0.7",
        "Made 2026-01-31 12:00 UTC",
        "values of birthDate that could not be read, kept as notes: 3",
    ):
        assert words in text, words


def test_counts_are_of_the_whole_run() -> None:
    results = [
        screened(1, "Otto", a_hit()),
        screened(2, "Ida", a_hit(0.5, match=False)),
        screened(3, "Eva"),
        screened(4, "", problem="no name"),
    ]
    text = text_of(page_of(*results))
    assert "Parties 4 With a match 1 With weaker hits only 1 Without hits 1 Rows with a problem 1" in text
    assert "4 K-4 no name" in text
    assert "1 screened, nothing found 3 Eva" in text
    assert "below the threshold" in text


def test_what_was_not_compared_stands_among_the_problems() -> None:
    noted = Screened(row=5, id="", name="Ada", schema="Thing", hits=(), stamp=STAMP, notes=("cut", "mute"))
    text = text_of(page_of(screened(1, "Otto", a_hit()), noted))
    assert "5 Ada cut; mute" in text
    assert "Without hits 1 Rows with a problem 0" in text


def test_the_highest_score_comes_first() -> None:
    page = page_of(
        screened(1, "Otto", a_hit(0.8)), screened(2, "Ida", a_hit(0.99)), screened(3, "Eva", a_hit(0.9))
    )
    assert re.findall(r'data-row="(\d+)"', page) == ["2", "3", "1"]


def test_nothing_found_is_said() -> None:
    assert "No party reaches the threshold." in text_of(page_of(screened(1, "Otto")))
    assert "Parties 0" in text_of(page_of())


def test_long_lists_are_cut_and_say_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(report, "MAX_LISTED", 2)
    results = [screened(n, f"Eva {n}") for n in range(5)]
    bad = [screened(n, "", problem="no name") for n in range(5, 9)]
    text = text_of(page_of(*results, *bad))
    assert "Eva 1" in text
    assert "Eva 2" not in text
    assert "and 3 more; the JSON lines and CSV outputs have all of them." in text
    assert "and 2 more; the JSON lines" in text


HOSTILE = "<script>alert(1)</script>\"'&{{ 7*7 }}"


def test_what_files_and_lists_say_is_never_markup() -> None:
    about = msgspec.structs.replace(ABOUT, input=HOSTILE, banner=HOSTILE, notes=[HOSTILE])
    party = screened(1, HOSTILE, a_hit(caption=HOSTILE, source='x" onclick="y'), problem=HOSTILE)
    page = page_of(party, screened(2, HOSTILE), about=about)
    assert "<script>alert" not in page
    assert page.count("<script>") == 1
    assert 'onclick="y' not in page
    assert "{{ 7*7 }}" in page


class Outside(HTMLParser):
    """Collects what a page asks for from outside, and tags left open."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.asked += [f"{tag} {name}" for name, _ in attrs if name in ("src", "href", "srcset", "action")]
        if tag not in ("meta", "br", "input", "link"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_the_page_is_well_formed_and_needs_nothing_from_outside() -> None:
    page = page_of(
        screened(1, "Otto", a_hit(), a_hit(0.5, match=False)),
        screened(2, "Eva"),
        screened(3, "", problem="x"),
    )
    parser = Outside()
    parser.feed(page)
    assert parser.asked == []
    assert parser.open == []
    assert "@import" not in page
    assert "url(" not in page
    assert "default-src 'none'" in page


@pytest.mark.parametrize(("share", "told"), [(1.0, "100%"), (0.9999, "99%"), (0.984, "98%"), (0.0, "0%")])
def test_a_share_never_rounds_up_to_certainty(share: float, told: str) -> None:
    assert percent(share) == told


def test_a_minus_is_a_minus() -> None:
    assert (signed(-1.25, 1), signed(0.0, 1), signed(3.0, 2)) == ("−1.2", "+0.0", "+3.00")

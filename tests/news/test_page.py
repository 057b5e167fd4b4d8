"""The page of texts with their mentions marked."""

import re

from watchfloor.model.finding import Stamp
from watchfloor.news.page import render_page
from watchfloor.news.read import Mention
from watchfloor.news.sources import Text
from watchfloor.news.text import Sentence

STAMP = Stamp(snapshot="s1", policy="p1", engine="e1")


def a_mention(text: str, named: str, *, entity: str = "demo:otto", score: float = 0.95) -> Mention:
    start = text.index(named)
    return Mention(
        start=start,
        end=start + len(named),
        text=named,
        sentence=Sentence(text=text, start=0, end=len(text)),
        entity_id=entity,
        source="demo",
        source_id=entity.partition(":")[2],
        records=(entity,),
        caption="Otto Demo",
        schema="Person",
        listed_name="Otto Demo",
        name_kind="primary",
        score=score,
        name_likeness=1.0,
        match=True,
        reason="the names are equal",
        kind="full",
    )


def ids_and_links(page: str) -> tuple[list[str], set[str]]:
    return re.findall(r' id="([^"]+)"', page), set(re.findall(r' href="#([^"]+)"', page))


def test_mentions_of_one_party_in_two_texts_have_places_of_their_own() -> None:
    texts = ["Otto Demo came.", "We saw Otto Demo."]
    read = [(Text(name=f"{n}.txt", text=t), [a_mention(t, "Otto Demo")]) for n, t in enumerate(texts)]
    ids, links = ids_and_links(render_page(read, STAMP))
    assert len(ids) == len(set(ids)) == 4
    assert links == set(ids)


def test_the_party_with_the_best_score_comes_first() -> None:
    text = "Ida and Otto came."
    mentions = [a_mention(text, "Ida", entity="demo:ida", score=0.8), a_mention(text, "Otto")]
    page = render_page([(Text(name="a.txt", text=text), mentions)], STAMP)
    assert page.index('<section id="e1-demo-otto"') < page.index('<section id="e1-demo-ida"')


def test_a_text_without_mentions_says_so() -> None:
    assert "No listed party is mentioned." in render_page([(Text(name="a.txt", text="Rain."), [])], STAMP)


def test_the_banner_shows_its_command_as_one() -> None:
    page = render_page([], STAMP, banner="starter snapshot; run `watchfloor lists update`")
    assert "Not the full lists:" in page
    assert "run <code>watchfloor lists update</code>" in page
    assert "Not the full lists:" not in render_page([], STAMP)


def test_what_a_text_says_is_never_markup_and_the_page_loads_nothing() -> None:
    text = "<img src=x onerror=alert(1)> Otto came."
    mention = a_mention(text, "Otto", entity='demo:"><script>')
    page = render_page([(Text(name="<b>.txt", text=text, notes=("<i>",)), [mention])], STAMP, banner="<u>")
    assert not re.search(r"<(img|script|b|i|u)\b", page)
    assert "default-src 'none'" in page

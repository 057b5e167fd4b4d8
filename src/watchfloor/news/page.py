"""Texts with their mentions marked, as a page that needs nothing else."""

from collections.abc import Sequence
from functools import cache

from jinja2 import Environment
from markupsafe import Markup, escape

from watchfloor.model.finding import Stamp
from watchfloor.model.pages import page_templates
from watchfloor.news.read import Mention
from watchfloor.news.sources import Text


@cache
def _environment() -> Environment:
    return page_templates("watchfloor.news")


def marked(text: str, mentions: Sequence[Mention], *, place: int = 1) -> Markup:
    """The text as HTML, each mention in a ``mark`` that links to its entity.

    ``place`` is the text's among those of the page: the same party may stand in several.
    """
    parts: list[Markup] = []
    last = 0
    for number, mention in enumerate(mentions):
        parts.append(escape(text[last : mention.start]))
        kind = mention.kind if mention.match else "part"
        parts.append(
            Markup('<mark id="m{}-{}" class="{}" title="{}"><a href="#{}">{}</a></mark>').format(
                place, number, kind, mention.reason, anchor(mention.entity_id, place), mention.text
            )
        )
        last = mention.end
    parts.append(escape(text[last:]))
    return Markup("").join(parts)


def anchor(entity_id: str, place: int) -> str:
    """Where a page tells of an entity beside the text of that place."""
    return f"e{place}-" + "".join(c if c.isalnum() else "-" for c in entity_id)


def render_html(text: str, mentions: Sequence[Mention], *, name: str = "text") -> str:
    """One text's mentions as a self-contained page.

    Args:
        text: the text that was read.
        mentions: what was found in it, in order.
        name: what the text is called.
    """
    return _render([(Text(name=name, text=text), mentions)], None, "")


def render_page(read: Sequence[tuple[Text, Sequence[Mention]]], stamp: Stamp, *, banner: str = "") -> str:
    """A self-contained page: every text with its mentions, and the parties mentioned with reasons.

    Args:
        read: texts and their mentions, in order.
        stamp: what they were found with.
        banner: what must be said of the snapshot; empty for nothing.
    """
    return _render(read, stamp, banner)


def _render(read: Sequence[tuple[Text, Sequence[Mention]]], stamp: Stamp | None, banner: str) -> str:
    texts = []
    for place, (text, mentions) in enumerate(read, start=1):
        parties: dict[str, list[tuple[int, Mention]]] = {}
        for number, mention in enumerate(mentions):
            parties.setdefault(mention.entity_id, []).append((number, mention))
        ordered = sorted(parties.values(), key=lambda found: -max(m.score for _, m in found))
        texts.append(
            {
                "name": text.name,
                "notes": text.notes,
                "body": marked(text.text, mentions, place=place),
                "parties": ordered,
            }
        )
    page = _environment().get_template("mentions.html.j2")
    return page.render(texts=texts, stamp=stamp, banner=banner, anchor=anchor)

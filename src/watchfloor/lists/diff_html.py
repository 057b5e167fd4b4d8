"""A diff as one HTML page that needs nothing else."""

from watchfloor.lists.diff import Diff
from watchfloor.model.pages import page_templates

_TEMPLATE = "diff.html.j2"


def diff_html(diff: Diff) -> str:
    """The page; every value from the lists is escaped."""
    return page_templates("watchfloor.lists").get_template(_TEMPLATE).render(diff=diff)

"""A diff as one HTML page that needs nothing else."""

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from watchfloor.lists.diff import Diff

_TEMPLATE = "diff.html.j2"


def diff_html(diff: Diff) -> str:
    """The page; every value from the lists is escaped."""
    environment = Environment(
        loader=PackageLoader("watchfloor.lists", "templates"),
        autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template(_TEMPLATE).render(diff=diff)

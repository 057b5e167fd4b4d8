"""Pages are made of templates that escape what they are given and miss nothing in silence."""

import pytest
from jinja2 import TemplateNotFound, UndefinedError

from watchfloor.model.pages import page_templates

PACKAGES = ("watchfloor.lists", "watchfloor.screening", "watchfloor.news", "watchfloor.evaluation")


def test_what_is_put_into_a_page_is_never_markup() -> None:
    made = page_templates("watchfloor.screening", shout=str.upper)
    assert made.from_string("<b>{{ shout(name) }}</b>").render(name="<i>&") == "<b>&lt;I&gt;&amp;</b>"


def test_a_value_that_is_missing_is_an_error_and_no_gap() -> None:
    with pytest.raises(UndefinedError, match="'name' is undefined"):
        page_templates("watchfloor.screening").from_string("{{ name }}").render()


def test_templates_are_looked_for_in_each_package_in_turn() -> None:
    assert page_templates(*PACKAGES).get_template("report_head.html.j2").name == "report_head.html.j2"
    with pytest.raises(TemplateNotFound):
        page_templates("watchfloor.lists").get_template("report_head.html.j2")


def test_every_template_of_the_package_compiles() -> None:
    for package in PACKAGES:
        made = page_templates(package)
        assert made.list_templates()
        for name in made.list_templates(extensions=["j2"]):
            assert made.get_template(name).name == name

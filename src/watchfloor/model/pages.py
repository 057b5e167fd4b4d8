"""Templates of pages that need nothing else: values are escaped, and one that is missing is an error."""

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined


def page_templates(*packages: str, **shared: object) -> Environment:
    """The templates in the ``templates`` folders of some packages, the first that has one first.

    Args:
        packages: their dotted names.
        shared: what every template can use.
    """
    made = Environment(
        loader=ChoiceLoader([PackageLoader(package, "templates") for package in packages]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update(shared)
    return made

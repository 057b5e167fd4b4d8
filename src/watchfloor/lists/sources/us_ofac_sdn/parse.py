"""See :mod:`watchfloor.lists.formats.ofac_files`: four formats, one parser."""

from watchfloor.lists.formats.ofac_files import parse_ofac as parse

__all__ = ["parse"]

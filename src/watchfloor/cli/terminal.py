"""Where tables and hits are printed: no line ends in spaces, so that what is shown can be copied and compared."""

import re
import sys
from typing import IO, Any, cast

from rich.console import Console

_AT_ENDS = re.compile(r" +((?:\x1b\[[\d;]*m)*)(?=\n)")
"""Spaces before the end of a line, and the colours that end with it."""


class _Trimmed:
    """Standard output, as it is at the moment, without spaces at the ends of lines."""

    def write(self, text: str) -> int:
        return sys.stdout.write(_AT_ENDS.sub(r"\1", text))

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever a stream has
        return getattr(sys.stdout, name)


def terminal(*, soft_wrap: bool = True, width: int | None = None) -> Console:
    """A console for results.

    Args:
        soft_wrap: long lines are left to the terminal; otherwise tables are fitted to its width.
        width: the width in characters, where it is not the terminal's.
    """
    return Console(file=cast("IO[str]", _Trimmed()), highlight=False, soft_wrap=soft_wrap, width=width)

"""The command line: it translates, it decides nothing."""

import sys

from watchfloor._version import __version__


def main() -> None:
    """Run the command line; ``--version`` answers before anything else is loaded."""
    if sys.argv[1:] in (["--version"], ["-V"]):
        sys.stdout.write(f"watchfloor {__version__}\n")
        return
    from watchfloor.cli.app import app  # noqa: PLC0415 - loading it costs more than the version may take

    app()

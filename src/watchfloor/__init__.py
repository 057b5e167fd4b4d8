"""Watchfloor: open sanctions monitoring.

Official lists in, parties and articles screened, hits explained.
"""

from watchfloor._version import __version__

__all__ = ["__version__"]

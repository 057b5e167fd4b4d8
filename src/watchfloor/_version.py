"""The engine version, written beside every result."""

__version__ = "0.1.0"

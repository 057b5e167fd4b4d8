"""Formats that more than one source is published in."""

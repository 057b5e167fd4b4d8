"""Parties against the lists: index, retrieval, scoring, explanation."""

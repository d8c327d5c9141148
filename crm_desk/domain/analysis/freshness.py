"""How old orders may be for figures of today."""

FRESH_DAYS = 31
"""Newest orders older than that are worth a new import."""

"""Entries and cases: rows."""

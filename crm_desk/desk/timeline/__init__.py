"""Entries and cases: use cases."""

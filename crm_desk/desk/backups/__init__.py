"""Backups of a shop's file."""

"""Backups on screen."""

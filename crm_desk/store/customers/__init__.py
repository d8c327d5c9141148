"""Customers: rows."""

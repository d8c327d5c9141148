"""Customers: use cases."""

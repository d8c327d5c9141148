"""Customers: rules."""

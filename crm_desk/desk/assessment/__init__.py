"""CRM診断: use cases."""

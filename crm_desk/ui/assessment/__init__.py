"""CRM診断: list, wizard and results."""

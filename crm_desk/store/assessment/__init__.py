"""CRM診断: rows."""

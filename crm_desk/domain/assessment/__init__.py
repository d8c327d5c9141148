"""CRM診断: rules."""

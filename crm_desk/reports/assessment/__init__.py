"""CRM診断: documents."""

"""CRM Desk: self-assessment, customer analysis and follow-up for small shops, in one file."""

__version__ = "0.1.0"

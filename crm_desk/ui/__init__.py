"""The window. Views lay out; use cases decide."""

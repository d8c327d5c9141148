"""Follow-up: use cases, one module per capability."""

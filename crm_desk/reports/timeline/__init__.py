"""対応: documents."""

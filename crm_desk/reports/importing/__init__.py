"""Order and customer files: documents."""

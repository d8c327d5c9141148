"""Order and customer files: rows."""

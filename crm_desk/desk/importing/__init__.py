"""Order and customer files: use cases."""

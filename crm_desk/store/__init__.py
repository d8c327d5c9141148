"""The desk file: the only place with SQL."""

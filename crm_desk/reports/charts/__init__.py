"""Charts on paper: they know data, not what it means."""

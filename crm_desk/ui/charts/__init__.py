"""Charts as widgets: they know data, not what it means."""

"""What every page may use."""

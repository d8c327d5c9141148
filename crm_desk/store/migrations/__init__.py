"""Numbered schema steps; a desk's `user_version` is the number of the last one applied."""

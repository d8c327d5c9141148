"""One customer on paper."""

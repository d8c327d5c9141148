"""Documents: plain data in, a file out."""

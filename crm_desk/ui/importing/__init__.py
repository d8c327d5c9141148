"""Order files into the desk: file, layout, check, result."""

"""Files of carts become clean rows and a table of what could not be read."""

"""How people may be reached, and what is addressed to them: rows."""

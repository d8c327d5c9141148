"""Figures over orders: pure functions, exact sums, ratios rounded once."""

"""対応: what customers asked and complained of, and what became of it."""

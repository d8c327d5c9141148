"""The time line of a customer: entries and the cases among them (spec: voices.md T1)."""

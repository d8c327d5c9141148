"""The time line of one customer, and what customers do: entries and cases."""

"""What may befall a desk: `python -m tests.faults` at full size, `tests/test_faults.py` bounded."""

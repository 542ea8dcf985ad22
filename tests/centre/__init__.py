"""What the small centre of `tests/roles.py` holds, by subject."""

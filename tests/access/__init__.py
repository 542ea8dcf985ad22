"""Who may open what: the rows, by subject. `tests/test_who_may_open_what.py` asks for each of them as each role."""

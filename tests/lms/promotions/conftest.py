import pytest

from tests.promotions import Call


@pytest.fixture
def call(db) -> Call:
    """A draft that may be opened, with its people."""
    return Call()

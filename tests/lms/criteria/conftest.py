import pytest

from tests.criteria import Agreement


@pytest.fixture
def agreement(db) -> Agreement:
    return Agreement()

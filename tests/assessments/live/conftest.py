import pytest
from django.utils import translation

from tests.live import Floor


@pytest.fixture(autouse=True)
def in_english():
    """The words these tests compare with are the English ones, whoever speaks them."""
    with translation.override("en"):
        yield


@pytest.fixture
def floor(db):
    return Floor()

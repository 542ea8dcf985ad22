import pytest
from django.core.cache import cache
from django.utils import translation
from hypothesis import HealthCheck, settings

# A busy machine is slow for everybody: the laws are judged by what they say, not by the time they take.
settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")


@pytest.fixture(autouse=True)
def in_english():
    """The words these tests compare with are the English ones, whoever speaks them."""
    with translation.override("en"):
        yield


@pytest.fixture(autouse=True)
def nothing_kept():
    cache.clear()

"""What a process holds, and the counters that all processes share."""

import pytest
from django.core.cache import caches
from django.core.cache.backends.base import InvalidCacheBackendError
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lms.running import caches as ours


@pytest.fixture
def held():
    cache = ours.HeldCache("test-held", {"TIMEOUT": 60})
    cache.clear()
    return cache


@pytest.fixture
def counters(db, settings):
    if "shared_cache" not in connection.introspection.table_names():
        settings.CACHES = settings.CACHES | {"shared": {"BACKEND": "lms.running.caches.CounterCache", "LOCATION": "shared_cache"}}
        call_command("createcachetable", "shared_cache")
    cache = ours.CounterCache("shared_cache", {"TIMEOUT": 60})
    cache.clear()
    return cache


def test_what_is_held_is_the_very_object(held):
    outline = (1, 2, 3)
    held.set("outline", outline)
    assert held.get("outline") is outline


def test_what_is_held_ends(held):
    held.set("short", "a", timeout=0)
    assert (held.get("short"), held.get("never", "none")) == (None, "none")


def test_the_first_to_add_is_kept(held):
    assert (held.add("a", 1), held.add("a", 2), held.get("a")) == (True, False, 1)


def test_nothing_is_counted_in_what_a_process_holds(held):
    with pytest.raises(NotImplementedError):
        held.incr("a")


def test_the_oldest_makes_room(held):
    small = ours.HeldCache("test-held-small", {"OPTIONS": {"MAX_ENTRIES": 10}})
    for number in range(30):
        small.set(str(number), number)
    assert len(small._cache) <= 10
    assert small.get("29") == 29


def test_a_counter_is_added_once_until_it_ends(counters):
    assert (counters.add("lock", True), counters.add("lock", True)) == (True, False)
    counters.set("lock", True, timeout=-2)
    assert (counters.get("lock"), counters.add("lock", True)) == (None, True)


def test_a_counter_is_overwritten_and_taken_away(counters):
    counters.set("history", [1.5])
    counters.set("history", [2.5, 1.5], timeout=None)
    assert counters.get("history") == [2.5, 1.5]
    assert (counters.delete("history"), counters.get("history")) == (True, None)


def test_a_counter_counts(counters):
    counters.add("rate", 0)
    assert [counters.incr("rate"), counters.incr("rate"), counters.get("rate")] == [1, 2, 2]


@pytest.mark.parametrize("write", ["add", "set"])
def test_a_write_is_one_statement(counters, write, monkeypatch):
    monkeypatch.setattr(ours.random, "randrange", lambda _many: 1)
    with CaptureQueriesContext(connection) as asked:
        getattr(counters, write)("a", 1)
    assert len(asked) == 1


def test_what_has_ended_is_swept(counters, monkeypatch):
    counters.set("old", 1, timeout=-2)
    monkeypatch.setattr(ours.random, "randrange", lambda _many: 0)
    counters.set("new", 1)
    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM shared_cache")
        assert cursor.fetchone() == (1,)


def test_every_setting_knows_the_three_caches():
    for alias in ("default", "shared", "held"):
        try:
            caches[alias]
        except InvalidCacheBackendError as missing:
            pytest.fail(str(missing))

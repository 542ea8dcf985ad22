"""The caches of an academy that needs no server of its own for them: what one process holds, and counters that all processes share."""

import base64
import pickle
import random
from datetime import UTC, datetime
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.db import DatabaseCache
from django.core.cache.backends.locmem import LocMemCache
from django.db import connections, router
from django.utils import timezone

ONE_IN = 200  # how many writes there are to one sweep of what has expired


class HeldCache(LocMemCache):
    """This process's own memory, without copying: reading an outline of a whole programme costs nothing.

    Whoever reads gets the very object, so only what nobody changes is kept here: frozen data, text.
    """

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:
        key = self.make_and_validate_key(key, version=version)
        with self._lock:
            if self._has_expired(key):
                self._delete(key)
                return default
            self._cache.move_to_end(key, last=False)
            return self._cache[key]

    def set(self, key: str, value: Any, timeout=DEFAULT_TIMEOUT, version: int | None = None) -> None:
        key = self.make_and_validate_key(key, version=version)
        with self._lock:
            self._set(key, value, timeout)

    def add(self, key: str, value: Any, timeout=DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        key = self.make_and_validate_key(key, version=version)
        with self._lock:
            if self._has_expired(key):
                self._set(key, value, timeout)
                return True
            return False

    def incr(self, key: str, delta: int = 1, version: int | None = None) -> int:
        raise NotImplementedError("What is held is not counted; counters live in the shared cache.")


class CounterCache(DatabaseCache):
    """Django's cache in a table, with one statement a write where it has five: a sign-in counts twenty times.

    What has expired is swept now and then, and there is no limit of rows: a counter lives for minutes.
    """

    def _base_set(self, mode: str, key: str, value: Any, timeout=DEFAULT_TIMEOUT) -> bool:
        if mode == "touch":
            return bool(super()._base_set(mode, key, value, timeout))
        connection = connections[router.db_for_write(self.cache_model_class)]
        table, now = connection.ops.quote_name(self._table), self._moment(connection, timezone.now().timestamp())
        expires = self._moment(connection, self.get_backend_timeout(timeout))
        kept = base64.b64encode(pickle.dumps(value, self.pickle_protocol)).decode("latin1")
        with connection.cursor() as cursor:
            if random.randrange(ONE_IN) == 0:
                cursor.execute(f"DELETE FROM {table} WHERE expires < %s", [now])
            upsert = (
                f"INSERT INTO {table} (cache_key, value, expires) VALUES (%s, %s, %s) "
                "ON CONFLICT (cache_key) DO UPDATE SET value = excluded.value, expires = excluded.expires"
            )
            if mode == "add":
                cursor.execute(f"{upsert} WHERE {table}.expires < %s", [key, kept, expires, now])
            else:
                cursor.execute(upsert, [key, kept, expires])
            return cursor.rowcount == 1

    def _moment(self, connection, timestamp: float | None) -> Any:
        moment = datetime.max if timestamp is None else datetime.fromtimestamp(timestamp, tz=UTC)
        return connection.ops.adapt_datetimefield_value(moment.replace(microsecond=0))

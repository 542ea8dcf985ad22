"""Whoever looks at a page has read what they were told about it: it is counted no longer, and no mail repeats it."""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.core.cache import caches
from django.db import connection
from django.http import HttpRequest, HttpResponse

from lms.notifications.actions import look_at, recount
from lms.notifications.queries import MOST_UNREAD, read_unread

HELD_SECONDS = 600


class LookingMiddleware:
    """Asks nothing of the database for whoever has read everything, nor while what is unread is held under the number that rises with
    each new thing told."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        ids = self._led_here(request)
        if ids:
            request.user.unread = max(request.user.unread - len(ids), 0)  # so says the bar of this very page
        response = self.get_response(request)
        if ids and response.status_code == 200 and response.headers.get("Content-Type", "").startswith("text/html"):
            look_at(person=request.user, ids=ids)
        return response

    def _led_here(self, request: HttpRequest) -> list[int]:
        """What this person has not read and this address is about."""
        if request.method != "GET" or not request.user.is_authenticated or not request.user.unread:
            return []
        there = _unread(request.user)
        return there.get(request.path, []) + (there.get(request.get_full_path(), []) if request.GET else [])


def _unread(person) -> dict[str, list[int]]:
    """Ids by address, without what stands behind its #."""
    if connection.in_atomic_block:  # what changed here is not announced yet
        return _read(person)
    held, key = caches["held"], f"unread:{person.pk}:{person.today_version}"
    found = held.get(key)
    if found is None:
        found = _read(person)
        held.set(key, found, HELD_SECONDS)
    return found


def _read(person) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    rows = read_unread(person)
    for row in rows:
        found.setdefault(urlsplit(row.url)._replace(fragment="").geturl(), []).append(row.pk)
    if len(rows) < MOST_UNREAD and len(rows) != person.unread:
        recount([person.pk])
    return found

"""The clock of the product, set by hand: everything that asks Django what time it is hears this."""

from contextlib import contextmanager
from datetime import date, datetime, time
from unittest.mock import patch
from zoneinfo import ZoneInfo

MADRID = ZoneInfo("Europe/Madrid")


class Clock:
    def __init__(self, day: date) -> None:
        self.moment = datetime.combine(day, time(6), MADRID)

    def to(self, day: date, hour: int = 6, minute: int = 0) -> datetime:
        self.moment = datetime.combine(day, time(hour, minute), MADRID)
        return self.moment

    @contextmanager
    def running(self):
        clock = self

        class Set(datetime):
            @classmethod
            def now(cls, tz=None):
                return clock.moment.astimezone(tz) if tz else clock.moment.replace(tzinfo=None)

        with patch("django.utils.timezone.datetime", Set):
            yield self

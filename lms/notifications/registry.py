"""Which kinds of notification there are. Apps register theirs in `notices.py`."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from django.utils.module_loading import autodiscover_modules

from lms.notifications.enums import Delivery, Subject


@dataclass(frozen=True)
class Kind:
    """A kind of notification, as people find it in their preferences.

    `title` is a lazy text; `dated`: it is about something with a day, and stands first in a mail; `always`: why its mail
    cannot be switched off (a lazy text; empty where it can).
    """

    name: str
    title: Any
    subject: Subject
    delivery: Delivery
    dated: bool = False
    always: Any = ""

    @property
    def can_be_switched_off(self) -> bool:
        return self.delivery != Delivery.SCREEN and not self.always


_kinds: dict[str, Kind] = {}


def register(name: str, *, title: Any, subject: Subject, delivery: Delivery, dated: bool = False, always: Any = "") -> Kind:
    """Says that there is this kind; the last word counts."""
    _kinds[name] = Kind(name, title, subject, delivery, dated, always)
    return _kinds[name]


def kind_of(name: str) -> Kind:
    """The kind of this name; one that nobody has registered is mailed in the digest, under its name."""
    _discover()
    return _kinds.get(name) or Kind(name, name, Subject.OTHER, Delivery.DIGEST)


def kinds() -> list[Kind]:
    """All kinds, those of a subject together, in the order in which apps registered them."""
    _discover()
    order = list(Subject)
    return sorted(_kinds.values(), key=lambda kind: order.index(kind.subject))


@cache
def _discover() -> None:
    autodiscover_modules("notices")

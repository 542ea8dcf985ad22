"""Telling both people what became of a booking: on their screen, and by mail with the entry for their calendar.

Each notice follows from what somebody has just done, or stands a day or an hour before a time that was agreed inside the shift: no
mail goes out at an hour of its own choosing.
"""

import zoneinfo
from collections.abc import Iterable

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _

from assessments.live.models import Booking
from assessments.live.queries.agenda import forget_nothing
from lms.jobs.actions import enqueue
from lms.language.days import day_month
from lms.notifications.actions import notify
from lms.people.actions import renew_today


def tell(*, booking: Booking, what: str, actor=None, to: Iterable | None = None) -> None:
    """Once for each who takes part and each change. `what`: booked, moved, cancelled, absent, given_back, day, hour, now."""
    everybody = [booking.person, *booking.slot.assessors]
    forget_nothing(*(one.pk for one in everybody))
    renew_today([one.pk for one in everybody])
    for person in to if to is not None else everybody:
        kind = f"live.{what}"
        key = f"{kind}:{booking.pk}:{booking.sequence}:{person.pk}"
        told = notify(
            person=person,
            kind=kind,
            key=key,
            title=lambda person=person: title_of(booking, what, person),
            text=lambda person=person: text_of(booking, what, person),
            url=reverse("live:booking", args=[booking.pk]) if what != "given_back" else reverse("live:calendar"),
            mail=False,
        )
        payload = {"booking": str(booking.pk), "notification": told.pk, "entry": what in ("booked", "moved", "cancelled")}
        if person.is_active and what != "now":
            enqueue(kind="live.mail", payload=payload, key=f"mail:{key}")


def title_of(booking: Booking, what: str, person) -> str:
    values = {"title": booking.scenario.title, "when": when(booking.slot.begins_at, person)}
    return {
        "booked": _("Roleplay booked: %(when)s"),
        "moved": _("Roleplay moved: %(when)s"),
        "cancelled": _("Roleplay cancelled: %(when)s"),
        "absent": _("Another time for your roleplay"),
        "given_back": _("One of your slots is free again"),
        "day": _("Tomorrow you have a roleplay: %(when)s"),
        "hour": _("In an hour you have a roleplay: %(when)s"),
        "now": _("Your roleplay begins now: %(title)s"),
    }[what] % values


def text_of(booking: Booking, what: str, person) -> str:
    mine = person.pk == booking.person_id
    other = " · ".join(str(one) for one in booking.slot.assessors) if mine else booking.person
    first = _("“%(title)s”, with %(name)s.") % {"title": booking.scenario.title, "name": other}
    if what == "cancelled":
        return "\n".join([first, booking.reason, _("You can choose another time whenever you like.")])
    if what == "absent":
        if not mine:
            return "\n".join([first, _("Noted that it did not take place. It counts against nobody.")])
        return "\n".join([first, _("It did not take place. It counts against nobody: choose another time that suits you.")])
    if what == "given_back":
        return _("“%(title)s” is acted at another time, with somebody else.") % {"title": booking.scenario.title}
    where = _("Where: %(place)s") % {"place": booking.slot.whereabouts}
    return "\n".join([first, where])


def when(moment, person) -> str:
    """On the person's own clock: "Tuesday 1 Dec, 10:00"."""
    local = timezone.localtime(moment, zone_of(person))
    return f"{date_format(local, 'l')} {day_month(local.date())}, {time_format(local, 'H:i')}"


def zone_of(person) -> zoneinfo.ZoneInfo:
    try:
        return zoneinfo.ZoneInfo(person.time_zone)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError):
        return zoneinfo.ZoneInfo(settings.TIME_ZONE)

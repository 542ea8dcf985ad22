"""Bookings as entries of a calendar."""

from datetime import datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from assessments.live.enums import BookingState
from assessments.live.invitations import Meeting, Someone, feed, invitation, method_of
from assessments.live.models import Booking
from lms.notifications.actions import absolute

KEPT = timedelta(days=60)  # how long what is over stays in a subscribed calendar
FILE = "roleplay.ics"


def meeting_of(booking: Booking, reader) -> Meeting:
    """In the language in use, for one of the two: the other's name is in the title. Needs its slot, assessor, person and scenario."""
    assessor, person = booking.slot.assessor, booking.person
    other = assessor if reader.pk == person.pk else person
    url = absolute(reverse("live:booking", args=[booking.pk]))
    return Meeting(
        uid=f"{booking.pk}@{url.split('//')[-1].split('/')[0].split(':')[0]}",
        sequence=booking.sequence,
        begins_at=booking.slot.begins_at,
        ends_at=booking.slot.ends_at,
        changed_at=booking.changed_at,
        title=_("Roleplay with %(name)s: %(title)s") % {"name": other, "title": booking.scenario.title},
        text="\n".join(one for one in (booking.scenario.title, booking.slot.link, url) if one),
        place=booking.slot.whereabouts,
        url=url,
        organiser=Someone(str(assessor), assessor.email),
        attendee=Someone(str(person), person.email),
        cancelled=booking.state in (BookingState.CANCELLED, BookingState.NO_SHOW),
    )


def entry(booking: Booking, reader) -> tuple[bytes, str]:
    """The entry, and the method that its media type names."""
    meeting = meeting_of(booking, reader)
    return invitation(meeting), method_of(meeting).value


def entry_file(booking: Booking, reader) -> tuple[str, bytes, str]:
    """As a mail carries it: name, content, type."""
    content, method = entry(booking, reader)
    return FILE, content, f"text/calendar; method={method}"


def feed_of(person, now: datetime) -> bytes:
    rows = Booking.objects.of(person).filter(slot__begins_at__gt=now - KEPT)
    rows = rows.select_related("slot__assessor", "slot__second", "person", "scenario")
    rows = rows.defer("scenario__draft").order_by("slot__begins_at")
    return feed([meeting_of(one, person) for one in rows], name=_("Roleplays"))

"""A booking as calendars read it (RFC 5545, RFC 5546). Pure: the facts come in, bytes go out. Times are written in UTC."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from icalendar import Calendar, Event, vCalAddress, vText

PRODUCT = "-//Peldaño//Live roleplays//ES"
MEDIA_TYPE = "text/calendar; charset=utf-8; method={method}"
HOURLY = timedelta(hours=1)


class Method(StrEnum):
    PUBLISH = "PUBLISH"
    REQUEST = "REQUEST"
    CANCEL = "CANCEL"


@dataclass(frozen=True)
class Someone:
    name: str
    email: str


@dataclass(frozen=True)
class Meeting:
    """`uid` never changes; `sequence` is higher after each change. Moments have a zone."""

    uid: str
    sequence: int
    begins_at: datetime
    ends_at: datetime
    changed_at: datetime
    title: str
    text: str
    place: str
    url: str
    organiser: Someone
    attendee: Someone
    cancelled: bool = False


def invitation(meeting: Meeting) -> bytes:
    """One meeting: a request, or its cancellation."""
    return _calendar(Method.CANCEL if meeting.cancelled else Method.REQUEST, [meeting]).to_ical()


def feed(meetings: Iterable[Meeting], *, name: str) -> bytes:
    """Everything of somebody, to subscribe to. The cancelled ones stand in it as such, so that calendars take them away."""
    calendar = _calendar(Method.PUBLISH, meetings)
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", HOURLY, parameters={"VALUE": "DURATION"})
    return calendar.to_ical()


def method_of(meeting: Meeting) -> Method:
    return Method.CANCEL if meeting.cancelled else Method.REQUEST


def _calendar(method: Method, meetings: Iterable[Meeting]) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", method.value)
    for meeting in meetings:
        calendar.add_component(_event(meeting))
    return calendar


def _event(meeting: Meeting) -> Event:
    event = Event()
    event.add("uid", meeting.uid)
    event.add("sequence", meeting.sequence)
    event.add("dtstamp", meeting.changed_at.astimezone(UTC))
    event.add("dtstart", meeting.begins_at.astimezone(UTC))
    event.add("dtend", meeting.ends_at.astimezone(UTC))
    event.add("summary", meeting.title)
    event.add("description", meeting.text)
    if meeting.place:
        event.add("location", meeting.place)
    event.add("url", meeting.url)
    event.add("status", "CANCELLED" if meeting.cancelled else "CONFIRMED")
    event.add("organizer", _address(meeting.organiser))
    event.add("attendee", _address(meeting.attendee, partstat="ACCEPTED", role="REQ-PARTICIPANT"))
    return event


def _address(who: Someone, **parameters: str) -> vCalAddress:
    address = vCalAddress(f"MAILTO:{who.email}")
    address.params["CN"] = vText(who.name)
    for name, value in parameters.items():
        address.params[name] = vText(value)
    return address

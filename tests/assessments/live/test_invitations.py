"""Entries for calendars, read back by a library that knows the format."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar

from assessments.live.invitations import Meeting, Someone, feed, invitation

BEGINS = datetime(2026, 10, 27, 10, tzinfo=ZoneInfo("Europe/Madrid"))
MEETING = Meeting(
    uid="0001@academia.example",
    sequence=3,
    begins_at=BEGINS,
    ends_at=BEGINS + timedelta(minutes=30),
    changed_at=datetime(2026, 10, 1, 8, tzinfo=UTC),
    title="Roleplay con Ibrahim: «me han pasado, tres veces»; y ya",
    text="Línea una\nLínea dos con \\ barra, coma; y punto" + " muy larga" * 20,
    place="Sala 2, planta 1",
    url="https://academia.example/live/1/",
    organiser=Someone("Nuria Vidal, formación", "nuria@example.com"),
    attendee=Someone("Ibrahim", "ibrahim@example.com"),
)


def read(content: bytes):
    calendar = icalendar.Calendar.from_ical(content)
    return calendar, calendar.walk("VEVENT")[0]


def test_everything_reads_back_as_it_was():
    calendar, event = read(invitation(MEETING))
    assert (calendar["method"], calendar["version"]) == ("REQUEST", "2.0")
    assert (event["uid"], event["sequence"], event["status"]) == ("0001@academia.example", 3, "CONFIRMED")
    assert (str(event["summary"]), str(event["description"]), str(event["location"])) == (MEETING.title, MEETING.text, MEETING.place)
    assert event["organizer"] == "MAILTO:nuria@example.com"
    assert event["organizer"].params["CN"] == "Nuria Vidal, formación"


def test_times_are_in_utc_whatever_the_zone_they_came_in():
    content = invitation(MEETING).decode()
    assert "DTSTART:20261027T090000Z" in content
    assert read(invitation(MEETING))[1]["dtend"].dt == BEGINS + timedelta(minutes=30)


def test_no_line_is_longer_than_75_octets_and_lines_end_as_the_rule_says():
    content = invitation(MEETING)
    assert content.endswith(b"\r\n")
    assert max(len(line) for line in content.split(b"\r\n")) <= 75


def test_a_cancelled_one_says_so_with_the_same_uid():
    calendar, event = read(invitation(replace(MEETING, cancelled=True, sequence=4)))
    assert (calendar["method"], event["status"], event["uid"], event["sequence"]) == ("CANCEL", "CANCELLED", MEETING.uid, 4)


def test_a_feed_publishes_all_of_them():
    content = feed([MEETING, replace(MEETING, uid="0002@academia.example")], name="Roleplays")
    calendar, _first = read(content)
    assert (calendar["method"], len(calendar.walk("VEVENT"))) == ("PUBLISH", 2)


def test_an_empty_feed_is_still_a_calendar():
    assert icalendar.Calendar.from_ical(feed([], name="Roleplays"))["x-wr-calname"] == "Roleplays"

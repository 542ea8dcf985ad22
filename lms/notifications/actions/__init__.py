"""Telling people things: on their screen at once, by mail within their shift; what they read of it; and when they work."""

from lms.notifications.actions.hours import set_unit_hours, set_working_hours
from lms.notifications.actions.preferring import choose_mail
from lms.notifications.actions.reading import look_at, read, read_all, recount
from lms.notifications.actions.shifts import count_anew, mail_urgently, open_digests, put_off
from lms.notifications.actions.telling import absolute, notify, send_mail

__all__ = [
    "absolute",
    "choose_mail",
    "count_anew",
    "look_at",
    "mail_urgently",
    "notify",
    "open_digests",
    "put_off",
    "read",
    "read_all",
    "recount",
    "send_mail",
    "set_unit_hours",
    "set_working_hours",
]

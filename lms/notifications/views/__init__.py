"""What people have been told, which mails they want, and when they work."""

from lms.notifications.views.hours import hours, unit_hours, unit_list
from lms.notifications.views.mail import off, preferences
from lms.notifications.views.samples import one_sample, sample_body, sample_list, send_sample
from lms.notifications.views.told import notifications, open_one, read_all

__all__ = [
    "hours",
    "notifications",
    "off",
    "one_sample",
    "open_one",
    "preferences",
    "read_all",
    "sample_body",
    "sample_list",
    "send_sample",
    "unit_hours",
    "unit_list",
]

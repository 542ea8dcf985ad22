"""Reminding people of what they have not read or proved yet: by hand once a day, and by itself as its hours run out."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from itertools import islice

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from lms.competencies.queries.pieces import end_of
from lms.criteria.exceptions import GuidelineRefused
from lms.criteria.models import GuidelineVersion
from lms.criteria.permissions import can_remind
from lms.criteria.queries.register import not_proved
from lms.criteria.queries.signing import away
from lms.criteria.reminding import reminder
from lms.jobs.actions import enqueue
from lms.jobs.models import Job
from lms.language.days import day_month
from lms.notifications.actions import notify
from lms.notifications.models import Notification

AT_ONCE = 500


def remind(*, version: GuidelineVersion, actor, now: datetime | None = None) -> Job:
    """Asks for a reminder to each of the actor's people who has not proved the version. Asking twice on a day reminds once.

    Raises PermissionDenied, or GuidelineRefused for one that is not in force.
    """
    if not can_remind(actor):
        raise PermissionDenied
    today = timezone.localdate(now)
    if version.published_at is None or version.replaced_at is not None or version.guideline.has_ended(today):
        raise GuidelineRefused(_("This guideline is not in force."))
    with transaction.atomic():
        key = f"criteria.remind:{version.pk}:{actor.pk}:{today.isoformat()}"
        log(instance=version.guideline, action="criteria.remind", user=actor, data={"version": version.number})
        payload = {"version": version.pk, "by": actor.pk, "on": today.isoformat()}
        return enqueue(kind="criteria.remind", payload=payload, key=key, actor=actor)


def remind_of_the_day(on: date) -> dict[str, int]:
    """The reminders that a day asks for: whoever has not proved what runs out or is late, but for those on leave, who are told when they
    are back. Running it again on a day, or after days without it, tells nobody anything twice."""
    reminded = 0
    for version in GuidelineVersion.objects.in_force().running(on).select_related("guideline__unit"):
        name = reminder(on, timezone.localdate(version.due_at))
        if name is not None:
            reminded += _tell_all(version, name, on)
    return {"reminded": reminded}


def tell(*, person, version: GuidelineVersion, name: str) -> None:
    """Reminds one person, once for each `name`."""
    notify(
        person=person,
        kind="criteria.reminder",
        key=f"{_key(version, name)}{person.pk}",
        title=lambda: _title(version) % {"title": version.title},
        text=lambda: _("By %(day)s. It takes a minute or two.") % {"day": day_month(timezone.localdate(version.due_at))},
        url=reverse("criteria:read", args=[version.guideline.code]),
    )


def _tell_all(version: GuidelineVersion, name: str, on: date) -> int:
    told = Notification.objects.filter(key__startswith=_key(version, name)).values("person")
    done = 0
    for people in _batches(not_proved(version, on).exclude(pk__in=told).order_by("pk").iterator(chunk_size=AT_ONCE), AT_ONCE):
        absent = away([one.pk for one in people], end_of(on))
        for person in people:
            if person.pk not in absent:
                tell(person=person, version=version, name=name)
                done += 1
    return done


def _key(version: GuidelineVersion, name: str) -> str:
    return f"criteria.reminder:{version.pk}:{name}:"


def _title(version: GuidelineVersion) -> str:
    return _("Still to read: %(title)s") if version.is_only_read else _("Still to prove: %(title)s")


def _batches(people: Iterable, number: int) -> Iterator[list]:
    left = iter(people)
    while batch := list(islice(left, number)):
        yield batch

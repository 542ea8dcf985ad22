"""Slow work of a guideline: telling many people."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lms.criteria.actions.reminding import tell
from lms.criteria.models import GuidelineVersion
from lms.criteria.queries import audience
from lms.criteria.queries.proving import left_of
from lms.criteria.queries.register import missing_in
from lms.jobs.models import Job
from lms.jobs.registry import Effect, handles
from lms.notifications.actions import notify
from lms.people.models import User


@handles("criteria.announce", title=gettext_lazy("Tell people what was agreed or has changed"))
def announce(job: Job) -> Effect | None:
    """Tells whom the version asks something, each once, on their screen: a mail to a whole centre is a mail nobody reads."""
    version = GuidelineVersion.objects.select_related("guideline__unit").get(pk=job.payload["version"])
    if version.replaced_at is not None:
        return None
    people = audience(version).order_by("pk")
    for person in people.iterator(chunk_size=100):
        if version.is_only_read or left_of(person, [version.guideline])[version.guideline_id]:
            _tell(person, version)
    return None


@handles("criteria.remind", title=gettext_lazy("Remind people of what was agreed"))
def remind(job: Job) -> Effect | None:
    """Each of the asker's people who has not proved the version by now, once a day whoever asks."""
    version = GuidelineVersion.objects.select_related("guideline__unit").get(pk=job.payload["version"])
    asker = User.objects.get(pk=job.payload["by"])
    if version.replaced_at is None:
        for person in missing_in(asker, version).order_by("pk").iterator(chunk_size=100):
            tell(person=person, version=version, name=job.payload["on"])
    return None


def _tell(person, version: GuidelineVersion) -> None:
    notify(
        person=person,
        kind="criteria.published",
        key=f"criteria.published:{version.pk}:{person.pk}",
        title=lambda: _headline(version) % {"title": version.title},
        text=lambda: version.change or version.why,
        url=reverse("criteria:read", args=[version.guideline.code]),
        mail=False,
    )


def _headline(version: GuidelineVersion) -> str:
    if version.guideline.is_criterion:
        return _("We agreed: %(title)s")
    return _("Urgent notice: %(title)s") if version.urgent else _("Notice: %(title)s")

"""Slow work of a guideline: telling many people."""

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lms.criteria.models import GuidelineVersion
from lms.criteria.queries.proving import left_of
from lms.jobs.models import Job
from lms.jobs.registry import Effect, handles
from lms.notifications.actions import notify
from lms.people.models import Membership, User


def audience(guideline) -> "User":
    """Who a guideline is for today."""
    roles = guideline.audience.values("role")
    held = Membership.objects.current().filter(Q(unit__path__startswith=guideline.unit.path), role__in=roles)
    return User.objects.filter(pk__in=held.values("person"), is_active=True)


@handles("criteria.announce", title=gettext_lazy("Tell people what was agreed"))
def announce(job: Job) -> Effect | None:
    """Tells whom the version asks something, each once, on their screen: a mail to a whole centre is a mail nobody reads."""
    version = GuidelineVersion.objects.select_related("guideline__unit").get(pk=job.payload["version"])
    if version.replaced_at is not None:
        return None
    people = audience(version.guideline).order_by("pk")
    for person in people.iterator(chunk_size=100):
        if left_of(person, [version.guideline])[version.guideline_id]:
            _tell(person, version)
    return None


def _tell(person, version: GuidelineVersion) -> None:
    notify(
        person=person,
        kind="criteria.published",
        key=f"criteria.published:{version.pk}:{person.pk}",
        title=lambda: _("We agreed: %(title)s") % {"title": version.title},
        text=lambda: version.change or version.why,
        url=reverse("criteria:read", args=[version.guideline.code]),
        mail=False,
    )

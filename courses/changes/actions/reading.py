"""Reading what changed, once."""

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from courses.changes.enums import TaskState
from courses.changes.models import ReadAgain
from lms.notifications.actions import read
from lms.notifications.models import Notification
from lms.people.actions import renew_today


def read_to_the_end(*, task: ReadAgain) -> ReadAgain:
    """Notes that the person has read it to its end. The first time stays; what was overtaken or taken back meanwhile is left as it is."""
    with transaction.atomic():
        task = ReadAgain.objects.select_for_update(of=("self",)).select_related("change__page", "person").get(pk=task.pk)
        if task.state != TaskState.OPEN:
            return task
        task.state, task.read_at = TaskState.DONE, timezone.now()
        task.save(update_fields=["state", "read_at"])
        log(instance=task.change.page.specific, action="changes.read", user=task.person, data={"change": task.change_id})
        for told in Notification.objects.filter(key=f"changes.read_again:{task.change_id}:{task.person_id}"):
            read(notification=told)
        renew_today([task.person_id])
    return task

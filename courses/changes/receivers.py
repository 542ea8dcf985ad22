"""A page went live: what was said of it is in force. A draft is on its way: what was said of it is shown."""

from django.dispatch import receiver
from wagtail.signals import page_published

from courses.catalogue.signals import saying_asked
from courses.changes.actions import went_live
from courses.changes.queries.sayings import saying_of
from courses.changes.queries.versions import FIELDS


@receiver(page_published, dispatch_uid="changes.page_published")
def note_what_changed(sender, instance, revision=None, **kwargs) -> None:
    if revision is not None and instance.live and instance.alias_of_id is None and type(instance) in FIELDS:
        went_live(page=instance, revision=revision)


@receiver(saying_asked, dispatch_uid="changes.saying_asked")
def show_what_was_said(sender, page, person, then: str, **kwargs):
    return saying_of(page, person, then)

"""A page went live: what was said of it is in force. A draft is on its way: what was said of it is shown."""

from django.dispatch import receiver
from wagtail.models import PageLogEntry
from wagtail.signals import page_published, page_unpublished

from assessments.quizzes.models import QuestionVersion
from assessments.quizzes.signals import question_changed
from courses.catalogue.models import StepPage
from courses.catalogue.signals import saying_asked
from courses.changes.actions import note_question, step_came, step_went, went_live
from courses.changes.queries.sayings import saying_of
from courses.changes.queries.versions import FIELDS, published_before


@receiver(page_published, dispatch_uid="changes.page_published")
def note_what_changed(sender, instance, revision=None, **kwargs) -> None:
    if revision is not None and instance.live and instance.alias_of_id is None and type(instance) in FIELDS:
        went_live(page=instance, revision=revision)
    if revision is not None and _is_step(instance) and _was_not_there(instance, revision):
        step_came(step=instance)


@receiver(page_unpublished, dispatch_uid="changes.page_unpublished")
def note_a_step_that_went(sender, instance, **kwargs) -> None:
    if _is_step(instance):
        step_went(step=instance)


@receiver(question_changed, dispatch_uid="changes.question_changed")
def note_another_question(sender, before_id: int, after_id: int, **kwargs) -> None:
    versions = QuestionVersion.objects.in_bulk([before_id, after_id])
    note_question(before=versions[before_id], after=versions[after_id])


@receiver(saying_asked, dispatch_uid="changes.saying_asked")
def show_what_was_said(sender, page, person, then: str, **kwargs):
    return saying_of(page, person, then)


def _is_step(page) -> bool:
    """A translation of a step is not another step."""
    return isinstance(page, StepPage) and page.alias_of_id is None and not page.is_translation()


def _was_not_there(page, revision) -> bool:
    """Whether it is live for the first time, or again after it had been taken out."""
    if published_before(page, revision) is None:
        return True
    last = PageLogEntry.objects.filter(page=page.pk, action__in=("wagtail.publish", "wagtail.publish.scheduled", "wagtail.unpublish"))
    last = last.exclude(revision=revision.pk).order_by("-timestamp", "-pk").first()
    return last is not None and last.action == "wagtail.unpublish"

"""When the catalogue changes, what was cached of it is old; when a page is sent, approved or returned, somebody is told."""

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.models import Page
from wagtail.signals import page_published, page_unpublished, post_page_move, task_submitted, workflow_approved, workflow_rejected

from courses.catalogue.actions import bump_catalogue_version, tell_approvers, tell_author
from lms.competencies.models import Competency


@receiver(page_published, dispatch_uid="catalogue.page_published")
@receiver(page_unpublished, dispatch_uid="catalogue.page_unpublished")
@receiver(post_page_move, dispatch_uid="catalogue.post_page_move")
@receiver(post_delete, sender=Page, dispatch_uid="catalogue.page_deleted")
@receiver(post_save, sender=Competency, dispatch_uid="catalogue.competency_saved")
def catalogue_changed(sender, **kwargs) -> None:
    bump_catalogue_version()


@receiver(task_submitted, dispatch_uid="catalogue.task_submitted")
def approval_asked(sender, instance, user, **kwargs) -> None:
    tell_approvers(state=instance)


@receiver(workflow_approved, dispatch_uid="catalogue.workflow_approved")
def approval_given(sender, instance, user, **kwargs) -> None:
    tell_author(workflow_state=instance, approved=True)


@receiver(workflow_rejected, dispatch_uid="catalogue.workflow_rejected")
def changes_asked(sender, instance, user, **kwargs) -> None:
    tell_author(workflow_state=instance, approved=False)

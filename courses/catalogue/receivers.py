"""When the catalogue changes, what was cached of it is old."""

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.models import Page
from wagtail.signals import page_published, page_unpublished, post_page_move

from courses.catalogue.actions import bump_catalogue_version
from lms.competencies.models import Competency


@receiver(page_published, dispatch_uid="catalogue.page_published")
@receiver(page_unpublished, dispatch_uid="catalogue.page_unpublished")
@receiver(post_page_move, dispatch_uid="catalogue.post_page_move")
@receiver(post_delete, sender=Page, dispatch_uid="catalogue.page_deleted")
@receiver(post_save, sender=Competency, dispatch_uid="catalogue.competency_saved")
def catalogue_changed(sender, **kwargs) -> None:
    bump_catalogue_version()

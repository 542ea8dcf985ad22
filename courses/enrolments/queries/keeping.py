"""What people have done in the pages of the catalogue: while there is some, a page may be retired and not deleted."""

from collections.abc import Iterable

from django.db.models import Q
from wagtail.models import Page

from courses.catalogue.querysets import originals
from courses.enrolments.models import Assignment, Cohort, Enrolment, StepProgress


def people_in(pages: Iterable[Page]) -> int:
    """How many people have an enrolment on these pages or progress in them, or in what is below them.

    Progress in a step counts for its original, whose key it bears, and for the translation that was read; other translations hold none.
    """
    held = Page.objects.filter(pk__in=_with_what_is_below(pages))
    progress = StepProgress.objects.filter(Q(step_key__in=originals(held).values("translation_key")) | Q(page__in=held))
    enrolled = Enrolment.objects.filter(Q(programme__in=held) | Q(module__in=held) | Q(pk__in=progress.values("enrolment")))
    return enrolled.values("person").distinct().count()


def is_planned(pages: Iterable[Page]) -> bool:
    """Whether a cohort or an assignment names one of these pages, though nobody is enrolled yet."""
    held = Page.objects.filter(pk__in=_with_what_is_below(pages))
    return (
        Cohort.objects.filter(programme__in=held).exists() or Assignment.objects.filter(Q(programme__in=held) | Q(module__in=held)).exists()
    )


def _with_what_is_below(pages: Iterable[Page]) -> list[int]:
    below = Q(pk__in=[])
    for page in pages:
        below |= Q(path__startswith=page.path)
    return list(Page.objects.filter(below).values_list("pk", flat=True))

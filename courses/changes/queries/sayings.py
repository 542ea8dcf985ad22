"""What is said of a draft on its way to its readers, in words."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Page

from courses.catalogue.publishing import Saying
from courses.changes.enums import Kind
from courses.changes.models import Change
from courses.changes.queries.audience import affected
from courses.changes.queries.versions import waits_to_be_said


def saying_of(page: Page, person, then: str) -> Saying | None:
    """What is said of a draft on its way, for whoever sends or approves it."""
    address = reverse("changes_admin:say", args=[page.pk]) + (f"?then={then}" if then else "")
    change = Change.objects.waiting().filter(page=page.pk, to_revision=page.latest_revision_id).first()
    if change is not None:
        return Saying(_words(change), address, _("Look at it"))
    if waits_to_be_said(Page.objects.get(pk=page.pk)):
        words = _("It changes what people have done, and nobody has said yet what that asks of them.")
        return Saying(words, address, _("Say what changed"), stops=then == "submit")
    return None


def _words(change: Change) -> str:
    if change.kind == Kind.MINOR:
        return _("Minor: it asks nothing of anybody.")
    if change.kind == Kind.READ:
        number, people = len(change.blocks), affected(change.page).asked
        words = ngettext("Read again: %(number)d block, %(people)d people.", "Read again: %(number)d blocks, %(people)d people.", number)
        return words % {"number": number, "people": people} + f" {change.reason}"
    names = ", ".join(one.name for one in change.certifications.all())
    return _("Prove again: %(names)s.") % {"names": names} + f" {change.reason}"

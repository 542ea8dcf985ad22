"""Errors that people find in what they read."""

from functools import partial

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log
from wagtail.models import Page

from courses.catalogue.enums import ReportState
from courses.catalogue.models import ContentReport
from lms.notifications.actions import notify


def report_error(*, page: Page, person, text: str, block_id: str = "") -> ContentReport:
    """Someone found an error in a page. The same words on the same block, while open, are one report."""
    with transaction.atomic():
        report, created = ContentReport.objects.get_or_create(
            page_id=page.pk, person=person, block_id=block_id, text=text.strip(), state=ReportState.OPEN
        )
        if created:
            log(instance=page, action="catalogue.report_error", user=person, data={"report": report.pk, "block": block_id})
    return report


def close_report(*, report: ContentReport, state: str, answer: str = "", actor=None) -> ContentReport:
    """Mended, or nothing to mend and why; whoever reported it is told. Closing it again changes nothing.

    Raises ValidationError when there is nothing to mend and no answer says why.
    """
    if state == ReportState.DISMISSED and not answer.strip():
        raise ValidationError(gettext("Say why there is nothing to mend: whoever reported it reads this."))
    with transaction.atomic():
        report = ContentReport.objects.select_for_update().select_related("page", "person").get(pk=report.pk)
        if report.state != ReportState.OPEN:
            return report
        report.state, report.answer, report.closed_by, report.closed_at = state, answer.strip(), actor, timezone.now()
        report.save()
        log(instance=report.page, action="catalogue.close_report", user=actor, data={"report": report.pk, "state": state})
        mended = state == ReportState.MENDED
        title = _("Thank you: “%(title)s” has been mended") if mended else _("About what you reported in “%(title)s”")
        notify(
            person=report.person,
            kind="report_closed",
            key=f"catalogue.report:{report.pk}",
            title=partial(_filled, title, {"title": report.page.title}),
            text=report.answer,
            url=report.page.specific.address_for(report.person),
        )
    return report


def _filled(text, values: dict) -> str:
    return text % values

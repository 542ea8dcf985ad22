"""Licences to score by a rubric."""

from datetime import date

from dateutil.relativedelta import relativedelta
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from assessments.rubrics.models import Rubric
from assessments.scores.models import AssessorLicence
from assessments.scores.signals import assessor_licences_changed

MONTHS = 6


def give_licence(*, assessor, rubric: Rubric, source: str, actor=None, on: date | None = None) -> AssessorLicence:
    """Six months from `on`. Safe to call twice: one a source."""
    on = on or timezone.localdate()
    until = on + relativedelta(months=MONTHS) - relativedelta(days=1)
    with transaction.atomic():
        made, created = AssessorLicence.objects.get_or_create(
            assessor=assessor, rubric=rubric, source=source, defaults={"valid_from": on, "valid_to": until, "given_by": actor}
        )
        if created:
            log(instance=made, action="scores.give_licence", user=actor, data={"until": until.isoformat()})
            assessor_licences_changed.send(sender=AssessorLicence, person_ids=[made.assessor_id])
    return made


def revoke_licence(*, licence: AssessorLicence, actor, why: str = "") -> AssessorLicence:
    """From now on; what was scored with it stays as it is. Safe to call twice."""
    open_one = AssessorLicence.objects.filter(pk=licence.pk, revoked_at__isnull=True)
    with transaction.atomic():
        if open_one.update(revoked_at=timezone.now(), revoked_why=why):
            log(instance=licence, action="scores.revoke_licence", user=actor, data={"why": why})
            assessor_licences_changed.send(sender=AssessorLicence, person_ids=[licence.assessor_id])
    licence.refresh_from_db()
    return licence

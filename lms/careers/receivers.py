"""Where careers listen: each receiver is one call, made within the transaction of what it hears of."""

from django.dispatch import receiver

from assessments.scores.signals import assessor_licences_changed
from lms.careers.actions.readiness import refresh_readiness
from lms.careers.queries.people import leaders_of
from lms.careers.signals import posting_changed
from lms.certificates.signals import certificates_changed
from lms.competencies.signals import states_changed
from lms.operations.signals import measurements_changed


@receiver(states_changed, dispatch_uid="careers.states_changed")
def follow_levels(sender, person_ids, **kwargs) -> None:
    refresh_readiness(person_ids=person_ids)


@receiver(certificates_changed, dispatch_uid="careers.certificates_changed")
def follow_certificates(sender, person_ids, **kwargs) -> None:
    refresh_readiness(person_ids=person_ids)


@receiver(assessor_licences_changed, dispatch_uid="careers.assessor_licences_changed")
def follow_licences(sender, person_ids, **kwargs) -> None:
    refresh_readiness(person_ids=person_ids)


@receiver(measurements_changed, dispatch_uid="careers.measurements_changed")
def follow_figures(sender, person_ids, unit_ids, **kwargs) -> None:
    refresh_readiness(person_ids=[*person_ids, *leaders_of(unit_ids)])


@receiver(posting_changed, dispatch_uid="careers.posting_changed")
def follow_postings(sender, person_id, **kwargs) -> None:
    refresh_readiness(person_ids=[person_id])

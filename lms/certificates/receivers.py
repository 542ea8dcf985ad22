"""Training that is done earns certificates. The senders are jobs, so each of these may be told twice."""

from django.dispatch import receiver
from django.utils import timezone

from courses.catalogue.models import ModulePage
from courses.enrolments.models import Enrolment
from courses.enrolments.signals import enrolment_completed, module_completed
from lms.certificates.actions import issue_for


@receiver(module_completed)
def certify_module(sender, enrolment_id: int, module_id: int, **kwargs) -> None:
    enrolment = Enrolment.objects.select_related("person").get(pk=enrolment_id)
    done = enrolment.module_completions.filter(module_id=module_id).values_list("completed_at", flat=True).first()
    issue_for(enrolment=enrolment, module=ModulePage.objects.get(pk=module_id), on=timezone.localdate(done) if done else None)


@receiver(enrolment_completed)
def certify_enrolment(sender, enrolment_id: int, **kwargs) -> None:
    enrolment = Enrolment.objects.select_related("person", "programme", "module").get(pk=enrolment_id)
    issue_for(enrolment=enrolment, on=timezone.localdate(enrolment.completed_at) if enrolment.completed_at else None)

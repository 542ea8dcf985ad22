"""Which certifications end and are watched, and where everybody's stands today."""

from lms.certificates.models import Certification
from lms.demo.loader.catalogue import module
from lms.demo.loader.certificates import ISSUER
from lms.demo.loader.days import today
from lms.demo.loader.people import person
from lms.demo.loader.told import forget_mails, last_job
from lms.renewals.actions import run_day
from lms.renewals.models import RenewalRule

RENEWED_BY = {"CERT-REG": "R01"}
WATCHED = ("CERT-AGE", "CERT-DPR", "CERT-REG", "CERT-VUL", "CERT-PRL", "CERT-WRI", "CERT-TEC", "CERT-FAC", "CERT-COA", "CERT-ASR")
WINDOW_DAYS, GRACE_DAYS = 60, 15


def are_there() -> bool:
    return RenewalRule.objects.exists()


def load() -> None:
    since, owner = last_job(), person(ISSUER)
    for certification in Certification.objects.filter(code__in=WATCHED):
        code = RENEWED_BY.get(certification.code)
        RenewalRule.objects.create(
            certification=certification,
            module=module(code) if code else None,
            window_days=WINDOW_DAYS,
            grace_days=GRACE_DAYS,
            owner=owner,
        )
    run_day(on=today())
    forget_mails(since)

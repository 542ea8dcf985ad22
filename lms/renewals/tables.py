"""Renewals as rows of a spreadsheet."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from lms.renewals.models import CertificationPeriod


def rows_of(periods: Iterable[CertificationPeriod]) -> Iterator[list]:
    yield [_("Person"), _("E-mail"), _("Certification"), _("State"), _("Since"), _("Earned on"), _("Valid until"), _("Grace until")]
    for one in periods:
        yield [
            str(one.person),
            one.person.email,
            one.certification.name,
            one.get_state_display(),
            one.state_since,
            one.certified_on,
            one.valid_until,
            one.grace_until,
        ]

"""The register as rows of a spreadsheet."""

from collections.abc import Iterable, Iterator

from django.utils import timezone
from django.utils.translation import gettext as _

from lms.criteria.models import GuidelineVersion
from lms.people.models import User


def rows_of(version: GuidelineVersion, people: Iterable[User]) -> Iterator[list]:
    """Each person with the moment and the version of their proof. Moments on the clock in use, without a zone: spreadsheets know none."""
    yield [_("Person"), _("E-mail"), _("What was agreed"), _("State"), _("Proved on"), _("Version")]
    for one in people:
        moment = one.proved_at and timezone.localtime(one.proved_at).replace(tzinfo=None)
        yield [str(one), one.email, version.title, _("Proved") if moment else _("Not yet"), moment, one.proved_number]

"""The register as rows of a spreadsheet. Moments stand on the clock in use, without a zone: spreadsheets know none."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from lms.criteria.forms import ProofFilter, RegisterFilter
from lms.criteria.models import Guideline, GuidelineVersion, Proof
from lms.criteria.queries.proofs import proofs_seen
from lms.criteria.queries.register import only, people_in
from lms.exports.registry import register
from lms.people.models import User

BATCH = 500


def people_rows(viewer: User, asked: Mapping[str, str]) -> Iterator[list]:
    """Whom a guideline in force is for, each with the moment and the version of their proof."""
    version, people = _people(viewer, asked)
    yield [_("Person"), _("E-mail"), _("What was agreed"), _("State"), _("Proved on"), _("Version")]
    for one in people.iterator(chunk_size=BATCH):
        moment = _moment(one.proved_at)
        yield [str(one), one.email, version.title, _("Proved") if moment else _("Not yet"), moment, one.proved_number]


def people_total(viewer: User, asked: Mapping[str, str]) -> int:
    return _people(viewer, asked)[1].count()


def proof_rows(viewer: User, asked: Mapping[str, str]) -> Iterator[list]:
    """Each proof there has been."""
    yield [_("Person"), _("E-mail"), _("Code"), _("What was agreed"), _("Version"), _("Proved on"), _("Not yet before it")]
    for one in _proofs(viewer, asked).iterator(chunk_size=BATCH):
        version = one.version
        moment = _moment(one.proved_at)
        yield [str(one.person), one.person.email, version.guideline.code, version.title, version.number, moment, one.not_yet]


def proof_total(viewer: User, asked: Mapping[str, str]) -> int:
    return _proofs(viewer, asked).count()


def _people(viewer: User, asked: Mapping[str, str]) -> tuple[GuidelineVersion, QuerySet[User]]:
    guideline = Guideline.objects.get(code=asked["code"])
    version = guideline.versions.in_force().select_related("guideline__unit").get()
    return version, only(people_in(viewer, version), **RegisterFilter(asked, viewer=viewer).answers())


def _proofs(viewer: User, asked: Mapping[str, str]) -> QuerySet[Proof]:
    return proofs_seen(viewer, **ProofFilter(asked, viewer=viewer).answers())


def _moment(at: datetime | None) -> datetime | None:
    return at and timezone.localtime(at).replace(tzinfo=None)


register("criteria.people", rows=people_rows, total=people_total)
register("criteria.proofs", rows=proof_rows, total=proof_total)

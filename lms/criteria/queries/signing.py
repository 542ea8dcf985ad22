"""Who has a say in a guideline, who has not signed yet, and who signs when they are back."""

from collections.abc import Iterable
from datetime import date, datetime

from django.utils import timezone

from lms.competencies.pauses import pauses_of
from lms.criteria.enums import SIGNS
from lms.criteria.models import GuidelineVersion
from lms.people.models import Membership, User


def signers(unit) -> list[User]:
    """The coordinators and supervisors of a unit and of those below it, by surname."""
    held = Membership.objects.current().filter(unit__path__startswith=unit.path, role__in=SIGNS)
    return list(User.objects.filter(pk__in=held.values("person"), is_active=True).by_surname())


def away(person_ids: Iterable[int], now: datetime | None = None) -> set[int]:
    """Whoever is on leave today, as whoever knows of absences says. Why is nobody's business here."""
    now = now or timezone.now()
    today = timezone.localdate(now)
    return {pk for pk, pauses in pauses_of(person_ids, now).items() if any(_holds(pause, today) for pause in pauses)}


def signatures_missing(version: GuidelineVersion, now: datetime | None = None) -> list[User]:
    """Whose signature is waited for: nobody who is on leave."""
    missing, absent = _unsigned(version, now)
    return [person for person in missing if person.pk not in absent]


def signing_later(version: GuidelineVersion, now: datetime | None = None) -> list[User]:
    """Who is on leave, and is asked when they are back."""
    missing, absent = _unsigned(version, now)
    return [person for person in missing if person.pk in absent]


def _unsigned(version: GuidelineVersion, now: datetime | None) -> tuple[list[User], set[int]]:
    if not version.guideline.is_criterion:
        return [], set()
    signed = set(version.signatures.values_list("person_id", flat=True))
    missing = [person for person in signers(version.guideline.unit) if person.pk not in signed]
    return missing, away([person.pk for person in missing], now)


def _holds(pause, today: date) -> bool:
    return pause.starts_on <= today and (pause.ends_on is None or pause.ends_on >= today)

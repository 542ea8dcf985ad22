"""Something new was agreed, and some days later somebody has not shown yet that they understand it."""

from datetime import timedelta

from django.utils import timezone

from lms.criteria.models import GuidelineVersion, Proof
from lms.refreshers.choosing import Cause, Found, Spared
from lms.refreshers.enums import Held
from lms.refreshers.triggers.asking import Ask


def find(ask: Ask) -> Found:
    wait = timedelta(days=ask.params["after_days"])
    rows = GuidelineVersion.objects.in_force().filter(
        published_at__gte=ask.start - wait, published_at__lt=ask.end - wait, minor=False, guideline__state="live"
    )
    if ask.params["guideline"]:
        rows = rows.filter(guideline__code=ask.params["guideline"])
    causes, spared = [], []
    for version in rows.exclude(asks=[]).select_related("guideline__unit").prefetch_related("guideline__audience"):
        proved = _proved(version, ask)
        for person in _readers(version, ask):
            if person in proved:
                spared.append(Spared(person, Held.PROVED, _numbers(version)))
            else:
                causes.append(Cause(person, f"notice:{version.pk}", _day(version) + wait, _numbers(version)))
    return Found(tuple(causes), tuple(spared))


def _readers(version: GuidelineVersion, ask: Ask) -> list[int]:
    roles, path = {one.role for one in version.guideline.audience.all()}, version.guideline.unit.path
    return [person for person, who in ask.people.items() if any(own.startswith(path) and role in roles for own, role in who.held)]


def _proved(version: GuidelineVersion, ask: Ask) -> set[int]:
    rows = Proof.objects.filter(version__guideline=version.guideline_id, version__number__gte=version.number, proved_at__lt=ask.end)
    return set(rows.values_list("person", flat=True))


def _day(version: GuidelineVersion):
    return timezone.localdate(version.published_at)


def _numbers(version: GuidelineVersion) -> dict:
    return {"code": version.guideline.code.upper(), "es": version.title_es, "en": version.title_en, "day": _day(version).isoformat()}

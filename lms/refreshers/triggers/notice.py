"""Something new was agreed, and some days later somebody has not shown yet that they understand it."""

from datetime import timedelta

from django.db.models import Exists, OuterRef
from django.utils import timezone

from lms.criteria.models import GuidelineVersion, Proof
from lms.refreshers.choosing import Cause, Found, Spared
from lms.refreshers.enums import Held
from lms.refreshers.triggers.asking import Ask


def find(ask: Ask) -> Found:
    wait = timedelta(days=ask.params["after_days"])
    rows = GuidelineVersion.objects.published().running(ask.on)
    rows = rows.filter(published_at__gte=ask.start - wait, published_at__lt=ask.end - wait).exclude(_asked_anew_by_a_later_one())
    if ask.params["guideline"]:
        rows = rows.filter(guideline__code=ask.params["guideline"])
    causes, spared = [], []
    for version in rows.exclude(minor=True).exclude(asks=[]).select_related("guideline").prefetch_related("guideline__audience__unit"):
        proved = _proved(version, ask)
        for person in _readers(version, ask):
            if person in proved:
                spared.append(Spared(person, Held.PROVED, _numbers(version)))
            else:
                causes.append(Cause(person, f"notice:{version.pk}", _day(version) + wait, _numbers(version)))
    return Found(tuple(causes), tuple(spared))


def _readers(version: GuidelineVersion, ask: Ask) -> list[int]:
    meant = [(one.unit.path, one.role) for one in version.guideline.audience.all()]
    return [
        person
        for person, who in ask.people.items()
        if any(own.startswith(path) and role == held for own, held in who.held for path, role in meant)
    ]


def _asked_anew_by_a_later_one() -> Exists:
    """A slip put right replaces a version and asks nothing: what was asked before it still stands."""
    later = GuidelineVersion.objects.asking().filter(guideline=OuterRef("guideline"), number__gt=OuterRef("number"))
    return Exists(later)


def _proved(version: GuidelineVersion, ask: Ask) -> set[int]:
    rows = Proof.objects.filter(version__guideline=version.guideline_id, version__number__gte=version.number, proved_at__lt=ask.end)
    return set(rows.values_list("person", flat=True))


def _day(version: GuidelineVersion):
    return timezone.localdate(version.published_at)


def _numbers(version: GuidelineVersion) -> dict:
    return {"code": version.guideline.code.upper(), "es": version.title_es, "en": version.title_en, "day": _day(version).isoformat()}
